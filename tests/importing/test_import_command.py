"""``press import`` at the command line: options, edited articles, dry runs, what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.__main__ import main
from tests.importing.archive import files, publication

TEXT = """A page of a test

This is the text of a page that a test imports, long enough for a summary.

It has a second paragraph (de Waal, 2013).

References

• de Waal, A. (2013). African roles in the Libyan conflict of 2011. International Affairs.
"""
URL = "https://old.example.org/news/opinion/2024-03-01-a-page"
OUTPUT = "articles/2024/2024-03-01-a-page.md"


class Desk:
    """A publication and a text to import."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.site = publication(folder / "site")
        self.capsys = capsys
        self.text = folder / "page.txt"
        self.text.write_text(TEXT, encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        status = main(["import", *arguments, "--folder", str(self.site)])
        out, err = self.capsys.readouterr()
        return status, out, err

    def take(self, *more: str) -> tuple[int, str, str]:
        return self.run(str(self.text), "--url", URL, *more)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_an_address_says_section_day_and_slug(desk: Desk) -> None:
    status, _, _ = desk.take()
    article = (desk.site / OUTPUT).read_text("utf-8")
    assert status == 0
    assert "section: opinion\n" in article
    assert "date: 2024-03-01\n" in article
    assert "aliases: [news/opinion/2024-03-01-a-page]\n" in article
    assert "{cite:p}`dewaal2013african`" in article
    assert "@article{dewaal2013african" in (desk.site / "references.bib").read_text("utf-8")
    assert (desk.site / "articles/2024/index.md").exists()


def test_options_come_before_what_the_page_says(desk: Desk) -> None:
    status, _, _ = desk.take(
        "--title",
        "Another title",
        "--date",
        "2024-05-05",
        "--section",
        "economy",
        "--slug",
        "other",
    )
    article = (desk.site / "articles/2024/2024-05-05-other.md").read_text("utf-8")
    assert status == 0
    assert "title: Another title\n" in article
    assert "section: economy\n" in article
    assert "A page of a test" in article  # It is no title any more, and still a word of the page.


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--section", "opinion"], "--date"),
        (["--date", "2024-03-01"], "--section"),
        (["--date", "2024-02-31", "--section", "opinion"], "--date"),
        (["--date", "2024-03-01", "--section", "sport"], "--section"),
        (["--url", "https://x.org/news/sport/2024-03-01-a-page"], "--section"),
    ],
)
def test_what_is_not_known_is_an_error_that_names_the_option(
    desk: Desk, arguments: list[str], named: str
) -> None:
    before = files(desk.site)
    status, _, err = desk.run(str(desk.text), *arguments)
    assert status == 2
    assert named in err
    after = files(desk.site)
    assert set(after.keys() - before.keys()) <= {
        "import-report.md",
        "import-report.json",
    }


def test_a_text_without_a_title_asks_for_one(desk: Desk) -> None:
    desk.text.write_text("Only a sentence that ends with a period.\n", encoding="utf-8")
    status, _, err = desk.run(str(desk.text), "--date", "2024-03-01", "--section", "opinion")
    assert status == 2
    assert "--title" in err


def test_a_dry_run_shows_all_and_writes_nothing(desk: Desk) -> None:
    before = files(desk.site)
    status, out, _ = desk.take("--dry-run")
    assert status == 0
    assert files(desk.site) == before
    assert f"+++ {OUTPUT}" in out
    assert "+It has a second paragraph {cite:p}`dewaal2013african`.\n" in out
    assert "+++ references.bib" in out


def test_an_edited_article_is_not_touched(desk: Desk) -> None:
    desk.take()
    path = desk.site / OUTPUT
    edited = path.read_text("utf-8").replace("a second paragraph", "a better second paragraph")
    path.write_text(edited, encoding="utf-8")
    status, _, err = desk.take()
    assert status == 1
    assert "--force" in err
    assert path.read_text("utf-8") == edited
    assert "a second paragraph" in path.with_name(f"{path.name}.new").read_text("utf-8")
    assert "-It has a better second" in path.with_name(f"{path.name}.diff").read_text("utf-8")
    before = files(desk.site)
    desk.take()
    assert files(desk.site) == before
    status, _, _ = desk.take("--force")
    assert status == 0
    assert "a better second" not in path.read_text("utf-8")
    assert not path.with_name(f"{path.name}.new").exists()


def test_an_article_that_was_typed_is_not_touched(desk: Desk) -> None:
    path = desk.site / OUTPUT
    path.parent.mkdir(parents=True)
    path.write_text("typed by hand\n", encoding="utf-8")
    status, _, _ = desk.take()
    assert status == 1
    assert path.read_text("utf-8") == "typed by hand\n"


def test_a_changed_source_changes_its_article(desk: Desk) -> None:
    desk.take()
    desk.text.write_text(TEXT.replace("second paragraph", "new paragraph"), encoding="utf-8")
    status, _, _ = desk.take()
    assert status == 0
    assert "new paragraph" in (desk.site / OUTPUT).read_text("utf-8")
    assert len(list(desk.site.glob("articles/2024/2024-*.md"))) == 1


def test_two_pages_of_one_slug_become_two_articles(desk: Desk) -> None:
    other = desk.text.with_name("other.txt")
    other.write_text(TEXT.replace("A page of a test", "Another page"), encoding="utf-8")
    table = desk.text.with_name("urls.tsv")
    table.write_text(
        f"page.txt\t{URL}\nother.txt\thttps://old.example.org/news/economy/2024-06-01-a-page\n",
        encoding="utf-8",
    )
    status, _, err = desk.run(str(desk.text), str(other), "--urls", str(table))
    assert status == 1
    assert "--slug" in err
    names = sorted(path.name for path in desk.site.glob("articles/2024/2024-*.md"))
    assert names == ["2024-03-01-a-page.md", "2024-06-01-a-page-2.md"]
    before = files(desk.site)
    desk.run(str(other), str(desk.text), "--urls", str(table))
    assert files(desk.site) == before


def test_the_bibliographys_bytes_stay(desk: Desk) -> None:
    old = b"@book{aa2000first,\r\n  title = {First},\r\n  author={A, B},year=2000,\r\n}\r\n\r\n% a comment\r\n"
    (desk.site / "references.bib").write_bytes(old)
    desk.take()
    new = (desk.site / "references.bib").read_bytes()
    rest = new
    for line in old.split(b"\r\n"):
        place = rest.find(line)
        assert place >= 0
        rest = rest[place + len(line) :]
    assert b"dewaal2013african" in new


def test_the_report_is_printed_again(desk: Desk) -> None:
    desk.take()
    status, out, _ = desk.run("--report")
    assert status == 0
    assert out.startswith("# Import report")
    data = json.loads((desk.site / "import-report.json").read_text("utf-8"))
    assert data["totals"]["articles"] == 1


@pytest.mark.parametrize("name", ["nothing.txt", "."])
def test_nothing_to_import_is_said(desk: Desk, tmp_path: Path, name: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    status, _, err = desk.run(str(empty / name))
    assert status == 2
    assert "press import:" in err


def test_decisions_that_cannot_be_read_stop_the_run(desk: Desk) -> None:
    (desk.site / "import").mkdir()
    (desk.site / "import/decisions.toml").write_text("[[same]\n", encoding="utf-8")
    status, _, err = desk.take()
    assert status == 2
    assert "decisions.toml:1" in err


def test_a_decision_is_asked_once(desk: Desk) -> None:
    desk.text.write_text(TEXT.replace("de Waal, 2013", "Somebody, 2013"), encoding="utf-8")
    status, _, err = desk.take()
    assert status == 1
    assert "citation-unlisted" in err
    (desk.site / "import").mkdir(exist_ok=True)
    decision = '[[citation]]\ntext = "(Somebody, 2013)"\nkeys = ["dewaal2013african"]\n'
    (desk.site / "import/decisions.toml").write_text(decision, encoding="utf-8")
    status, _, _ = desk.take()
    assert status == 0
    assert "{cite:p}`dewaal2013african`" in (desk.site / OUTPUT).read_text("utf-8")
