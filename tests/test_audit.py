"""``make audit-site``: finds what is amiss, and nothing where nothing is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.audit.pages import kinds
from tools.audit.reading import NARROW, WIDE, Reading, read, shift
from tools.audit.server import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.publication import Publication

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self';
 font-src 'self'; img-src * data:"><link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css"></head>"""

STYLE = """@font-face { font-family: fetched; src: url("fetched.woff2"); }
body { font-family: fetched; }
.row { display: flex; justify-content: end; }
.row > * { width: 300px; height: 300px; background: #eee; }
.unseen:focus { outline: none; }
"""

WAITS = "<!-- waits -->\n" * 500

FAULTY = f"""{HEAD}<body>
<a class="skip-to-content" href="#text">Skip to the text</a>
<main id="text"><h1>A page</h1>
<a class="unseen" href="page.html">a place that shows no focus</a>
<div class="row"><p>First</p>{WAITS}<p>Second</p></div>
<img src="http://foreign.invalid/picture.png">
<script>document.title = "never";</script>
</main></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose page has a fault of each kind."""
    folder = tmp_path_factory.mktemp("faulty")
    for name in ("index.html", "404.html"):
        (folder / name).write_text(FAULTY, "utf-8")
    (folder / "page.css").write_text(STYLE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(site: Path) -> Reading:
    """What is said of it."""
    with served(site) as root, served(site, slowly=True) as slow:
        return read(root, slow, {"home": "index.html"})


def test_a_picture_without_words_is_a_violation(found: Reading) -> None:
    for width in (1440, 390):
        for scheme in ("light", "dark"):
            assert any(
                said.startswith("image-alt: img") for said in found.axe["home", scheme, width]
            )


def test_a_focus_that_is_not_seen_is_a_fault(found: Reading) -> None:
    assert found.keyboard
    assert all("the focus is not seen on" in said and "unseen" in said for said in found.keyboard)


def test_a_script_in_the_page_breaks_the_policy(found: Reading) -> None:
    assert set(found.violations) == {"index.html: script-src-elem: inline"}


def test_what_comes_from_elsewhere_is_named(found: Reading) -> None:
    assert set(found.foreign) == {"http://foreign.invalid/picture.png"}
    assert {address.rpartition("/")[2] for address in found.fonts} == {"fetched.woff2"}


def test_what_arrives_late_and_moves_others_is_a_shift(found: Reading) -> None:
    assert found.shifts["home"] > 0


def test_no_page_moves_while_it_arrives(publication: Publication, browser: Browser) -> None:
    """Home, article, section, topic, author, works, search and 404, wide and narrow."""
    for number in range(4):
        publication.article(
            f"2025-01-0{number + 1}-one",
            "```{tldr}\nIn short.\n```\n\n"
            + "\n\n".join(f"## Part {part}\n\n{'Words of it. ' * 90}" for part in range(6))
            + "\n\nThe end {cite:p}`smith2019first`.",
            topics=["Trade"],
            authors=["Ann Writer"],
        )
    publication.build()
    site = publication.folder / "_build/html"
    pages = kinds(site)
    assert {"home", "article", "section", "topic", "author", "works", "search", "404"} <= set(pages)
    with served(site, slowly=True) as slow:
        moved = {
            (kind, size): shift(browser, slow + address, size)
            for kind, address in pages.items()
            for size in (WIDE, NARROW)
        }
    assert {place: value for place, value in moved.items() if value} == {}


def test_the_command_says_what_is_missed(site: Path) -> None:
    command = [sys.executable, "-m", "tools.audit", str(site), "--without-lighthouse"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[-1].endswith("measures missed")
    told = {line.partition("  ")[0]: line for line in lines}
    for name in ("validator: errors", "policy: violations", "requests: to other sites"):
        assert told[name].endswith("MISSED"), name
    assert any("index.html:" in line and "alt" in line for line in lines)


def test_the_command_needs_a_site(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.audit", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "holds no site: build it first" in done.stderr
