"""E-book pages: what Sphinx's builder writes of a document, in templates of the book's.

:mod:`press.epub.builder` makes a book of them.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any, ClassVar, cast
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.epub3 import Epub3Builder
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.core.addresses import site_address
from press.core.builders import builder_of
from press.epub import package
from press.epub.package import Features
from press.site.html_attributes import Translator
from press.text.bidi import direction
from press.text.markup import marked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "_static/book.css"


class Pages(Epub3Builder):
    """Writes the pages of the documents that a book holds."""

    language: str  # a BCP 47 tag, where Sphinx's setting is a locale's name
    default_translator_class = Translator
    allow_parallel: ClassVar[bool] = False  # resolved trees would wait in memory
    held: AbstractSet[str] = frozenset()
    template_folders: tuple[Path, ...] = (TEMPLATES,)

    def init(self) -> None:
        """Load the templates; every value that is put into one is escaped."""
        super().init()
        self.language = self.config.epub_language.replace("_", "-")
        self._environment = Environment(
            autoescape=True,
            loader=FileSystemLoader(self.template_folders),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for function in (package.depth, direction, package.item_id):
            self._environment.globals[function.__name__] = function
        self._environment.filters["marked"] = _marked

    @property
    def math_renderer_name(self) -> str:
        """Formulas are MathML: there is no script in a book."""
        return "mathml"

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Write every page: a book is made as a whole, whatever an earlier build left."""
        return "every page of the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page's address in the book, or on the site when it is not in the book.

        Raises :exc:`sphinx.errors.NoUri` where the site's address is not known,
        which Sphinx answers with plain text.
        """
        if docname in self.held:
            return super().get_target_uri(docname, typ)
        address = docname in self.env.found_docs and site_address(self.config, docname)
        if not address:
            raise NoUri(docname, typ)
        return address

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return a link's address: that of a page of the site is a whole one."""
        if to in self.held:
            return super().get_relative_uri(from_, to, typ)
        return self.get_target_uri(to, typ)

    def copy_assets(self) -> None:
        """Copy the book's own style sheet and none of the site's files."""
        (self.outdir / STYLE).parent.mkdir(parents=True, exist_ok=True)
        copyfile(TEMPLATES / "book.css", self.outdir / STYLE)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what a page shows: no navigation, which is the reader's."""
        works = cite_domain(self.env).works_page
        return {
            "body": Markup(body),  # noqa: S704 (the writer has escaped it)
            "title": self.title(docname),
            "language": self.language_of(docname),
            "matter": "backmatter" if docname == works else "bodymatter",
        }

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.xhtml",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a document's page."""
        style = "../" * pagename.count("/") + STYLE
        self.write_file(pagename + self.out_suffix, "page.xhtml", {**addctx, "style": style})

    def language_of(self, docname: str) -> str:
        """Return the language of a document, an article's own, as a BCP 47 tag."""
        article = article_domain(self.env).articles.get(docname)
        return article.lang if article else self.language

    def title(self, docname: str) -> str:
        """Return a document's title as text."""
        return self.env.titles[docname].astext()

    def write_file(self, name: str, template: str, values: Mapping[str, Any]) -> None:
        """Write a file of the book from a template."""
        path = self.outdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self._environment.get_template(template).render(values)
        path.write_text(text, encoding="utf-8", newline="\n")

    def features(self, docname: str) -> Features:
        """Return what a written page holds."""
        try:
            return package.features((self.outdir / (docname + self.out_suffix)).read_bytes())
        except ET.ParseError as error:
            logger.warning(
                "this page is no XHTML (%s), and readers of e-books would show nothing of it: "
                "write raw HTML as XML, with every tag closed, or in Markdown",
                error,
                location=docname,
                type="press",
                subtype="epub",
            )
            return Features((), 0, 0)


class BookTransform(SphinxPostTransform):
    """A transform of pages that go into a book, whatever the name of its builder is."""

    @property
    def book(self) -> Pages:
        """The builder."""
        return cast("Pages", builder_of(self.env))

    def is_supported(self) -> bool:
        """Leave the pages of the site and of print alone."""
        return isinstance(builder_of(self.env), Pages)


def _marked(text: str) -> Markup:
    """Return text as XHTML whose right-to-left runs say so."""
    return Markup(marked(text))  # noqa: S704 (it has escaped the text)
