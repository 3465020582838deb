"""Works of the Publication Manual's chapters 10 and 11, and works that show a rule, as they must look."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pybtex.database import parse_file

from press.apa import KINDS, missing, reference
from tests.apa.shown import cite, shown

HERE = Path(__file__).parent
FILES = ("golden", "kinds")
WORKS = {
    key: work
    for name in FILES
    for key, work in parse_file(HERE / f"{name}.bib", "bibtex").entries.items()
}
GOLDEN = {
    key: golden
    for name in FILES
    for key, golden in tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")).items()
}


def test_every_work_has_its_golden_text_and_source() -> None:
    assert list(GOLDEN) == list(WORKS)
    assert len(GOLDEN) >= 110
    for key, golden in GOLDEN.items():
        assert set(golden) == {"source", "reference", "parenthetical", "narrative"}, key
        assert golden["source"].startswith(("Manual ", "apastyle.apa.org")), key


@pytest.mark.parametrize("key", WORKS)
def test_reference(key: str) -> None:
    assert shown(reference(WORKS[key])) == GOLDEN[key]["reference"]


@pytest.mark.parametrize("key", WORKS)
def test_citation(key: str) -> None:
    assert cite("p", WORKS[key]) == GOLDEN[key]["parenthetical"]
    assert cite("t", WORKS[key]) == GOLDEN[key]["narrative"]


def test_the_golden_works_lack_nothing_and_cover_most_kinds() -> None:
    assert {key: missing(work) for key, work in WORKS.items() if missing(work)} == {}
    assert len({work.type for work in WORKS.values()} & KINDS) >= 45
