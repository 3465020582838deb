"""What was published does not change in silence: the check asks git what the main branch says."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest

from press.__main__ import main
from press.checks.git_history import changed_articles
from press.checks.unannounced_changes import unannounced

NAME = "articles/2025/2025-01-01-one"
TODAY = dt.date(2025, 3, 4)
TEXT = """---
title: One
date: 2025-01-01
section: opinion
summary: What it says.
---

The first line of the text
goes on here.

A second paragraph.
"""
CORRECTION = "corrections:\n- {date: 2025-01-02, kind: correction, text: It was two.}\n"


def edited(old: str, new: str, text: str = TEXT) -> str:
    assert old in text
    return text.replace(old, new)


def with_fields(fields: str, text: str = TEXT) -> str:
    return edited("section:", fields + "section:", text)


def lines(then: str, now: str) -> list[int]:
    return [finding.line for _, finding in unannounced({NAME: then}, {NAME: now}, TODAY)]


CHANGED = edited("second", "third")


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (edited("title: One", "title: Two"), 2),
        (edited("What it says", "What it said"), 5),
        (edited("section:", "subtitle: And more\nsection:"), 4),
        (edited("goes on here.", "goes on there."), 9),
        (CHANGED, 11),
        (edited("\nA second paragraph.\n", ""), 9),
        (TEXT + "\nA third paragraph.\n", 13),
        (edited("title: One", "title: Two", edited("second", "third")), 2),
    ],
)
def test_a_change_that_is_not_announced_is_found_where_it_is(now: str, line: int) -> None:
    assert lines(TEXT, now) == [line]


@pytest.mark.parametrize(
    "now",
    [
        TEXT,
        edited("the text\ngoes", "the\n  text goes"),
        edited("\n", "\r\n"),
        with_fields("topics: [nato]\n"),
        with_fields(CORRECTION, CHANGED),
        with_fields("minor: true\n", CHANGED),
        with_fields("minor: 2025-03-04\n", CHANGED),
        edited("title: One", "title: 1", CHANGED),  # no article: another check says so
    ],
)
def test_what_is_announced_or_no_change_is_not_found(now: str) -> None:
    assert lines(TEXT, now) == []


def test_a_correction_speaks_for_one_change() -> None:
    corrected = with_fields(CORRECTION, CHANGED)
    assert lines(corrected, edited("third", "fourth", corrected)) == [13]
    again = "- {date: 2025-01-03, kind: update, text: It is four.}\n"
    more = edited("two.}\n", f"two.}}\n{again}", edited("third", "fourth", corrected))
    assert lines(corrected, more) == []
    assert lines(TEXT, with_fields("minor: false\n", CHANGED)) == [12]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("true", "2025-03-03"),
        ("2025-03-03", "2025-03-04"),
        ("false", "true"),
        ("2025-03-03", "true"),
    ],
)
def test_minor_speaks_for_one_change(then: str, now: str) -> None:
    published = with_fields(f"minor: {then}\n")
    again = edited("second", "third", published)
    assert lines(published, edited(then, now, again)) == []
    # It stays in the file, and excuses nothing more.
    [(_name, finding)] = unannounced({NAME: published}, {NAME: again}, TODAY)
    assert finding.line == 12
    assert "`minor: 2025-03-04`" in finding.message
    assert (f"which had `minor: {then}` already" in finding.message) == (then != "false")
    # Without a change it may say what it likes.
    assert lines(published, edited(then, now, published)) == []
    # A change that takes it away is not excused by it.
    assert lines(published, edited("second", "third")) == [11]


def test_a_draft_may_change() -> None:
    draft = with_fields("status: draft\n")
    assert lines(draft, edited("second", "third", draft)) == []
    assert lines(draft, CHANGED) == []
    assert lines(TEXT, edited("second", "third", draft)) == [12]


def test_a_renamed_article_is_compared_with_what_it_was() -> None:
    new = "articles/2025/2025-01-01-other"
    for alias in (NAME, f"{NAME}/", f"{NAME}.html"):
        moved = with_fields(f"aliases: [{alias}]\n", CHANGED)
        found = list(unannounced({NAME: TEXT}, {new: moved}, TODAY))
        assert [(name, finding.line) for name, finding in found] == [(new, 12)]
    assert not list(unannounced({NAME: TEXT}, {new: with_fields(f"aliases: [{NAME}]\n")}, TODAY))
    assert not list(unannounced({NAME: TEXT}, {new: CHANGED}, TODAY))
    # The old file is still there: nothing was renamed.
    assert not list(unannounced({NAME: TEXT}, {NAME: TEXT, new: moved}, TODAY))


# -- with git ----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication in a repository of its own, published on the branch main."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    made = tmp_path / "made"
    write(made, "index.md", "# Front page\n")
    write(made, "conf.py", 'press_sections = {"opinion": "Opinion"}\n')
    write(made, f"{NAME}.md", TEXT)
    write(made, "index.md", "# Home\n")
    write(made, "articles/2025/index.md", "# 2025\n")
    git(made, "init", "--quiet", "--initial-branch=main")
    commit(made)
    return made


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Change")


def printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    status = main(["check", str(folder)])
    said = capsys.readouterr().out.replace(f"{folder}/", "")
    assert status == (0 if "no faults" in said else 1)
    return re.sub(r"`minor: 20\d\d-\d\d-\d\d`", "`minor: TODAY`", said)


SILENT = (
    f"{NAME}.md:11: the text differs from the published one and nothing says so: add an entry to "
    "corrections, or the day, `minor: TODAY`, where no reader need know [unannounced-change]\n"
    "1 fault, no notes.\n"
)
SOUND = "no faults, no notes.\n"


def test_an_edit_on_a_branch_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(folder, capsys) == SOUND
    git(folder, "switch", "--quiet", "--create", "edit")
    assert printed(folder, capsys) == SOUND
    write(folder, f"{NAME}.md", CHANGED)
    assert printed(folder, capsys) == SILENT
    commit(folder)
    assert printed(folder, capsys) == SILENT
    # What the main branch changes in the meantime is not this branch's doing.
    git(folder, "switch", "--quiet", "main")
    assert printed(folder, capsys) == SOUND
    write(folder, "articles/2025/2025-02-02-two.md", edited("2025-01-01", "2025-02-02"))
    commit(folder)
    git(folder, "switch", "--quiet", "edit")
    assert printed(folder, capsys) == SILENT
    write(folder, f"{NAME}.md", with_fields("minor: true\n", CHANGED))
    assert printed(folder, capsys) == SOUND


def test_an_edit_on_the_main_branch_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, f"{NAME}.md", CHANGED)
    assert printed(folder, capsys) == SILENT
    commit(folder)
    assert printed(folder, capsys) == SOUND


def test_a_renamed_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = "articles/2025/2025-01-01-other.md"
    (folder / f"{NAME}.md").unlink()
    write(folder, new, with_fields(f"aliases: [{NAME}]\n", CHANGED))
    assert f"{new}:12: the text differs" in printed(folder, capsys)
    git(folder, "add", ".")
    assert f"{new}:12: the text differs" in printed(folder, capsys)


def test_a_clone_is_compared_with_its_remotes_branch(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(folder, "branch", "--move", "trunk")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(folder), str(clone)], check=True)
    write(clone, f"{NAME}.md", CHANGED)
    commit(clone)
    assert printed(clone, capsys) == SILENT


def test_where_git_cannot_tell_there_is_nothing_to_say(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, f"{NAME}.md", CHANGED)
    assert changed_articles(folder) == ({NAME: TEXT}, {NAME: CHANGED})
    nothing: tuple[dict[str, str], dict[str, str]] = ({}, {})
    # Without git; without a branch to compare with; in a shallow clone; without a repository.
    with monkeypatch.context() as changed:
        changed.setenv("PATH", str(tmp_path))
        assert changed_articles(folder) == nothing
    commit(folder)
    shallow = tmp_path / "shallow"
    command = ["git", "clone", "--quiet", "--depth=1", f"file://{folder}", str(shallow)]
    subprocess.run(command, check=True)
    write(shallow, f"{NAME}.md", TEXT)
    assert changed_articles(shallow) == nothing
    git(folder, "branch", "--move", "trunk")
    write(folder, f"{NAME}.md", TEXT)
    assert changed_articles(folder) == nothing
    plain = tmp_path / "plain"
    write(plain, f"{NAME}.md", TEXT)
    assert changed_articles(plain) == nothing
    # A publication inside of another repository, such as a test's.
    assert changed_articles(folder / "articles") == nothing
