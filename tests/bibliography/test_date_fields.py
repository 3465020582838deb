"""Dates as editors, databases and reference managers write them."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from press.bibliography.date_fields import iso_date, month_number, tidy_dates

ISO = {
    "2020-09-20": "2020-09-20",
    "2020-09-20T19:01:13Z": "2020-09-20",
    "2020-09-20 19:01:13": "2020-09-20",
    "2020-05-01T00:00:00.000+02:00": "2020-05-01",
    "2020-00-00": "2020",
    "2020-05-00": "2020-05",
    "2020-9-5": "2020-09-05",
    "2020/09/20": "2020-09-20",
    "20200920": "2020-09-20",
    "12.05.2020": "2020-05-12",
    "12 May 2020": "2020-05-12",
    "May 12, 2020": "2020-05-12",
    "2020, May 12": "2020-05-12",
    "May 3-5, 2020": "2020-05-03/2020-05-05",
    "3–5 May 2020": "2020-05-03/2020-05-05",
    "May 30 - June 2, 2020": "2020-05-30/2020-06-02",
    "Spring 2020": "2020-21",
    "15 Şubat 2019": "2019-02-15",
    "مارس 2020": "2020-03",
    "2020?": "2020?",
    "1377~": "1377~",
    "2020-22": "2020-22",
    "2020/..": "2020/..",
    "2010--2011": "2010/2011",
    "2016/17": "2016/2017",
    "199X": "1990/1999",
    "-0349": "-0349",
    "[2020]": "2020",
    "©2020": "2020",
    "٢٠١٧": "2017",
    # what is no date, or none for certain
    "1438/2017": "",
    "1390/2011": "",
    "2021-02-29": "",
    "2020-13": "",
    "2020-04-01/soon": "",
    "05/06/2020": "",
    "soon": "",
    "n.d.": "",
}


@pytest.mark.parametrize(("written", "date"), ISO.items())
def test_a_date_becomes_iso(written: str, date: str) -> None:
    assert iso_date(written) == date


@pytest.mark.parametrize(
    ("written", "kept", "told"),
    [
        ("year=2006 month=1~August", "year=2006 month=8 day=1", ""),
        ("year=2007 month=January--February", "date=2007-01/2007-02", ""),
        ("year=2008 month=Spring", "date=2008-21", ""),
        ("year=2008 month=März", "year=2008 month=3", ""),
        ("year=2008 month=April", "year=2008 month=April", ""),
        ("year=2008 month=4 day=3", "year=2008 month=4 day=3", ""),
        ("year=2008 month=13", "year=2008", "month"),
        ("year=2020,_May", "date=2020-05", ""),
        ("year=1438/2017", "year=1438/2017", ""),
        ("date=1438/2017", "year=1438/2017", ""),
        ("year=2003/1424", "year=1424/2003", ""),
        ("year=1438_H/2017_M", "year=1438_H/2017_M", ""),
        ("year=١٤٣٨/٢٠١٧", "year=١٤٣٨/٢٠١٧", ""),
        ("year=1390/2011", "year=1390/2011", ""),
        ("year=1438_AH", "year=1438_AH", ""),
        ("year=ca._1377", "year=ca._1377", ""),
        ("year=tarih_yok", "year=n.d.", ""),
        ("date=n.d.", "year=n.d.", ""),
        ("year=forthcoming", "year=in_press", ""),
        ("year=soon", "year=soon", "year"),
        ("date=1800/1999", "date=1800/1999", "date"),
        ("year=1400/2017", "date=1400/2017", "date"),
        ("urldate=yesterday", "urldate=yesterday", "urldate"),
        ("date=2019 origdate=long_ago", "date=2019 origdate=long_ago", "origdate"),
    ],
)
def test_the_dates_of_an_entry(written: str, kept: str, told: str) -> None:
    fields = _fields(written)
    assert [name for name, _advice in tidy_dates(fields)] == ([told] if told else [])
    assert fields == _fields(kept)


def _fields(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(" "))
    return {name: value.replace("_", " ") for name, _, value in pairs}


@pytest.mark.parametrize("language", ["en", "tr", "ar", "fa", "de", "fr", "id"])
def test_months_have_names_in_many_languages(language: str) -> None:
    months = Locale(language).months["format"]["wide"]
    assert {number: month_number(name) for number, name in months.items()} == {
        number: number for number in range(1, 13)
    }


@given(
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d.%m.%Y"]),
)
def test_every_day_is_read_in_every_form(day: dt.date, form: str) -> None:
    assert iso_date(f"{day:{form}}") == f"{day:%Y-%m-%d}"


@given(st.text(max_size=20) | st.text(alphabet="0123456789-/.~?X May", max_size=16))
def test_no_date_raises(value: str) -> None:
    fields = {"date": value, "year": value, "month": value, "urldate": value}
    list(tidy_dates(fields))
    assert set(fields) <= {"date", "year", "month", "day", "urldate"}
