"""``press keys``: what editors' pickers read."""

from __future__ import annotations

import json
from pathlib import Path

import pypandoc
import pytest

from press.__main__ import main

CONF = 'press_sections = {"o": "O"}\nbibtex_bibfiles = ["references.bib"]\n'
BIB = """@book{roe2020, author = {Roe, Jane}, title = {On {NATO}}, publisher = {P}, date = {2020}}
@book{a$b, author = {{World Bank}}, title = {T}, date = {2019}}
@xdata{x, publisher = {P}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "references.bib").write_text(BIB)
    return tmp_path


def test_the_keys_are_csl_json_that_pandoc_cites_with(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "_build/keys.json"
    assert main(["keys", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    items = json.loads(path.read_text())
    assert [item["id"] for item in items] == ["a$b", "roe2020"]
    cited = pypandoc.convert_text(
        "[@roe2020, p. 4]",
        "plain",
        format="markdown",
        extra_args=["--citeproc", f"--bibliography={path}", "--wrap=none"],
    )
    assert "(Roe 2020, 4)" in cited
    assert main(["keys", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out == "", "a file that would be the same is not written"


def test_snippets_write_a_citation(folder: Path) -> None:
    snippets = ".vscode/citations.code-snippets"
    assert main(["keys", "--folder", str(folder), "--snippets", snippets]) == 0
    found = json.loads((folder / snippets).read_text())
    assert found["roe2020"] == {
        "scope": "markdown",
        "prefix": ["@roe2020", "[@roe2020"],
        "body": "[@roe2020$1]",
        "description": "Roe, J. (2020). On NATO. P.",
    }
    assert found["a$b"]["body"] == "[@a\\$b$1]"
