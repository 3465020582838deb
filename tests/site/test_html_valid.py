"""Every page is valid HTML, as the Nu validator judges it: no message is left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import hard_book
from tests.hard_book import WIDTHS
from tests.publication import Publication
from tools.audit import validity

ROOT = Path(__file__).resolve().parents[2]


def test_the_validator_finds_no_error(publication: Publication, tmp_path: Path) -> None:
    real = tmp_path / "real"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(real / "trees")]
    base = "html_baseurl=https://press.test/"
    subprocess.run([*command, "-D", base, str(ROOT), str(real / "html")], check=True)
    hard_book.write(publication, paragraphs=10)
    publication.article("2025-05-06-widths", WIDTHS, aliases=["old/place"])
    publication.build()
    assert publication.warnings == ""
    pages = publication.folder / "_build/html"
    assert len(list(pages.rglob("*.html"))) > 15
    assert (pages / "old/place.html").exists()
    assert validity.errors([real / "html", pages]) == []


def test_the_validator_would_say_so(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang=en><title>x</title><p id=a>x<p id=a>y"
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert ["Duplicate ID" in error for error in validity.errors([tmp_path])] == [True]
