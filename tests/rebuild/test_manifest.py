"""The ledger of a folder of pages: what is read is what was written, and removal is exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.rebuild.manifest import Ledger, remove


def test_it_reads_what_it_wrote(tmp_path: Path) -> None:
    ledger = Ledger({"index": "1", "topics/łódź": "2"}, frozenset({"a/b.html", "c.html"}))
    ledger.write(tmp_path / "new/ledger.json")
    assert Ledger.read(tmp_path / "new/ledger.json") == ledger


def test_it_has_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    files = [f"{number}.html" for number in range(50)]
    pages = dict.fromkeys(files, "1")
    Ledger(pages, frozenset(files)).write(tmp_path / "one")
    Ledger(dict(reversed(pages.items())), frozenset(reversed(files))).write(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"version": 0, "pages": {}, "files": []}'])
def test_without_a_ledger_of_this_version_nothing_is_known(
    tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "ledger.json"
    if text is not None:
        path.write_text(text)
    assert Ledger.read(path) == Ledger()


def test_removal_takes_the_files_and_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    for name in ("a/b/gone.html", "a/c/gone.html", "a/c/stays.html", "gone.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    remove(tmp_path, frozenset({"a/b/gone.html", "a/c/gone.html", "gone.html", "never/was.html"}))
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == [
        "a",
        "a/c",
        "a/c/stays.html",
    ]
    remove(tmp_path, frozenset({"a/c/stays.html"}))
    assert tmp_path.is_dir()
    assert list(tmp_path.iterdir()) == []
