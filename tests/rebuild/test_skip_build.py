"""A build is spared where it would leave every file as it is, and only there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from press.rebuild.skip_build import Call, finish, is_repeated
from tests.clones import ROOT
from tests.publication import Publication

pytestmark = pytest.mark.slow

Change = Callable[[Path, pytest.MonkeyPatch], object]


def call(folder: Path, *options: str) -> Call:
    found = Call.of(
        ["-d", f"{folder}/_build/doctrees", *options, f"{folder}", f"{folder}/_build/a"]
    )
    assert found
    return found


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text, a picture, and a page made of them."""
    packages = tmp_path / "lib/site-packages"
    packages.joinpath("furo-1.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(packages)
    folder = tmp_path / "sources"
    for name in ("conf.py", "articles/one.md", "articles/img/one.svg", "_build/a/b/page.html"):
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_text(name)
    return folder


def record(folder: Path) -> None:
    """Make the record of the build; in the test itself, since pytest changes the environment."""
    assert not is_repeated(call(folder))
    finish(call(folder))
    assert is_repeated(call(folder))


def damage(folder: Path) -> None:
    """Write half a page, as new as it was."""
    page = folder / "_build/a/b/page.html"
    time = page.stat().st_mtime_ns
    page.write_text("page")
    os.utime(page, ns=(time, time))


CHANGES: dict[str, Change] = {
    "a text is edited": lambda at, _: (at / "articles/one.md").write_text("articles/two.md"),
    "a text is new": lambda at, _: (at / "articles/two.md").touch(),
    "a text is gone": lambda at, _: (at / "articles/one.md").unlink(),
    "a text is renamed": lambda at, _: (at / "articles/one.md").rename(at / "articles/two.md"),
    "a picture is another": lambda at, _: (at / "articles/img/one.svg").write_text("<svg/>"),
    "the settings are others": lambda at, _: (at / "conf.py").write_text(""),
    "a page is gone": lambda at, _: (at / "_build/a/b/page.html").unlink(),
    "a page is damaged": lambda at, _: damage(at),
    "a page was written again": lambda at, _: (at / "_build/a/b/page.html").write_text(
        "other page"
    ),
    "a page is new": lambda at, _: (at / "_build/a/b/another.html").touch(),
    "a build has begun": lambda at, _: (at / "_build/a/.unfinished").touch(),
    "the record is gone": lambda at, _: (at / "_build/doctrees/finished.json").unlink(),
    "the record is half": lambda at, _: os.truncate(at / "_build/doctrees/finished.json", 99),
    "a package is another": lambda at, _: (at / "../lib/site-packages/furo-1.dist-info").rename(
        at / "../lib/site-packages/furo-2"
    ),
    "the environment is another": lambda _, patch: patch.setenv("SOURCE_DATE_EPOCH", "1"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_built(built: Path, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    record(built)
    change(built, monkeypatch)
    assert not is_repeated(call(built))


def test_a_record_without_an_end_spares_nothing(built: Path) -> None:
    """Also where the edit that began it was taken back."""
    record(built)
    text = built / "articles/one.md"
    text.write_text("edited")
    assert not is_repeated(call(built))
    text.write_text("articles/one.md")
    assert not is_repeated(call(built))


def test_what_was_edited_during_a_build_is_built_again(built: Path) -> None:
    """Even where the text is what it was in the beginning."""
    record(built)
    text = built / "articles/one.md"
    text.write_text("edited")
    assert not is_repeated(call(built))
    text.write_text("in between")
    text.write_text("edited")
    os.utime(text, (1, 1))
    finish(call(built))
    assert not is_repeated(call(built))


def test_times_alone_and_what_no_build_reads_are_no_change(built: Path) -> None:
    record(built)
    os.utime(built / "articles/one.md", (1, 1))
    for name in (".git/index", "_build/epub/book.epub", "articles/__pycache__/one.pyc"):
        built.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        built.joinpath(name).touch()
    assert is_repeated(call(built))


def test_options_belong_to_a_build(built: Path) -> None:
    record(built)
    assert not is_repeated(call(built, "-D", "press_drafts=1"))
    finish(call(built))  # not the one that was begun
    assert not is_repeated(call(built))


@pytest.mark.parametrize("option", ["-a", "-E", "-qE", "--fresh-env", "-c", "--nitpicky", "-P"])
def test_who_asks_for_more_than_a_build_gets_it(tmp_path: Path, option: str) -> None:
    assert Call.of(["-d", "doctrees", option, f"{tmp_path}", "out"]) is None


@pytest.mark.parametrize("arguments", [[], ["--help"], [".", "out"], ["-d", "doctrees", "."]])
def test_a_call_that_names_no_folders_is_left_to_sphinx(arguments: list[str]) -> None:
    assert Call.of(arguments) is None


# -- whole builds -----------------------------------------------------------------


def build(publication: Publication) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "press.commands.build", "-d", "_build/doctrees", "-W", "-q"]
    return subprocess.run(
        [*command, "-b", "html", ".", "_build/html"],
        cwd=publication.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def times(publication: Publication) -> dict[Path, int]:
    """When each file of the site was written; Sphinx writes the search page in every build."""
    return {
        path: path.stat().st_mtime_ns
        for path in (publication.folder / "_build/html").rglob("*")
        if path.is_file()
    }


def test_a_second_build_is_spared_until_something_changes(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.")
    assert build(publication).returncode == 0
    before = times(publication)
    assert build(publication).returncode == 0
    assert times(publication) == before
    page = publication.folder / f"_build/html/{one}.html"
    page.unlink()
    assert build(publication).returncode == 0
    assert page.exists()
    publication.article("2025-01-01-one", "Another text.")
    assert build(publication).returncode == 0
    assert "Another text." in page.read_text("utf-8")


def test_a_warning_comes_back(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`nobody1900`.")
    first, second = build(publication), build(publication)
    assert first.returncode == second.returncode == 1
    assert "no work has the key 'nobody1900'" in first.stderr
    assert first.stderr == second.stderr


def test_a_text_from_elsewhere_is_read_in_every_build(publication: Publication) -> None:
    """What lies outside of the sources' folder is not on record."""
    note = publication.folder.parent / f"{publication.folder.name}-more.bib"
    work = "@book{doe2020, author={Doe, Jane}, title={%s}, publisher={P}, year={2020}}\n"
    note.write_text(work % "As it was")
    with (publication.folder / "conf.py").open("a") as conf:
        conf.write(f'bibtex_bibfiles = ["references.bib", "../{note.name}"]\n')
    one = publication.article("2025-01-01-one", "Text {cite:p}`doe2020`.")
    assert build(publication).returncode == 0
    note.write_text(work % "As it is")
    assert build(publication).returncode == 0
    page = publication.folder / f"_build/html/{one}.html"
    assert "As it is" in page.read_text("utf-8")
