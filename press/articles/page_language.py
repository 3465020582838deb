"""Page language: a page's words in templates, its direction, its quotation marks.

A site in Arabic, Persian, Urdu or Hebrew is set from right to left as a whole;
an article in another language than the site's is a part with its own ``lang``
and ``dir``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxTransform

from press.articles.domain import article_domain
from press.text.bidi import direction
from press.text.messages import words_in, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from press.core.site_pages import SitePage
    from press.text.messages import Words

# Languages that docutils knows no quotation marks of: the outer pair and the inner one.
QUOTES = {"ar": "«»‹›", "fa": "«»‹›", "ur": "“”‘’", "id": "“”‘’"}


class QuotesOfArticle(SphinxTransform):
    """Have smart quotes set the marks of an article's language."""

    # Just ahead of smart quotes (750).
    default_priority = 749

    def apply(self, **_kwargs: Any) -> None:
        """Name the language for the next transform."""
        article = article_domain(self.env).articles.get(self.env.current_document.docname)
        if article is not None and any(
            name in smartchars.quotes for name in normalize_language_tag(article.lang)
        ):
            self.document.settings.language_code = article.lang


class QuotesOfSite(SphinxTransform):
    """Name the site's language again: settings are shared by all documents."""

    default_priority = 751

    def apply(self, **_kwargs: Any) -> None:
        """Undo the above."""
        self.document.settings.language_code = self.env.settings["language_code"]


def words_for(env: BuildEnvironment, docname: str) -> Words:
    """Return the words of a page: an article's are those of its language."""
    article = article_domain(env).articles.get(docname)
    return words_in(article.lang) if article else words_of(env.config)


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Give templates ``_`` for the site's words, ``say`` for those of the page, and the language."""
    words = words_of(app.config)

    def gettext(message: str) -> str:
        own = words(message)
        return own if own != message else app.translator.gettext(message)

    page.context["_"] = page.context["gettext"] = gettext
    page.context["say"] = words_for(app.env, page.name)
    page.context["press_language"] = page.context["language"] = words.language
    if direction(words.language) == "rtl":
        # furo's template has the language in an attribute, and no place for another one.
        page.context["language"] = f'{words.language}" dir="rtl'
