"""The e-book: what a reader's program and epubcheck make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from posixpath import join
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZIP_STORED

import pytest

from press.editions.editions import Edition
from press.epub.package import cover_text, modified
from tests.ebook import (
    NAMESPACES,
    NOTEREFS,
    ROOT,
    XML_LANG,
    Book,
    build,
    build_real,
    remarks,
    violations,
)
from tests.publication import CONF

if TYPE_CHECKING:
    from tests.publication import Publication

pytestmark = pytest.mark.slow


EPUB_TYPE = f"{{{NAMESPACES['epub']}}}type"

#: An entry of a reference list, or a footnote.
NOTE = "h:aside[@epub:type='footnote'][@role='doc-footnote']"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return build_real(tmp_path_factory.mktemp("real"))


CITING = "Deterrence is hard {cite:p}`lanoszka2016russian`."


# -- This publication ---------------------------------------------------------


def test_epubcheck_has_no_remark(real: Book) -> None:
    assert remarks(real) == []


def test_ace_finds_no_violation(real: Book, tmp_path: Path) -> None:
    assert violations(real, tmp_path) == []


def test_the_file_begins_with_its_media_type(real: Book) -> None:
    first = real.infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert real.files["mimetype"] == b"application/epub+zip"


def test_the_manifest_lists_the_files_and_nothing_else(real: Book) -> None:
    package = {"mimetype", "META-INF/container.xml", "content.opf"}
    assert set(real.manifest) == set(real.files) - package
    suffixes = {Path(name).suffix for name in real.manifest}
    assert suffixes <= {".xhtml", ".css", ".svg", ".png", ".jpg", ".ncx"}


def test_the_book_holds_every_article_and_page_once(real: Book) -> None:
    texts = {path.relative_to(ROOT) for path in (ROOT / "articles").rglob("*.md")}
    published = {p for p in texts if "\nstatus: draft" not in (ROOT / p).read_text("utf-8")}
    pages = Counter(real.spine)
    assert pages == Counter(real.contents()) + Counter(["cover.xhtml", "nav.xhtml"])
    assert set(real.contents()) == {
        "index.xhtml",
        *(path.with_suffix(".xhtml").as_posix() for path in published),
    }
    assert set(pages.values()) == {1}


def test_contents_hold_volumes_with_their_articles_newest_first(real: Book) -> None:
    top = "//h:nav[@epub:type='toc']/h:ol/h:li"
    years_shown = []
    for volume in real.find("nav.xhtml", f"{top}[h:ol]"):
        (year,) = volume.xpath("h:a/text()", namespaces=NAMESPACES)
        articles = volume.xpath("h:ol/h:li/h:a/@href", namespaces=NAMESPACES)
        dates = [Path(unquote(href)).name[:10] for href in articles]
        assert dates == sorted(dates, reverse=True)
        assert {day[:4] for day in dates} == {year}
        years_shown.append(year)
    assert years_shown == sorted(years_shown, reverse=True)
    assert len(years_shown) >= 2


def test_the_old_contents_say_the_same(real: Book) -> None:
    points = real.find("toc.ncx", "//ncx:navPoint/ncx:content/@src")
    assert [unquote(src) for src in points] == real.contents()
    labels = real.find("toc.ncx", "//ncx:navLabel/ncx:text/text()")
    assert labels == real.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:a/text()")
    assert real.find("toc.ncx", "//ncx:meta[@name='dtb:depth']/@content") == ["2"]


def test_every_link_and_anchor_resolves(real: Book) -> None:
    anchors = {name: Counter(map(str, real.find(name, "//@id"))) for name in real.spine}
    links = list(real.links())
    for page, target, fragment in links:
        assert target in real.manifest, f"{page} links to {target}"
        assert not fragment or fragment in anchors[target], f"{page} → {target}#{fragment}"
    assert len({page for page, _, fragment in links if fragment}) >= len(real.articles)


def test_every_citation_leads_to_its_entry_and_back(real: Book) -> None:
    count = 0
    for name in real.articles:
        back: dict[str, str] = {}
        for entry in real.find(name, f"//h:ul/h:li/{NOTE}"):
            links = entry.xpath(".//h:a[@role='doc-backlink']", namespaces=NAMESPACES)
            assert all(link.get("aria-label") for link in links)
            back |= dict.fromkeys([link.get("href") for link in links], f"#{entry.get('id')}")
        marks = real.find(name, f"{NOTEREFS}[@role='doc-noteref'][starts-with(@href, '#ref-')]")
        there = {f"#{link.get('id')}": link.get("href") for link in marks}
        assert there == back
        count += len(there)
    assert count > 20


def test_the_page_of_works_leads_to_the_citations(real: Book) -> None:
    places = real.find("articles/works.xhtml", "//h:ul[contains(@class, 'cited-in')]//h:a/@href")
    assert places
    for href in places:
        page, _, fragment = join("articles", href).partition("#")
        assert real.find(unquote(page), f"{NOTEREFS}[@id='{fragment}']")
    assert not real.find("articles/works.xhtml", "//*[@epub:type='footnote']")
    assert real.find("articles/works.xhtml", "//h:body[@epub:type='backmatter']")


def test_every_page_has_language_title_and_one_first_heading(real: Book) -> None:
    for name in real.spine:
        page = real.tree(name)
        assert page.get("lang") == page.get(XML_LANG) == "en"
        assert real.text(name, "//h:title")
        if name != "cover.xhtml":
            assert len(real.find(name, "//h:h1")) == 1
        for level in range(1, 7):
            assert all("".join(h.itertext()).strip() for h in real.find(name, f"//h:h{level}"))


def test_the_book_says_what_it_is(real: Book) -> None:
    for name in ("identifier", "title", "language", "creator", "publisher", "rights"):
        (value,) = real.metadata(f"dc:{name}/text()")
        assert value.strip() not in {"", "unknown"}
    (identifier,) = real.metadata("dc:identifier[@id=/opf:package/@unique-identifier]/text()")
    assert real.find("toc.ncx", "//ncx:meta[@name='dtb:uid']/@content") == [identifier]
    newest = max(Path(name).name[:10] for name in real.articles)
    assert real.said("dcterms:modified")[0] >= f"{newest}T00:00:00Z"


def test_the_book_says_what_readers_can_rely_on(real: Book) -> None:
    assert real.said("schema:accessMode") == ["textual", "visual"]
    assert real.said("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert real.said("schema:accessibilityHazard") == ["none"]
    assert real.said("schema:accessibilityFeature") == [
        "alternativeText",
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ]
    (summary,) = real.said("schema:accessibilitySummary")
    assert "All pictures have text alternatives." in summary
    # What a person has to certify, and the pages of a volume that this book is not made after.
    assert not real.said("dcterms:conformsTo") + real.said("pageBreakSource")
    assert not real.find("nav.xhtml", "//h:nav[@epub:type='page-list']")


def test_articles_say_what_their_parts_are(real: Book) -> None:
    for name in real.articles:
        (chapter,) = real.find(name, "//*[@epub:type='chapter']")
        assert chapter.get("role") == "doc-chapter"
        assert chapter.xpath("h:h1", namespaces=NAMESPACES)
        (abstract,) = real.find(name, "//*[@epub:type='abstract']")
        assert (abstract.get("role"), abstract.get("class").split()[0]) == ("doc-abstract", "tldr")
        for kind in ("references", "further-reading"):
            for section in real.find(name, f"//h:section[@class='{kind}']"):
                assert section.get(EPUB_TYPE) == "bibliography"
                assert section.get("role") == "doc-bibliography"


def test_the_cover_is_drawn_from_the_title(real: Book) -> None:
    (name,) = [n for n, i in real.manifest.items() if i.get("properties") == "cover-image"]
    (title,) = real.metadata("dc:title/text()")
    lines = real.find(name, "//svg:g/svg:text/text()")
    assert " ".join(lines) == title
    (picture,) = real.find("cover.xhtml", "//h:img")
    assert picture.get("src") == name
    assert picture.get("alt").startswith(title)
    assert real.spine[0] == "cover.xhtml"


def test_landmarks_lead_to_cover_first_page_and_works(real: Book) -> None:
    links = real.find("nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a")
    assert {link.get(EPUB_TYPE): link.get("href") for link in links} == {
        "cover": "cover.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "index.xhtml",
        "bibliography": "articles/works.xhtml",
    }


def test_two_builds_give_the_same_bytes(real: Book, tmp_path: Path) -> None:
    assert build_real(tmp_path, "-j", "2", seed="1").data == real.data


# -- Tiny publications --------------------------------------------------------

HOSTILE = "<script>alert(1)</script> & 'so' \"on\""
TITLE = "<script>alert(1)</script> & so on"  # smart quotes are at work in articles


def test_what_an_author_writes_stays_text(publication: Publication) -> None:
    publication.write("conf.py", CONF + f"\nproject = author = copyright = {HOSTILE!r}\n")
    bib = "@book{evil, author = {{" + HOSTILE.replace('"', "”") + "}}, publisher = {P},"
    publication.write("references.bib", bib + " title = {<script>2</script>}, year = 2020}")
    docname = publication.article(
        "2025-01-02-hostile",
        "Text {cite:p}`evil`.",
        title=TITLE,
        summary=HOSTILE,
        authors=[HOSTILE],
        topics=[HOSTILE],
    )
    book = build(publication, epub_description=HOSTILE)
    for name in [*book.spine, "content.opf", "toc.ncx", "_static/cover.svg"]:
        assert not book.find(name, "//*[local-name() = 'script']")
    assert book.metadata("dc:title/text()") == book.metadata("dc:description/text()") == [HOSTILE]
    article = f"{docname}.xhtml"
    assert book.text(article, "//h:title") == TITLE
    entry = book.text(article, f"//h:li/{NOTE}")
    assert "<script>2</script>" in entry
    nav = book.find("nav.xhtml", "//h:a/text()")
    assert TITLE in nav


DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
BY_VOLUME = {"press_by_volume": True}


def left(publication: Publication) -> list[str]:
    """What lies in the folder of a book and is no part of it."""
    folder = publication.folder / "_build/epub"
    held = {name for path in folder.glob("*.epub") for name in [path.name, *Book(path).files]}
    held |= {".buildinfo", ".pages.json"}  # notes of Sphinx and of the volumes' builder
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(set(found) - held)


def test_a_deleted_and_a_renamed_article_leave_nothing(publication: Publication) -> None:
    publication.article("2025-01-02-stays", CITING)
    gone = publication.article("2025-02-03-goes", f"{CITING}\n\n![A dot](dot.svg)")
    renamed = publication.article("2025-03-04-before", CITING, title="Renamed")
    publication.write("articles/2025/dot.svg", DOT)
    assert {f"{gone}.xhtml", f"{renamed}.xhtml"} <= set(build(publication).files)
    publication.delete(gone)
    publication.delete(renamed)
    publication.article("2025-03-04-after", CITING, title="Renamed")
    after = build(publication)
    assert not [name for name in after.files if "goes" in name or "dot" in name]
    content = b"".join(after.files.values())
    assert b"goes" not in content
    assert b"before" not in content
    assert left(publication) == []
    assert after.data == build(publication, out="_clean").data


def test_a_second_build_changes_nothing(publication: Publication) -> None:
    publication.article("2025-01-02-one", CITING)
    first = build(publication)
    assert build(publication).data == first.data
    assert left(publication) == []


def test_volumes_leave_nothing_behind(publication: Publication) -> None:
    """A deleted article, a renamed one and a deleted volume."""
    publication.article("2024-01-02-old", CITING)
    gone = publication.article("2025-02-03-goes", f"{CITING}\n\n![A dot](dot.svg)")
    renamed = publication.article("2025-03-04-before", CITING)
    publication.article("2026-04-05-new", CITING)
    publication.write("articles/2025/dot.svg", DOT)
    publication.build("epub", settings=BY_VOLUME)
    publication.delete(gone)
    publication.delete(renamed)
    publication.article("2025-03-04-after", CITING)
    publication.delete("articles/2024/2024-01-02-old")
    publication.delete("articles/2024/index")
    publication.build("epub", settings=BY_VOLUME)
    assert left(publication) == []
    books = {path.name: Book(path) for path in (publication.folder / "_build/epub").glob("*.epub")}
    assert set(books) == {"tiny-review-2025.epub", "tiny-review-2026.epub"}
    publication.build("epub", out="_clean", settings=BY_VOLUME)
    for name, book in books.items():
        assert book.data == Book(publication.folder / "_clean/epub" / name).data
        assert not [member for member in book.files if "goes" in member or "before" in member]


def test_a_book_that_was_cut_short_is_made_again(publication: Publication) -> None:
    publication.article("2025-01-02-one", CITING)
    book = build(publication)
    book.path.write_bytes(book.data[:100])
    assert build(publication).data == book.data
    assert left(publication) == []


def test_a_changed_title_changes_every_page_that_names_it(publication: Publication) -> None:
    publication.article("2025-01-02-one", CITING)
    publication.article("2025-02-03-two", CITING)
    build(publication)
    publication.article("2025-02-03-two", CITING, title="Another title")
    assert build(publication).data == build(publication, out="_clean").data


def test_the_date_is_the_newest_that_an_article_names(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    publication.article("2024-01-02-old", "Text.", updated="2025-03-04")
    publication.article("2024-05-06-new", "Text.")
    book = build(publication)
    assert book.said("dcterms:modified") == ["2025-03-04T00:00:00Z"]
    assert {info.date_time for info in book.infos} == {(2025, 3, 4, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    book = build(publication)
    assert book.said("dcterms:modified") == ["2023-11-14T22:13:20Z"]
    assert {info.date_time for info in book.infos} == {(2023, 11, 14, 22, 13, 20)}


RICH = """
A mass $E = mc^2$, a sine $\\sin x$, and a note.[^why]

$$
\\frac{a}{b} &\\le \\sum_{i=1}^{n} x_i \\\\
c &< \\sqrt{2}
$$ (law)

See {eq}`law`, [a page outside the book](/articles/apart.md) and [the other](#target).

```{image} رسم.svg
:alt: صورة
```

| Name | Value |
| --- | ---: |
| *one* | 1 |

```python
print("1 < 2")
```

(target)=
## A section: with a colon

> A quotation {cite:p}`{see}smith2019first{p. 3}, smith2019second`.

[^why]: Because {cite:t}`nunn2010columbian` say so.
"""


@pytest.fixture
def rich(publication: Publication) -> Book:
    """A book in Arabic with what articles may hold and this publication's do not yet."""
    publication.write("conf.py", CONF + "\nlanguage = 'ar'\nhtml_baseurl = 'https://press.test/'\n")
    publication.write("articles/apart.md", "---\norphan: true\n---\n\n# Apart\n\nNot in the book.")
    publication.write("articles/2025/رسم.svg", DOT)
    publication.article("2025-01-02-rich", RICH, lang="en")
    return build(publication, html_math_renderer="mathml")


def test_rich_articles(rich: Book) -> None:
    """One book for many promises: epubcheck takes its seconds."""
    # PKG-012 is about the picture's Arabic name, which is its author's choice.
    assert [remark for remark in remarks(rich) if "PKG-012" not in remark] == []
    article = "articles/2025/2025-01-02-rich.xhtml"
    # Direction follows the language, of the book and of a page.
    assert rich.opf.xpath("opf:spine/@page-progression-direction", namespaces=NAMESPACES) == ["rtl"]
    assert (rich.tree("index.xhtml").get("lang"), rich.tree("index.xhtml").get("dir")) == (
        "ar",
        "rtl",
    )
    assert (rich.tree(article).get("lang"), rich.tree(article).get("dir")) == ("en", "ltr")
    # The publication's address tells its book from others.
    assert rich.metadata("dc:identifier/text()") == ["https://press.test/"]
    # Formulas are MathML, and the manifest says so where they are.
    assert len(rich.find(article, "//m:math")) == 3
    assert rich.text(article, "//m:math[2]").count("\u2061") == 1
    assert [n for n, i in rich.manifest.items() if i.get("properties") == "mathml"] == [article]
    assert "MathML" in rich.said("schema:accessibilityFeature")
    # A page outside the contents is not in the book; a link to it is plain text.
    assert "articles/apart.xhtml" not in rich.files
    assert "a page outside the book" in rich.text(article, "//h:body")
    # Footnotes open like citations and lead back.
    (mark,) = rich.find(article, f"{NOTEREFS}[contains(@class, 'footnote')]")
    (note,) = rich.find(article, f"//{NOTE}[contains(@class, 'footnote')]")
    assert mark.get("href") == f"#{note.get('id')}"
    back = note.xpath(".//h:a[@role='doc-backlink']/@href", namespaces=NAMESPACES)
    assert back == [f"#{mark.get('id')}"]


def test_a_picture_without_words_is_owned_up_to(publication: Publication) -> None:
    publication.write("articles/2025/dot.svg", DOT)
    publication.article("2025-01-02-one", "Look.\n\n![](dot.svg)")
    book = build(publication)
    assert book.said("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in book.said("schema:accessibilityFeature")
    assert "Some pictures have no text alternative." in book.said("schema:accessibilitySummary")[0]


def test_a_picture_that_moves_is_owned_up_to(publication: Publication) -> None:
    moving = DOT.replace("/>", "><animate attributeName='x' dur='1s'/></svg>")
    publication.write("articles/2025/dot.svg", moving)
    publication.article("2025-01-02-one", "Look.\n\n![A dot](dot.svg)")
    book = build(publication)
    assert book.said("schema:accessibilityHazard") == ["unknown"]
    assert "move or flash" in book.said("schema:accessibilitySummary")[0]


def test_a_formula_that_cannot_be_shown_is_named(publication: Publication) -> None:
    publication.article("2025-01-02-one", "First line.\n\nA formula $\\frob{x}$ here.")
    publication.build("epub", settings={"epub_show_urls": "no"})
    assert "2025-01-02-one.md:" in publication.warnings
    assert "\\frob is no command that formulas know" in publication.warnings


# An extension of the publication's own, which is trusted.
NO_XML = """
def setup(app):
    from docutils import nodes

    def add(app, tree, docname):
        if "one" in docname:
            tree.append(nodes.raw("", "<p>One<br>two</p>", format="html"))

    app.connect("doctree-resolved", add)
"""


def test_a_page_that_is_no_xml_is_named(publication: Publication) -> None:
    publication.article("2025-01-02-one", "Text.")
    conf = (publication.folder / "conf.py").read_text("utf-8")
    publication.write("conf.py", conf + NO_XML)
    settings: Mapping[str, Any] = {"epub_show_urls": "no"}
    publication.build("epub", settings=settings)
    assert "2025-01-02-one.md: WARNING: this page is no XHTML" in publication.warnings


# -- Pure parts ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lines", "size"),
    [
        ("Muslim World Report", ["Muslim", "World", "Report"], 300),
        (
            "The New Review of Public Administration",
            ["The New Review", "of Public", "Administration"],
            157,
        ),
        ("Internationalization", ["Internationalization"], 110),
        ("X", ["X"], 300),
        ("", [" "], 300),
    ],
)
def test_a_title_fills_the_cover(title: str, lines: list[str], size: int) -> None:
    assert cover_text(title) == (lines, size)


def test_a_very_long_title_stays_on_the_cover() -> None:
    lines, size = cover_text("Proceedings of the International Conference on Reform " * 4)
    assert len(lines) * size * 1.15 < 1800
    assert max(map(len, lines)) * size <= 2200


def test_an_empty_publication_has_a_date_that_a_zip_file_can_name() -> None:
    assert modified(()).date() == date(1980, 1, 1)
    assert Edition(()).years == ""
