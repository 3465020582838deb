"""``press refs``: tidying, unused works, and another key for a work."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.__main__ import main
from press.bibliography import bib_text
from press.bibliography.reader import read
from press.commands.refs import renamed_in_article

CONF = 'press_sections = {"opinion": "Opinion"}\nbibtex_bibfiles = ["references.bib"]\n'
HEAD = "---\ntitle: T\ndate: 2025-01-01\nsection: opinion\nsummary: S.\n"
BIB = """% The head.

@string{ia = "International Affairs"}

@book{b,
  author = {Roe, Jane},
  title = {B},
  publisher = {P},
  title = {B},
  date = {2020},
}
% About a.
@ARTICLE{a, title = "A {Title}", author={Doe, Ann},
    journaltitle = ia # { Review}, date = 2019,
    crossref = {b}}
"""
TIDY = """% The head.

@string{ia = "International Affairs"}

% About a.
@ARTICLE{a,
  author = {Doe, Ann},
  title = "A {Title}",
  journaltitle = ia # { Review},
  date = 2019,
  crossref = {b},
}

@book{b,
  author = {Roe, Jane},
  title = {B},
  date = {2020},
  publisher = {P},
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "references.bib").write_text(BIB)
    year = tmp_path / "articles/2025"
    year.mkdir(parents=True)
    (year / "index.md").write_text("# 2025\n")
    (year / "2025-01-01-one.md").write_text(
        HEAD + "further-reading: [b]\n---\n\nText {cite:p}`{see}a{p. 4}`, @a, [-@a].\n"
    )
    return tmp_path


def test_tidy_shows_and_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = ["refs", "tidy", "--folder", str(folder)]
    assert main(run) == 0
    assert "+  author = {Doe, Ann}," in capsys.readouterr().out
    assert (folder / "references.bib").read_text() == BIB
    assert main([*run, "--write"]) == 0
    assert (folder / "references.bib").read_text() == TIDY
    assert main(run) == 0
    assert "Nothing to change." in capsys.readouterr().out


def test_unused_works_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "references.bib"
    path.write_text(BIB + "@book{c, title = {C}}\n")
    assert main(["refs", "unused", "--folder", str(folder)]) == 1
    assert capsys.readouterr().out == f"{path}:16: c\n"
    path.write_text(BIB)
    assert main(["refs", "unused", "--folder", str(folder)]) == 0


def test_a_work_gets_another_key_wherever_it_stands(folder: Path) -> None:
    (folder / "sources").mkdir()
    (folder / "sources/b.json").write_text("{}")
    for old, new in (("a", "doe2019title"), ("b", "roe:2020")):
        assert main(["refs", "rename", old, new, "--folder", str(folder)]) == 0
    bib = (folder / "references.bib").read_text()
    assert bib == BIB.replace("@ARTICLE{a,", "@ARTICLE{doe2019title,").replace(
        "@book{b,", "@book{roe:2020,"
    ).replace("crossref = {b}", "crossref = {roe:2020}")
    article = (folder / "articles/2025/2025-01-01-one.md").read_text()
    assert article == HEAD + (
        "further-reading: [roe:2020]\n---\n\n"
        "Text {cite:p}`{see}doe2019title{p. 4}`, @doe2019title, [-@doe2019title].\n"
    )
    assert (folder / "sources/roe:2020.json").is_file()


@pytest.mark.parametrize(
    ("old", "new"), [("none", "x"), ("a", "b"), ("a", "B"), ("a", "not a key"), ("a", "-a")]
)
def test_a_rename_that_cannot_be_done_changes_nothing(folder: Path, old: str, new: str) -> None:
    assert main(["refs", "rename", "--folder", str(folder), "--", old, new]) == 2
    assert (folder / "references.bib").read_text() == BIB


def test_only_citations_are_renamed() -> None:
    text = (
        "---\ntitle: a\nfurther-reading:\n  - a\n  - ab\ntopics: [a]\n---\n\n"
        "a {cite:p}`a, ab, {a}b{a}` `@a` me@a https://x.org/@a @ab @a.b {doc}`a` [@a; see @{a}]\n"
        "```\n@a\n```\n"
    )
    assert renamed_in_article(text, "a", "x") == (
        "---\ntitle: a\nfurther-reading:\n  - x\n  - ab\ntopics: [a]\n---\n\n"
        "a {cite:p}`x, ab, {a}b{a}` `@a` me@a https://x.org/@a @ab @a.b {doc}`a` [@x; see @x]\n"
        "```\n@a\n```\n"
    )


ENTRIES = st.lists(
    st.sampled_from(
        [
            "@book{b, title = {B}, year = 2020}\n",
            '@Book{a,\n\ttitle={A "x", y},\r\n\tyear={2020}\r\n}\n\n',
            '% above\n@misc{c, title = ia # { " } # "x {"} y", note = {}}\n',
            "@string{ia = {I}}\n",
            "@comment{@book{z, title={Z}}}\n",
            "@book{broken, title = {A\n",
            "text between\n\n",
            "@misc(d, title = {D})\n",
            "@misc{e}\n",
            "\n\n",
            "% alone\n\n",
        ]
    ),
    max_size=7,
).map("".join)


@given(ENTRIES)
def test_what_is_tidied_says_the_same_and_stays(text: str) -> None:
    tidy = bib_text.tidied(text)
    before, after = read(text).entries.digests(), read(tidy).entries.digests()
    if len(bib_text.entries_of(text)) == len({e.key.lower() for e in bib_text.entries_of(text)}):
        assert sorted(before.items()) == sorted(after.items())
    assert bib_text.tidied(tidy) == tidy


@given(ENTRIES)
def test_an_entry_is_put_in_and_nothing_else_changes(text: str) -> None:
    entry = "@book{bb,\n  title = {New},\n}"
    written = bib_text.inserted(text, [("bb", entry)])
    entry = entry.replace("\n", "\r\n" if "\r\n" in text else "\n")
    at = written.index("@book{bb,")
    before, behind = written[:at], written[at + len(entry) :]
    assert (before + behind).replace("\r", "").replace("\n", "") == text.replace("\r", "").replace(
        "\n", ""
    )
    assert text.startswith(before.rstrip("\r\n"))
    assert behind.strip("\r\n") == "" or text.endswith(behind.lstrip("\r\n"))
