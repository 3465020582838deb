"""``conf.py`` is read without running it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.checks.configuration import Configuration, read


def conf(folder: Path, text: str) -> Path:
    path = folder / "conf.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_literals(tmp_path: Path) -> None:
    text = 'press_sections = {"b": "B", "a": "A"}\nbibtex_bibfiles = ["x.bib"]\nraise SystemExit\n'
    assert read(conf(tmp_path, text)) == (Configuration(("b", "a"), ("x.bib",)), ())


def test_a_publication_may_have_no_bibliography(tmp_path: Path) -> None:
    assert read(conf(tmp_path, 'press_sections = {"a": "A"}')) == (Configuration(("a",)), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\npress_sections = dict(a='A')", 2),
        ("press_sections = {1: 'A'}", 1),
        ("press_sections = 'a'", 1),
        ("x = 1\npress_sections = {", 2),
        ("x = '\x00'", 1),
    ],
)
def test_other_settings_are_a_fault(tmp_path: Path, text: str, line: int) -> None:
    settings, (finding,) = read(conf(tmp_path, text))
    assert settings.sections == ()
    assert (finding.line, finding.code) == (line, "bad-settings")


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path / "conf.py")
    assert finding.code == "unreadable-file"
