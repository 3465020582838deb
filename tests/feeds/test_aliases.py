"""Former addresses: each leads to the article, none leads out of the site or over a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from press.feeds import redirect
from tests.publication import Publication

pytestmark = pytest.mark.slow

BASE = "https://press.test/review/"
OLD = "news/international/2025-01-01-one"


def build(publication: Publication, aliases: list[str], **settings: Any) -> Path:
    publication.article("2025-01-01-one", "One.", title="One & <only>", aliases=aliases)
    publication.build(settings={"html_baseurl": BASE, **settings})
    return publication.folder / "_build/html"


def redirects(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if 'http-equiv="refresh"' in path.read_text("utf-8")
    }


@pytest.mark.parametrize(
    ("alias", "files"),
    [
        (OLD, {f"{OLD}.html", f"{OLD}/index.html"}),
        (f"{OLD}/", {f"{OLD}/index.html"}),
        ("old/page.html", {"old/page.html"}),
        ("old/page.htm", {"old/page.htm"}),
        ("قديم/one", {"قديم/one.html", "قديم/one/index.html"}),
    ],
)
def test_hosts_find_a_page_at_every_form_of_a_former_address(alias: str, files: set[str]) -> None:
    assert set(redirect.files_at(alias)) == files


def test_a_former_address_leads_to_the_article(publication: Publication) -> None:
    folder = build(publication, [OLD])
    assert publication.warnings == ""
    assert redirects(folder) == {f"{OLD}.html", f"{OLD}/index.html"}
    for name in redirects(folder):
        page = BeautifulSoup((folder / name).read_text("utf-8"), "lxml")
        [refresh] = page.select('meta[http-equiv="refresh"]')
        seconds, _, address = str(refresh["content"]).partition("; url=")
        [link] = page.select("a")
        [canonical] = page.select('link[rel="canonical"]')
        [robots] = page.select('meta[name="robots"]')
        target = f"{BASE}articles/2025/2025-01-01-one.html"
        assert seconds == "0"
        assert address == link["href"]
        assert urljoin(BASE + name, address) == target
        assert (folder / name).parent.joinpath(address).resolve().is_file()
        assert canonical["href"] == target
        assert robots["content"] == "noindex"
        assert link.get_text() == "One & <only>"


def test_a_list_is_there_for_hosts_that_redirect_themselves(publication: Publication) -> None:
    folder = build(publication, [OLD, "was/here/"])
    assert (folder / "_redirects").read_text("utf-8").splitlines() == [
        f"/review/{OLD} /review/articles/2025/2025-01-01-one.html 301",
        "/review/was/here/ /review/articles/2025/2025-01-01-one.html 301",
    ]
    assert OLD not in (folder / "sitemap.xml").read_text("utf-8")


def test_they_work_on_a_site_without_an_address_and_with_dirhtml(
    publication: Publication,
) -> None:
    publication.article("2025-01-01-one", "One.", aliases=[OLD])
    publication.build("dirhtml")
    folder = publication.folder / "_build/dirhtml"
    page = BeautifulSoup((folder / f"{OLD}/index.html").read_text("utf-8"), "lxml")
    [link] = page.select("a")
    place = (folder / OLD / str(link["href"])).resolve()
    assert place == folder / "articles/2025/2025-01-01-one"
    assert (place / "index.html").is_file()


def test_they_go_with_the_article_and_when_it_gives_them_up(publication: Publication) -> None:
    folder = build(publication, [OLD])
    publication.article("2025-02-01-two", "Two.")
    build(publication, ["another/place"])
    assert redirects(folder) == {"another/place.html", "another/place/index.html"}
    assert not (folder / "news").exists()
    publication.delete("articles/2025/2025-01-01-one")
    publication.build(settings={"html_baseurl": BASE})
    assert redirects(folder) == set()
    assert not (folder / "_redirects").exists()


def test_a_page_may_come_to_a_former_address(publication: Publication) -> None:
    folder = build(publication, ["articles/about"])
    assert "articles/about.html" in redirects(folder)
    publication.article("2025-01-01-one", "One.")
    publication.write("articles/about.md", "---\norphan: true\n---\n\n# About\n")
    publication.build(settings={"html_baseurl": BASE})
    assert redirects(folder) == set()
    assert publication.page("articles/about").select_one("h1") is not None


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("index", "a page is there"),
        ("articles/2025/2025-02-01-two", "a page is there"),
        ("sections/opinion.html", "a page is there"),
        ("search", "a page is there"),
        ("404.html", "a page is there"),
        ("articles/works.html/below", "a page is there"),
        ("_static/press", "the folder belongs"),
        ("pagefind/0", "the folder belongs"),
        ("feed.xml", "no page can stand for such a file"),
        ("robots.txt/below", "no page can stand for such a file"),
        ("used/before", "articles/2025/2025-01-01-before.md has it too"),
    ],
)
def test_an_address_that_is_taken_is_a_warning_with_file_and_line(
    publication: Publication, alias: str, words: str
) -> None:
    publication.article("2025-01-01-before", "0.", aliases=["used/before"])
    publication.article("2025-02-01-two", "Two.")
    publication.article("2025-03-01-three", "Three.", aliases=[alias, OLD])
    publication.build(settings={"html_baseurl": BASE})
    [warning] = publication.warnings.strip().splitlines()
    assert f"2025-03-01-three.md:6: WARNING: aliases: {alias} leads nowhere" in warning
    assert words in warning
    assert f"{OLD}.html" in redirects(publication.folder / "_build/html")
    first = publication.warnings
    publication.build(settings={"html_baseurl": BASE})
    assert publication.warnings == first


def outside(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "_build" not in path.parts:
            yield path.relative_to(folder).as_posix()


@pytest.mark.parametrize(
    "alias",
    ["../evil", "a/../../evil", "/evil", "//evil.test/a", "a?b=c", "a#b", "https://a/b", "."],
)
def test_an_address_that_is_no_place_on_the_site_is_refused(
    publication: Publication, alias: str
) -> None:
    before = set(outside(publication.folder.parent))
    folder = build(publication, [alias])
    assert "2025-01-01-one.md:6: WARNING: " in publication.warnings
    assert "press.bad-value" in publication.warnings
    written = set(outside(publication.folder.parent)) - before
    assert written <= {
        "publication/articles/2025/index.md",
        "publication/articles/2025/2025-01-01-one.md",
    }
    assert redirects(folder) == set()
