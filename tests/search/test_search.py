"""Search in a real browser: what a reader finds, what it costs, and what the index holds."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Request, expect

from press.search import pagefind, pagefind_format, search_index
from tests.publication import Publication

WORDS = "river harbour lantern copper meadow orchard pepper saddle timber violet walnut zebra"

# What may be transferred for the first query on a site of this size, with everything but the
# search page's own style sheets, which the page before it has loaded. The half is WebAssembly.
MOST_BYTES = 160_000


NOTHING = "Nothing found. Try fewer or other words, or fewer filters."
ANSWERED = re.compile("found$|^Nothing found")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder."""

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


def fill(publication: Publication, count: int = 30) -> None:
    """Write articles, each with all words but one, which it has in its place."""
    for number in range(count):
        words = WORDS.split()
        words[number % len(words)] = f"unique{number}"
        publication.article(
            f"{2024 + number % 2}-01-{number + 1:02}-article-{number}",
            f"```{{tldr}}\nFirst {words[0]}.\n```\n\n## The {words[3]} part\n\n{' '.join(words)} {{cite:p}}`smith2019first`.",
            section=("international", "opinion")[number % 2],
            topics=[f"Topic {number % 3}", "Law & order"],
            authors=["Ann Writer"] if number % 5 == 0 else [],
            summary=f"Summary of number {number}.",
        )
    publication.article("2025-02-01-hidden", "A secretword.", status="draft")


class Reader:
    """A reader of a served site, and everything that their browser asked for."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.errors: list[str] = []
        self.requests: list[Request] = []
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfinished", self.note)

    def note(self, request: Request) -> None:
        """Keep a request: Playwright cannot call a list's own method."""
        self.requests.append(request)

    def search(self, address: str) -> list[str]:
        """Open the search page with a query; return the titles that it lists."""
        self.page.goto(f"{self.root}search.html?{address}")
        if address:
            expect(self.page.get_by_role("status")).to_have_text(ANSWERED)
        return self.titles()

    def titles(self) -> list[str]:
        """Return the titles that are listed."""
        return self.page.locator("#search-results h2").all_inner_texts()

    def everything(self) -> set[str]:
        """Ask for more until there is no more; return all titles, none of them shown twice."""
        more = self.page.get_by_role("button", name="More results")
        while more.is_visible():
            seen = len(self.titles())
            more.click()
            expect(self.page.locator("#search-results h2")).not_to_have_count(seen)
        titles = self.titles()
        assert len(set(titles)) == len(titles)
        return set(titles)

    @property
    def status(self) -> str:
        """What a screen reader is told."""
        return self.page.get_by_role("status").inner_text()


@pytest.fixture
def read(browser: Browser) -> Iterator[Any]:
    """A function that serves a folder and opens a browser for it."""
    closing: list[Any] = []

    def start(folder: Path, **settings: Any) -> Reader:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(**settings)
        closing.extend([server.server_close, server.shutdown, context.close])
        return Reader(context.new_page(), f"http://127.0.0.1:{server.server_port}/")

    yield start
    for close in reversed(closing):
        close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles, built once."""
    from sphinx.testing.util import SphinxTestApp

    publication = Publication(tmp_path_factory.mktemp("search") / "publication", SphinxTestApp)
    fill(publication)
    publication.build()
    assert publication.warnings == ""
    assert publication.app is not None
    publication.app.cleanup()
    return publication.folder / "_build/html"


# -- a reader -------------------------------------------------------------------


def test_a_word_is_found_from_an_article(site: Path, read: Any) -> None:
    reader = read(site)
    page = reader.page
    page.goto(reader.root + "articles/2025/2025-01-02-article-1.html")
    reader.requests.clear()
    page.get_by_role("searchbox", name="Search").fill("unique7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article found")
    [result] = page.locator("#search-results > li").all()
    assert result.locator("h2").inner_text() == "Title of article-7"
    assert result.locator(".search-facts").inner_text() == "Opinion · January 8, 2025"
    assert result.locator(".search-summary").inner_text() == "Summary of number 7."
    assert result.locator("mark").all_inner_texts() == ["unique7"]
    sent = sum(sum(request.sizes()[part] for part in SIZES) for request in reader.requests)
    assert 0 < sent < MOST_BYTES
    assert [r.url for r in reader.requests if not r.url.startswith(reader.root)] == []
    assert reader.errors == []
    result.locator("h2 a").click()
    assert page.locator("h1").inner_text().startswith("Title of article-7")


SIZES = ("responseHeadersSize", "responseBodySize")


def test_a_result_leads_to_the_heading(site: Path, read: Any) -> None:
    reader = read(site)
    assert reader.search("q=unique7") == ["Title of article-7"]
    [heading] = reader.page.locator(".search-headings a").all()
    assert heading.inner_text() == "The copper part"
    heading.click()
    assert reader.page.locator("section:target h2").inner_text().startswith("The copper part")


# All thirty but 1, 13 and 25 have the word "harbour".
HARBOUR = set(range(30)) - {1, 13, 25}


@pytest.mark.parametrize(
    ("narrowed", "numbers"),
    [
        ("", HARBOUR),
        ("&section=opinion", {n for n in HARBOUR if n % 2}),
        ("&year=2024", {n for n in HARBOUR if not n % 2}),
        ("&topic=topic-0", {n for n in HARBOUR if not n % 3}),
        ("&topic=law-order", HARBOUR),
        ("&author=ann-writer", {n for n in HARBOUR if not n % 5}),
        ("&section=opinion&topic=topic-0&year=2025", {n for n in HARBOUR if n % 6 == 3}),
        ("&section=opinion&year=2024", set()),
        ("&section=no-such-section", HARBOUR),
    ],
)
def test_filters_narrow(site: Path, read: Any, narrowed: str, numbers: set[int]) -> None:
    reader = read(site)
    reader.search(f"q=harbour{narrowed}")
    assert reader.everything() == {f"Title of article-{number}" for number in numbers}
    assert reader.status == (f"{len(numbers)} articles found" if numbers else NOTHING)
    assert reader.errors == []


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ("year=2025", {n for n in range(30) if n % 2}),
        ("section=international&topic=topic-0", {n for n in range(30) if n % 6 == 0}),
        ("q=+&author=ann-writer", {n for n in range(30) if n % 5 == 0}),
        ("section=opinion&year=2024", set()),
    ],
)
def test_filters_alone_list_their_articles_the_newest_first(
    site: Path, read: Any, chosen: str, numbers: set[int]
) -> None:
    reader = read(site)
    reader.search(chosen)
    assert reader.status == (f"{len(numbers)} articles found" if numbers else NOTHING)
    assert reader.everything() == {f"Title of article-{number}" for number in numbers}
    page = reader.page
    shown = page.locator(".search-facts").all_inner_texts()
    days = [int(re.sub(r".* January (\d+), \d+", r"\1", text)) for text in shown]
    years = [int(text[-4:]) for text in shown]
    dates = list(zip(years, days, strict=True))
    assert dates == sorted(dates, reverse=True)
    assert page.locator(".search-excerpt, mark").count() == 0
    # Of the words, one piece in each shard: Pagefind would load them all.
    assert sum("/index/" in request.url for request in reader.requests) <= search_index.SHARDS
    assert reader.errors == []


def test_nothing_chosen_lists_nothing(site: Path, read: Any) -> None:
    reader = read(site)
    for address in ("", "q=", "q=++&section=&year="):
        reader.page.goto(f"{reader.root}search.html?{address}")
        reader.page.wait_for_load_state("networkidle")
        assert (reader.titles(), reader.status) == ([], "")
    assert not [request.url for request in reader.requests if "/pagefind/" in request.url]


def test_filters_say_how_much_there_is(site: Path) -> None:
    page = BeautifulSoup((site / "search.html").read_text("utf-8"), "lxml")
    options = {
        str(select["name"]): [(option["value"], option.get_text()) for option in select("option")]
        for select in page.select("#search-form select")
    }
    assert options == {
        "section": [
            ("", "All sections"),
            ("international", "International (15)"),
            ("opinion", "Opinion (15)"),
        ],
        "topic": [
            ("", "All topics"),
            ("law-order", "Law & order (30)"),
            *((f"topic-{n}", f"Topic {n} (10)") for n in range(3)),
        ],
        "author": [("", "All authors"), ("ann-writer", "Ann Writer (6)")],
        "year": [("", "All years"), ("2025", "2025 (15)"), ("2024", "2024 (15)")],
    }


def test_everything_works_with_the_keyboard_alone(site: Path, read: Any) -> None:
    reader = read(site)
    page = reader.page
    reader.search("")
    page.get_by_label("Words to search for").focus()
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("27 articles found")
    for _ in range(2):  # the button, then the first filter
        page.keyboard.press("Tab")
    page.keyboard.type("Op")
    expect(page.get_by_role("status")).to_have_text("12 articles found")
    assert page.url.endswith("search.html?q=harbour&section=opinion")
    first = reader.titles()
    page.get_by_role("button", name="More results").press("Enter")
    expect(page.locator("#search-results h2")).to_have_count(2 * len(first))
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == reader.titles()[len(first)]
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("27 articles found")
    assert page.get_by_label("Section").input_value() == ""


def test_a_screen_reader_is_told_what_is_what(site: Path, read: Any) -> None:
    reader = read(site)
    page = reader.page
    reader.search("q=unique7")
    # The box of every page and this page's form can be told apart.
    expect(page.get_by_role("search", name="Search")).to_have_count(1)
    form = page.get_by_role("search", name="Search")
    for role, name in (
        ("searchbox", "Words to search for"),
        ("button", "Search"),
        *(("combobox", name) for name in ("Section", "Topic", "Author", "Year")),
    ):
        expect(form.get_by_role(role, name=name, exact=True)).to_have_count(1)
    results = page.get_by_role("list", name="1 article found")
    expect(results.get_by_role("listitem").first).to_contain_text("Title of article-7")
    expect(results.get_by_role("heading", level=2)).to_have_text("Title of article-7")
    # A live region is announced where it has been before it changed: the page brings it, empty.
    written = BeautifulSoup((site / "search.html").read_text("utf-8"), "lxml")
    [status] = written.select("[role=status]")
    assert status.get_text() == ""


def test_focus_stays_where_the_reader_is(site: Path, read: Any) -> None:
    reader = read(site)
    page = reader.page
    reader.search("q=harbour")
    field = page.get_by_label("Words to search for")
    field.fill("unique7")
    field.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article found")
    expect(field).to_be_focused()
    choice = page.get_by_label("Section")
    choice.focus()
    choice.press("i")
    expect(page.get_by_role("status")).to_have_text(NOTHING)
    expect(choice).to_be_focused()
    # Further on come the results, not what is hidden.
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status")).to_have_text("1 article found")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Title of article-7")).to_be_focused()


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    site: Path, read: Any
) -> None:
    reader = read(site)
    page = reader.page
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{reader.root}search.html?q=unique7")
    expect(page.get_by_role("status")).to_have_text(re.compile("^The search could not be loaded"))
    page.unroute("**/pagefind.js")
    page.get_by_role("button", name="Search").press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article found")


def test_an_excerpt_is_of_the_text(site: Path, read: Any) -> None:
    """Not of the title, which stands above it, nor with the label of the box."""
    reader = read(site)
    reader.search("q=lantern+river")
    excerpts = reader.page.locator(".search-excerpt").all_inner_texts()
    assert len(excerpts) == 5
    assert not [text for text in excerpts if "Title" in text or "TL;DR" in text]
    assert {text[:6] for text in excerpts} == {"First "}
    assert reader.search('q="Title+of+article-7"') == ["Title of article-7"]
    assert reader.page.locator(".search-excerpt").count() == 0


def test_all_words_have_to_be_there(site: Path, read: Any) -> None:
    """In all shards alike, although each knows only the words of its own articles."""
    reader = read(site)
    assert reader.search("q=unique7+harbour") == ["Title of article-7"]
    assert reader.search("q=lanterns+unique7") == ["Title of article-7"]  # as "lantern"
    reader.search("q=river+harbour")
    assert reader.everything() == {
        f"Title of article-{number}" for number in HARBOUR if number % 12
    }


def test_a_word_that_nobody_wrote_finds_the_nearest(site: Path, read: Any) -> None:
    reader = read(site)
    assert reader.search("q=harbourmaster") != []


def test_a_phrase_is_found_between_quotes(site: Path, read: Any) -> None:
    reader = read(site)
    assert reader.search('q="pepper+unique7+timber"') == ["Title of article-7"]
    assert reader.search('q="timber+unique7"') == []
    assert reader.status == NOTHING


def test_words_that_are_everywhere_are_not_asked_for(site: Path, read: Any) -> None:
    reader = read(site)
    assert reader.search("q=the+unique7+of+the") == ["Title of article-7"]
    reader.search("q=the")
    assert len(reader.everything()) == 30
    assert reader.status == "30 articles found"


@pytest.mark.parametrize("words", ["secretword", "smith", "January", "Also+cited"])
def test_what_is_not_of_the_article_is_not_found(site: Path, read: Any, words: str) -> None:
    """Drafts; the reference lists' entries; what stands around every article."""
    reader = read(site)
    found = reader.search(f"q={words}")
    # The citation in the text is the article's own.
    assert reader.status == ("30 articles found" if words == "smith" else found or NOTHING)


def test_authors_and_topics_are_found_by_their_names(site: Path, read: Any) -> None:
    reader = read(site)
    reader.search("q=Ann+Writer")
    assert reader.status == "6 articles found"


def test_what_a_reader_types_is_text(site: Path, read: Any) -> None:
    reader = read(site)
    reader.search("q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&year=%22%3E%3Cb%3E")
    assert reader.page.locator("main img, article img").count() == 0
    assert reader.page.get_by_label("Words to search for").input_value().startswith("<img")
    assert reader.errors == []


def test_markup_in_an_article_is_shown_as_it_is_written(
    publication: Publication, read: Any
) -> None:
    publication.article(
        "2025-01-01-one", "Strange `<b>&amp;</b>` pineapple.", title="A <i> & B", summary='"<u>"'
    )
    publication.build()
    reader = read(publication.folder / "_build/html")
    assert reader.search("q=pineapple") == ["A <i> & B"]
    assert reader.page.locator(".search-summary").inner_text() == '"<u>"'
    assert "<b>&amp;</b>" in reader.page.locator(".search-excerpt").inner_text()


def test_an_excerpt_says_where_it_does_not_begin(publication: Publication, read: Any) -> None:
    publication.article("2025-01-01-one", f"First. {'Filling. ' * 80} A pineapple.")
    publication.build()
    reader = read(publication.folder / "_build/html")
    reader.search("q=pineapple")
    assert reader.page.locator(".search-excerpt").inner_text().startswith("… Filling")


def test_without_javascript_the_page_says_what_to_do(site: Path, read: Any) -> None:
    reader = read(site, java_script_enabled=False)
    page = reader.page
    page.goto(f"{reader.root}search.html?q=harbour")
    help_text = page.locator("noscript p")
    assert help_text.is_visible()
    assert help_text.inner_text().startswith("The search needs JavaScript")
    assert not page.locator("#search-form").is_visible()
    links = page.locator("article nav a")
    assert {"International", "2025", "Topics", "Authors", "Works cited"} <= set(
        links.all_inner_texts()
    )


def test_a_site_without_articles_finds_nothing(publication: Publication, read: Any) -> None:
    publication.build()
    reader = read(publication.folder / "_build/html")
    assert reader.search("q=harbour") == []
    assert reader.status == NOTHING
    assert reader.errors == []


def test_an_article_without_a_word_is_found_by_its_title(
    publication: Publication, read: Any
) -> None:
    publication.article("2025-01-01-one", "1.", title="A pineapple", summary="Short.")
    publication.article("2025-01-02-two", "A pineapple.")
    publication.build()
    reader = read(publication.folder / "_build/html")
    assert set(reader.search("q=pineapple")) == {"A pineapple", "Title of two"}
    assert reader.search("year=2025") == ["Title of two", "A pineapple"]


def test_addresses_are_those_of_the_builder(publication: Publication, read: Any) -> None:
    publication.article("2025-01-01-one", "A pineapple.")
    publication.build("dirhtml")
    reader = read(publication.folder / "_build")  # a site that is not at the root
    reader.page.goto(f"{reader.root}dirhtml/search/?q=pineapple")
    expect(reader.page.get_by_role("status")).to_have_text("1 article found")
    [link] = reader.page.locator("#search-results a").all()
    assert link.get_attribute("href") == f"{reader.root}dirhtml/articles/2025/2025-01-01-one/"


# -- the index ------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (path.name == ".search.json" or "pagefind" in path.parts)
    }


def built(publication: Publication, out: str = "_build") -> dict[str, bytes]:
    publication.build(out=out)
    return tree(publication.folder / out / "html")


def shards_written(publication: Publication) -> set[str]:
    """Return the shards that a build made anew."""
    folder = publication.folder / "_build/html/pagefind"
    for path in folder.glob("*/pagefind-entry.json"):
        os.utime(path, (1, 1))
    publication.build()
    entries = folder.glob("*/pagefind-entry.json")
    return {path.parent.name for path in entries if path.stat().st_mtime != 1}


def test_the_same_pages_give_the_same_bytes(publication: Publication) -> None:
    fill(publication, 8)
    one = built(publication)
    assert len(one) > 30
    assert one == built(publication, "_again")
    # Not as the file system happens to name the files: by address.
    pages = [
        pagefind.Document(f"{n}.html", f"<html lang=en><body><p>word{n}</p></body></html>", str(n))
        for n in range(9)
    ]
    pagefind.write_index(pages, publication.folder / "one/pagefind")
    pagefind.write_index(reversed(pages), publication.folder / "other/pagefind")
    assert tree(publication.folder / "one") == tree(publication.folder / "other")


@pytest.mark.parametrize("path", ["filter", "index", "fragment"])
def test_packed_files_carry_no_time(site: Path, path: str) -> None:
    files = [file for file in (site / "pagefind").rglob(f"*/{path}/**/*") if file.is_file()]
    assert files
    assert {file.read_bytes()[4:8] for file in files} == {bytes(4)}  # RFC 1952, MTIME


def test_an_edit_costs_one_shard(publication: Publication) -> None:
    fill(publication, 8)
    publication.build()
    assert shards_written(publication) == set()
    name = publication.article("2024-01-01-article-0", "Something else.", summary="Another.")
    assert shards_written(publication) == {str(search_index.shard_of(name))}
    after = tree(publication.folder / "_build/html")
    assert after == built(publication, "_clean")


def test_a_work_that_changes_costs_nothing(publication: Publication) -> None:
    fill(publication, 8)
    publication.build()
    bib = publication.folder / "references.bib"
    bib.write_text(bib.read_text("utf-8").replace("A first book", "A changed book"), "utf-8")
    assert shards_written(publication) == set()
    assert "A changed book" in publication.page("articles/2024/2024-01-01-article-0").get_text()


def test_a_deleted_article_is_not_found(publication: Publication, read: Any) -> None:
    publication.article("2025-01-01-one", "A pineapple.")
    gone = publication.article("2025-01-02-two", "A pineapple.")
    publication.build()
    publication.delete(gone)
    after = built(publication)
    assert read(publication.folder / "_build/html").search("q=pineapple") == ["Title of one"]
    assert after == built(publication, "_clean")


def test_an_update_that_broke_off_is_made_good(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(publication, 8)
    before = built(publication)
    name = publication.article("2024-01-01-article-0", "Something else.")
    folder = publication.folder / f"_build/html/pagefind/{search_index.shard_of(name)}"
    with monkeypatch.context() as patch:
        # The new shard lies in its place; nothing after that is done.
        patch.setattr(Path, "rename", broken_off(Path.rename))
        with pytest.raises(KeyboardInterrupt):
            publication.build()
    assert tree(folder) != {}
    fill(publication, 8)
    assert built(publication) == before


def broken_off(function: Any) -> Any:
    def call(*arguments: Any) -> Any:
        function(*arguments)
        raise KeyboardInterrupt

    return call


def test_another_version_of_pagefind_makes_all_anew(publication: Publication) -> None:
    publication.article("2025-01-01-one", "A pineapple.")
    before = built(publication)
    ledger = publication.folder / "_build/html/.search.json"
    ledger.write_text(ledger.read_text("utf-8").replace("pagefind 1.", "pagefind 0."), "utf-8")
    assert shards_written(publication) != set()
    assert tree(publication.folder / "_build/html") == before


def test_sphinx_makes_no_index_of_its_own(site: Path) -> None:
    assert list(site.rglob("searchindex*")) == []
    assert list(site.rglob("searchtools*")) == []
    for path in site.rglob("*.html"):
        scripts = BeautifulSoup(path.read_bytes(), "lxml").select("script[src]")
        names = {str(script["src"]).partition("?")[0].rpartition("/")[2] for script in scripts}
        own = {"search.js"} if path.name == "search.html" else {"citations.js", "filter.js"} & names
        assert names == {"furo.js"} | own


def test_the_search_page_alone_has_no_styles_for_code(site: Path) -> None:
    for path in site.rglob("*.html"):
        links = BeautifulSoup(path.read_bytes(), "lxml").select("link[rel=stylesheet]")
        with_code = [link for link in links if "pygments" in str(link["href"])]
        assert bool(with_code) == (path.name != "search.html")
        assert [link for link in links if "press.css" in str(link["href"])]


def test_other_formats_have_no_index(publication: Publication) -> None:
    publication.article("2025-01-01-one", "A pineapple.")
    for builder in ("epub", "singlehtml", "text"):
        publication.build(builder)
        assert tree(publication.folder / "_build") == {}


def test_the_scripts_are_small() -> None:
    folder = Path(__file__).parents[2] / "press/site/theme/static"
    assert sum(path.stat().st_size for path in folder.glob("search*.js")) <= 8_000


def test_the_worker_is_asked_for_by_its_content(site: Path) -> None:
    """A browser that kept the last release's would not understand the page."""
    form = BeautifulSoup((site / "search.html").read_bytes(), "lxml").select_one("#search-form")
    assert form is not None
    name, _, version = str(form["data-worker"]).partition("?v=")
    assert version == f"{zlib.crc32((site / name).read_bytes()):08x}"


def test_the_page_stays_quick_while_the_index_is_asked(site: Path, read: Any) -> None:
    """WebAssembly and its files are the worker's: the page itself asks for none of them."""
    reader = read(site)
    reader.search("q=harbour")
    assert [worker.url.partition("?")[0] for worker in reader.page.workers] == [
        f"{reader.root}_static/search-worker.js"
    ]
    names = reader.page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in names if "/pagefind/" in name]


# -- what is known of Pagefind ----------------------------------------------------


def test_its_list_of_pieces_has_the_form_that_is_rewritten(site: Path) -> None:
    """Fails when Pagefind changes the parts of its index that ``press.search.pagefind`` rewrites."""
    shard = site / "pagefind" / str(search_index.shard_of("articles/2024/2024-01-01-article-0"))
    entry = json.loads((shard / "pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == ["en"]
    [path] = shard.glob(f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    data = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
    version, pages, pieces, filters, sorts, fields = cast("Any", pagefind_format.decode(data))
    assert version == entry["version"]
    assert {f"{name}.pf_fragment" for name, _words in pages} == names(shard / "fragment")
    assert {f"{name}.pf_index" for _from, _to, name in pieces} == names(shard / "index")
    assert {f"{name}.pf_filter" for _title, name in filters} == names(shard / "filter")
    assert (sorts, fields) == (
        [],
        ["authors", "date", "in", "section", "summary", "title", "topics"],
    )


def names(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files}


def test_a_program_that_stops_is_named(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.article("2025-01-01-one", "A pineapple.")
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(Exception, match=r"index could not be made: pagefind 1\S+ does not run"):
        publication.build()
