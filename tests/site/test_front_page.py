"""The front page: what it leads with, what follows section by section, and when it changes."""

from __future__ import annotations

from tests.built_site import assert_clean
from tests.publication import INDEX, Publication


def front(publication: Publication, options: str) -> None:
    publication.write("index.md", INDEX.replace("```{listing}\n", f"```{{front-page}}\n{options}"))


def fill(publication: Publication) -> None:
    for day in range(1, 10):
        section = "opinion" if day % 3 == 0 else "international"
        publication.article(f"2025-01-0{day}-a{day}", "Text.", section=section)


def titles(publication: Publication, selector: str) -> list[str]:
    return [a.get_text() for a in publication.page("index").select(f"{selector} .card-title a")]


def test_the_newest_lead_and_each_section_follows_without_them(publication: Publication) -> None:
    front(publication, ":latest: 3\n:by-section: 2\n")
    fill(publication)
    publication.build()
    assert publication.warnings == ""
    assert titles(publication, ".lead") == ["Title of a9"]
    assert titles(publication, ".latest") == [f"Title of a{day}" for day in (8, 7, 6)]
    sections = publication.page("index").select(".front-section")
    shown = [
        (
            [(h2.get_text(), h2.a["href"] if h2.a else "") for h2 in section.select("h2")],
            [a.get_text() for a in section.select(".card-title a")],
        )
        for section in sections
    ]
    assert shown == [
        ([("International", "sections/international.html")], ["Title of a5", "Title of a4"]),
        ([("Opinion", "sections/opinion.html")], ["Title of a3"]),
    ]


def test_a_publication_arranges_its_sections(publication: Publication) -> None:
    front(publication, ":latest: 0\n:by-section: 1\n:sections: opinion, nothing\n")
    fill(publication)
    publication.build()
    assert "section 'nothing' is not one of international, opinion" in publication.warnings
    assert titles(publication, ".latest") == []
    assert titles(publication, ".front-section") == ["Title of a6"]


def test_the_page_changes_with_what_it_shows(publication: Publication) -> None:
    front(publication, ":latest: 1\n:by-section: 1\n")
    fill(publication)
    publication.build()
    publication.delete("articles/2025/2025-01-09-a9")
    publication.article("2025-01-06-a6", "Text.", section="opinion", title="Another")
    publication.build()
    assert "Another" in titles(publication, ".front-section")
    assert_clean(publication)


def test_other_formats_have_plain_cards_or_none(publication: Publication) -> None:
    front(publication, ":latest: 2\n")
    fill(publication)
    for builder in ("epub", "latex", "text"):
        publication.build(builder)
        assert publication.warnings == "", builder
    book = (publication.folder / "_build/epub/index.xhtml").read_text()
    assert "front-top" not in book
    assert book.count('class="card"') == 3
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    assert "Summary of a9." not in tex.read_text()


def test_without_articles_it_says_so(publication: Publication) -> None:
    front(publication, "")
    publication.build()
    assert publication.page("index").select_one(".no-articles")
