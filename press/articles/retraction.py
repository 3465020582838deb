"""What is retracted says so wherever it is named, and each kind of notice has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
