"""The real publication: it builds without a warning, and every link in it leads somewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from press.bibliography.reader import read_file
from press.checks import checks
from tests.clones import borrow_packages, clone, make

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ARTICLES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("articles/2*/2*.md")
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, the offprints and the volumes as Read the Docs makes them."""
    folder = clone(tmp_path_factory.mktemp("publication"))
    borrow_packages(folder)
    result = make(folder, "html", "offprints", "volumes")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "_build" / "html"


@cache
def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "lxml")


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in parsed(path).select("[id]"))


def test_the_editorial_checks_find_nothing() -> None:
    assert [finding for finding in checks.check(ROOT) if not finding[1].note] == []


def test_every_link_and_anchor_resolves(site: Path) -> None:
    broken = []
    count = 0
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue  # Its links are absolute, since it is served at any depth.
        for tag in parsed(page).select("a[href], link[href], img[src], script[src]"):
            address = urlsplit(str(tag.get("href") or tag.get("src")))
            if address.scheme or address.netloc:
                continue
            count += 1
            target = page if not address.path else (page.parent / unquote(address.path)).resolve()
            anchor = unquote(address.fragment)
            if not target.is_file() or (anchor and anchor not in anchors(target)):
                broken.append(f"{page.relative_to(site)}: {tag}")
    assert broken == []
    assert count > 1000


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        loaded = parsed(page).select("link[rel~=stylesheet], link[rel~=icon], img, script, iframe")
        for tag in loaded:
            address = urlsplit(str(tag.get("href") or tag.get("src") or ""))
            assert not address.netloc, f"{page}: {tag}"


@pytest.mark.parametrize("name", ARTICLES)
def test_every_article_ends_in_the_list_of_what_it_cites(site: Path, name: str) -> None:
    page = parsed(site / f"{name}.html")
    cited = {str(link["href"])[1:] for link in page.select("span.citation a")}
    listed = {str(entry["id"]) for entry in page.select("#references li.reference")}
    assert cited
    assert cited == listed
    for entry in page.select("#references li.reference"):
        assert entry.select(".backlinks a"), entry["id"]


def test_every_work_has_its_readers(site: Path) -> None:
    page = parsed(site / "articles/works.html")
    entries = {str(entry["id"]): entry for entry in page.select("li.reference")}
    assert len(entries) == len(read_file(ROOT / "references.bib").entries)
    for identifier, entry in entries.items():
        assert entry.select("ul.cited-in a, .listed-in a"), identifier
        for sentence in entry.select("ul.cited-in .sentence"):
            text = sentence.get_text()
            assert re.search(r"[.?!”’)]$", text), text
            assert "?]" not in text, text
            assert 20 < len(text) < 700, text


def test_the_first_article_keeps_all_eight_works(site: Path) -> None:
    [name] = [name for name in ARTICLES if name.startswith("articles/2025/")]
    page = parsed(site / f"{name}.html")
    listed = page.select("#references li.reference, #further-reading li.reference")
    entries = " ".join(entry.get_text() for entry in listed)
    for author, year in [
        ("Mearsheimer, J. J.", 2019),
        ("Lanoszka, A.", 2016),
        ("Nunn, N., & Qian, N.", 2010),
        ("Regan, P. M., Frank, R. W., & Aydin, A.", 2009),
        ("Sauer, T.", 2019),
        ("de Waal, A.", 2013),
        ("Harvey, D.", 1989),
        ("Bennett, W. L., & Livingston, S.", 2018),
    ]:
        assert f"{author} ({year})." in entries
