from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.text.bidi import (
    Run,
    has_right_to_left,
    is_left_to_right,
    is_right_to_left,
    language,
    runs,
)

SCRIPTS = st.text(alphabet=st.sampled_from("ab éş—.,()«»[]’  12٣٤ابپکٹےہשל\u0301\u064b\u200d\n"))


def pieces(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.language) for run in runs(text)]


@given(st.text() | SCRIPTS)
def test_joined_runs_give_the_text_back(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == text
    assert all(run.text for run in runs(text))


@given(SCRIPTS)
def test_a_run_holds_letters_of_one_direction(text: str) -> None:
    for run in runs(text):
        kinds = {unicodedata.bidirectional(char) for char in run.text}
        assert not kinds & ({"L"} if run.language else {"R", "AL", "AN"})


@given(SCRIPTS)
def test_two_right_to_left_runs_have_letters_between_them(text: str) -> None:
    """Else they would be laid out in the wrong order."""
    languages = [run.language for run in runs(text)]
    assert not any(a and b for a, b in pairwise(languages))


@given(SCRIPTS)
def test_splitting_a_run_again_changes_nothing(text: str) -> None:
    for run in runs(text):
        if run.language:
            assert run in runs(run.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Ankara and İstanbul", [("Ankara and İstanbul", "")]),
        ("in طرابلس, 2011", [("in ", ""), ("طرابلس", "ar"), (", 2011", "")]),
        # What stands between two letters stays in the run.
        ("(ابن خلدون، 1377، المقدمة)", [("(", ""), ("ابن خلدون، 1377، المقدمة", "ar"), (")", "")]),
        # A bracket opened inside is closed inside; the quotation marks around are English.
        ("«المقدمة (1406م)».", [("«", ""), ("المقدمة (1406م)", "ar"), ("».", "")]),
        ("كتاب (طبعة 1406) here", [("كتاب (طبعة 1406)", "ar"), (" here", "")]),
        # So is one that stands right before the first letter.
        ("see [مسحوبة] العنوان", [("see ", ""), ("[مسحوبة] العنوان", "ar")]),
        # A bracket opened after the last letter is English.
        ("کتاب (2011) here", [("کتاب", "fa"), (" (2011) here", "")]),
        # Digits that touch the first letter are its own; Arabic-Indic digits always are.
        ("about 1406م it", [("about ", ""), ("1406م", "ar"), (" it", "")]),
        ("on ٣ آذار then", [("on ", ""), ("٣ آذار", "ar"), (" then", "")]),
        ("no 2011 طرابلس", [("no 2011 ", ""), ("طرابلس", "ar")]),
        # A vowel mark at the end belongs to its letter.
        ("كتابٌ.", [("كتابٌ", "ar"), (".", "")]),
        ("عمر and علی", [("عمر", "ar"), (" and ", ""), ("علی", "fa")]),
    ],
)
def test_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("معمر القذافي", "ar"),
        ("محمد جواد ظریف", "fa"),
        ("تهران", "ar"),  # No letter tells it from Arabic: mark it with a class.
        ("عبدالستار ایدھی", "ur"),
        ("اسلام آباد میں", "ur"),
        ("ירושלים", "he"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("1377 (!)", False),
        ("«قال (Reuters) إن الحرب انتهت»", True),
        ("القذافي ruled Libya for four decades", False),
        ("In طرابلس", False),
    ],
)
def test_a_whole_block(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_runs_are_plain_data() -> None:
    assert runs("a") == [Run("a")]


def test_the_quick_look_never_misses_a_letter() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    right = [char for char in letters if unicodedata.bidirectional(char) in {"R", "AL", "AN"}]
    assert len(right) > 2000
    assert [char for char in right if not has_right_to_left(char)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An English sentence, which names طرابلس.", True),
        ("Tunis هي مدينة في إفريقية على البحر المتوسط", False),
        ("قال ابن خلدون in Tunis and many other places", False),
        ("1378 (—)", False),
        ("", False),
    ],
)
def test_a_block_that_reads_from_left_to_right(text: str, expected: bool) -> None:
    assert is_left_to_right(text) is expected


def test_a_page_decides_on_words_that_more_than_one_language_could_write() -> None:
    words = {"نام": "ur", "کتاب": "ur", "السلام عليكم": "ar", "فریق ٹیم": "ur"}
    assert {text: language(text, "ur") for text in words} == words
    assert [language("نام", around) for around in ("", "ar", "fa")] == ["ar", "ar", "fa"]
    assert language("کتاب", "fa") == "fa"
