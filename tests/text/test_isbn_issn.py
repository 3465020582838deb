"""ISSN and ISBN: their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.text.isbn_issn import isbn, issn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0378-5955", "0378-5955"),
        ("03785955", "0378-5955"),
        ("2434-561x", "2434-561X"),
        ("0378-5954", ""),
        ("0378-595", ""),
        ("٠٣٧٨-٥٩٥٥", ""),
    ],
)
def test_issn(text: str, expected: str) -> None:
    assert issn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("978-0-306-40615-7", "978-0-306-40615-7"),
        ("978 0 306 40615 7", "978-0-306-40615-7"),
        ("9780306406157", "9780306406157"),
        ("978-0-306-40615-8", ""),
        ("0-306-40615-2", ""),
    ],
)
def test_isbn(text: str, expected: str) -> None:
    assert isbn(text) == expected


@given(st.integers(0, 7), st.integers(1, 9))
def test_an_issn_with_one_wrong_digit_is_none(place: int, more: int) -> None:
    digits = list("03785955")
    digits[place] = str((int(digits[place]) + more) % 10)
    assert issn("".join(digits)) == ""
