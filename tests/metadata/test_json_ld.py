"""Cited works for machines, and the bytes that all of it takes, without a build."""

from __future__ import annotations

import datetime as dt
import gzip
import json

import pytest
from rdflib.namespace import SDO

from press.articles.model import Article
from press.core.publication import Named, Publication
from press.metadata.cited_works import describe
from press.metadata.head_elements import Tag, article_tags, tags_html
from press.metadata.json_ld import article_json, page_json, script
from press.metadata.json_text import json_text
from press.metadata.page_facts import ArticlePage, Page
from press.text.strings import clipped
from tests.apa.differences import WORKS
from tests.apa.shown import entry

PUBLICATION = Publication("Tiny Review", "Tiny Press", "https://example.org/")


@pytest.mark.parametrize("key", WORKS)
def test_any_work_is_described(key: str) -> None:
    described = describe(WORKS[key])
    work = json.loads(described.json)
    assert work["name"]
    assert work["@type"] in SDO
    assert not [word for word in work if not word.startswith("@") and word not in SDO]
    fields = [field.partition("=") for field in described.highwire.split(";")]
    assert fields[0][0] == "citation_title"
    assert all(name.startswith("citation_") and value for name, _equals, value in fields)
    assert "{" not in described.highwire
    assert "\n" not in described.highwire + described.json
    assert not set("<>&") & set(described.json)


@pytest.mark.parametrize(
    ("kind", "fields", "typed", "source"),
    [
        ("article", {"journal": "J", "pages": "3--9"}, "ScholarlyArticle", "citation_firstpage=3"),
        ("article", {"journal": "N", "entrysubtype": "newspaper"}, "NewsArticle", "_title=N"),
        ("article", {"journal": "N", "entrysubtype": "blog"}, "Article", "_journal_title=N"),
        ("phdthesis", {"school": "U"}, "Thesis", "citation_dissertation_institution=U"),
        ("report", {"institution": "I", "number": "4"}, "Report", "_technical_report_number=4"),
        ("inproceedings", {"eventtitle": "C"}, "CreativeWork", "citation_conference_title=C"),
        ("dataset", {"publisher": "P"}, "Dataset", "citation_publisher=P"),
        ("online", {"organization": "O"}, "WebPage", "citation_publisher=O"),
        ("book", {"publisher": "P", "year": "1377~"}, "Book", "citation_publisher=P"),
    ],
)
def test_a_work_is_what_it_is(kind: str, fields: dict[str, str], typed: str, source: str) -> None:
    described = describe(entry(kind, title="T", author="Doe, Jane", **fields))
    assert json.loads(described.json)["@type"] == typed
    assert source in described.highwire


def test_dates_are_as_precise_as_they_are_known() -> None:
    dates = {"2019": "2019", "2019-03": "2019-03", "2019-03-07": "2019-03-07", "2019-22": "2019"}
    for typed, said in dates.items():
        work = entry("online", title="T", date=typed)
        assert json.loads(describe(work).json)["datePublished"] == said
    for typed in ("n.d.", "-0349", "in press"):
        assert "datePublished" not in json.loads(describe(entry("online", date=typed)).json)


def page(words: int = 10) -> ArticlePage:
    """An article that cites ten works of the usual size."""
    article = Article(
        docname="articles/2025/2025-04-27-mediation-after-the-ceasefire",
        title="Mediation after the ceasefire, and what it takes to keep one",
        date=dt.date(2025, 4, 27),
        section="international",
        summary="A ceasefire holds where both sides believe that the mediator will stay. " * 2,
        topics=("mediation", "civil war", "ceasefires"),
        authors=("Jane Doe",),
        words=1500,
    )
    works = [
        describe(
            entry(
                "article",
                author="Regan, Patrick M. and Frank, Richard W.",
                title="Diplomatic interventions and civil war: A new dataset",
                journal="Journal of Peace Research",
                year="2009",
                volume="46",
                doi="10.1177/0022343308098408",
            )
        )
    ] * words
    address = f"https://example.org/{article.docname}.html"
    home = Named("Tiny Review", "https://example.org/")
    section = Named("International", "https://example.org/sections/international.html")
    known = Page(PUBLICATION, article.title, article.summary, address, (home, section))
    return ArticlePage(article, known, works)


def test_ten_works_take_little() -> None:
    shown = page()
    head = (tags_html(article_tags(shown)) + script(article_json(shown))).encode()
    assert head.count(b"citation_reference") == 10
    assert 6_000 < len(head) < 9_000
    assert len(gzip.compress(head)) < 2_000


def test_the_same_article_gives_the_same_bytes() -> None:
    assert article_json(page()) == article_json(page())


def test_without_works_there_is_no_citation() -> None:
    assert "citation" not in json.loads(article_json(page(0)))["@graph"][0]


def test_json_in_a_page_ends_no_element_and_reads_as_typed() -> None:
    typed = {"a": "</script><!-- & \u2028 \u2029 é"}
    text = json_text(typed)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == typed


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    html = tags_html([Tag("name", "a", '"><b>'), Tag("property", "b", "")])
    assert html == '<meta name="a" content="&quot;&gt;&lt;b&gt;">\n'


def test_a_page_of_which_nothing_is_known_says_nothing() -> None:
    nowhere = Page(Publication("T"), "About", above=(Named("T"),))
    assert script(page_json(nowhere)) == ""


def test_a_long_text_is_cut_after_a_word() -> None:
    assert clipped("one  two\nthree", 50) == "one two three"
    assert clipped("one two, three", 12) == "one two…"
    assert all(len(clipped("word " * 90, most)) <= most for most in range(10, 60))
