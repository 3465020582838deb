"""``conf.py`` is read as Sphinx reads it, and whatever is wrong with it is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.settings.conf_file import read

SECTIONS = 'press_sections = {"a": "A"}\n'


def conf(folder: Path, text: str) -> Path:
    path = folder / "conf.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_set_is_read(tmp_path: Path) -> None:
    text = 'press_sections = {"b": "B", "a": "A"}\nbibtex_bibfiles = ["x.bib"]\n'
    settings, findings = read(conf(tmp_path, text))
    assert (settings.sections, settings.bibliographies, findings) == (("b", "a"), ("x.bib",), ())


def test_what_is_computed_is_read_too(tmp_path: Path) -> None:
    """As the build has it: the file is Python."""
    text = (
        "import os\nfrom pathlib import Path as P\n"
        "names = ['a', 'b']\ntitles = {'a': 'A', 'b': 'B'}\n"
        "def upper(text):\n    press_inside = 1\n    return text.upper()\n"
        "press_sections = {name: upper(titles[name]) for name in names}\n"
        "bibtex_bibfiles = sorted(os.path.basename(p) for p in ('z/x.bib', 'y.bib'))\n"
    )
    settings, findings = read(conf(tmp_path, text))
    assert settings.values["press_sections"] == {"a": "A", "b": "B"}
    assert settings.bibliographies == ("x.bib", "y.bib")
    assert findings == ()


def test_a_publication_may_have_no_bibliography(tmp_path: Path) -> None:
    settings, findings = read(conf(tmp_path, SECTIONS))
    assert (settings.sections, settings.bibliographies, findings) == (("a",), (), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\npress_sections = {}", 2),
        ("\n\npress_sections = ['a', 1]", 3),
        ("press_sections = {1: 'A'}", 1),
        ("press_sections = {\n    'a b': 3,\n}", 2),
        ("press_sections = 'a'", 1),
        ("press_sections = {'!': 'A'}", 1),
    ],
)
def test_other_sections_are_a_fault(tmp_path: Path, text: str, line: int) -> None:
    settings, (finding,) = read(conf(tmp_path, text))
    assert settings.sections == ()
    assert (finding.line, finding.code) == (line, "bad-settings")
    assert finding.message.startswith("press_sections ")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1\npress_sections = {", 2, "'{' was never closed"),
        ("x = '\x00'", 1, "null bytes"),
        ("x = 1\n\nraise SystemExit", 3, "sys.exit()"),
        ("import sys\nsys.exit('no')", 2, "sys.exit()"),
        ("x = 1\ny = x / 0\n", 2, "ZeroDivisionError: division by zero"),
        ("def f():\n    return {}['عنوان']\n\nx = f()\n", 2, "KeyError: 'عنوان'"),
        ("import no_such_module_anywhere\n", 1, "no_such_module_anywhere"),
        ("raise ValueError('two\\nlines')", 1, "two lines"),
        ("raise BaseException('x')", 1, "BaseException: x"),
        ("x = 1\nopen('not there')\n", 2, "FileNotFoundError"),
        ("def f():\n  return f()\nf()\n", 2, "RecursionError"),
    ],
)
def test_what_stops_the_file_is_one_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    settings, (finding,) = read(conf(tmp_path, text))
    assert settings.values == {}
    assert (finding.line, finding.code) == (line, "bad-settings")
    assert words in finding.message
    assert "\n" not in finding.message


def test_an_error_in_a_file_that_it_imports_has_the_line_of_the_import(tmp_path: Path) -> None:
    (tmp_path / "helping_file.py").write_text("x = 1\n\nx.y\n")
    text = "import sys\nsys.path.insert(0, '.')\nimport helping_file\n"
    _, (finding,) = read(conf(tmp_path, text))
    assert finding.line == 3
    assert "AttributeError" in finding.message


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path / "conf.py")
    assert finding.code == "unreadable-file"
    (tmp_path / "conf.py").mkdir()
    _, (finding,) = read(tmp_path / "conf.py")
    assert finding.code == "unreadable-file"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("press_jats = 'x'", 2),
        ("if True:\n    press_jats = 'x'", 3),
        ("press_jats: bool = 'x'", 2),
        ("press_jats = False\npress_jats = 'x'", 3),
        ("a = press_jats = 'x'", 2),
        ("try:\n    pass\nfinally:\n    press_jats, b = 'x', 1", 5),
        ("press_isbn = {\n  '2024': '978-0-306-40615-7',\n  '2025': '1',\n}", 4),
        ("press_publisher = {\n  'name': 'A',\n  'url': 'x',\n}", 4),
    ],
)
def test_a_fault_has_the_line_of_its_setting(tmp_path: Path, text: str, line: int) -> None:
    _, (finding,) = read(conf(tmp_path, SECTIONS + text))
    assert finding.line == line


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("press_section", "press_sections"),
        ("pres_offprints", "press_offprints"),
        ("pres_sections", "press_sections"),
        ("Press_jats", "press_jats"),
        ("press_licens", "press_licence"),
        ("press_license", "press_licence"),
        ("html_tite", "html_title"),
        ("html_basurl", "html_baseurl"),
        ("bibtex_bibfile", "bibtex_bibfiles"),
        ("myst_enable_extension", "myst_enable_extensions"),
        ("latex_element", "latex_elements"),
        ("exclude_pattern", "exclude_patterns"),
        ("langauge", "language"),
        ("projct", "project"),
        ("autor", "author"),
    ],
)
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    _, (finding,) = read(conf(tmp_path, f"{SECTIONS}\n{name} = 'x'\n"))
    assert (finding.line, finding.code) == (3, "unknown-setting")
    assert finding.message == f"{name} is no setting: did you mean {meant}?"


def test_a_name_of_press_that_is_like_no_other_is_told(tmp_path: Path) -> None:
    _, (finding,) = read(conf(tmp_path, f"{SECTIONS}press_xylophone = 1\n"))
    assert finding.message == "press_xylophone is no setting: delete it"
    _, (finding,) = read(conf(tmp_path, f"{SECTIONS}globals()['press_jat'] = 1\n"))
    assert finding.message == "press_jat is no setting: did you mean press_jats?"


def test_a_variable_of_the_file_is_its_own_affair(tmp_path: Path) -> None:
    text = """
import os
import datetime as html_titel
from pathlib import Path as press_path
authors = ["A", "B"]
languages = ["en", "ar"]
author = ", ".join(authors)
title = base_url = url = year = HERE = "x"
_html_titl = 1
press_name = "The Press"
project = press_name
version_info = (1, 2)
on_rtd = os.environ.get("READTHEDOCS") == "True"
extension = 3
theme_colors = express_lane = prefs_dir = {}
copybutton_prompt_text = ">>> "
ogp_site_url = "https://example.org"
عنوان = "x"
def html_titles(): ...
class press_thing: ...
for languag in languages:
    pass
"""
    _, findings = read(conf(tmp_path, SECTIONS + text))
    assert findings == ()


def test_tags_are_there_as_in_a_build(tmp_path: Path) -> None:
    _, findings = read(conf(tmp_path, f"{SECTIONS}press_drafts = tags.has('drafts')\n"))
    assert findings == ()
