"""Slugs, suggestions and reading files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.text.strings import one_line, read_text, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Civil war", "civil-war"),
        ("  What if? #2  ", "what-if-2"),
        ("Öztürk", "ozturk"),
        ("İstanbul", "istanbul"),
        ("Iğdır", "igdir"),
        ("Straße", "strasse"),
        ("Łódź, Århus & Ærø", "lodz-arhus-aero"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("ʿAbd al-Raḥmān", "abd-al-rahman"),
        ("نیٹو", "نیٹو"),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "میخواهم"),
        ("كِتَابٌ", "کتاب"),
        ("كتـــاب", "کتاب"),
        ("کتاب", "کتاب"),
        ("أخبار ٢٠٢٥", "اخبار-2025"),
        ("ﻛﺘﺎﺏ", "کتاب"),
        ("ـَـ", ""),
        ("हिन्दी", "हिन्दी"),
        ("北京", "北京"),
        ("../..//x", "x"),
        ("!?…", ""),
    ],
)
def test_a_slug_is_a_part_of_an_address(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_stays_as_it_is(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not set(slug) & set(" /\\.#?&<>\"'%\n")


def test_one_line_keeps_no_break_spaces() -> None:
    assert one_line(" a \n\tb\u00a0c ") == "a b\u00a0c"


@pytest.mark.parametrize("content", ["a\nb", "a\r\nb", "a\rb", "\ufeffa\nb"])
def test_line_ends_and_byte_order_mark_go(tmp_path: Path, content: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content.encode())
    assert read_text(path) == ("a\nb", ())


def test_what_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a\nb\ncaf\xe9\n")
    text, (finding,) = read_text(path)
    assert text == "a\nb\ncaf\ufffd\n"
    assert (finding.line, finding.code) == (3, "not-utf-8")
    assert "byte 7" in finding.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    text, (finding,) = read_text(tmp_path)
    assert (text, finding.code) == ("", "unreadable-file")
