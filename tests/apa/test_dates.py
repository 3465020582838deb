"""Dates: BibTeX's and biblatex's ways to write them (APA 9.13–9.17)."""

from __future__ import annotations

import random

import pytest

from press.apa import reference
from press.apa.dates import Date, of_entry
from tests.apa.shown import cite, entries, entry, shown


def date(**fields: str) -> Date:
    return of_entry(entry("misc", **fields))


@pytest.mark.parametrize(
    ("value", "full", "year"),
    [
        ("2019", "2019", "2019"),
        ("2019-04", "2019, April", "2019"),
        ("2019-04-05", "2019, April 5", "2019"),
        ("2019-04-05T10:00:00Z", "2019, April 5", "2019"),
        ("2020-22", "2020, Summer", "2020"),
        ("2002/2008", "2002–2008", "2002–2008"),
        ("2016-03-30/2016-04-02", "2016, March 30–April 2", "2016"),
        ("2018-09-27/2018-09-30", "2018, September 27–30", "2018"),
        ("2018-12-30/2019-01-02", "2018, December 30–2019, January 2", "2018–2019"),
        ("2017-01/2017-02", "2017, January–February", "2017"),
        ("2015/", "2015–present", "2015–present"),
        ("2015/..", "2015–present", "2015–present"),
        ("1377~", "ca. 1377", "ca. 1377"),
        ("0632", "632", "632"),
        ("-0349~", "ca. 350 B.C.E.", "ca. 350 B.C.E."),
        ("-0384/-0321", "385–322 B.C.E.", "385–322 B.C.E."),
        ("n.d.", "n.d.", "n.d."),
        ("in press", "in press", "in press"),
        ("2019-13", "2019-13", "2019-13"),
        ("Ramadan 1440", "Ramadan 1440", "Ramadan 1440"),
    ],
)
def test_biblatex_dates(value: str, full: str, year: str) -> None:
    assert date(date=value).full() == full
    assert date(date=value).year() == year


@pytest.mark.parametrize(
    ("fields", "full"),
    [
        ("year = 2017, month = jan", "2017, January"),
        ("year = 2017, month = {April}, day = 26", "2017, April 26"),
        ("year = 2017, month = {26 April}", "2017, April 26"),
        ('year = 2017, month = apr # "~26"', "2017, April 26"),
        ("year = 2017, month = 4", "2017, April"),
        ("year = 2017, month = {04}, day = {26}", "2017, April 26"),
        ("year = 2017, month = {Winter quarter}", "2017"),
        ("year = {2003--2015}", "2003–2015"),
        ("year = {ca. 1377}", "ca. 1377"),
        ("year = {c. 1377}", "ca. 1377"),
        ("year = {2015--}", "2015–present"),
        ("year = {n.d.}", "n.d."),
        ("year = {forthcoming}", "in press"),
        ("title = {T}", "n.d."),
        ("date = {2019}, year = {1999}", "2019"),
        ("eventdate = {2016-03-30}", "2016, March 30"),
        ("date = {2019}, pubstate = {inpress}", "in press"),
    ],
)
def test_bibtex_dates(fields: str, full: str) -> None:
    work = entries(f"@misc{{work, {fields}}}")["work"]
    assert of_entry(work).full() == full


@pytest.mark.parametrize(
    ("value", "lettered"),
    [
        ("2019-04-05", "2019b, April 5"),
        ("n.d.", "n.d.-b"),
        ("in press", "in press-b"),
        ("1377~", "ca. 1377b"),
        ("2002/2008", "2002–2008b"),
        ("2015/", "2015–present-b"),
        ("2018-12-30/2019-01-02", "2018b, December 30–2019, January 2"),
    ],
)
def test_the_letter_stands_at_the_year(value: str, lettered: str) -> None:
    assert date(date=value).full("b") == lettered


def test_no_date_comes_first_and_in_press_last() -> None:
    order = ["n.d.", "-0349", "1377~", "2019", "2019-22", "2020", "2020-03", "2020-03-26"]
    order += ["2020-04-02", "in press"]
    shuffled = random.Random(3).sample(order, len(order))
    assert sorted(shuffled, key=lambda value: date(date=value).order) == order


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article", "2019"),
        ("newspaper", "2019, April 5"),
        ("magazine", "2019, April 5"),
        ("book", "2019"),
        ("incollection", "2019"),
        ("report", "2019, April 5"),
        ("letter", "2019, April 5"),
        ("thesis", "2019"),
        ("dataset", "2019"),
        ("online", "2019, April 5"),
        ("video", "2019, April 5"),
        ("misc", "2019, April 5"),
    ],
)
def test_how_precise_the_date_is(kind: str, expected: str) -> None:
    work = entry(kind, author="Doe, J.", title="T", date="2019-04-05", booktitle="B")
    assert shown(reference(work)).startswith(f"Doe, J. ({expected}). ")


def test_the_year_of_the_original_is_cited_with_that_of_the_edition() -> None:
    work = entry("book", author="Plato", title="Republic", date="1989", origdate="-0384~/-0377")
    assert cite("p", work) == "(Plato, ca. 385–378 B.C.E./1989)"
    assert shown(reference(work)).endswith("(Original work published ca. 385–378 B.C.E.)")


RETRIEVED = "Retrieved November 20, 2026, from https://example.org/"


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"date": "n.d.", "urldate": "2026-11-20"}, RETRIEVED),
        ({"urldate": "2026-11-20"}, RETRIEVED),
        ({"date": "2025", "urldate": "2026-11-20"}, " https://example.org/"),
        ({"date": "2025", "urldate": "2026-11-20", "options": "retrieved"}, RETRIEVED),
        ({"date": "2025", "urldate": "2026-11-20", "options": "retrieved=true"}, RETRIEVED),
        ({"date": "n.d."}, " https://example.org/"),
    ],
)
def test_retrieval_is_told_only_of_what_changes(fields: dict[str, str], end: str) -> None:
    work = entry("online", title="T", url="https://example.org/", **fields)
    written = shown(reference(work))
    assert written.endswith(end)
    assert ("Retrieved" in written) == ("Retrieved" in end)
