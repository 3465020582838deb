"""Works that very many sentences cite: the newest on their entry, all on a page for each year."""

from __future__ import annotations

import re
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from press.citations.years import MOST_SENTENCES, page_name
from tests.built_site import BASE, assert_clean, places
from tests.publication import BIB, INDEX, Publication
from tools.audit import validity

pytestmark = pytest.mark.slow

ON_SHELVES = "press_works_on_one_page = 2\n"
ON_ONE_PAGE = ""
OLD, NEW = "2024-03-01-old", "2025-04-01-new"


def sentences(first: int, last: int, key: str = "smith2019first") -> str:
    return " ".join(f"Number {n} says so {{cite:p}}`{key}`." for n in range(first, last + 1))


def publish(publication: Publication, settings: str) -> None:
    """Write 20 sentences in 2024, 14 in 2025 and one on a page that is no article, and build."""
    conf = (publication.folder / "conf.py").read_text("utf-8")
    publication.write("conf.py", f"{conf}{settings}html_baseurl = {BASE!r}\n")
    publication.article(OLD, sentences(1, 20), updated="2025-01-02")
    publication.article(NEW, sentences(21, 34))
    publication.write(
        "articles/about.md", f"---\norphan: true\n---\n\n# About\n\n{sentences(35, 35)}"
    )
    publication.build()
    assert publication.warnings == ""


def numbers(publication: Publication, page: str, selector: str = "ul.cited-in") -> list[int]:
    said = publication.page(page).select(f"{selector} .sentence")
    return [int(re.findall(r"Number (\d+) says so \(Smith, 2019\)", s.get_text())[0]) for s in said]


def title_of(page: BeautifulSoup) -> str:
    assert page.title
    return page.title.get_text().partition(" - ")[0]


@pytest.mark.parametrize(
    ("settings", "catalogue", "back", "title"),
    [
        (ON_SHELVES, "works/sm", "../../sm", "Works cited: Sm"),
        (ON_ONE_PAGE, "articles/works", "../../../articles/works", "Works cited"),
    ],
)
def test_an_entry_shows_the_newest_and_leads_to_all(
    publication: Publication, settings: str, catalogue: str, back: str, title: str
) -> None:
    publish(publication, settings)
    assert MOST_SENTENCES == 30
    entry = "#work-smith2019first"
    assert numbers(publication, catalogue, entry) == list(range(6, 36))
    [line] = publication.page(catalogue).select(f"{entry} p.by-year")
    assert " ".join(line.get_text().split()) == (
        "All 35 by year: 2024 (20) · 2025 (14) · Other pages (1)"
    )
    to = "cited" if settings else "../works/cited"
    assert [link["href"] for link in line.select("a")] == [
        f"{to}/smith2019first/{year}.html" for year in ("2024", "2025", "pages")
    ]
    # Of the others every sentence is there, as before.
    assert publication.page(catalogue).select("#work-smith2019second .by-year") == []

    shown = {"2024": range(1, 21), "2025": range(21, 35), "pages": range(35, 36)}
    for year, all_of_it in shown.items():
        name = f"works/cited/smith2019first/{year}"
        assert numbers(publication, name) == list(all_of_it)
        page = publication.page(name)
        [heading] = page.select("h1")
        assert heading.get_text() == {"pages": "Other pages"}.get(year, f"Cited in {year}")
        assert title_of(page) == f"{heading.get_text()}: Smith (2019), A first book"
        [reference] = page.select("li.reference")
        assert reference.get_text(strip=True) == "Smith, J. (2019).A first book. Press."
        [kicker] = page.select(".kicker a")
        assert (kicker.get_text(), kicker["href"]) == (title, f"{back}.html{entry}")
        assert not page.select("script[src*=filter]")
    first = publication.page("works/cited/smith2019first/2024").select_one("ul.cited-in a")
    assert first
    assert (first.get_text(), first["href"]) == (
        "Title of old",
        f"../../../articles/2024/{OLD}.html#cite-1",
    )

    site = publication.folder / "_build/html"
    days = places(site)
    found = {page: day for page, day in days.items() if "/cited/" in page}
    assert found == {
        f"{BASE}works/cited/smith2019first/2024.html": "2025-01-02",
        f"{BASE}works/cited/smith2019first/2025.html": "2025-04-01",
        f"{BASE}works/cited/smith2019first/pages.html": "",
    }
    pages = [publication.page(url.removeprefix(BASE).removesuffix(".html")) for url in days]
    assert len(set(map(title_of, pages))) == len(days)
    assert validity.errors([site / "works", site / "articles/works.html"]) == []


def edit(publication: Publication) -> set[str]:
    """Build on what is there, compare with a clean build, return the pages that changed."""
    site = publication.folder / "_build/html"
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    publication.build()
    after = {path: path.read_bytes() for path in site.rglob("*.html")}
    assert_clean(publication)
    return {
        path.relative_to(site).as_posix()
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path) and "works" in path.as_posix()
    }


@pytest.mark.parametrize("settings", [ON_SHELVES, ON_ONE_PAGE])
def test_edits_end_in_the_clean_build(publication: Publication, settings: str) -> None:
    catalogue = "works/sm.html" if settings else "articles/works.html"
    year = "works/cited/smith2019first/{}.html".format
    publish(publication, settings)
    # A new article changes its year's page and no other's.
    added = publication.article("2025-05-01-added", sentences(90, 91))
    assert edit(publication) == {catalogue, year("2025")}
    # What is said in an old one shows on its year's page alone.
    publication.article(OLD, sentences(1, 20).replace("Number 2 ", "No. 2 "), updated="2025-01-02")
    assert edit(publication) == {year("2024")}
    publication.article(OLD, sentences(1, 19), updated="2025-01-02")
    assert edit(publication) == {catalogue, year("2024")}
    publication.delete(added)
    assert edit(publication) == {catalogue, year("2025")}
    all_years = {year(name) for name in ("2024", "2025", "pages")}
    publication.write("references.bib", BIB.replace("A first book", "An edited book"))
    assert edit(publication) == {catalogue, *all_years}
    # Under another key it has other pages.
    publication.write("references.bib", BIB.replace("smith2019first", "New_Key"))
    publication.article(OLD, sentences(1, 19, "New_Key"), updated="2025-01-02")
    publication.article(NEW, sentences(21, 34, "New_Key"))
    renamed = {name.replace("smith2019first", "_new__5f__key") for name in all_years}
    publication.write(
        "articles/about.md", f"---\norphan: true\n---\n\n# About\n\n{sentences(35, 35, 'New_Key')}"
    )
    assert edit(publication) == {catalogue, *all_years, *renamed}
    # One more than an entry shows, and as many.
    publication.article(NEW, sentences(21, 31, "New_Key"))
    assert edit(publication) == {catalogue, *renamed} - {
        name for name in renamed if not name.endswith("2025.html")
    }
    publication.article(NEW, sentences(21, 30, "New_Key"))
    assert edit(publication) == {catalogue, *renamed}
    site = publication.folder / "_build/html"
    assert not (site / "works/cited").exists()
    page = publication.page(catalogue.removesuffix(".html"))
    assert len(page.select("#work-New_5f_Key .sentence")) == 30
    assert page.select(".by-year") == []


def test_a_work_whose_shelf_moves_is_still_linked(publication: Publication) -> None:
    publish(publication, ON_SHELVES)
    more = "@book{s3, author = {Smithson, Ann}, title = {T}, publisher = {P}, year = 2000}\n"
    publication.write("references.bib", BIB + more)
    publication.build()
    assert_clean(publication)
    [kicker] = publication.page("works/cited/smith2019first/2024").select(".kicker a")
    assert kicker["href"] == "../../smithj.html#work-smith2019first"
    assert publication.page("works/smithj").select("#work-smith2019first")


def test_works_of_one_name_are_told_apart(publication: Publication) -> None:
    publication.write("references.bib", BIB.replace("A second book", "A first book"))
    publication.article(OLD, sentences(1, 31) + sentences(1, 31, "smith2019second"))
    publication.build()
    for key in ("smith2019first", "smith2019second"):
        page = publication.page(f"works/cited/{key}/2024")
        assert title_of(page) == f"Cited in 2024: Smith (2019), A first book [{key}]"


def test_print_and_e_book_have_every_place(publication: Publication) -> None:
    publication.write("index.md", INDEX.replace("works\n", "works\narticles/about\n"))
    publish(publication, ON_SHELVES)
    publication.build("epub")
    [book] = (publication.folder / "_build/epub").glob("*.epub")
    with ZipFile(book) as file:
        html = file.read("articles/works.xhtml").decode()
    assert len(re.findall(r"Number \d+ says so", html)) == 35
    assert "by year" not in html
    publication.build("latex")
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    [cited] = re.findall(r"\\presscitedon\{(.*?)\}", tex.read_text("utf-8"))
    assert cited.count(":cite-") == 35


def test_folders_are_addresses_too(publication: Publication) -> None:
    publication.article(OLD, sentences(1, 31))
    publication.build("dirhtml")
    folder = publication.folder / "_build/dirhtml"
    assert (folder / "works/cited/smith2019first/2024/index.html").exists()
    assert 'href="../../works/cited/smith2019first/2024/"' in (
        folder / "articles/works/index.html"
    ).read_text("utf-8")


@given(st.lists(st.text(max_size=40), unique=True, max_size=20))
def test_addresses_are_safe_and_told_apart(keys: list[str]) -> None:
    names = [page_name(key, "2024") for key in keys]
    assert all(re.fullmatch(r"works/cited/[a-z0-9_-]*/2024", name) for name in names)
    assert len(set(names)) == len(keys)
    assert all(len(name) < 200 for name in names)
