"""The same sources give the same bytes: on any number of processes, in any folder, on any day."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.built_site import differences, tree
from tests.exactness.model import Model
from tests.exactness.workshop import Job, Workshop

pytestmark = pytest.mark.slow

FORMATS = ("html", "epub", "latex")
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
# A machine that counts its hours and keeps its files elsewhere.
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nonexistent"}


def write(folder: Path) -> Path:
    """Write the same publication of 36 articles as always."""
    folder.mkdir(parents=True)
    Model(folder).fill(articles=36, works=16)
    return folder


def build(
    source: Path, out: Path, *, jobs: int = 1, salt: int = 1, env: dict[str, str] | None = None
) -> dict[str, bytes]:
    """Build every format and return all files."""
    files: dict[str, bytes] = {}
    with Workshop(salt) as workshop:
        for builder in FORMATS:
            job = Job(str(source), str(out / builder), str(out / "doctrees"), builder, jobs=jobs)
            outcome = workshop.build(replace(job, env=env or {}))
            assert (outcome.status, outcome.warnings) == (0, ())
            files |= {f"{builder}/{name}": text for name, text in tree(out / builder).items()}
    return files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("here")
    return build(write(folder / "source"), folder / "built")


@pytest.mark.parametrize("jobs", [2, 4])
def test_any_number_of_processes(tmp_path: Path, built: dict[str, bytes], jobs: int) -> None:
    assert differences(built, build(write(tmp_path / "source"), tmp_path / "out", jobs=jobs)) == []


def test_any_folder_on_any_day(tmp_path: Path) -> None:
    """Two clones whose files have other times, one of them somewhere else in the world."""
    here = write(tmp_path / "here")
    there = write(tmp_path / "a much longer way" / "to the other clone")
    for number, path in enumerate(sorted(there.rglob("*"), reverse=True)):
        os.utime(path, (10**9 + number, 10**9 + number))
    one = build(here, tmp_path / "built", env=EPOCH)
    other = build(there, tmp_path / "built elsewhere", salt=2, env=EPOCH | ELSEWHERE)
    assert differences(one, other) == []


def test_no_file_names_today(built: dict[str, bytes]) -> None:
    """Without SOURCE_DATE_EPOCH; a time of day would differ between the builds above."""
    today = dt.datetime.now().astimezone()
    names = {today.strftime(form).encode() for form in ("%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%x")}
    names.add(f"{today:%B} {today.day}, {today.year}".encode())
    assert [name for name, text in built.items() if any(form in text for form in names)] == []
