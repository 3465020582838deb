"""The editorial checks on whole publications."""

from __future__ import annotations

import ast
from functools import partial
from pathlib import Path

from press.checks.checks import check
from tests import golden_files
from tests.cost import calls

ROOT = Path(__file__).parents[2]
CONF = 'press_sections = {"opinion": "Opinion"}\nbibtex_bibfiles = ["references.bib"]\n'
ARTICLE = "---\ntitle: T\ndate: {date}\nsection: opinion\nsummary: S.\n---\n\n{body}\n"
BIB = "@book{doe2020, author = {Doe, Jane}, title = {A}, publisher = {B}, date = {2020}}\n"


def publication(folder: Path, **bodies: str) -> Path:
    """Make a publication of articles of 2025, by slug."""
    (folder / "conf.py").write_text(CONF)
    (folder / "references.bib").write_text(BIB)
    (folder / "index.md").write_text("# Home\n")
    year = folder / "articles" / "2025"
    year.mkdir(parents=True)
    (year / "index.md").write_text("# 2025\n")
    (folder / "index.md").write_text("# Front page\n")
    for day, (slug, body) in enumerate(bodies.items(), 1):
        date = f"2025-01-{day:02}"
        (year / f"{date}-{slug}.md").write_text(ARTICLE.format(date=date, body=body))
    return folder


def found(folder: Path) -> list[tuple[str, int, str]]:
    return [
        (path.relative_to(folder).as_posix(), finding.line, finding.code)
        for path, finding in check(folder)
    ]


def test_a_sound_publication_has_no_findings(tmp_path: Path) -> None:
    folder = publication(
        tmp_path,
        one="{cite:p}`doe2020` [two](2025-01-02-two.md#part) ![a](a%20b.svg) [b](#b) [c](c)",
        two="{doc}`/articles/2025/2025-01-01-one` [one](/articles/2025/2025-01-01-one.md)",
    )
    (folder / "articles/2025/a b.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    (folder / "index.md").write_text("[2025](articles/2025/index.md)\n")
    assert found(folder) == []


def test_drafts_are_checked(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="{cite:p}`doe2020` {cite:p}`gone`")
    path = folder / "articles/2025/2025-01-01-one.md"
    path.write_text(path.read_text().replace("title", "status: draft\ntitle"))
    assert found(folder) == [("articles/2025/2025-01-01-one.md", 9, "unknown-key")]


def test_keys_in_other_case_are_unknown_and_suggested(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="{cite:p}`Doe2020`")
    findings = [finding for _, finding in check(folder) if finding.code == "unknown-key"]
    assert [finding.line for finding in findings] == [8]
    assert "did you mean doe2020?" in findings[0].message


def test_works_nobody_cites_are_notes(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="Text.")
    assert found(folder) == [("references.bib", 1, "uncited")]
    assert [finding.note for _, finding in check(folder)] == [True]


def test_what_is_wrong_with_a_work_counts_where_it_is_cited(tmp_path: Path) -> None:
    """Its parent, which no article cites, is printed with it."""
    folder = publication(tmp_path, one="{cite:p}`chapter`")
    (folder / "references.bib").write_text(
        "@incollection{chapter, author = {Doe, Jane}, title = {A}, pages = {1}, crossref = {whole}}\n"
        "@collection{whole, title = {A \\strange{B}}, publisher = {P}, date = {2020}}\n"
        "@book{other, title = {A \\strange{B}}, publisher = {P}, date = {2020}}\n"
    )
    notes = {(f.line, f.code): f.note for _, f in check(folder)}
    assert notes == {
        (2, "latex-command"): False,
        (3, "latex-command"): True,
        (3, "uncited"): True,
    }


def test_further_reading_counts_as_cited(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="Text.")
    path = folder / "articles/2025/2025-01-01-one.md"
    path.write_text(path.read_text().replace("title", "further-reading: [doe2020]\ntitle"))
    assert found(folder) == []


def test_a_key_in_two_bibliographies_is_repeated(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="{cite:p}`doe2020`")
    (folder / "conf.py").write_text(CONF.replace('["ref', '["other.bib", "ref'))
    (folder / "other.bib").write_text(BIB)
    assert found(folder) == [("references.bib", 1, "repeated-key")]


def test_unreadable_articles_are_told(tmp_path: Path) -> None:
    folder = publication(tmp_path, one="{cite:p}`doe2020`")
    (folder / "articles/2025/2025-01-02-two.md").symlink_to(folder / "gone.md")
    (folder / "articles/2025/2025-01-03-three.md").write_bytes(b"---\n\xff")
    assert found(folder) == [
        ("articles/2025/2025-01-02-two.md", 1, "unreadable-file"),
        ("articles/2025/2025-01-03-three.md", 2, "not-utf-8"),
    ]


def test_a_folder_without_articles_is_a_fault(tmp_path: Path) -> None:
    assert ("no-articles") in [code for _, _, code in found(tmp_path)]


def test_the_golden_publication() -> None:
    """``python -m press check tests/golden`` shows the list that is expected here."""
    assert (
        sorted(
            (path.relative_to(golden_files.FOLDER).as_posix(), finding)
            for path, finding in check(golden_files.FOLDER)
        )
        == golden_files.expected()
    )


def codes() -> set[str]:
    """Return every code that the ground floor can report, read from its source."""
    found = set()
    for path in (ROOT / "press").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("Finding"), [_, ast.Constant(str(code)), _]):
                    found.add(code)
    return found


def test_the_golden_publication_holds_every_fault() -> None:
    elsewhere = {"bad-settings", "missing-index", "no-articles", "security", "unannounced-change"}
    # Told by tests of their own: formulas, links of files, what cannot be parsed, an import.
    elsewhere |= {"math", "linked-file", "unreadable-document", "bad-decision"}
    golden = {finding.code for _, finding in golden_files.expected()}
    assert codes() - elsewhere <= golden
    assert {"bad-doi", "bad-url", "bad-date"} <= golden


def test_the_cost_of_checks_grows_with_the_articles(tmp_path: Path) -> None:
    body = "Text {cite:p}`doe2020`, `code`, and [a link](2025-01-01-one.md).\n\n" * 20
    costs = []
    for number in (20, 100):
        (tmp_path / str(number)).mkdir()
        folder = publication(tmp_path / str(number), one=body)
        for index in range(number):
            text = ARTICLE.format(date="2025-01-02", body=body)
            (folder / f"articles/2025/2025-01-02-a{index}.md").write_text(text)
        assert found(folder) == []
        costs.append(calls(partial(found, folder)))
    assert costs[1] < 6 * costs[0]
