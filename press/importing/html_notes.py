"""Notes in HTML: which links are a note's number in the text, and which element is the note.

Every system writes them otherwise (WordPress, Word, Substack, Markdown, Wikipedia), but all of
them link from the number to the note, and nearly all link back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.importing.html_source import squeezed, text_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_NUMBER = re.compile(r"[\[(]?\s*(?:note\s+)?(?P<label>\d{1,3}|[*†‡§¶]{1,3}|[ivxlc]{1,5}|[a-z])\s*[\])]?\.?", re.IGNORECASE)  # fmt: skip
_NAMED = re.compile(r"(?:^|[^a-z])(?:fn|note|ftn|edn|footnote|endnote|cite_note|cite)(?:$|[^a-z]|note)", re.IGNORECASE)  # fmt: skip
_BACK = re.compile(r"(?:ref|anchor|-link|back)[-_:]?\d*$", re.IGNORECASE)
# A note says something besides its number: "Ibid."
_SAID = re.compile(r"[^\W\d_]{2,}")
_CONTAINERS = frozenset({"li", "p", "div", "dd", "aside", "section", "td"})


@dataclass
class Notes:
    """The notes of a page."""

    #: From a link in the text to its note's label.
    references: dict[etree._Element, str] = field(default_factory=dict)
    #: From the element that holds a note to its label.
    bodies: dict[etree._Element, str] = field(default_factory=dict)
    #: Links in notes that lead back, and the number before a note.
    back: set[etree._Element] = field(default_factory=set)


def find_notes(body: etree._Element) -> Notes:
    """Return the notes in a page; links that only look like one are no notes."""
    links = [link for link in body.iter("a") if (link.get("href") or "").find("#") >= 0]
    if not links:
        return Notes()
    targets: dict[str, etree._Element] = {}
    order: dict[etree._Element, int] = {}
    for number, element in enumerate(body.iter()):
        order[element] = number
        for name in filter(None, (element.get("id"), element.get("name"))):
            targets.setdefault(name, element)
    notes = Notes()
    by_body: dict[etree._Element, list[etree._Element]] = {}
    for link in links:
        found = _body_of(link, targets)
        # A note stands after its number; a link from the note to the text is the way back.
        if found is not None and order[found] > order[link]:
            by_body.setdefault(found, []).append(link)
    taken: set[str] = set()
    # A note's container must not hold another's reference: then it is the text itself.
    for number, (element, references) in enumerate(by_body.items(), 1):
        if any(other in by_body and other is not element for other in element.iter()):
            continue
        label = _label(references[0])
        if not re.fullmatch(r"\d+", label) or label in taken:
            label = str(number)
            while label in taken:
                label = f"{label}-{number}"
        taken.add(label)
        notes.bodies[element] = label
        for link in references:
            notes.references[link] = label
        notes.back.update(_back_links(element, references))
    return notes


def _body_of(link: etree._Element, targets: dict[str, etree._Element]) -> etree._Element | None:
    """Return the element that holds the note of a link in the text, ``None`` where it has none."""
    if not _NUMBER.fullmatch(squeezed(text_inside(link))):
        return None
    name = _fragment(link)
    target = targets.get(name)
    if target is None:
        return None
    container: etree._Element | None = target
    while container is not None and (
        container.tag not in _CONTAINERS or not _SAID.search(text_inside(container))
    ):
        container = container.getparent()
        if container is not None and container.tag in {"body", "article", "main"}:
            return None
    if container is None or link in set(container.iter("a")):
        return None
    own = {item for item in (link.get("id"), link.get("name")) if item}
    parent = link.getparent()
    while parent is not None and parent.tag in {"sup", "span", "a"}:
        own |= {item for item in (parent.get("id"),) if item}
        parent = parent.getparent()
    leads_back = any(_fragment(other) in own for other in container.iter("a")) if own else False
    if not leads_back and not _NAMED.search(name):
        classes = " ".join(element.get("class") or "" for element in (target, container))
        if "footnote" not in classes.lower():
            return None
    return container


def _label(link: etree._Element) -> str:
    found = _NUMBER.fullmatch(squeezed(text_inside(link)))
    return found["label"].lower() if found else ""


def _fragment(link: etree._Element) -> str:
    return (link.get("href") or "").rpartition("#")[2]


def _back_links(
    element: etree._Element, references: list[etree._Element]
) -> Iterator[etree._Element]:
    """Yield the links of a note that lead back to its number, or show it."""
    names: set[str] = set()
    for link in references:
        part: etree._Element | None = link
        while part is not None and part.tag in {"a", "sup", "span"}:
            names.update(filter(None, (part.get("id"), part.get("name"))))
            part = part.getparent()
    for link in element.iter("a"):
        text = squeezed(text_inside(link))
        short = len(text) < 12 and not re.search(r"[^\W\d_]{4,}", text)
        if (
            _fragment(link) in names
            and (short or "back" in text.lower() or "return" in text.lower())
        ) or (short and _fragment(link) and _BACK.search(_fragment(link))):
            yield link
