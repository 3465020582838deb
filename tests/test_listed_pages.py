"""Pages without a source file: sections, topics and authors, and their indexes."""

from __future__ import annotations

from bs4 import BeautifulSoup

from press.cards import MOST_CARDS
from tests.publication import Publication


def cards(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the title and address of every card."""
    return [(a.get_text(), str(a["href"])) for a in page.select("ul > li.card .card-title a")]


def index(page: BeautifulSoup) -> list[tuple[str, str, str]]:
    """Return an index's names, addresses and counts."""
    found = []
    for li in page.select("ul.index > li"):
        [a], [count] = li.select("a"), li.select(".count")
        found.append((a.get_text(), str(a["href"]), count.get_text()))
    return found


def heading(page: BeautifulSoup) -> str:
    [h1] = page.select("h1")
    return h1.get_text()


def test_each_kind_lists_its_articles_newest_first(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.", topics=["trade", "NATO"], authors=["Ann Öz"])
    publication.article("2026-01-01-two", "2.", topics=["trade"], section="opinion")
    publication.article("2025-06-01-three", "3.", topics=["trade"], authors=["Ann Öz"])
    publication.build()
    assert publication.warnings == ""
    one, two, three = (
        (f"Title of {slug}", f"../articles/{date[:4]}/{date}-{slug}.html")
        for date, slug in (("2025-01-01", "one"), ("2026-01-01", "two"), ("2025-06-01", "three"))
    )
    expected = {
        "sections/international": ("International", [three, one]),
        "sections/opinion": ("Opinion", [two]),
        "topics/trade": ("trade", [two, three, one]),
        "topics/nato": ("NATO", [one]),
        "authors/ann-oz": ("Ann Öz", [three, one]),
    }
    for name, shown in expected.items():
        page = publication.page(name)
        assert (heading(page), cards(page)) == shown, name
    assert index(publication.page("topics")) == [
        ("NATO", "topics/nato.html", "1 article"),
        ("trade", "topics/trade.html", "3 articles"),
    ]
    assert index(publication.page("authors")) == [
        ("Ann Öz", "authors/ann-oz.html", "2 articles"),
    ]


def test_a_card_says_what_a_reader_chooses_by(publication: Publication) -> None:
    publication.article("2025-01-01-one", "word " * 660, topics=["trade"], summary="In short.")
    publication.build()
    for name in ("topics/trade", "articles/2025/index", "index"):
        [card] = publication.page(name).select("li.card")
        assert [p.get_text() for p in card.select("p")] == [
            "International",
            "Title of one",
            "In short.",
            "January 1, 2025 · 3 min read",
        ]
        [title] = card.select("[role=heading]")
        assert title["aria-level"] == "2"


def test_a_section_without_articles_has_its_page(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build()
    page = publication.page("sections/opinion")
    assert heading(page) == "Opinion"
    [text] = page.select(".no-articles")
    assert text.get_text() == "No articles yet."


def test_the_articles_of_an_article_lead_to_the_pages(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "1.", topics=["Łódź & co"], authors=["Ann Öz"])
    publication.build()
    folder = (publication.folder / "_build/html" / name).parent
    hrefs = [str(a["href"]) for a in publication.page(name).select(".article-head a")]
    assert len(hrefs) == 3
    assert all((folder / href).resolve().is_file() for href in hrefs)


def test_a_long_list_shows_older_articles_by_title_and_year(publication: Publication) -> None:
    dates = [f"{year}-{month:02}-{day:02}"
             for year in (2024, 2025) for month in (1, 2, 3) for day in range(1, 11)]  # fmt: skip
    for date in dates:
        publication.article(f"{date}-a{date[:7]}-{date[8:]}", "1.")
    publication.build()
    page = publication.page("sections/international")
    assert len(cards(page)) == MOST_CARDS
    older = [a.get_text() for a in page.select("ul.older a")]
    newest_first = [f"Title of a{date[:7]}-{date[8:]}" for date in sorted(dates, reverse=True)]
    assert [title for title, _ in cards(page)] + older == newest_first
    assert [p.get_text() for p in page.select("p.older")] == ["More of 2024"]


def test_names_that_make_one_address_are_warned_about(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.", topics=["NATO"])
    publication.article("2025-01-02-two", "2.", topics=["nato"])
    publication.build()
    [line] = publication.warnings.strip().splitlines()
    assert (
        "2025-01-02-two.md:1: WARNING: 'NATO' and 'nato' would share the page topics/nato" in line
    )
    assert [title for title, _ in cards(publication.page("topics/nato"))] == [
        "Title of two",
        "Title of one",
    ]


def test_other_formats_have_none(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.", topics=["trade"], authors=["Ann"])
    for builder in ("singlehtml", "epub"):
        publication.build(builder)
        assert publication.warnings == ""
        output = publication.folder / "_build" / builder
        assert not list(output.rglob("topics*"))
        assert not list(output.rglob("404*"))


def test_other_formats_have_no_links_to_them(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.", topics=["trade"], authors=["Ann"])
    publication.build("singlehtml")
    page = BeautifulSoup((publication.folder / "_build/singlehtml/index.html").read_text(), "lxml")
    [head] = page.select(".article-head")
    assert "trade" in head.get_text()
    assert head.select("a") == []
