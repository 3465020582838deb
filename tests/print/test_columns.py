"""The widths of a table's columns: everything fits, words before sentences."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from press.print.tables import columns, syllables

LINE = 64


def shares(spec: str) -> list[float]:
    return [float(share) for share in re.findall(r"\\Y\{([\d.]+)\}", spec)]


def test_a_narrow_table_is_as_wide_as_its_text() -> None:
    found = columns([["A", "Number"], ["one", "1"]], ["left", "right"])
    assert found[:3] == ("lr", True, False)


def test_a_column_of_sentences_takes_the_rest() -> None:
    found = columns([["Name", "What it says"], ["short", "a sentence " * 12]], ["left", "center"])
    name, sentence = shares(found.spec)
    assert name < 0.2
    assert sentence > 0.8
    assert found.spec.startswith(r">{\raggedright\arraybackslash}\Y")
    assert r">{\centering\arraybackslash}" in found.spec
    assert not found.tight


def test_many_long_words_make_a_table_tight() -> None:
    found = columns([["Internationalization"] * 6], ["left"] * 6)
    assert found.tight
    assert len(set(found.letters)) == 1


ROWS = st.integers(1, 9).flatmap(
    lambda width: st.lists(
        st.lists(st.text("abc DE-", max_size=80), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


@given(ROWS)
def test_columns_fill_the_measure_and_no_more(rows: list[list[str]]) -> None:
    found = columns(rows, ["left"] * len(rows[0]))
    assert len(found.letters) == len(rows[0])
    if found.plain:
        assert sum(found.letters) <= LINE
        assert found.spec == "l" * len(rows[0])
    else:
        assert 0.98 < sum(shares(found.spec)) < 1.02
        assert all(share > 0 for share in shares(found.spec))


def test_words_are_divided_between_syllables() -> None:
    assert syllables("Christodoulopoulos") == ["Chris", "to", "dou", "lo", "pou", "los"]
    assert syllables("Internationalization")[:2] == ["Inter", "na"]
    assert syllables("data") == ["data"]


@given(st.text("abcdefghijklmnop", max_size=30))
def test_pieces_make_the_word(word: str) -> None:
    assert "".join(syllables(word)) == word
