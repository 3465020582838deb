"""``make volumes``, and the bytes of every PDF and e-book that a person takes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import borrow_packages, clone, make

pytestmark = pytest.mark.tex


def outputs(folder: Path) -> dict[str, bytes]:
    """Every PDF and e-book that a person takes away."""
    build = folder / "_build"
    found = [*build.glob("latex/*report.pdf"), *build.glob("epub/*.epub")]
    found += [path for path in build.glob("volumes/*") if path.is_file()]
    found += [*build.glob("offprints/**/*.pdf"), *build.glob("offprints/**/*.epub")]
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in sorted(found)}


def make_all(folder: Path, jobs: int) -> None:
    for target in ("latexpdf", "epub", "volumes", "offprints"):
        result = make(folder, target, f"J={jobs}", SOURCE_DATE_EPOCH="1700000000")
        assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with all PDFs and e-books, whose site links to the volumes."""
    folder = clone(tmp_path_factory.mktemp("bound"))
    borrow_packages(folder)
    make_all(folder, 1)
    return folder


def test_each_year_is_a_pdf_and_an_e_book(bound: Path) -> None:
    years = sorted(path.name for path in (bound / "articles").glob("2*"))
    names = {f"muslim-world-report-{year}.{kind}" for year in years for kind in ("pdf", "epub")}
    assert {path.name for path in (bound / "_build/volumes").glob("*.*")} == names
    assert {path.name for path in (bound / "_build/html/volumes").iterdir()} == names


def test_only_a_changed_volume_is_set_again(bound: Path) -> None:
    folder = bound / "_build/volumes"
    made = sorted([*folder.glob("latex/*report-*.pdf"), *folder.glob("epub/*.epub")])
    assert made
    before = {path: path.stat().st_mtime_ns for path in made}
    assert make(bound, "volumes", SOURCE_DATE_EPOCH="1700000000").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in made} == before


def test_every_pdf_and_e_book_has_the_same_bytes(bound: Path, tmp_path: Path) -> None:
    """From another folder, in parallel, and after an edit that was undone."""
    folder = clone(tmp_path / "a clone with a longer name")
    borrow_packages(folder)
    article = max((folder / "articles").glob("*/*-*-*-*.md"))
    text = article.read_text("utf-8")
    article.write_text(f"{text}\n\n{'More words than there were before. ' * 300}\n", "utf-8")
    make_all(folder, 2)
    edited = outputs(folder)
    article.write_text(text, "utf-8")
    make_all(folder, 2)
    expected = outputs(bound)
    changed = {name for name in expected if edited[name] != expected[name]}
    assert {name.split("/")[0] for name in changed} == {"latex", "epub", "volumes", "offprints"}
    assert sum(name.startswith("offprints/") for name in changed) == 2
    assert {name for name in expected if outputs(folder)[name] != expected[name]} == set()
