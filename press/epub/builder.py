"""The e-book: an EPUB 3 that readers and epubcheck accept without a remark.

Sphinx's builder writes each document's page; what the pages are put into, what
is said about them and the file that carries them are made here, from the
documents that the contents name and nothing else: no page of the site, no
search, no left-over of an earlier build.  Everything that is said of the book
comes from Sphinx's own settings (``epub_title``, ``epub_author``,
``epub_language``, ``epub_publisher``, ``epub_copyright``, ``epub_description``,
``epub_identifier``, ``epub_basename``), whose defaults are the publication's.

A book is a first page, what its toctrees name and its metadata: one of a volume
or of an article will be another first page.
"""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.builders.epub3 import Epub3Builder, validate_config_values
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from press.citations.domain import cite_domain
from press.domain import article_domain
from press.epub import metadata, package
from press.epub.package import Entry, Features, Item

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STYLE, COVER = "_static/book.css", "_static/cover.svg"
PACKAGE = ("META-INF/container.xml", "content.opf")  # what the manifest does not list
XHTML = "application/xhtml+xml"


class Book(Epub3Builder):
    """Builds the whole publication as one book."""

    language: str  # a BCP 47 tag, where Sphinx's setting is a locale's name

    contents: tuple[Entry, ...] = ()
    _names: AbstractSet[str] = frozenset()

    def init(self) -> None:
        """Load the templates; every value that is put into one is escaped."""
        super().init()
        self.language = self.config.epub_language.replace("_", "-")
        self._environment = Environment(
            autoescape=True,
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for function in (package.depth, metadata.direction, package.item_id):
            self._environment.globals[function.__name__] = function

    @property
    def math_renderer_name(self) -> str:
        """Formulas are MathML: there is no script in a book."""
        return "mathml"

    # -- which pages ----------------------------------------------------------

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Write every page: a book is made as a whole, whatever an earlier build left."""
        return "every page of the book"

    def _contents(self, first: str) -> tuple[Entry, ...]:
        """Return the first page and, beside it, what its toctrees name, each document once."""
        seen = {first}

        def below(docname: str) -> tuple[Entry, ...]:
            found = []
            for child in self.env.toctree_includes.get(docname, ()):
                if child not in seen and child in self.env.titles:
                    seen.add(child)
                    found.append(self._entry(child, below(child)))
            return tuple(found)

        return (self._entry(first), *below(first))

    def _entry(self, docname: str, children: tuple[Entry, ...] = ()) -> Entry:
        return Entry(self._title(docname), docname + self.out_suffix, children)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Settle the contents, which every link depends on."""
        self.contents = self._contents(self.config.root_doc)
        self._names = {self._docname(entry) for entry in package.pages(self.contents)}
        super().prepare_writing(docnames)

    def _docname(self, entry: Entry) -> str:
        return entry.href.removesuffix(self.out_suffix)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages that the contents name, no others."""
        super().write_documents(self._names)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page's address in the book.

        Raises :exc:`sphinx.errors.NoUri` for a document that is not in it,
        which Sphinx answers with plain text.
        """
        if docname not in self._names:
            raise NoUri(docname, typ)
        return super().get_target_uri(docname, typ)

    # -- pages ----------------------------------------------------------------

    def copy_assets(self) -> None:
        """Copy the book's own style sheet and none of the site's files."""
        (self.outdir / STYLE).parent.mkdir(parents=True, exist_ok=True)
        copyfile(TEMPLATES / "book.css", self.outdir / STYLE)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what a page shows: no navigation, which is the reader's."""
        article = article_domain(self.env).articles.get(docname)
        return {
            "body": Markup(body),  # noqa: S704 (the writer has escaped it)
            "title": self._title(docname),
            "language": article.lang if article else self.language,
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
        self._write(pagename + self.out_suffix, "page.xhtml", {**addctx, "style": style})

    def _title(self, docname: str) -> str:
        return self.env.titles[docname].astext()

    def _write(self, name: str, template: str, values: Mapping[str, Any]) -> None:
        """Write a file of the book from a template."""
        path = self.outdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self._environment.get_template(template).render(values)
        path.write_text(text, encoding="utf-8", newline="\n")

    def _features(self, entry: Entry) -> Features:
        """Return what a written page holds."""
        try:
            return package.features((self.outdir / entry.href).read_bytes())
        except ET.ParseError as error:
            logger.warning(
                "this page is no XHTML (%s), and readers of e-books would show nothing of it: "
                "write raw HTML as XML, with every tag closed, or in Markdown",
                error,
                location=self._docname(entry),
                type="press",
                subtype="epub",
            )
            return Features((), 0, 0)

    # -- the book -------------------------------------------------------------

    def finish(self) -> None:
        """Gather the pages and the pictures, say what they are, and write the file."""
        self.copy_image_files()
        pages = list(package.pages(self.contents))
        features = {entry.href: self._features(entry) for entry in pages}
        images = sorted(f"{self.imagedir}/{name}" for name in self.images.values())
        images = [name for name in images if (self.outdir / name).is_file()]
        items = [
            *(Item(href, XHTML, features[href].properties) for href in sorted(features)),
            *(Item(name, guess_mimetype(self.outdir / name, "")) for name in images),
            Item(COVER, "image/svg+xml", ("cover-image",)),
            Item(STYLE, "text/css"),
            Item("cover.xhtml", XHTML),
            Item("nav.xhtml", XHTML, ("nav",)),
            Item("toc.ncx", "application/x-dtbncx+xml"),  # for readers of EPUB 2
        ]
        works = cite_domain(self.env).works_page
        first, *others = (entry.href for entry in pages)
        values = {
            **self._metadata(),
            "accessibility": metadata.accessibility(features.values()),
            "cover": COVER,
            "contents": self.contents,
            "items": items,
            "spine": ["cover.xhtml", first, "nav.xhtml", *others],
            "style": STYLE,
            "works": next((entry for entry in pages if self._docname(entry) == works), None),
        }
        for name in (*PACKAGE, COVER, "cover.xhtml", "nav.xhtml", "toc.ncx"):
            self._write(name, Path(name).name, values)
        package.write(
            self.outdir / f"{self.config.epub_basename}.epub",
            self.outdir,
            [*PACKAGE, *(item.href for item in items)],
            values["modified"],
        )

    def _metadata(self) -> dict[str, Any]:
        """Return what is said of the book; "" where the settings say nothing."""
        config = self.config
        articles = article_domain(self.env).newest_first
        return {
            "title": config.epub_title,
            "lines": metadata.cover_lines(config.epub_title),
            "volumes": metadata.years(articles),
            "language": self.language,
            "author": config.epub_author,
            "publisher": config.epub_publisher,
            "copyright": config.epub_copyright,
            "description": _told(config.epub_description),
            "identifier": _told(config.epub_identifier) or config.html_baseurl or config.project,
            "modified": metadata.modified(articles, os.environ.get("SOURCE_DATE_EPOCH", "")),
            "contents_title": _("Contents"),
            "cover_title": _("Cover"),
        }


def _told(value: str) -> str:
    """Return a setting, "" for the word that Sphinx has where none was made."""
    return "" if value == "unknown" else value


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's."""
    app.setup_extension("press.mathml")
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(Book, override=True)
    # Sphinx's check asks for settings that this book does without (a version, a contributor).
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
