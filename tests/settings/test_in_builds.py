"""Settings in real builds: what is wrong is told as the check tells it, names come out as written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from press.__main__ import main
from tests.publication import CONF, Publication

ROOT = Path(__file__).parents[2]

NAME = '<b>Haber</b> & "مجلة" <script>CANARY()</script> {x} $y_1$ \\input{z} 100 %'
SETTINGS = {
    "project": NAME,
    "html_title": NAME,
    "author": NAME,
    "copyright": NAME,
    "html_baseurl": "https://example.org/",
    "press_description": NAME,
    "press_sections": {"international": NAME, "opinion": "Opinion"},
    "press_licence": {"name": NAME, "url": "https://example.org/licence"},
    "press_publisher": {"name": NAME, "address": NAME, "place": NAME},
    "press_report": "https://example.org/report?title={title}",
}  # fmt: skip


def build(folder: Path, builder: str = "html", **environment: str) -> tuple[int, list[str]]:
    """Build as the Makefile does; return the exit status and what was told."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "press.commands.build", "-q", "-b", builder),
            *("-d", "_build/doctrees", ".", f"_build/{builder}"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done.returncode, done.stderr.replace(f"{folder}/", "").splitlines()


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the check says of ``conf.py`` and ``index.md``, as a build says it."""
    main(["check", str(folder)])
    lines = capsys.readouterr().out.replace(f"{folder}/", "").splitlines()
    found = [line for line in lines if line.startswith(("conf.py:", "index.md:"))]
    return [re.sub(r"\[([a-z-]+)\]$", r"[press.\1]", line) for line in found]


@pytest.fixture
def sound(publication: Publication) -> Publication:
    publication.article("2026-01-02-a", "Text {cite:p}`smith2019first`.", topics=["a"])
    return publication


def test_a_page_shows_the_names_as_they_are_written(sound: Publication) -> None:
    sound.build(settings=SETTINGS)
    pages = sorted((sound.folder / "_build/html").rglob("*.html"))
    assert len(pages) > 6
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        assert not [each for each in page.find_all("script") if each.get_text() == "CANARY()"], path
        assert not [b for b in page.find_all("b") if b.get_text() == "Haber"], path
    page = sound.page("articles/2026/2026-01-02-a")
    assert page.title is not None
    assert page.title.get_text().endswith(NAME)
    for selector in (".brand", ".sidebar-brand-text", "a[rel=license]", ".printed-name"):
        found = page.select_one(selector)
        assert found is not None, selector
        assert found.get_text() == NAME, selector
    assert f"© {NAME}" in page.get_text()
    drawer = page.select_one("aside.sidebar-drawer")
    assert drawer is not None
    assert drawer["aria-label"] == NAME
    for path in (sound.folder / "_build/html").rglob("*.xml"):
        tree = etree.fromstring(path.read_bytes())
        assert not tree.xpath("//*[local-name() = 'script']"), path
    assert sound.warnings == ""


def test_a_book_shows_the_names_as_they_are_written(sound: Publication) -> None:
    sound.build("epub", settings=SETTINGS)
    (path,) = (sound.folder / "_build/epub").glob("*.epub")
    with zipfile.ZipFile(path) as book:
        texts = {n: book.read(n) for n in book.namelist() if n.endswith(("html", "opf", "ncx"))}
    for name, text in texts.items():
        tree = etree.fromstring(text)
        assert not tree.xpath("//*[local-name() = 'script' or local-name() = 'b']"), name
    (opf,) = (etree.fromstring(text) for name, text in texts.items() if name.endswith("opf"))
    title = opf.xpath("string(//*[local-name() = 'title'])")
    assert title == NAME
    assert sound.warnings == ""


def test_latex_sets_the_names_as_they_are_written(sound: Publication) -> None:
    sound.build("latex", settings=SETTINGS)
    (path,) = (sound.folder / "_build/latex").glob("*.tex")
    text = path.read_text("utf-8")
    assert r"\input{z}" not in text
    assert "$y_1$" not in text
    assert r"\title{<b>Haber</b> \& " in text
    assert r"\author{<b>Haber</b> \& " in text
    assert sound.warnings == ""


def test_the_build_says_what_the_check_says_each_time(
    sound: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = (
        "press_isbn = None\npress_licence = {'name': 'x',\n  'url': 'javascript:x'}\n"
        "html_baseurl = 'press.test'\nproject = 7\npres_offprints = True\nhtml_tite = 'x'\n"
        "exclude_patterns = '_build'\nlatex_elements = {'preamble': 7}\nepub_tocdepth = '3'\n"
    )
    sound.write("conf.py", f"{CONF}{wrong}")
    told = [line.replace(" WARNING:", "") for line in build(sound.folder)[1]]
    assert len(told) == 9
    assert told == checked(sound.folder, capsys)
    for builder in ("html", "latex", "epub"):
        _, again = build(sound.folder, builder)
        assert [line.replace(" WARNING:", "") for line in again] == told, builder


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("language = 7\n", 13, "language is 7: write the code of a language"),
        ("language = None\n", 13, "language is None: write"),
        ("locale_dirs = 7\n", 13, "locale_dirs is 7: write a list"),
        ("needs_sphinx = 7\n", 13, "needs_sphinx is 7: write"),
        ("extensions = None\n", 13, "extensions is None: write a list"),
        ("extensions = ['press', 'no_such_one']\n", 13, "extensions names 'no_such_one', which is"),
        ("extensions = ['myst_parser']\n", 13, 'extensions does not name "press": add it'),
        ("setup = 'x'\n", 13, "setup is 'x': write a function"),
        ("x = (\n", 13, "the settings cannot be read ('(' was never closed)"),
        ("\nx = 1 / 0\n", 14, "the settings cannot be read (ZeroDivisionError"),
        ("import sys\nsys.exit(0)\n", 14, "the settings cannot be read (it calls sys.exit())"),
    ],
)
def test_what_sphinx_would_end_at_is_one_line(
    sound: Publication, capsys: pytest.CaptureFixture[str], text: str, line: int, words: str
) -> None:
    sound.write("conf.py", f"{CONF}{text}")
    status, (told,) = build(sound.folder)
    assert status == 2
    assert told.startswith(f"conf.py:{line}: ERROR: {words}")
    assert told.replace(" ERROR:", "") == checked(sound.folder, capsys)[0]


def test_a_missing_conf_py_is_one_line(
    sound: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    (sound.folder / "conf.py").unlink()
    status, (told,) = build(sound.folder)
    assert status == 2
    assert told.replace(" ERROR:", "") == checked(sound.folder, capsys)[0]


@pytest.mark.parametrize(
    ("setting", "page"), [("", "index.md"), ("root_doc = 'صفحة'\n", "صفحة.md"),
                          ("include_patterns = ['articles/**']\n", "index.md")],
)  # fmt: skip
@pytest.mark.parametrize("builder", ["html", "latex", "epub", "offprints"])
def test_a_missing_front_page_is_one_line(
    sound: Publication, setting: str, page: str, builder: str
) -> None:
    sound.write("conf.py", f"{CONF}{setting}")
    if not setting:
        (sound.folder / "index.md").unlink()
    status, (told,) = build(sound.folder, builder)
    assert status == 2
    said = f"the front page is missing: write {page},"
    assert told.startswith(f"{page}:1: ERROR: {said}")
    from press.checks.checks import check

    assert [each.line for path, each in check(sound.folder) if each.message.startswith(said)] == [1]


def test_a_locale_that_is_not_installed_ends_nothing(sound: Publication) -> None:
    for locale in ("xx", "tr_TR.UTF-8"):
        assert build(sound.folder, LC_ALL=locale) == (0, []), locale
        done = subprocess.run(
            [sys.executable, "-m", "press", "check", str(sound.folder)],
            env={**os.environ, "LC_ALL": locale, "LANG": locale},
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "no faults" in done.stdout
