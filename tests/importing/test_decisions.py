"""Decisions of an editor: what the file says, and what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.importing.decisions import read_decisions


def test_decisions_are_read() -> None:
    decisions, findings = read_decisions(
        """
[[same]]
line = "Poe, A.  (2010).\\nX."
key = "poe2010x"
why = "asked the author"
[[distinct]]
line = "a"
key = "b"
[[distinct]]
line = "a"
key = "c"
[[container]]
name = "The Polity"
kind = "publisher"
[[citation]]
text = "(Poe, 2010)"
article = "2025-01-01-a"
keys = ["poe2010x"]
"""
    )
    assert findings == ()
    assert decisions.same == {"Poe, A. (2010). X.": "poe2010x"}
    assert decisions.distinct == {"a": frozenset({"b", "c"})}
    assert decisions.container("Polity") == "publisher"
    assert decisions.citation("2025-01-01-a", "(Poe,  2010)") == ("poe2010x",)
    assert decisions.citation("other", "(Poe, 2010)") is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[same]]\nline = 'a'", 1, '[[same]] lacks key: write key = "…"'),
        (
            "\n[[citation]]\ntext = 'a'\nkeys = 'b'",
            2,
            '[[citation]] lacks keys: write keys = ["…"]',
        ),
        (
            "[[container]]\nname = 'a'\nkind = 'paper'",
            1,
            "kind is `paper`: write journal, newspaper, magazine, publisher, institution, site",
        ),
        (
            "[[like]]\nline = 'a'",
            1,
            "[[like]] is no decision: use [[same]], [[distinct]], [[container]] or [[citation]]",
        ),
        (
            "[[same]]\nline = 'a'\nkey = 'b'\nkeys = []",
            1,
            "[[same]] has no field keys: use line, key, why",
        ),
        ("same = 'a'", 1, "same must be a table: write [[same]] and its fields below"),
        ("[[same]]\nline = 'a", 2, "the decisions cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, message: str) -> None:
    _, (finding,) = read_decisions(text)
    assert (finding.line, finding.code) == (line, "bad-decision")
    assert finding.message.startswith(message)


def test_one_wrong_decision_costs_no_other() -> None:
    decisions, findings = read_decisions("[[same]]\nline = 'a'\n[[same]]\nline = 'b'\nkey = 'c'")
    assert decisions.same == {"b": "c"}
    assert len(findings) == 1


@given(st.text("[]same=\"'\n kyl{}\\", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    read_decisions(text)
