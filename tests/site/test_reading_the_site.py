"""The publication's own site in a real browser: it reads well, and asks nobody else for anything."""

from __future__ import annotations

import functools
import http.server
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # has no types
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser import FAINT, NARROW, RULES, WIDE

ROOT = Path(__file__).resolve().parents[2]

# Every kind of page that there is.
PAGES = {
    "home": "index.html",
    "article": "articles/2025/2025-04-27-north-korean-troops-confirmed-in-russia-ukraine-conflict.html",
    "volume": "articles/2026/index.html",
    "section": "sections/international.html",
    "topics": "topics.html",
    "works": "articles/works.html",
    "about": "articles/about.html",
    "corrections": "articles/corrections.html",
    "search": "search.html?q=mediation",
    "404": "no/such/page.html",
}

# https://www.deque.com/axe/core-documentation/api-documentation/#axe-core-tags

# The number of characters on every full line of an article's paragraphs.
LINES = """() => [...document.querySelectorAll(".article section > p")].flatMap(paragraph => {
    const lines = new Map(), range = document.createRange();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        for (let at = 0; at < node.length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const top = Math.round(range.getBoundingClientRect().bottom / 8);
            lines.set(top, (lines.get(top) ?? 0) + 1);
        }
    }
    return [...lines.values()].slice(0, -1);
})"""

# Text whose contrast with what is behind it is less than WCAG 2.2 asks for at level AA (1.4.3).


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host of static pages does: 404.html for what is not there."""

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_args: Any, **_kwargs: Any) -> None:
        """Answer with the site's own page."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the publication's site, built as it is and served."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-D", "html_baseurl="]
    folders = [str(ROOT), str(folder / "html")]
    subprocess.run([*command, "-d", str(folder / "doctrees"), *folders], check=True)
    handler = functools.partial(Handler, directory=str(folder / "html"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@dataclass
class Visit:
    """A page, and what happened while it was opened."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        """Keep the errors of the page's console."""
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """A function that opens an address of the site in a window of its own."""
    contexts = []

    def open_page(address: str, **settings: Any) -> Visit:
        context = browser.new_context(**{"viewport": WIDE, **settings})
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.on("console", found.note)
        found.page.on("pageerror", lambda error: found.errors.append(str(error)))
        found.page.on("request", lambda request: found.requests.append(request.url))
        # The search results are fetched after the page is loaded.
        found.page.goto(site + address, wait_until="networkidle" if "?q=" in address else "load")
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(visit: Any, site: str, name: str, size: Any, scheme: str) -> None:
    found = visit(PAGES[name], viewport=size, color_scheme=scheme)
    page = found.page
    expected = [error for error in found.errors if "status of 404" not in error or name != "404"]
    assert expected == []
    assert [url for url in found.requests if not url.startswith((site, "data:"))] == []
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    scrolls = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(scrolls)
    wide = "[...document.querySelectorAll('.content')].some(e => e.scrollWidth > e.clientWidth)"
    assert not page.evaluate(wide)
    assert page.evaluate(FAINT) == []
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    lightness = sum(map(int, background.removeprefix("rgb(").removesuffix(")").split(",")[:3]))
    assert (lightness > 3 * 128) == (scheme == "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(visit: Any, name: str, size: Any, scheme: str) -> None:
    """WCAG 2.2 at levels A and AA, and axe's best practices."""
    page = visit(PAGES[name], viewport=size, color_scheme=scheme).page
    for details in page.locator("summary").all():
        details.click()
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    shown = [
        (v["id"], [(node["target"], node["failureSummary"]) for node in v["nodes"]]) for v in found
    ]
    assert shown == []


def test_lines_have_the_length_that_is_read_with_ease(visit: Any) -> None:
    """60 to 75 characters: Bringhurst, The Elements of Typographic Style, 2.1.2."""
    lengths = visit(PAGES["article"]).page.evaluate(LINES)
    assert len(lengths) > 50
    assert 60 <= statistics.median(lengths) <= 75


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_reader_without_javascript_gets_everywhere(visit: Any, size: Any) -> None:
    page = visit(PAGES["article"], viewport=size, java_script_enabled=False).page
    if size is NARROW:
        page.locator("label.nav-overlay-icon").click()
        page.wait_for_timeout(400)  # the drawer slides in
    page.get_by_role("link", name="Opinion").click()
    assert page.locator("h1").inner_text() == "Opinion"
    page.locator(".card-title a").first.click()
    assert page.locator(".article h1").count() == 1


def test_a_citation_leads_to_its_entry_and_back(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    citation = page.locator(".citation a").first
    citation.click()
    entry = page.locator("li.reference:target")
    assert entry.count() == 1
    entry.locator(".backlinks a").first.click()
    assert page.locator(".citation :target").count() == 1


def test_the_keyboard_reaches_the_text_at_once(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"


def test_the_keyboard_opens_what_a_small_screen_folds_away(visit: Any) -> None:
    page = visit(PAGES["article"], viewport=NARROW).page
    walk = "document.activeElement.closest('.sidebar-drawer, .toc-drawer')?.className ?? ''"
    for name, link in (("__navigation", "Opinion"), ("__toc", "References")):
        page.keyboard.press("Tab")  # past the skip link, or what was opened
        while page.evaluate("document.activeElement.id") != name:
            assert page.evaluate(walk) == ""
            page.keyboard.press("Tab")
        drawer = page.get_by_role("complementary").get_by_role("link", name=link, exact=True)
        assert drawer.count() == 0
        page.keyboard.press("Space")
        drawer.wait_for()
        page.wait_for_timeout(400)  # it slides in
        box = drawer.bounding_box()
        assert box
        assert 0 <= box["x"] < NARROW["width"]
        page.keyboard.press("Space")


def test_every_control_shows_its_focus(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        at_end = page.evaluate("document.activeElement === document.body")
        if at_end:
            break
        assert outline[0] != "none", page.evaluate("document.activeElement.outerHTML")
        assert outline[1] >= 2
        seen += 1
    assert seen > 30


def test_on_paper_there_is_the_article_alone(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    page.emulate_media(media="print")
    for selector in (".sidebar-drawer", ".mobile-header", ".toc-drawer", ".neighbours"):
        assert not page.locator(selector).is_visible()
    for selector in (".article-foot", ".sources", ".backlinks", ".also-cited"):
        assert page.locator(selector).count()
        assert not page.locator(selector).first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".references").is_visible()
    assert page.locator(".printed").is_visible()
    tops = [page.locator(name).bounding_box()["y"] for name in (".printed", ".kicker", "h1")]
    assert tops == sorted(tops)


def test_the_front_page_leads_with_the_newest_article(visit: Any) -> None:
    page = visit(PAGES["home"]).page
    sizes = page.evaluate(
        "[...document.querySelectorAll('.card-title')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert sizes[0] > 1.5 * max(sizes[1:])


# -- citations -------------------------------------------------------------------


CARD = ".citation-card"


def inside(page: Page) -> bool:
    """Say whether the card lies within the window."""
    found = page.locator(CARD).bounding_box()
    window = page.viewport_size
    assert found
    assert window
    return (
        found["x"] >= 0
        and found["y"] >= 0
        and found["x"] + found["width"] <= window["width"]
        and found["y"] + found["height"] <= window["height"]
    )


def test_a_citation_shows_its_reference_to_the_pointer(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    for citation in page.locator(".citation a").all()[:4]:
        citation.scroll_into_view_if_needed()
        citation.hover()
        page.locator(CARD).wait_for()
        entry = page.locator(f"li[id='{(citation.get_attribute('href') or '')[1:]}'] > p").first
        text = entry.evaluate("p => [...p.childNodes].filter(n => n.className !== 'backlinks')"
                              ".map(n => n.textContent).join('')")  # fmt: skip
        assert page.locator(CARD).inner_text().split() == text.split()
        assert inside(page)
        # The pointer may move onto it, and it stays.
        page.locator(CARD).hover()
        page.wait_for_timeout(500)
        assert page.locator(CARD).is_visible()
        page.mouse.move(5, 5)
        page.locator(CARD).wait_for(state="hidden")


def test_a_citation_shows_its_reference_to_the_keyboard(visit: Any) -> None:
    page = visit(PAGES["article"]).page
    page.locator(".article h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.citation a')"):
            break
    assert page.locator(CARD).is_visible()
    # It is not in the way of the keyboard, and not read a second time.
    assert page.locator(f"{CARD} a:not([tabindex='-1'])").count() == 0
    assert page.locator(CARD).get_attribute("aria-hidden") == "true"
    page.keyboard.press("Escape")
    assert not page.locator(CARD).is_visible()
    assert page.evaluate("document.activeElement.matches('.citation a')")
    page.keyboard.press("Enter")
    assert page.locator("li.reference:target").count() == 1


def test_a_tap_shows_the_reference_and_a_second_one_leads_to_it(visit: Any) -> None:
    page = visit(PAGES["article"], viewport=NARROW, has_touch=True, is_mobile=True).page
    citation = page.locator(".citation a").nth(3)
    citation.scroll_into_view_if_needed()
    citation.tap()
    assert page.locator(CARD).is_visible()
    assert inside(page)
    assert page.locator("li.reference:target").count() == 0
    page.locator("h1").tap()
    assert not page.locator(CARD).is_visible()
    citation.tap()
    citation.tap()
    assert page.locator("li.reference:target").count() == 1


def test_works_are_found_by_typing(visit: Any) -> None:
    page = visit(PAGES["works"]).page
    everything = page.locator("li.reference:visible").count()
    box = page.get_by_role("searchbox", name="Filter this list")
    box.fill("de waal LIBYAN")
    assert [text[:13] for text in page.locator("li.reference:visible").all_inner_texts()] == [
        "de Waal, A. ("
    ]
    assert page.locator("p.letter:visible").all_inner_texts() == ["D"]
    assert page.locator("#works-found").inner_text() == f"1 / {everything}"
    box.fill("")
    assert page.locator("li.reference:visible").count() == everything
    bare = visit(PAGES["works"], java_script_enabled=False).page
    assert not bare.locator(".works-filter").is_visible()
    assert bare.locator("li.reference:visible").count() == everything


def test_scripts_stay_small() -> None:
    scripts = (ROOT / "press/site/static").glob("*.js")
    assert sum(path.stat().st_size for path in scripts) <= 15_000
