"""LaTeX of text and addresses, and nodes that hold LaTeX.

Nodes that more than one part of the printed volume needs.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import texescape


def escape(text: str) -> str:
    """Return text that LaTeX sets as it is."""
    return texescape.escape(text, "lualatex")


def link(address: str, text: str) -> str:
    """Return a link to a place on the web, plain text where there is no *address*."""
    if not address:
        return escape(text)
    for character in "%#&":
        address = address.replace(character, rf"\{character}")
    return rf"\href{{{address}}}{{{escape(text)}}}"


def shown_link(address: str) -> str:
    """Return a link that shows its address, which may break after a stroke or a full stop."""
    shown = link(address, address)
    at = shown.index("}{") + 2
    words = shown[at:].replace("/", r"/\allowbreak{}").replace(".", r".\allowbreak{}")
    return shown[:at] + words


def tex(text: str) -> nodes.raw:
    """Return LaTeX that is written as it is."""
    return nodes.raw("", text, format="latex")


def macro(name: str, *content: nodes.Node) -> nodes.Element:
    r"""Return ``\name{content}`` for a place between blocks."""
    return nodes.inline("", "", tex(rf"\{name}{{"), *content, tex("}"))


def classes_of(node: nodes.Node) -> list[str]:
    """Return the classes of a node; text has none."""
    return node.get("classes", []) if isinstance(node, nodes.Element) else []


def wrap(node: nodes.Element, parent: nodes.Element) -> None:
    """Put *node* into *parent*, and *parent* where it stood."""
    node.replace_self(parent)
    parent += node


def wrap_words(block: nodes.Element, classes: list[str]) -> None:
    """Put all that stands in *block* into one inline element of these *classes*."""
    words = nodes.inline("", "", *block.children, classes=classes)
    block.children = []
    block.append(words)
