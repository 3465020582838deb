"""Nodes that more than one part of the printed volume needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.retracted import listed_title

if TYPE_CHECKING:
    from press.article import Article


def tex(text: str) -> nodes.raw:
    """Return LaTeX that is written as it is."""
    return nodes.raw("", text, format="latex")


def macro(name: str, *content: nodes.Node) -> nodes.Element:
    r"""Return ``\name{content}`` for a place between blocks."""
    return nodes.inline("", "", tex(rf"\{name}{{"), *content, tex("}"))


def article_link(article: Article, refdoc: str) -> nodes.Element:
    """Return an article's title, which Sphinx links to the article."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", listed_title(article)),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{article.docname}",
        refdoc=refdoc,
        refexplicit=True,
        refwarn=True,
    )
