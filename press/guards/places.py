"""Places in a tree: the line at which something stands, and what is left where it is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes

from press.text.strings import read_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# A character behind a backslash: https://spec.commonmark.org/0.31.2/#backslash-escapes
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def line_of(target: str, first: int, path: Path, used: Collection[int]) -> int:
    """Return the next line that holds *target*: MyST names the first line of a paragraph for all."""
    if not path.is_file():
        return first
    found = {target, unquote(target)}
    for number, line in enumerate(read_text(path)[0].split("\n")[first - 1 :], first):
        shown = _ESCAPED.sub(r"\1", line)
        if number not in used and any(each in shown for each in found):
            return number
        if not line.strip() and not target.startswith(":"):
            break  # The paragraph ends; an option stands somewhere above.
    return first


def line_at(node: nodes.Element) -> int:
    """Return the line of a node, or that of the nearest above it that has one."""
    above: nodes.Element | None = node
    while above is not None and above.line is None:
        above = above.parent
    return (above.line or 1) if above is not None else 1


def remove(node: nodes.Element) -> None:
    """Take a node out of the tree, with all that it holds."""
    node.parent.remove(node)


def put_words(node: nodes.Element, words: str) -> None:
    """Put words in the place of a node: in running text, or as a paragraph."""
    parent: nodes.Element = node.parent
    inline = isinstance(parent, nodes.TextElement)
    text = nodes.Text(words)
    at = parent.index(node)
    parent[at] = text if inline else nodes.paragraph("", "", text)


def keep_words(node: nodes.Element) -> None:
    """Take a link away and leave what stands in it."""
    children = list(node.children)
    inline = isinstance(node.parent, nodes.TextElement)
    pictures = any(isinstance(child, nodes.image) for child in children)
    at = node.parent.index(node)
    kept = children if inline or pictures else [nodes.paragraph("", "", *children)]
    node.parent[at : at + 1] = kept
