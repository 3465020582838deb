"""The theme's own parts: what conf.py and an article's front matter decide on every page."""

from __future__ import annotations

from tests.publication import Publication


def test_the_foot_names_the_rights_and_the_licence(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "1.")
    licence = {"name": "Free & <open>", "url": "https://example.org/?a=1&b"}
    publication.build(settings={"copyright": "A & <B>", "press_licence": licence})
    for page in ("index", name, "404"):
        foot = publication.page(page).select_one(".publisher")
        assert foot is not None
        [link] = foot.select("a[rel=license]")
        assert (link.get_text(), link["href"]) == (licence["name"], licence["url"])
        assert "© A & <B>" in foot.get_text()


def test_without_a_licence_none_is_named(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build()
    assert publication.page("index").select("[rel=license]") == []


def test_an_article_in_another_language_says_so(publication: Publication) -> None:
    arabic = publication.article("2025-01-01-one", "نص.", lang="ar")
    turkish = publication.article("2025-01-02-two", "Metin.", lang="tr")
    english = publication.article("2025-01-03-three", "Text.")
    publication.build()
    marked = {
        name: [
            (tag.get("lang"), tag.get("dir")) for tag in publication.page(name).select(".article")
        ]
        for name in (arabic, turkish, english)
    }
    assert marked == {arabic: [("ar", "rtl")], turkish: [("tr", "ltr")], english: [(None, None)]}


def test_a_printed_article_names_the_publication_and_its_address(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "Text.")
    publication.build(settings={"html_baseurl": "https://example.org/a&b/"})
    [line] = publication.page(name).select(".printed")
    title, address = (child.get_text() for child in line.select("span"))
    assert title.startswith("Tiny Review")
    assert address == f"https://example.org/a&b/{name}.html"
    assert publication.page("index").select(".printed") == []


def test_the_front_page_leads_to_all_articles(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.article("2026-01-01-two", "2.")
    publication.build()
    assert [a.get_text() for a in publication.page("index").select(".browse a")] == [
        "International",
        "Opinion",
        "2026",
        "2025",
    ]
    assert publication.page("sections/opinion").select(".browse") == []


def test_an_id_stands_once_on_a_page(publication: Publication) -> None:
    table = "```{table} A caption\n:name: numbers\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n```"
    formula = "```{math}\n:label: sum\n\n1 + 1 = 2\n```"
    name = publication.article("2025-01-01-one", f"{table}\n\n{formula}\n\n{{numref}}`numbers`")
    publication.build(settings={"numfig": True})
    page = publication.page(name)
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert page.select_one("table#numbers")
