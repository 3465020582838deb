"""Addresses made absolute: what Python's own function makes of them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press.text.urls import absolute

BASES = (
    "https://example.org/news/articles/2025/2025-04-29-slug.html",
    "https://example.org/news/",
    "https://example.org/index.html",
    "https://example.org",
    "http://example.org/a/../b/c.html",
    "https://example.org/a//b.html",
    "https://example.org/a?b/c#d/e",
)
PARTS = (
    "../",
    "./",
    "/",
    "//",
    "a",
    "b.html",
    ".",
    "..",
    "#",
    "?",
    ";",
    ":",
    "https://",
    "%20",
    "é",
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("../../works/qu.html#work-a", "https://example.org/news/works/qu.html#work-a"),
        ("2025-01-01-other.html", "https://example.org/news/articles/2025/2025-01-01-other.html"),
        ("https://doi.org/10.5555/606", "https://doi.org/10.5555/606"),
    ],
)
def test_a_link_of_an_article_leads_to_the_same_place_from_anywhere(
    address: str, found: str
) -> None:
    assert absolute(BASES[0], address) == found


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PARTS), max_size=6).map("".join))
@example("https://example.org/index.html", "../../../a")
@example("https://example.org/news/", "../a")
@example("https://example.org", "a")
@example("https://example.org/a", "https://example.org/b/../c")
def test_every_address_is_joined_as_python_joins_it(base: str, address: str) -> None:
    assert absolute(base, address) == urljoin(base, address)
