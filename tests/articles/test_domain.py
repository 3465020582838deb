"""The article domain: order, selections, neighbors; and the shape of what is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.articles.domain import ArticleDomain, Selection
from press.articles.model import Article, Correction, Image
from press.bibliography.entries import Reading
from press.bibliography.works import Work
from press.citations.domain import CiteDomain
from press.citations.index import Citation, Target
from press.citations.printed import Casing
from press.core.documents import DocumentDomain, Link
from press.text.findings import Finding


def article(day: int, slug: str = "", **changes: Any) -> Article:
    date = dt.date(2025, 1, 1) + dt.timedelta(days=day)
    values: dict[str, Any] = {
        "docname": f"articles/{date.year}/{date}-{slug or f'day-{day}'}",
        "title": f"Day {day}",
        "date": date,
        "section": "opinion",
        "summary": "Summary.",
    }
    return Article(**{**values, **changes})


def domain(*articles: Article) -> ArticleDomain:
    """Return a domain that holds *articles*, without an environment."""
    empty = cast("Any", SimpleNamespace(domaindata={}))
    made = ArticleDomain(empty)
    for each in articles:
        made.note_article(each)
    made.make_index()
    return made


def docnames(articles: list[Article]) -> list[str]:
    return [
        each.docname.rsplit("-", 2)[-2] + "-" + each.docname.rsplit("-", 1)[-1] for each in articles
    ]


@pytest.mark.parametrize(
    ("version", "shapes"),
    [
        (
            ArticleDomain.data_version,
            {
                Article: "docname title date section summary subtitle topics authors updated "
                "corrections further_reading further_reading_lines aliases image lang status minor words",
                Correction: "date kind text",
                Image: "src alt credit",
                Selection: "volume section topic author limit",
            },
        ),
        (
            CiteDomain.data_version,
            {
                Citation: "role line targets sentence",
                Target: "key pre post anchor",
                Finding: "line code message note work",
                Reading: "work ties length doi doi_line findings",
                Work: "key type fields persons digest",
                Casing: "digest fields words",
            },
        ),
        (DocumentDomain.data_version, {Link: "docname label explicit"}),
    ],
    ids=["article", "cite", "document"],
)
def test_a_changed_shape_needs_a_new_data_version(version: int, shapes: dict[Any, str]) -> None:
    """An environment pickled with the old shape must not be read: raise both when this fails."""
    assert version in {2, 5, 2011}
    for shape, names in shapes.items():
        own = getattr(shape, "_fields", None) or [field.name for field in fields(shape)]
        assert " ".join(own) == names


def test_selections_show_the_newest_first() -> None:
    made = domain(
        article(1, topics=("nato",)),
        article(3, topics=("nato", "trade"), authors=("Ann",)),
        article(2, section="economy", topics=("nato",)),
        article(400),
    )
    assert docnames(made.select(Selection())) == ["day-400", "day-3", "day-2", "day-1"]
    assert docnames(made.select(Selection(limit=1))) == ["day-400"]
    assert docnames(made.select(Selection(topic="nato"))) == ["day-3", "day-2", "day-1"]
    assert docnames(made.select(Selection(topic="nato", section="opinion"))) == ["day-3", "day-1"]
    assert docnames(made.select(Selection(volume="2026"))) == ["day-400"]
    assert docnames(made.select(Selection(author="Ann", limit=5))) == ["day-3"]
    assert made.select(Selection(topic="none")) == []


def test_neighbors_follow_the_date_across_volumes() -> None:
    made = domain(article(400), article(1), article(2, "b"), article(2, "a"))
    before, after = made.neighbours("articles/2025/2025-01-03-b")
    assert before is not None
    assert after is not None
    assert (before.slug, after.slug) == ("a", "day-400")
    assert made.neighbours("articles/2025/2025-01-02-day-1")[0] is None
    assert made.neighbours("index") == (None, None)


@given(st.permutations(range(6)))
def test_the_order_of_reading_does_not_matter(days: list[int]) -> None:
    made = domain(*(article(day, topics=("nato",)) for day in days))
    expected = [f"day-{day}" for day in reversed(range(6))]
    assert docnames(list(made.newest_first)) == expected
    assert docnames(list(made.names("topic")["nato"])) == expected


def test_only_pages_that_show_something_changed_are_returned() -> None:
    made = domain(article(1), article(2), article(3), article(4))
    assert made.make_index() == []
    made.note_article(article(1, title="Renamed"))
    # The article itself is read again; its neighbor shows its title.
    assert made.make_index() == ["articles/2025/2025-01-03-day-2"]
    made.note_article(article(1, title="Renamed", summary="Shown on no page."))
    assert made.make_index() == []


def test_a_worker_gives_only_what_it_read() -> None:
    made = domain(article(1), article(2))
    other = domain(article(1, title="Stale"), article(2, title="Fresh"), article(3))
    made.merge_domaindata({"articles/2025/2025-01-03-day-2", "index"}, other.data)
    titles = {each.title for each in made.articles.values()}
    assert titles == {"Day 1", "Fresh"}


def test_a_purged_document_leaves_nothing() -> None:
    made = domain(article(1))
    made.note_selection("articles/2025/2025-01-02-day-1", Selection())
    made.clear_doc("articles/2025/2025-01-02-day-1")
    assert not any(made.data[name] for name in ("articles", "selections", "shown"))
