"""What an editor gets wrong is told in one clear line, with file and line, and stops the build.

The ground floor's findings have golden files of their own; here the whole way
is tried: ``sphinx-build`` with warnings as errors, as ``make html`` runs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publication import BIB, Publication

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SPHINX = (sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html")


def build(publication: Publication) -> tuple[int, list[str]]:
    """Build as the Makefile does; return the exit status and the warnings."""
    publication.folder.joinpath("_build").mkdir(exist_ok=True)
    done = subprocess.run(
        [*SPHINX, "-d", "_build/doctrees", ".", "_build/html"],
        cwd=publication.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr.replace(f"{publication.folder}/", "").splitlines()


SOUND = "---\ntitle: T\ndate: 2025-01-01\nsection: opinion\nsummary: S.\n---\n\nText.\n"

# What the article says, and how the one line that tells of it begins.
ARTICLES = {
    "no front matter": ("Text.\n", "articles/2025/2025-01-01-one.md:1: WARNING: "),
    "no title": (SOUND.replace("title: T\n", ""), "articles/2025/2025-01-01-one.md:1: WARNING: "),
    "unknown section": (
        SOUND.replace("opinion", "opinon"),
        "articles/2025/2025-01-01-one.md:4: WARNING: ",
    ),
    "other date": (
        SOUND.replace("2025-01-01", "2025-01-02"),
        "articles/2025/2025-01-01-one.md:3: WARNING: ",
    ),
    "broken YAML": (
        SOUND.replace("title: T", "title: [T"),
        "articles/2025/2025-01-01-one.md:",
    ),
    "no text": (SOUND.replace("Text.", ""), "articles/2025/2025-01-01-one.md:"),
    "unknown key": (
        SOUND.replace("Text.", "Text {cite:p}`smith2019frist`."),
        "articles/2025/2025-01-01-one.md:8: WARNING: no work has the key 'smith2019frist'",
    ),
    "unknown further reading": (
        SOUND.replace("summary: S.", "summary: S.\nfurther-reading: [nun2010columbian]"),
        "articles/2025/2025-01-01-one.md:6: WARNING: no work has the key 'nun2010columbian'",
    ),
    "missing article": (
        SOUND.replace("Text.", "See [it](2024-01-01-gone.md)."),
        "articles/2025/2025-01-01-one.md:8: WARNING: ",
    ),
    "missing image": (
        SOUND.replace("Text.", "![A map](img/gone.png)"),
        "articles/2025/2025-01-01-one.md:8: WARNING: ",
    ),
}


@pytest.mark.parametrize(("text", "expected"), ARTICLES.values(), ids=ARTICLES.keys())
def test_a_faulty_article(publication: Publication, text: str, expected: str) -> None:
    publication.article("2025-01-01-one", "Text.")
    publication.write("articles/2025/2025-01-01-one.md", text)
    status, lines = build(publication)
    assert status != 0
    assert lines[0].startswith(expected)
    assert len([line for line in lines if "WARNING" in line or "ERROR" in line]) == 1, lines


def test_suggestions_name_what_was_meant(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019frist`.", section="opinon")
    _status, lines = build(publication)
    text = "\n".join(lines)
    assert "smith2019first" in text
    assert "opinion" in text


BIBS = {
    "repeated key": (
        BIB + "@book{smith2019first, title={Again}}\n",
        "references.bib:19: WARNING: ",
    ),
    "broken entry": ("@article{broken, title = {No end\n\n" + BIB, "references.bib:1: WARNING: "),
    "missing fields": (
        BIB + "@article{x, author={A, B}, title={T}}\n",
        "references.bib:19: WARNING: ",
    ),
    "unknown type": (
        BIB + "@artcle{x, author={A, B}, title={T}, year=2020}\n",
        "references.bib:19: WARNING: ",
    ),
}


@pytest.mark.parametrize(
    ("name", "text", "expected"), [(name, *case) for name, case in BIBS.items()], ids=BIBS.keys()
)
def test_a_faulty_bibliography_keeps_its_other_works(
    publication: Publication, name: str, text: str, expected: str
) -> None:
    publication.write("references.bib", text)
    uncited = "Text {cite:p}`smith2019second`."
    publication.article("2025-01-01-one", uncited)
    assert build(publication)[0] == 0, "a work that nobody cites stops no build"
    key = {"broken entry": "broken", "repeated key": "smith2019first"}.get(name, "x")
    publication.article("2025-01-01-one", f"{uncited} {{cite:p}}`{key}`")
    status, lines = build(publication)
    assert status != 0
    assert any(line.startswith(expected) for line in lines), lines
    assert not any("no work has the key" in line for line in lines), lines
    entries = publication.page("articles/works").select("li.reference")
    assert {entry["id"] for entry in entries} >= {
        "work-lanoszka2016russian",
        "work-nunn2010columbian",
        "work-smith2019first",
        "work-smith2019second",
    }
    again, same = build(publication)
    assert (again, same) == (status, lines), "the second build must say it again"


def test_a_fault_is_told_where_it_stands_after_an_edit_above_it(publication: Publication) -> None:
    faulty = BIB + "@artcle{x, author={A, B}, title={T}, year=2020}\n"
    publication.write("references.bib", faulty)
    publication.article("2025-01-01-one", "Text {cite:p}`x`.")
    _status, before = build(publication)
    publication.write("references.bib", "% A line more.\n" + faulty)
    _status, after = build(publication)
    assert [line for line in before if line.startswith("references.bib:19: WARNING: ")]
    assert after == [line.replace("references.bib:19:", "references.bib:20:") for line in before]


def test_a_bibliography_that_is_not_utf_8(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`x`.")
    content = b"@book{x, title={\xff\xfe}, publisher={P}, year=2020}"
    (publication.folder / "references.bib").write_bytes(content)
    status, lines = build(publication)
    assert status != 0
    assert lines[0].startswith("references.bib:1: WARNING: title of x holds a char"), lines


def test_an_empty_bibliography_stops_nothing(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    publication.write("references.bib", "")
    assert build(publication)[0] == 0


def test_a_missing_bibliography(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    (publication.folder / "references.bib").unlink()
    status, lines = build(publication)
    assert status != 0
    assert lines[0].startswith("references.bib:"), lines


def test_an_article_that_is_not_utf_8(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    path = publication.folder / "articles/2025/2025-01-01-one.md"
    path.write_bytes(path.read_bytes() + b"\nCaf\xe9.\n")
    status, lines = build(publication)
    assert status != 0
    assert "2025-01-01-one.md:10: WARNING: " in lines[0], lines


def test_an_unreadable_article(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    path = publication.folder / "articles/2025/2025-01-01-two.md"
    path.symlink_to(publication.folder / "nowhere.md")
    status, lines = build(publication)
    assert status != 0
    assert any("2025-01-01-two.md" in line for line in lines), lines


def test_two_articles_with_one_slug(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    publication.article("2025-02-01-one", "Text.")
    status, lines = build(publication)
    assert status != 0
    assert lines[0].startswith(
        "articles/2025/2025-02-01-one.md:1: WARNING: the slug 'one' is already that of "
        "articles/2025/2025-01-01-one"
    ), lines
