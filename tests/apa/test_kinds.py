"""Entry types and what APA needs of each."""

from __future__ import annotations

import pytest

from press.apa import KINDS, missing, required_fields
from press.apa.kinds import form
from tests.apa.shown import entry

BIBTEX = (
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc"
    " phdthesis proceedings techreport unpublished"
)


def test_every_type_of_plain_bibtex_is_known() -> None:
    assert set(BIBTEX.split()) <= KINDS
    assert all(kind == kind.lower() for kind in KINDS)


# A constitution has no date, and a bill's name is its number (APA 11.6, 11.9).
LAW = {kind for kind in KINDS if form(entry(kind)) == "legal"}


@pytest.mark.parametrize("kind", sorted(KINDS - LAW))
def test_every_kind_needs_a_title_and_a_date(kind: str) -> None:
    needs = required_fields(kind)
    assert any("title" in need for need in needs)
    assert any("date" in need for need in needs)
    assert all(needs)


def test_an_unknown_type_needs_what_any_work_needs() -> None:
    assert required_fields("hologram") == required_fields("misc")
    assert required_fields("ARTICLE") == required_fields("article")


@pytest.mark.parametrize(
    ("kind", "fields", "lacking"),
    [
        ("article", {"title": "T", "year": "2020", "journal": "J"}, ()),
        ("article", {"title": "T", "date": "2020", "journaltitle": "J"}, ()),
        ("article", {"title": "T", "date": "2020"}, ("journal (or journaltitle)",)),
        (
            "article",
            {"title": " ", "pubstate": "inpress", "journal": "J"},
            ("title (or titleaddon)",),
        ),
        ("book", {"title": "T", "date": "n.d.", "publisher": "P"}, ()),
        ("book", {"title": "T", "publisher": "P"}, ("date (or year, eventdate, pubstate)",)),
        ("book", {"title": "T", "date": "2020"}, ("publisher (or institution, organization)",)),
        ("book", {"title": "T", "date": "2020", "author": "{The Press}"}, ()),
        ("book", {"title": "T", "date": "2020", "editor": "{The Press}"}, ()),
        ("report", {"title": "T", "date": "2020", "author": "Doe, J.", "institution": "I"}, ()),
        (
            "techreport",
            {"title": "T", "date": "2020", "author": "Doe, J."},
            ("publisher (or institution, organization)",),
        ),
        ("incollection", {"title": "T", "date": "2020", "publisher": "P"}, ("booktitle",)),
        (
            "inreference",
            {"title": "T", "date": "2020", "booktitle": "B", "url": "https://x.org"},
            (),
        ),
        ("inproceedings", {"title": "T", "date": "2020", "eventtitle": "E"}, ()),
        ("thesis", {"title": "T", "date": "2020"}, ("author", "school (or institution)")),
        ("phdthesis", {"title": "T", "date": "2020", "author": "Doe, J.", "school": "U"}, ()),
        ("online", {"title": "T", "date": "2020", "url": "https://x.org"}, ()),
        ("online", {"title": "T", "date": "2020"}, ("url (or doi, eprint)",)),
        ("unpublished", {"title": "T", "date": "2020"}, ("author",)),
        ("dataset", {"title": "T", "date": "2020", "doi": "10.1/x"}, ()),
        ("misc", {}, ("title (or titleaddon)", "date (or year, eventdate, pubstate)")),
    ],
)
def test_missing(kind: str, fields: dict[str, str], lacking: tuple[str, ...]) -> None:
    assert missing(entry(kind, **fields)) == lacking
