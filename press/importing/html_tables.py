"""Tables in HTML: whether one holds data or arranges a page, and what stands in it in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.importing.html_source import text_inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree


def is_layout(table: etree._Element) -> bool:
    """Say whether a table only arranges a page: one in another, or cells with whole texts in them."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    if any(table.find(f".//{tag}") is not None for tag in ("th", "thead", "caption")):
        return False
    return any(
        sum(part.tag in {"p", "ul", "ol", "h1", "h2", "h3", "div", "center"} for part in cell) > 2
        for cell in table.iter("td")
    )


def owner(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the nearest element around this one with a tag."""
    parent = element.getparent()
    while parent is not None and parent.tag != tag:
        if tag == "thead" and parent.tag == "table":
            return None
        parent = parent.getparent()
    return parent


def pieces(
    element: etree._Element, into: tuple[str, ...] = ("thead", "tbody", "tfoot")
) -> Iterable[tuple[etree._Element | None, str]]:
    """Yield the parts of a table or row in order, and the words that stand between them."""
    if element.text and element.text.strip():
        yield None, element.text
    for part in element:
        if isinstance(part.tag, str):
            if part.tag in into:
                yield from pieces(part, into)
            elif part.tag not in {"colgroup", "col"} or text_inside(part).strip():
                yield part, ""
        if part.tail and part.tail.strip():
            yield None, part.tail
