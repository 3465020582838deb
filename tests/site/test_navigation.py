"""Navigation: the same links on every page, neighbours by date, nothing that grows with articles."""

from __future__ import annotations

import posixpath

import pytest
from bs4 import BeautifulSoup, Tag

from tests.publication import Publication


def links(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    """Return the text and address of every link in an element."""
    return [(a.get_text(" ", strip=True), str(a["href"])) for a in page.select(f"{selector} a")]


def navigation(page: BeautifulSoup) -> Tag:
    found = page.select(".sidebar-drawer nav")
    assert len(found) == 1
    return found[0]


def test_it_has_sections_indexes_pages_and_volumes(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One.", topics=["trade"], authors=["Ann Writer"])
    publication.article("2026-01-01-two", "Two.")
    publication.build()
    assert links(publication.page("index"), ".sidebar-drawer nav") == [
        ("International", "sections/international.html"),
        ("Opinion", "sections/opinion.html"),
        ("Topics", "topics.html"),
        ("Authors", "authors.html"),
        ("Works cited", "articles/works.html"),
        ("2026", "articles/2026/index.html"),
        ("2025", "articles/2025/index.html"),
    ]


def test_it_leads_to_the_same_pages_from_every_page(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One.", topics=["trade"])
    publication.build()
    folder = publication.folder / "_build/html"
    found = set()
    pages = [
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob("*.html")
        if path.name != "404.html"
    ]
    assert {"index", "search", "topics/trade", "articles/works"} < set(pages)
    for name in pages:
        here = posixpath.dirname(name)
        hrefs = [href for _, href in links(publication.page(name), ".sidebar-drawer nav")]
        resolved = [
            name + ".html" if href == "#" else posixpath.normpath(posixpath.join(here, href))
            for href in hrefs
        ]
        assert all((folder / target).is_file() for target in resolved), name
        found.add(tuple(resolved))
    assert len(found) == 1


def test_topics_and_authors_are_there_when_there_are_some(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.build()
    titles = [text for text, _ in links(publication.page("index"), ".sidebar-drawer nav")]
    assert titles == ["International", "Opinion", "Works cited", "2025"]


def test_it_says_where_the_reader_is(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "One.", section="opinion")
    publication.build()
    for page, expected in {
        "sections/opinion": [("Opinion", "page")],
        "articles/2025/index": [("2025", "page")],
        name: [("Opinion", "true")],
        "index": [],
    }.items():
        current = navigation(publication.page(page)).select("[aria-current]")
        assert [(a.get_text(), a["aria-current"]) for a in current] == expected, page


def test_its_size_does_not_depend_on_the_number_of_articles(publication: Publication) -> None:
    sizes = []
    for count in (3, 30):
        for number in range(1, count + 1):
            date = f"2025-{1 + number // 28:02}-{1 + number % 28:02}"
            publication.article(f"{date}-article-{number}", "Text.", topics=["trade"])
        publication.build()
        sizes.append(len(str(navigation(publication.page("index")))))
        tree = publication.page("index").select_one(".sidebar-drawer")
        assert tree is not None
        assert "Title of" not in tree.get_text()
    assert sizes[0] == sizes[1]


def test_neighbours_follow_the_date_across_volumes(publication: Publication) -> None:
    first = publication.article("2024-12-31-first", "One.")
    middle = publication.article("2025-06-01-middle", "Two.")
    last = publication.article("2026-01-01-last", "Three.")
    publication.build()
    expected = {
        first: [("Newer Title of middle", "../2025/2025-06-01-middle.html")],
        middle: [
            ("Older Title of first", "../2024/2024-12-31-first.html"),
            ("Newer Title of last", "../2026/2026-01-01-last.html"),
        ],
        last: [("Older Title of middle", "../2025/2025-06-01-middle.html")],
        "index": [],
        "articles/2025/index": [],
        "articles/works": [],
    }
    for page, neighbours in expected.items():
        assert links(publication.page(page), ".neighbours") == neighbours, page
    head = publication.page(middle).head
    assert head is not None
    rels = {rel: tag["href"] for rel in ("prev", "next") for tag in head.select(f"[rel={rel}]")}
    assert rels == {"prev": expected[middle][0][1], "next": expected[middle][1][1]}


def test_an_article_leads_to_its_volume(publication: Publication) -> None:
    name = publication.article("2025-06-01-middle", "Text.")
    publication.build()
    assert links(publication.page(name), ".volume") == [("Volume 2025", "index.html")]
    assert links(publication.page("articles/2025/index"), ".volume") == []


def test_an_article_has_its_summary_as_description(publication: Publication) -> None:
    name = publication.article("2025-06-01-middle", "Text.", summary="What it is about.")
    publication.build()
    page = publication.page(name)
    assert [tag["content"] for tag in page.select("meta[name=description]")] == [
        "What it is about."
    ]
    assert page.select("meta[name=description]")[0].find_parent("head")


HOSTILE = """<script>alert("1")</script> & 'one' <b>two</b>"""


@pytest.fixture
def hostile(publication: Publication) -> Publication:
    """A publication whose every field is written by somebody malicious."""
    fields = {"title": HOSTILE, "summary": HOSTILE, "topics": [HOSTILE], "authors": [HOSTILE]}
    publication.article("2025-01-01-before", "One.")
    publication.article("2025-01-02-hostile", "Two.", **fields)
    publication.article("2025-01-03-after", "Three.")
    publication.build(settings={"press_sections": {"international": HOSTILE, "opinion": "O"}})
    return publication


def test_raw_html_is_shown_as_it_was_typed_on_every_page(hostile: Publication) -> None:
    folder = hostile.folder / "_build/html"
    for path in folder.rglob("*.html"):
        page = hostile.page(path.relative_to(folder).with_suffix("").as_posix())
        run = page.select('script:not([type="application/ld+json"])')
        assert not [script for script in run if "alert" in script.get_text()]
        # Nor does a quotation mark end an attribute.
        assert not page.find_all(lambda tag: any(name.startswith("script") for name in tag.attrs))
        assert not page.find("b"), path


def test_raw_html_keeps_its_characters(hostile: Publication) -> None:
    page = hostile.page("articles/2025/2025-01-02-hostile")
    typed = HOSTILE.replace('"', "").replace("'", "")  # smart quotes are the text's, not the test's

    def plain(text: str) -> str:
        return "".join(character for character in text if character not in "\"'“”‘’")

    assert page.title is not None
    assert plain(page.title.get_text()).startswith(f"{typed} - ")
    [description] = page.select("meta[name=description]")
    assert description["content"] == HOSTILE
    for name, selector in {
        "articles/2025/2025-01-01-before": ".neighbours .newer",
        "articles/2025/2025-01-03-after": ".neighbours .older",
    }.items():
        [link] = hostile.page(name).select(selector)
        assert HOSTILE in link.get_text()
    [rel] = hostile.page("articles/2025/2025-01-01-before").select("link[rel=next]")
    assert rel["title"] == HOSTILE
    assert HOSTILE in [a.get_text() for a in navigation(page).select("a")]
    listed = hostile.page("topics").select("ul.index a")
    assert [a.get_text() for a in listed] == [HOSTILE]
    heading = hostile.page(str(listed[0]["href"]).removesuffix(".html")).h1
    assert heading is not None
    assert heading.get_text() == HOSTILE
    assert HOSTILE in [p.get_text() for p in hostile.page("index").select(".card-summary")]
