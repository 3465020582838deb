"""An article's foot: related articles and why, those that link here, topics, the report link."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from press.site.related_articles import MOST, MOST_LINKING, Related
from tests.built_site import assert_clean
from tests.publication import Publication

A, B, C, D = (f"articles/2025/2025-0{month}-01-a" for month in range(1, 5))


def relations(works: dict[str, list[str]], topics: dict[str, list[str]]) -> Related:
    def turned(table: dict[str, list[str]]) -> dict[str, list[str]]:
        names = sorted({name for found in table.values() for name in found})
        return {name: [doc for doc in sorted(table) if name in table[doc]] for name in names}

    return Related(works, topics, turned(works), turned(topics))


def test_shared_works_come_before_shared_topics() -> None:
    found = relations(
        {A: ["x", "y"], B: ["y"], C: ["x", "y", "z"], D: []},
        {A: [], B: ["nato"], C: ["nato"], D: ["nato", "trade"]},
    )
    assert found.of(C) == (
        (A, ("x", "y"), ()),
        (B, ("y",), ("nato",)),
        (D, (), ("nato",)),
    )
    assert found.of("index") == ()


numbers = st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=30)


@given(numbers, numbers)
def test_a_new_article_changes_few_old_ones(works: list[set[int]], topics: list[set[int]]) -> None:
    """As many at most as it has works and topics, however many share them."""
    names = [f"articles/2025/2025-01-{at:02}-a" for at in range(max(len(works), len(topics)))]

    def table(found: list[set[int]], size: int) -> dict[str, list[str]]:
        rows = [*found, *([set()] * len(names))]
        return {name: [str(n) for n in sorted(rows[at])] for at, name in enumerate(names[:size])}

    before, after = (
        relations(table(works, size), table(topics, size)) for size in (len(names) - 1, len(names))
    )
    changed = [name for name in names[:-1] if before.of(name) != after.of(name)]
    new = names[-1]
    assert len(changed) <= len(table(works, len(names))[new]) + len(table(topics, len(names))[new])
    assert all(len(after.of(name)) <= MOST for name in names)


def shown(publication: Publication, docname: str) -> list[tuple[str, list[str]]]:
    """Return the related articles of a page, each with its reasons."""
    return [
        (li.a.get_text(), [why.get_text() for why in li.select(".why")])
        for li in publication.page(docname).select("[aria-labelledby=foot-related] li")
        if li.a
    ]


def test_a_related_article_says_why(publication: Publication) -> None:
    one = publication.article(
        "2025-01-01-one", "{cite:p}`smith2019first, nunn2010columbian`.", topics=["NATO", "trade"]
    )
    publication.article("2025-01-02-two", "{cite:p}`nunn2010columbian`.", topics=["NATO"])
    publication.article("2025-01-03-three", "No source.", topics=["trade"], lang="ar")
    publication.article("2025-01-04-four", "{cite:p}`smith2019second, smith2019first`.")
    publication.build()
    assert shown(publication, one) == [
        ("Title of two", ["Shares 1 source: Nunn & Qian, 2010", "Also on: NATO"]),
        ("Title of four", ["Shares 1 source: Smith, 2019"]),
        ("Title of three", ["On: trade"]),
    ]
    [arabic] = publication.page(one).select(".beside a[lang]")
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    topics = publication.page(one).select("nav.topics a")
    assert [(a.get_text(), a["href"]) for a in topics] == [
        ("NATO", "../../topics/nato.html"),
        ("trade", "../../topics/trade.html"),
    ]


def test_an_article_names_the_first_that_link_to_it(publication: Publication) -> None:
    target = publication.article("2025-01-01-target", "Text.")
    link = "See [this](2025-01-01-target.md) and [this](2025-01-01-target.md)."
    for day in range(2, 10):
        publication.article(f"2025-01-0{day}-a{day}", link)
    publication.build()
    linking = publication.page(target).select("[aria-labelledby=foot-linking] a")
    expected = [f"Title of a{day}" for day in range(2, 2 + MOST_LINKING)]
    assert [a.get_text() for a in linking] == expected


def test_the_foot_changes_with_what_it_shows(publication: Publication) -> None:
    target = publication.article("2025-01-01-target", "{cite:p}`smith2019first`.", topics=["law"])
    publication.article("2025-01-02-two", "See [this](2025-01-01-target.md).", topics=["law"])
    publication.build()
    assert shown(publication, target) == [("Title of two", ["On: law"])]
    publication.article("2025-01-02-two", "{cite:p}`smith2019first`.", title="Another title")
    publication.build()
    assert shown(publication, target) == [("Another title", ["Shares 1 source: Smith, 2019"])]
    assert publication.page(target).select("[aria-labelledby=foot-linking]") == []
    assert_clean(publication)


def test_an_error_is_reported_where_the_publication_wants_it(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "Text.", title="A & B? <yes>")
    publication.build()
    assert publication.page(name).select(".report") == []
    settings: dict[str, Any] = {
        "press_report": 'mailto:a@example.org?subject={title}&body={url}%20"{docname}"',
        "html_baseurl": "https://example.org/",
    }
    publication.build(settings=settings)
    [link] = publication.page(name).select(".report a")
    address = f"https://example.org/{name}.html"
    wanted = f'mailto:a@example.org?subject=A & B? <yes>&body={address} "{name}"'
    assert unquote(str(link["href"])) == wanted


def test_other_formats_keep_topics_under_the_title(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.", topics=["law"])
    publication.build("epub")
    page = (publication.folder / "_build/epub/articles/2025/2025-01-01-one.xhtml").read_text()
    assert '<p class="topics"><span>law</span></p>' in page
    assert "article-foot" not in page
