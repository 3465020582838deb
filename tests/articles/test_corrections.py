"""Corrections: the notice on the article, the page of all of them, "[Retracted]" everywhere."""

from __future__ import annotations

import datetime as dt
import json
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from press.articles.model import Correction
from press.articles.schema import json_schema
from press.articles.titles import kind_of
from press.text.messages import words_in
from tests.built_site import assert_clean
from tests.publication import INDEX, VOLUME, Publication
from tests.volume import Volume

pytestmark = pytest.mark.slow

PAGE = "# Corrections\n\n```{corrections}\n```\n"
ONE = "articles/2025/2025-01-01-one"
TWO = "articles/2025/2025-02-01-two"
THREE = "articles/2025/2025-03-01-three"
CORRECTION = "{date: 2025-02-09, kind: correction, text: The *year* was <wrong>.}"
NOTE = "{date: 2025-04-01, kind: editor's note, text: About the text.}"
RETRACTION = "{date: 2025-03-01, kind: retraction, text: Nothing of it holds.}"


def write(publication: Publication, docname: str, *corrections: str) -> None:
    """Write an article that cites, with corrections as they stand in front matter."""
    name = docname.rpartition("/")[2]
    publication.article(name, "Text {cite:p}`smith2019first`.", topics=["trade"], authors=["Ann"])
    path = publication.folder / f"{docname}.md"
    noted = "".join(f"  - {correction}\n" for correction in corrections)
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n---\n", f"\ncorrections:\n{noted}---\n", 1) if noted else text)


@pytest.fixture
def corrected(publication: Publication) -> Publication:
    """Three articles, the middle one corrected and retracted, and a page of corrections."""
    publication.write("articles/corrections.md", PAGE)
    publication.write("index.md", INDEX.replace("works\n", "works\narticles/corrections\n"))
    write(publication, ONE, NOTE)
    write(publication, TWO, CORRECTION, RETRACTION)
    write(publication, THREE)
    return publication


def noted(page: BeautifulSoup) -> list[tuple[str, str, str]]:
    """Return kind and date, the article's title and the text of every correction."""
    found = []
    for item in page.select("ul.corrections > li"):
        [label], [link] = item.select("strong"), item.select("a")
        found.append((label.get_text(), link.get_text(), item.select("p")[1].get_text()))
    return found


ALL = [
    ("Editor’s note, April 1, 2025", "Title of one", "About the text."),
    ("Retraction, March 1, 2025", "[Retracted] Title of two", "Nothing of it holds."),
    ("Correction, February 9, 2025", "[Retracted] Title of two", "The *year* was <wrong>."),
]


def test_the_page_shows_every_correction_newest_first(corrected: Publication) -> None:
    corrected.build()
    assert corrected.warnings == ""
    page = corrected.page("articles/corrections")
    assert noted(page) == ALL
    links = [str(a["href"]) for a in page.select("ul.corrections a")]
    assert links == ["2025/2025-01-01-one.html", *2 * ["2025/2025-02-01-two.html"]]


def test_every_format_shows_them(corrected: Publication) -> None:
    corrected.build("epub")
    assert corrected.warnings == ""
    book = corrected.folder / "_build/epub/articles"
    page = BeautifulSoup((book / "corrections.xhtml").read_text("utf-8"), "lxml-xml")
    assert noted(page) == ALL
    article = BeautifulSoup((book / "2025/2025-02-01-two.xhtml").read_text("utf-8"), "lxml-xml")
    [notice] = article.select(".retraction")
    assert notice.get_text().strip() == "Retraction, March 1, 2025: Nothing of it holds."
    corrected.build("latex")
    assert corrected.warnings == ""
    [path] = (corrected.folder / "_build/latex").glob("*.tex")
    tex = path.read_text("utf-8").replace("{[}", "[").replace("{]}", "]")
    for label, title, _text in ALL:
        assert label in tex
        assert title in tex
    assert r"\begin{sphinxuseclass}{retraction}" in tex


def test_the_page_follows_the_articles(corrected: Publication) -> None:
    corrected.build()
    write(corrected, THREE, "{date: 2025-05-01, kind: update, text: More.}")
    corrected.build()
    assert noted(corrected.page("articles/corrections"))[0] == (
        "Update, May 1, 2025",
        "Title of three",
        "More.",
    )
    assert_clean(corrected)
    corrected.delete(TWO)
    corrected.build()
    assert [title for _label, title, _text in noted(corrected.page("articles/corrections"))] == [
        "Title of three",
        "Title of one",
    ]
    assert_clean(corrected)
    write(corrected, ONE)
    corrected.delete(THREE)
    corrected.build()
    page = corrected.page("articles/corrections")
    assert "No corrections yet." in page.get_text()
    assert_clean(corrected)


def test_the_page_and_the_feed_have_one_order(corrected: Publication) -> None:
    """The newest first; of a day, those of the newest article, and of an article the last noted."""
    day = "{date: 2025-06-01, kind: update, text: %s}"
    write(corrected, ONE, day % "Of one.", CORRECTION)
    write(corrected, TWO, day % "Of two.", day % "Of two again.")
    write(corrected, THREE, NOTE)
    corrected.build(settings={"html_baseurl": "https://press.test/"})
    expected = ["Of two again.", "Of two.", "Of one.", "About the text.", "The *year* was <wrong>."]
    page = corrected.page("articles/corrections")
    assert [text for _label, _title, text in noted(page)] == expected
    feed = BeautifulSoup(
        (corrected.folder / "_build/html/corrections.xml").read_text("utf-8"), "xml"
    )
    assert [summary.get_text() for summary in feed.select("entry > summary")] == expected
    numbers = [tag.get_text().rpartition("-")[2] for tag in feed.select("entry > id")]
    assert numbers == ["2", "1", "1", "1", "2"]


def test_an_edit_that_changes_no_correction_leaves_the_page(corrected: Publication) -> None:
    corrected.build()
    path = corrected.folder / "_build/html/articles/corrections.html"
    before = path.stat().st_mtime_ns
    source = corrected.folder / f"{TWO}.md"
    source.write_text(source.read_text("utf-8") + "\nMore.\n")
    corrected.build()
    assert path.stat().st_mtime_ns == before


def test_a_retraction_stands_first_and_strong(corrected: Publication) -> None:
    corrected.build()
    notices = corrected.page(TWO).select(".correction")
    assert [notice.get_text().strip() for notice in notices] == [
        "Retraction, March 1, 2025: Nothing of it holds.",
        "Correction, February 9, 2025: The *year* was <wrong>.",
    ]
    assert ["retraction" in notice["class"] for notice in notices] == [True, False]


RETRACTED = "[Retracted] Title of two"


def test_what_is_retracted_says_so_wherever_it_is_named(corrected: Publication) -> None:
    write(corrected, TWO)
    corrected.build()
    assert "Retracted" not in corrected.page("index").get_text()
    # Retracted now, in a build that finds everything else as it was.
    write(corrected, TWO, RETRACTION)
    corrected.build()
    for name in ("index", "articles/2025/index", "topics/trade", "authors/ann",
                 "sections/international"):  # fmt: skip
        titles = [a.get_text() for a in corrected.page(name).select(".card-title a")]
        assert RETRACTED in titles, name
    assert RETRACTED in str(corrected.page(ONE).select_one(".neighbours .newer"))
    assert RETRACTED in str(corrected.page(ONE).select_one(".also-cited"))
    works = corrected.page("articles/works")
    assert RETRACTED in [a.get_text() for a in works.select("ul.cited-in a")]
    assert RETRACTED in str(corrected.page(ONE).select_one("[aria-labelledby=foot-related]"))
    own = corrected.page(TWO)
    [cited] = own.select(".cite-this-reference")
    assert "Title of two [Retracted]." in cited.get_text()
    assert str(own.select('[property="og:title"]')[0]["content"]) == RETRACTED
    [data] = own.select('script[type="application/ld+json"]')
    described = json.loads(data.get_text())["@graph"][0]
    assert described["creativeWorkStatus"] == "Retracted"
    # Catalogues know the work by its title.
    assert described["headline"] == "Title of two"
    for name in ("citation_title", "DC.title"):
        assert own.select(f'meta[name="{name}"]')[0]["content"] == "Title of two"
    assert_clean(corrected)


SHOWN = VOLUME.replace(":hidden:\n", "").format(year=2025)


def test_titles_that_sphinx_makes_say_it_too(corrected: Publication) -> None:
    """The page's own, contents that are shown, and links that show a title."""
    corrected.write("articles/2025/index.md", SHOWN)
    write(corrected, TWO)
    path = corrected.article("2025-04-01-four", "See [](2025-02-01-two.md).")
    corrected.build()
    anchor = corrected.page(TWO).select("section")[0]["id"]
    write(corrected, TWO, RETRACTION)
    corrected.build()
    assert corrected.warnings == ""
    own = corrected.page(TWO)
    [heading] = own.select("h1")
    assert heading.get_text().removesuffix("¶") == RETRACTED
    assert own.select("title")[0].get_text() == f"{RETRACTED} - Tiny Review documentation"
    assert own.select("section")[0]["id"] == anchor
    contents = corrected.page("articles/2025/index").select(".toctree-wrapper a")
    assert RETRACTED in [link.get_text() for link in contents]
    assert RETRACTED in [link.get_text() for link in corrected.page(path).select("p a")]
    assert_clean(corrected)


def test_it_is_said_once_and_in_the_language_of_the_article(publication: Publication) -> None:
    publication.article("2025-01-01-one", "نص المقال.", title="ما حدث", lang="ar")
    path = publication.folder / "articles/2025/2025-01-01-one.md"
    noted = "corrections:\n  - {date: 2025-03-01, kind: retraction, text: لا شيء منه صحيح.}\n"
    path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{noted}---\n", 1))
    publication.build()
    said = "[مسحوبة] ما حدث"
    page = publication.page("articles/2025/2025-01-01-one")
    assert page.select("h1")[0].get_text().removesuffix("¶") == said
    assert said in page.select("title")[0].get_text()
    assert [a.get_text() for a in publication.page("index").select(".card-title a")] == [said]
    # Its brackets are of the run that reads from right to left, or print would tear them apart.
    publication.build("latex")
    [path] = (publication.folder / "_build/latex").glob("*.tex")
    plain = path.read_text("utf-8").replace("{[}", "[").replace("{]}", "]")
    assert plain.count(rf"\DUrole{{language-ar}}{{{said}}}") == plain.count("ما حدث")


def test_books_say_it_in_contents_and_titles(corrected: Publication) -> None:
    write(corrected, TWO)
    corrected.build("epub")
    corrected.build("offprints")
    write(corrected, TWO, RETRACTION)
    corrected.build("epub")
    corrected.build("offprints")
    assert corrected.warnings == ""
    book = corrected.folder / "_build/epub"
    for name, where in (("nav.xhtml", "li > a"), ("toc.ncx", "navLabel > text"),
                        (f"{TWO}.xhtml", "title"), (f"{TWO}.xhtml", "h1")):  # fmt: skip
        page = BeautifulSoup((book / name).read_text("utf-8"), "lxml-xml")
        assert RETRACTED in [found.get_text() for found in page.select(where)], name
    with ZipFile(corrected.folder / f"_build/offprints/{TWO}.epub") as archive:
        package = BeautifulSoup(archive.read("content.opf"), "lxml-xml")
        cover = archive.read("_static/cover.svg").decode()
    assert package.select("metadata > title, metadata > dc|title")[0].get_text() == RETRACTED
    assert "[Retracted]" in cover
    page = BeautifulSoup(
        (corrected.folder / f"_build/offprints/{TWO}.html").read_text("utf-8"), "lxml"
    )
    assert page.select("title")[0].get_text() == RETRACTED
    assert page.select("h1")[0].get_text() == RETRACTED
    assert page.select("body")[0]["data-title"] == RETRACTED


def test_print_says_it_in_contents_heads_and_bookmarks(corrected: Publication) -> None:
    write(corrected, TWO, RETRACTION)
    path = corrected.folder / f"{TWO}.md"
    path.write_text(path.read_text("utf-8") + "\nWords, and more words.\n" * 300)
    volume = Volume(corrected.folder, corrected.folder / "_build")
    [year] = [part for part in volume.outline if part.title == "2025"]
    [bookmark] = [article for article in year.children if "two" in article.title]
    assert bookmark.title == RETRACTED
    assert " ".join(volume.pages[: year.page - 1]).count(RETRACTED) == 1  # the file's contents
    assert volume.pages[year.page - 1].count(RETRACTED) == 1  # the volume's
    heads = [page.strip().split("\n")[0] for page in volume.pages[bookmark.page :]]
    assert any(RETRACTED in head for head in heads)
    assert "[Retracted] [Retracted]" not in volume.text


def test_every_kind_that_the_schema_knows_has_a_name() -> None:
    kinds = json_schema()["$defs"]["CorrectionFields"]["properties"]["kind"]["enum"]
    assert kinds == ["correction", "clarification", "update", "editor's note", "retraction"]
    names = {
        kind_of(Correction(dt.date(2025, 1, 1), kind, "Text."), words_in("en")) for kind in kinds
    }
    assert len(names) == len(kinds)


def test_an_unknown_kind_is_a_warning_that_names_the_known(corrected: Publication) -> None:
    write(corrected, ONE, "{date: 2025-04-01, kind: erratum, text: Text.}")
    corrected.build()
    [line] = corrected.warnings.strip().splitlines()
    for kind in ("correction", "clarification", "update", "editor's note", "retraction"):
        assert kind in line
