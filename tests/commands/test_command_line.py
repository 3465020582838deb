"""``python -m press``: check, new, schema."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.__main__ import main
from press.articles import front_matter
from press.checks.checks import check
from press.commands.schema import SCHEMA
from tests import golden_files

ROOT = Path(__file__).parents[2]

VOLUME = """\
# 2026

```{listing}
:volume: 2026
```

```{toctree}
:glob:
:hidden:
:reversed:

2026-*
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text('press_sections = {"opinion": "Opinion"}\n')
    (tmp_path / "index.md").write_text("# Front page\n")
    return tmp_path


def new(folder: Path, *arguments: str) -> int:
    return main(["new", "--folder", str(folder), "--section", "opinion", *arguments])


def test_check_prints_what_editors_can_click(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(golden_files.FOLDER)]) == 1
    printed = capsys.readouterr().out.replace(f"{golden_files.FOLDER}/", "")
    assert printed == (golden_files.FOLDER / "expected.txt").read_text(encoding="utf-8")


def test_check_succeeds_with_notes_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(folder, "One")
    with (folder / "conf.py").open("a") as conf:
        conf.write('bibtex_bibfiles = ["references.bib"]\n')
    (folder / "references.bib").write_text(
        "@book{doe2020, author={Doe, Jane}, title={A}, publisher={B}, year={2020}}\n"
    )
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("[uncited]\nno faults, 1 note.\n")


def test_check_prints_names_that_are_no_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new(folder, "One")
    name = os.fsencode(folder / "articles/2025") + b"/2025-05-05-\xff.md"
    Path(os.fsdecode(name)).parent.mkdir(parents=True, exist_ok=True)
    Path(os.fsdecode(name)).write_text("Text.")
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr().out
    assert "2025-05-05-\\udcff.md:1: the file's name is not UTF-8" in printed
    printed.encode("utf-8")


def test_check_loads_of_sphinx_what_reads_conf_py() -> None:
    """It starts in a fraction of the time that an application with its builders takes."""
    code = (
        "import sys; from press.__main__ import main; status = main(['check', 'tests/golden']);"
        "slow = 'sphinx.application', 'sphinx.builders', 'docutils.parsers', 'sphinxcontrib.bibtex';"
        "print(sorted(name for name in slow if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")


def test_new_starts_a_sound_draft_in_a_new_volume(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = 'What if: "<script>" & Öztürk?'
    assert new(folder, title, "--date", "2026-11-23", "--topic", "NATO", "--topic", "no") == 0
    volume = folder / "articles/2026/index.md"
    path = folder / "articles/2026/2026-11-23-what-if-script-ozturk.md"
    assert capsys.readouterr().out.splitlines() == [str(volume), str(path)]
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(folder).with_suffix("").as_posix()
    article, _, findings = front_matter.parse(text, name, ["opinion"])
    assert findings == ()
    assert article is not None
    assert (article.title, article.date) == (title, dt.date(2026, 11, 23))
    assert (article.topics, article.status) == (("NATO", "no"), "draft")
    assert list(check(folder)) == []
    assert volume.read_text() == VOLUME


def test_new_is_dated_today(folder: Path) -> None:
    before = time.localtime()
    assert new(folder, "Today") == 0
    (path,) = folder.glob("articles/*/*-today.md")
    assert path.name[:10] in {time.strftime("%F", day) for day in (before, time.localtime())}


def test_new_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(folder, "One", "--date", "2026-11-23") == 0
    path = folder / "articles/2026/2026-11-23-one.md"
    path.write_text("mine")
    path.with_name("index.md").write_text("mine too")
    assert new(folder, "One", "--date", "2026-11-23") == 2
    assert new(folder, "One", "--date", "2025-01-01") == 2, "a slug is used once"
    assert "--slug" in capsys.readouterr().err
    assert new(folder, "One", "--date", "2026-11-23", "--slug", "another") == 0
    assert path.read_text() == "mine"
    assert path.with_name("index.md").read_text() == "mine too"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["نیٹو"], "--slug"),
        (["T", "--slug", "../x"], "slug"),
        (["T", "--section", "sports"], "opinion"),
        (["  "], "slug"),
        (["T", "--topic", "!"], "topics"),
    ],
)
def test_new_says_what_cannot_be_done(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert new(folder, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "articles").exists()


def test_new_needs_a_publication(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, "T") == 2
    assert "conf.py" in capsys.readouterr().err


def test_the_schema_is_current() -> None:
    assert main(["schema", "--check"]) == 0
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == front_matter.json_schema()


def test_a_schema_that_is_not_current_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.schema.json"
    monkeypatch.setattr("press.commands.schema.SCHEMA", path)
    assert main(["schema", "--check"]) == 1
    assert "run `python -m press schema`" in capsys.readouterr().err
    assert main(["schema"]) == 0
    assert main(["schema", "--check"]) == 0
    assert path.read_bytes() == SCHEMA.read_bytes()
