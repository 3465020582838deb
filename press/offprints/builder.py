"""Offprint builder: an EPUB of each article, and a page from which its PDF is set.

An article's text is resolved and written once for both.  An offprint is made
again only where what it shows has changed; links to other articles lead to the
site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from press.articles.domain import article_domain
from press.articles.titles import listed_title
from press.citations.cite_this import CiteThis
from press.core.addresses import site_address
from press.editions import edition_files
from press.epub import package
from press.epub.book import Book
from press.text.bidi import is_right_to_left
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from press.articles.model import Article
    from press.editions.editions import Edition
    from press.epub.package import Entry

_HERE = Path(__file__).parent / "templates"

#: An article's files: the EPUB, its page in there, and the page for print.
_FILES = ("{}.epub", "{}.xhtml", "{}.html")


class Offprints(Book):
    """Builds one book of each article, with a page for print beside it."""

    name = "offprints"
    template_folders = (*Book.template_folders, _HERE)

    def _contents(self) -> tuple[Entry, ...]:
        """Return the article alone."""
        return (self._entry(self.edition.article),)

    def _editions(self) -> Iterator[tuple[Edition, str]]:
        for edition, names in edition_files.articles(self, *_FILES):
            yield edition, names[0]

    @property
    def _article(self) -> Article:
        return article_domain(self.env).articles[self.edition.article]

    def _metadata(self) -> dict[str, Any]:
        """Return what is said of the article's book."""
        article = self._article
        address = site_address(self.config, article.docname)
        return {
            **super()._metadata(),
            "title": listed_title(article),
            "cover_text": package.cover_text(listed_title(article)),
            "language": article.lang,
            "author": ", ".join(article.authors) or self.config.epub_author,
            "description": article.summary,
            "identifier": address or f"{self.config.project} {article.docname}",
        }

    def add_visible_links(self, tree: nodes.document, show_urls: str = "inline") -> None:
        """Write no address behind a link: a click leads there, on paper the list names it."""

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.xhtml",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write the article's page in its book, and the page for print."""
        super().handle_page(pagename, addctx, templatename)
        article = self._article
        address = site_address(self.config, article.docname)
        words = words_in(article.lang)
        cite_this = CiteThis(article, self.config.project, address)
        from_right = is_right_to_left(cite_this.apa_text())
        values = {
            **addctx,
            "article": article,
            "article_title": listed_title(article),
            "authors": article.authors or (self.config.author,),
            "publication": self.config.project,
            "address": address,
            "address_title": address.removeprefix("https://"),
            "licence": self.config.press_licence,
            "copyright": self.config.copyright,
            "cite_this": Markup(cite_this.apa_html()),  # noqa: S704 (it is escaped)
            "cite_this_direction": "rtl" if from_right else "ltr",
            "cite_title": words("Cite this article"),
        }
        self.write_file(f"{pagename}.html", "offprint.html", values)
