"""E-book builder: an EPUB 3 that readers and epubcheck accept without a remark.

Sphinx's builder writes each document's page (:mod:`press.epub.pages`); what is
said about the pages and the file that carries them are made here, from the
documents that the contents name and nothing else: no page of the site, no
search, no left-over of an earlier build.  Everything that is said of the book
comes from Sphinx's own settings (``epub_title``, ``epub_author``,
``epub_language``, ``epub_publisher``, ``epub_copyright``, ``epub_description``,
``epub_identifier``, ``epub_basename``), whose defaults are the publication's.

The whole publication is one book; with ``press_by_volume`` each volume is one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from press.citations.domain import cite_domain
from press.editions import edition_files, editions
from press.editions.editions import Edition
from press.epub import package, printed_pages
from press.epub.package import Entry, Item
from press.epub.pages import STYLE, Pages
from press.rebuild.manifest import remove
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet


logger = logging.getLogger(__name__)

COVER = "_static/cover.svg"
PACKAGE = ("META-INF/container.xml", "content.opf")  # what the manifest does not list
XHTML = "application/xhtml+xml"


class Book(Pages):
    """Builds the whole publication as one book, or each volume."""

    edition = Edition(())
    contents: tuple[Entry, ...] = ()
    printed: tuple[str, ...] | None = None  # the files of :mod:`press.epub.printed_pages`

    # -- which pages ----------------------------------------------------------

    def _contents(self) -> tuple[Entry, ...]:
        """Return the first page and, beside it, what its toctrees name, each document once.

        The first page shows the whole publication: a volume's book does without.
        """
        first = self.config.root_doc
        seen = {first} | self.edition.outside(self.env)

        def below(docname: str) -> tuple[Entry, ...]:
            found = []
            for child in self.env.toctree_includes.get(docname, ()):
                if child not in seen and child in self.env.titles:
                    seen.add(child)
                    found.append(self._entry(child, below(child)))
            return tuple(found)

        return below(first) if self.edition.alone else (self._entry(first), *below(first))

    def _entry(self, docname: str, children: tuple[Entry, ...] = ()) -> Entry:
        language = self.language_of(docname)
        other = "" if language == self.language else language
        return Entry(self.title(docname), docname + self.out_suffix, children, other)

    def _docname(self, entry: Entry) -> str:
        return entry.href.removesuffix(self.out_suffix)

    def copy_assets(self) -> None:
        """Remove what earlier books were made from, the page of a deleted article say; begin anew."""
        folder = Path(self.outdir)
        for book in sorted(folder.glob("*.epub")):
            remove(folder, package.names(book))
        super().copy_assets()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the books: of each the pages that its contents name, no others, and its file."""
        for edition, name in self._editions():
            # Settled before any page is written: every link depends on it.
            self.edition = edition
            self.contents = self._contents()
            self.held = {self._docname(entry) for entry in package.pages(self.contents)}
            self.images = {}
            super().write_documents(self.held)
            self._pack(name)

    def _editions(self) -> Iterator[tuple[Edition, str]]:
        if self.config.press_by_volume:
            yield from edition_files.volumes(self, ".epub", self._printed_files)
        else:
            yield editions.whole(self.env), f"{self.config.epub_basename}.epub"

    def finish(self) -> None:
        """Do nothing more: the books are packed."""

    # -- the book -------------------------------------------------------------

    def _pack(self, name: str) -> None:
        """Gather the pages and the pictures, say what they are, and write the file."""
        self.copy_image_files()
        pages = list(package.pages(self.contents))
        page_list = self._page_list(pages)
        features = {entry.href: self.features(self._docname(entry)) for entry in pages}
        images = sorted(f"{self.imagedir}/{image}" for image in self.images.values())
        images = [image for image in images if (self.outdir / image).is_file()]
        items = [
            *(Item(href, XHTML, features[href].properties) for href in sorted(features)),
            *(Item(image, guess_mimetype(self.outdir / image, "")) for image in images),
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
            "accessibility": package.accessibility(
                features.values(),
                printed=bool(page_list),
                moving=any(package.moves((self.outdir / image).read_bytes()) for image in images),
            ),
            "cover": COVER,
            "contents": self.contents,
            "items": items,
            "page_list": page_list,
            "printed": Path(name).with_suffix(".pdf").name,
            "spine": ["cover.xhtml", first, "nav.xhtml", *others],
            "style": STYLE,
            "works": next((entry for entry in pages if self._docname(entry) == works), None),
        }
        for file in (*PACKAGE, COVER, "cover.xhtml", "nav.xhtml", "toc.ncx"):
            self.write_file(file, Path(file).name, values)
        package.write(
            Path(self.outdir, name),
            self.outdir,
            [*PACKAGE, *(item.href for item in items)],
            values["modified"],
        )

    # -- the printed volume -----------------------------------------------------

    def _printed_files(self, name: str) -> tuple[str, ...] | None:
        """Note what is known of the printed volume that a book is made after, and return it."""
        self.printed = None
        if not self.config.press_printed:
            return None
        path = Path(self.confdir, self.config.press_printed, name)
        try:
            files = [
                path.with_suffix(kind).read_text("utf-8", "replace") for kind in printed_pages.KINDS
            ]
        except OSError as error:
            logger.warning(
                "%s: press_printed says that the printed volume lies there (%s): make it first, as "
                "`make volumes` does (built without the list of its pages)",
                error.filename,
                error.strerror,
                type="press",
                subtype="printed",
            )
        else:
            self.printed = tuple(files)
        return self.printed

    def _page_list(self, pages: list[Entry]) -> list[tuple[int, str]]:
        """Mark in the written pages where the printed ones begin; return their numbers and places."""
        if self.printed is None:
            return []
        volume = printed_pages.read(*self.printed)
        found: list[tuple[int, str]] = []
        held = {self._docname(entry): entry.href for entry in pages}
        numbers = volume.of(held)
        last = max(numbers.values(), key=lambda pages: pages.start, default=None)
        for docname, own in numbers.items():
            path = self.outdir / held[docname]
            text = path.read_text("utf-8")
            letters = [volume.pages[number - 1] for number in own]
            places = printed_pages.breaks(text, letters, own.start, is_last=own == last)
            path.write_text(printed_pages.mark(text, places), encoding="utf-8", newline="\n")
            found += [(number, held[docname]) for number in places]
        return sorted(found)

    def _metadata(self) -> dict[str, Any]:
        """Return what is said of the book; "" where the settings say nothing."""
        config = self.config
        articles = self.edition.articles(self.env)
        identifier = _told(config.epub_identifier) or config.html_baseurl or config.project
        # A volume's book is another than the publication's.
        of_volume = f" {self.edition.years}" if self.edition.alone else ""
        _ = words_in(self.language)
        return {
            "title": f"{config.epub_title}{of_volume}",
            "cover_text": package.cover_text(config.epub_title),
            "volumes": self.edition.years,
            "language": self.language,
            "author": config.epub_author,
            "publisher": config.epub_publisher,
            "copyright": config.epub_copyright,
            "description": _told(config.epub_description),
            "identifier": f"{identifier}{of_volume}",
            "modified": package.modified(articles, os.environ.get("SOURCE_DATE_EPOCH", "")),
            "contents_title": _("Contents"),
            "cover_title": _("Cover"),
            "pages_title": _("Pages of the printed volume"),
        }


def _told(value: str) -> str:
    """Return a setting, "" for the word that Sphinx has where none was made."""
    return "" if value == "unknown" else value
