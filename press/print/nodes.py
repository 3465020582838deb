"""Nodes that more than one part of the printed volume needs."""

from __future__ import annotations

from docutils import nodes


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
