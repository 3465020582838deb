"""Titles of articles as links and lists show them: "[Retracted]", reading time, kinds of notice.

Links to articles, and the words that go with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.text.messages import Words, words_in

if TYPE_CHECKING:
    from press.articles.model import Article, Correction


def listed_title(article: Article) -> str:
    """Return an article's title as its page, lists and links show it, in the article's language."""
    return said_retracted(article, article.title)


def said_retracted(article: Article, title: str) -> str:
    """Return the *title* of an article as it stands in its text, with what was made of its quotes."""
    return words_in(article.lang)("[Retracted] %s") % title if article.retracted else title


def kind_of(correction: Correction, _: Words) -> str:
    """Return what a notice is called."""
    names = {
        "correction": _("Correction"),
        "clarification": _("Clarification"),
        "update": _("Update"),
        "editor's note": _("Editor’s note"),
        "retraction": _("Retraction"),
    }
    return names[correction.kind]


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
