"""``press reference``: what it prints is what the list sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.__main__ import main

BIB = """@book{b, author = {Roe, Jane}, title = {On <bread> & roses}, publisher = {P}, year = 2020}
@article{a, author = {Doe, Ann}, title = {T}, journal = {J}, volume = 3, date = {2019},
  doi = {10.1000/1}}
"""


@pytest.fixture
def bib(tmp_path: Path) -> str:
    path = tmp_path / "x.bib"
    path.write_text(BIB)
    return str(path)


def test_text_has_a_work_a_line_in_list_order(bib: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--file", bib]) == 0
    assert capsys.readouterr().out == (
        "a\tDoe, A. (2019). T. *J*, *3*. https://doi.org/10.1000/1\n"
        "b\tRoe, J. (2020). *On <bread> & roses*. P.\n"
    )


def test_keys_stand_as_given_in_html_and_json(bib: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "b", "a", "--file", bib, "--format", "html"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "b\tRoe, J. (2020). <em>On &lt;bread&gt; &amp; roses</em>. P."
    assert 'href="https://doi.org/10.1000/1"' in second
    assert main(["reference", "b", "--file", bib, "--format", "json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert item["key"] == "b"
    assert item["text"] == "Roe, J. (2020). *On <bread> & roses*. P."


def test_an_unknown_key_is_told_and_the_others_printed(
    bib: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reference", "a", "aa", "--file", bib]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("a\t")
    assert "aa is no work in the bibliography" in printed.err


def test_without_a_file_the_publication_s_own_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text(
        'press_sections = {"o": "O"}\nbibtex_bibfiles = ["one.bib", "two.bib"]\n'
    )
    (tmp_path / "one.bib").write_text(BIB)
    (tmp_path / "two.bib").write_text(BIB.replace("{a,", "{c,").replace("{b,", "{d,"))
    assert main(["reference", "--folder", str(tmp_path)]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [
        "a",
        "c",
        "b",
        "d",
    ]
    assert main(["reference", "--folder", str(tmp_path / "none")]) == 2
    assert main(["reference", "--file", str(tmp_path / "none.bib")]) == 2
