"""The list of the printed volume's pages in the e-book of the same volume."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from press.epub import printed_pages
from tests import hard_book
from tests.ebook import NAMESPACES, ROOT, Book, remarks, violations
from tests.hard_book import ARABIC, MIXED
from tests.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.tex

BREAK = "//*[@epub:type='pagebreak']"
BY_VOLUME = {"press_by_volume": True, "epub_show_urls": "no"}


class Volumes:
    """A publication's volumes in print and as e-books, made in the order of ``make volumes``."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.latex = publication.folder / "_build/latex"
        publication.build("latex", settings=BY_VOLUME)
        assert publication.warnings == ""
        self.years = sorted(path.stem[-4:] for path in self.latex.glob("*-2*.tex"))
        for year in self.years:
            tex = self.latex / f"tiny-review-{year}.tex"
            subprocess.run([str(ROOT / "tools/typeset"), str(tex)], check=True, capture_output=True)
            pdf = str(tex.with_suffix(".pdf"))
            text = str(tex.with_suffix(".txt"))
            subprocess.run(["pdftotext", "-layout", pdf, text], check=True)
        self.bind()

    def bind(self) -> None:
        settings = {**BY_VOLUME, "press_printed": "_build/latex"}
        self.publication.build("epub", settings=settings)

    def path(self, year: str) -> Path:
        return self.publication.folder / f"_build/epub/tiny-review-{year}.epub"

    def book(self, year: str) -> Book:
        return Book(self.path(year))

    def pages(self, year: str) -> list[list[str]]:
        """The words of each numbered page, without its running head and its number."""
        text = (self.latex / f"tiny-review-{year}.txt").read_text("utf-8")
        found = []
        for number, page in enumerate(text.split("\f")[self.front(year) : -1], 1):
            lines = [line.split() for line in page.splitlines() if line.strip()]
            if str(number) in {lines[0][0], lines[0][-1]}:
                del lines[0]
            found.append([word for line in lines for word in map(letters, line) if word])
        return found

    def front(self, year: str) -> int:
        """How many pages stand before the first that is counted."""
        return int((self.latex / f"tiny-review-{year}.front").read_text("utf-8"))

    def rightmost(self, year: str, number: int) -> str:
        """The word that stands at the right end of a page's first line."""
        page = str(number + self.front(year))
        pdf = str(self.latex / f"tiny-review-{year}.pdf")
        command = ["pdftotext", "-bbox", "-f", page, "-l", page, pdf, "-"]
        boxes = etree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout)
        words = list(boxes.iter("{*}word"))
        head = min(float(word.attrib["yMin"]) for word in words)
        body = [word for word in words if float(word.attrib["yMin"]) > head + 10]
        first = min(float(word.attrib["yMin"]) for word in body)
        line = [word for word in body if float(word.attrib["yMin"]) < first + 6]
        return letters(str(max(line, key=lambda word: float(word.attrib["xMax"])).text))


def letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def after(book: Book, name: str, number: int) -> list[str]:
    """The words of the running text that follow on a page's mark."""
    text = book.files[name].decode().partition(f'id="page_{number}"')[2]
    text = re.sub("(?s)<figure.*?</figure>", "", text)
    text = re.sub("<a [^>]*doc-backlink.*?</a>", "", text)
    words = unescape(re.sub("<[^>]*>", "", text.partition(">")[2])).split()
    return [word for word in map(letters, words) if word]


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Volumes]:
    publication = Publication(tmp_path_factory.mktemp("printed") / "publication", SphinxTestApp)
    hard_book.write(publication, paragraphs=60)
    volumes = Volumes(publication)
    assert publication.warnings == ""
    yield volumes
    assert publication.app is not None
    publication.app.cleanup()


def marks(book: Book) -> list[tuple[str, Any]]:
    """The marks of pages in reading order, each with its file."""
    return [(name, mark) for name in book.spine for mark in book.find(name, BREAK)]


def test_every_printed_page_has_one_mark_in_order(volumes: Volumes) -> None:
    for year in volumes.years:
        numbers = [mark.get("aria-label") for _, mark in marks(volumes.book(year))]
        # The index of topics, which is the last, is in no e-book.
        pages = [page for page in volumes.pages(year) if page[:1] != ["index"]]
        assert numbers == [str(number) for number in range(1, len(pages) + 1)]
    assert len(volumes.pages("2024")) > 12


def test_the_words_after_a_mark_are_the_pages_first(volumes: Volumes) -> None:
    """A page that begins inside of a word has its mark before the word."""
    for year in volumes.years:
        book, pages = volumes.book(year), volumes.pages(year)
        opening = opens(book)
        for name, mark in marks(book):
            number = int(mark.get("aria-label"))
            if opening[name] == number:
                continue
            there, here = pages[number - 1], after(book, name, number)
            if is_arabic(here[0]):
                assert here[0].startswith(volumes.rightmost(year, number))
                continue
            assert here[0].endswith(there[0])
            # A drawing's words are in print only.
            many = 3 if name == f"{MIXED}.xhtml" else 8
            assert here[1:many] == there[1:many], number


def is_arabic(word: str) -> bool:
    return unicodedata.bidirectional(word[0]) == "AL"


def opens(book: Book) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, mark in marks(book):
        found.setdefault(name, int(mark.get("aria-label")))
    return found


def test_a_document_begins_with_its_first_page(volumes: Volumes) -> None:
    for year in volumes.years:
        book, pages = volumes.book(year), volumes.pages(year)
        for name, number in opens(book).items():
            (mark,) = book.find(name, f"//*[@id='page_{number}']")
            assert mark.getnext().tag == f"{{{NAMESPACES['h']}}}h1"
            title = letters(book.text(name, "//h:h1"))
            assert title in "".join(pages[number - 1])
    assert {f"{MIXED}.xhtml", f"{ARABIC}.xhtml"} <= set(opens(volumes.book("2025")))


def test_a_page_may_begin_in_arabic(volumes: Volumes) -> None:
    book = volumes.book("2024")
    first = [after(book, name, int(mark.get("aria-label")))[0] for name, mark in marks(book)]
    assert any(map(is_arabic, first))


def test_the_list_leads_to_the_marks(volumes: Volumes) -> None:
    for year in volumes.years:
        book = volumes.book(year)
        expected = [
            (mark.get("aria-label"), f"{name}#{mark.get('id')}") for name, mark in marks(book)
        ]
        (nav,) = book.find("nav.xhtml", "//h:nav[@epub:type='page-list']")
        assert nav.get("role") == "doc-pagelist"
        links = nav.xpath("h:ol/h:li/h:a", namespaces=NAMESPACES)
        assert [(link.text, unquote(link.get("href"))) for link in links] == expected
        old = book.find("toc.ncx", "//ncx:pageTarget")
        found = [
            (target.get("value"), unquote(*target.xpath("ncx:content/@src", namespaces=NAMESPACES)))
            for target in old
        ]
        assert found == expected
        counted = book.find("toc.ncx", "//ncx:meta[@name='dtb:totalPageCount']/@content")
        assert counted == [str(len(expected))]
        assert {mark.get("role") for _, mark in marks(book)} == {"doc-pagebreak"}


def test_the_book_names_the_volume_and_says_that_it_has_its_pages(volumes: Volumes) -> None:
    book = volumes.book("2024")
    (source,) = book.said("pageBreakSource")
    assert source == "Tiny Review 2024 (tiny-review-2024.pdf)"
    assert book.metadata("dc:source/text()") == [source]
    features = book.said("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
    assert "pages of the printed volume" in book.said("schema:accessibilitySummary")[0]


def test_the_checkers_have_no_remark(volumes: Volumes, tmp_path: Path) -> None:
    for year in volumes.years:
        assert remarks(volumes.book(year)) == []
    assert violations(volumes.book("2025"), tmp_path) == []


def test_a_book_is_made_again_when_its_pages_change_and_only_then(volumes: Volumes) -> None:
    before = {year: volumes.path(year).stat().st_mtime_ns for year in volumes.years}
    content = {year: volumes.path(year).read_bytes() for year in volumes.years}
    volumes.bind()
    assert {year: volumes.path(year).stat().st_mtime_ns for year in volumes.years} == before
    text = volumes.latex / "tiny-review-2024.txt"
    whole = text.read_text("utf-8")
    text.write_text(whole.replace("Paragraph 4", "Chapter 4"), "utf-8")
    volumes.bind()
    made = {year for year in volumes.years if volumes.path(year).stat().st_mtime_ns != before[year]}
    assert made == {"2024"}
    text.write_text(whole, "utf-8")
    volumes.bind()
    assert {year: volumes.path(year).read_bytes() for year in volumes.years} == content


def test_a_volume_that_is_not_there_is_named(publication: Publication) -> None:
    publication.article("2025-01-02-one", "Text.")
    publication.build("epub", settings={**BY_VOLUME, "press_printed": "_build/latex"})
    assert "tiny-review-2025.txt: press_printed says that the printed" in publication.warnings
    book = Book(publication.folder / "_build/epub/tiny-review-2025.epub")
    assert not book.said("pageBreakSource")
    assert not book.find("nav.xhtml", "//h:nav[@epub:type='page-list']")


# -- Pure parts ---------------------------------------------------------------

PAGE = (
    '<html><head><title>One</title></head><body><section id="one">\n<h1>One</h1>\n'
    '<p>It begins here, and goes on for a while (<a href="#ref"><em>Smith</em> &amp; Jones, 2019</a>'
    ") until the page ends.</p>\n<p>What follows is on the page after the next.</p></section></body>"
)


def marked(pages: Sequence[str], **options: bool) -> str:
    folded = [printed_pages.fold(page) for page in pages]
    return printed_pages.mark(PAGE, printed_pages.breaks(PAGE, folded, 7, **options))


def test_a_mark_stands_before_the_word_its_signs_and_its_links() -> None:
    found = marked(["", "Smith & Jones, 2019) until the page ends."])
    assert re.search('while <span [^>]* id="page_8"[^>]*></span>\\(<a href="#ref"><em>Smith', found)
    found = marked(["", "gins here, and goes on for a while"])
    assert re.search('It <span [^>]* id="page_8"[^>]*></span>begins', found)


def test_what_only_print_has_does_not_move_a_mark() -> None:
    found = marked(["", "pp. 3, 4 until the page ends. What follows is on the page"])
    assert re.search("2019</a>\\) <span [^>]* id=.page_8.[^>]*></span>until", found)


def test_letters_that_print_has_in_another_order_do_not_move_a_mark() -> None:
    found = marked(["", "Jonse 2109 until the page ends. What follows"])
    assert re.search("&amp; <span [^>]* id=.page_8.[^>]*></span>Jones", found)


FIGURE = (
    "<figure><img src='a.svg'/><figcaption><p>The line and its caption</p></figcaption></figure>"
)
TOP = "Words in the drawing Figure 1. The line and its caption. What follows is on the page after"


def test_a_figure_stands_on_the_page_with_what_follows_it() -> None:
    page = PAGE.replace("<p>What", f"{FIGURE}<p>What")
    words = printed_pages.fold(TOP)
    assert printed_pages.breaks(page, ["", words], 7)[8] == page.index("<figure")
    assert re.search(
        '<div [^>]*page_8"[^>]*></div><figure', printed_pages.mark(page, {8: page.index("<figure")})
    )


def test_a_heading_above_a_figure_begins_the_page() -> None:
    page = PAGE.replace("<p>What", f"<h2>The <em>Line</em></h2>{FIGURE}<p>What")
    words = printed_pages.fold(f"The Line {TOP}")
    assert printed_pages.breaks(page, ["", words], 7)[8] == page.index("The <em>Line")


def test_a_figure_that_found_room_on_a_later_page_is_passed_over() -> None:
    page = PAGE.replace("<p>It begins", f"{FIGURE}<p>It begins")
    assert printed_pages.breaks(page, ["", printed_pages.fold(TOP)], 7)[8] == page.index(
        "What follows"
    )


def test_a_page_without_words_begins_with_the_next() -> None:
    found = marked(["", "", "What follows is on the page after"])
    assert re.search("<p><span [^>]*page_8[^>]*></span><span [^>]*page_9[^>]*></span>What", found)
    assert re.search('<div [^>]*page_8"[^>]*></div></section>', marked(["", ""]))
    assert "page_8" not in marked(["", "An index that no e-book has"], is_last=True)


def test_links_back_are_not_in_print() -> None:
    page = PAGE.replace("until", '<a role="doc-backlink" href="#x">↩2</a> until')
    words = printed_pages.fold("Smith & Jones, 2019) until the page ends.")
    assert printed_pages.breaks(page, ["", words], 7)[8] == page.index("(<a")


def test_a_head_is_no_text_of_its_page() -> None:
    aux = "\\newlabel{a::doc}{{}{1}{A}{chapter*.4}{}}"
    text = "title\fOpening 1\f2   The Review\n\nWords here\fOf A   3\n3 words\f"
    volume = printed_pages.read(text, aux, "1\n")
    assert volume.pages == ("opening1", "wordshere", "3words")
    assert volume.of(["a", "b"]) == {"a": range(1, 4)}
