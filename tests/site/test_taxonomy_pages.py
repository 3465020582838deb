"""Pages without a source file: sections, topics and authors, and their indexes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from press.site.cards import MOST_CARDS
from press.site.taxonomy_pages import NEWEST
from tests.built_site import assert_clean
from tests.publication import Publication

pytestmark = pytest.mark.slow


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
    # Under the heading of a month, titles are headings of the third level.
    for name, level in (("topics/trade", "2"), ("articles/2025/index", "3"), ("index", "2")):
        [card] = publication.page(name).select("li.card")
        assert [p.get_text() for p in card.select("p")] == [
            "International",
            "Title of one",
            "In short.",
            "January 1, 2025 · 3 min read",
        ]
        [title] = card.select("[role=heading]")
        assert title["aria-level"] == level


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
    page = publication.page(name)
    hrefs = [str(a["href"]) for a in page.select(".article-head a, .topics a")]
    assert len(hrefs) == 3
    assert all((folder / href).resolve().is_file() for href in hrefs)


def fill(publication: Publication) -> list[str]:
    """Write sixty articles in two volumes; return their dates."""
    dates = [f"{year}-{month:02}-{day:02}"
             for year in (2024, 2025) for month in (1, 2, 3) for day in range(1, 11)]  # fmt: skip
    for date in dates:
        publication.article(f"{date}-a{date[:7]}-{date[8:]}", "1.", topics=["trade"])
    return dates


def test_a_long_listing_shows_older_articles_by_title_and_year(publication: Publication) -> None:
    dates = fill(publication)
    publication.build()
    page = publication.page("index")
    assert len(cards(page)) == MOST_CARDS
    older = [a.get_text() for a in page.select("ul.older a")]
    newest_first = [f"Title of a{date[:7]}-{date[8:]}" for date in sorted(dates, reverse=True)]
    assert [title for title, _ in cards(page)] + older == newest_first
    assert [h2.get_text() for h2 in page.select("h2.older")] == ["More of 2024"]


def test_a_page_shows_the_newest_and_leads_to_the_older_by_volume_and_month(
    publication: Publication,
) -> None:
    dates = fill(publication)
    publication.build()
    newest_first = [f"Title of a{date[:7]}-{date[8:]}" for date in sorted(dates, reverse=True)]
    for name in ("sections/international", "topics/trade"):
        page = publication.page(name)
        assert [title for title, _ in cards(page)] == newest_first[:NEWEST]
        folder = (publication.folder / "_build/html" / name).parent
        found = []
        for link in page.select(".volumes a"):
            address, _hash, anchor = str(link["href"]).partition("#")
            assert (folder / address).is_file()
            target = publication.page(f"{name.partition('/')[0]}/{address.removesuffix('.html')}")
            assert not anchor or target.select_one(f"h2#{anchor}")
            found.append(link.get_text())
        months = ["March", "February", "January"]
        assert found == ["2025", *months, "2024", *months]
        older = publication.page(f"{name}/2024")
        assert [title for title, _ in cards(older)] == newest_first[30:]
        assert older.select_one(".kicker a")["href"] == f"../{name.partition('/')[2]}.html"  # type: ignore[index]


def test_a_new_article_changes_no_older_volume(publication: Publication) -> None:
    fill(publication)
    publication.build()
    old = [
        publication.folder / "_build/html" / name / "2024.html"
        for name in ("sections/international", "topics/trade")
    ]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in old]
    publication.article("2025-04-01-new", "1.", topics=["trade"])
    publication.build()
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in old] == before
    assert_clean(publication)


def test_a_volume_too_long_for_cards_has_a_line_for_each(publication: Publication) -> None:
    for day in range(1, 29):
        publication.article(f"2025-01-{day:02}-a{day}", "1.")
        publication.article(f"2025-02-{day:02}-b{day}", "1.")
    publication.build()
    page = publication.page("articles/2025/index")
    assert [h2.get_text() for h2 in page.select("h2.month")] == ["February", "January"]
    assert cards(page) == []
    assert len(page.select("ul.older a")) == 56


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
