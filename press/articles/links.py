"""Links to articles, and the words that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.articles.retraction import listed_title

if TYPE_CHECKING:
    from press.articles.model import Article
    from press.text.messages import Words


def reading_time(article: Article, words: Words) -> str:
    """Return how long it takes to read an article, in words."""
    minutes = article.minutes
    return words.plural("%(count)s min read", "%(count)s min read", minutes)


def title_link(article: Article, refdoc: str, title: nodes.Element | None = None) -> nodes.Element:
    """Return a link from *refdoc* around an article's title, for Sphinx to resolve."""
    return addnodes.pending_xref(
        "",
        title if title is not None else nodes.inline("", listed_title(article)),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{article.docname}",
        refdoc=refdoc,
        refexplicit=True,
        refwarn=True,
    )
