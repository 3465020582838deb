"""The Content-Security-Policy: nothing that a page needs breaks it, and what is foreign is refused."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from press.site import security_policy
from tests import hard_book
from tests.hard_book import WIDTHS
from tests.publication import Publication
from tools.audit.server import served

NOTE = """window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
    violations.push([event.effectiveDirective, event.blockedURI, event.sample]));"""


@pytest.fixture
def site(publication: Publication) -> Path:
    """A site with all kinds of pages, formulas, pictures and tables of given widths."""
    hard_book.write(publication)
    publication.article("2025-05-06-widths", WIDTHS, aliases=["old/place"])
    publication.article("2025-05-07-plain", "Plain words about deterrence.", topics=["Libya"])
    publication.build()
    assert publication.warnings == ""
    return publication.folder / "_build/html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that notes what the policy refuses."""
    context = browser.new_context()
    context.add_init_script(NOTE)
    page = context.new_page()
    yield page
    context.close()


def policy_of(path: Path) -> dict[str, list[str]]:
    """Return a page's directives with their sources."""
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    [meta] = soup.select('head > meta[http-equiv="Content-Security-Policy"]')
    # A policy holds for what comes after it.
    assert not [
        tag for tag in meta.find_all_previous(["style", "link"]) if "stylesheet" in str(tag)
    ]
    assert not [tag for tag in meta.find_all_previous("script") if not tag.get("type")]
    parts = (part.split() for part in str(meta["content"]).split(";"))
    return {name: sources for name, *sources in parts}


def test_a_host_that_adds_scripts_can_compile_them(publication: Publication, page: Page) -> None:
    """As Read the Docs' add-ons do: they compile, ask the host and bring styles."""
    publication.article("2025-05-07-plain", "Plain words.")
    publication.build(settings={"press_host": "readthedocs"})
    assert "press_host is 'readthedocs': pages carry no policy" in publication.status
    site = publication.folder / "_build/html"
    pages = [BeautifulSoup(path.read_bytes(), "lxml") for path in site.rglob("*.html")]
    assert not [p for p in pages if p.select('meta[http-equiv="Content-Security-Policy"]')]
    added = """() => {
        const style = document.createElement("style");
        style.textContent = "body { margin-top: 7px }";
        document.head.append(style);
        return new Function("return getComputedStyle(document.body).marginTop")();
    }"""
    with served(site) as root:
        page.goto(root + "index.html")
        assert page.evaluate(added) == "7px"
        assert page.evaluate("() => fetch('/_/addons/').then(answer => answer.status)") == 404
        assert page.evaluate("window.violations") == []


def test_no_page_breaks_its_policy(site: Path, page: Page) -> None:
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(re.sub(r"^(\w+://[^/]*).*", r"\1", request.url)))
    with served(site) as root:
        for name in names:
            page.goto(root + name)
            if name.startswith("old/"):
                page.wait_for_url("**/2025-05-06-widths.html")
            assert page.evaluate("violations") == [], name
            assert page.evaluate("document.body.dataset.theme ?? 'auto'") == "auto"
        page.goto(f"{root}{hard_book.MIXED}.html")
        page.locator(".theme-toggle-content button").click()
        page.locator(".citation a").first.hover()
        page.locator(".citation-card").wait_for()
        theme = page.evaluate("document.body.dataset.theme")
        assert theme != "auto"
        assert page.evaluate("violations") == []
        # It is there before anything is drawn: furo's inline script ran.
        page.goto(f"{root}articles/works.html", wait_until="commit")
        page.wait_for_selector("body[data-theme]", state="attached")
        assert page.evaluate("document.body.dataset.theme") == theme
        page.get_by_role("searchbox", name="Filter this list").fill("smith")
        assert page.evaluate("violations") == []
        page.goto(f"{root}search.html?q=deterrence")
        page.locator("#search-results li").first.wait_for()
        assert page.evaluate("violations") == []
        page.goto(f"{root}no/such/page")
        assert page.evaluate("violations") == []
        assert asked <= {root.rstrip("/"), "data:,", "data:"}
    assert [error for error in errors if "status of 404" not in error] == []


def test_widths_are_shown(site: Path, page: Page) -> None:
    """The hash of an attribute is that of what the browser reads."""
    with served(site) as root:
        page.goto(f"{root}articles/2025/2025-05-06-widths.html")
        styled = page.locator("article [style]")
        assert styled.count() >= 3
        for element in styled.all():
            assert element.evaluate("e => e.style.width") != ""


def test_what_is_foreign_is_refused(site: Path, page: Page) -> None:
    with served(site) as root:
        for name in ("index.html", "search.html"):
            page.goto(root + name)
            page.evaluate("""() => {
                const script = document.createElement("script");
                script.textContent = "window.broken = true";
                const foreign = document.createElement("script");
                foreign.src = "https://foreign.test/x.js";
                const image = document.createElement("img");
                image.src = "https://foreign.test/x.png";
                const frame = document.createElement("iframe");
                frame.src = "https://foreign.test/";
                const text = document.createElement("p");
                text.setAttribute("style", "color: red");
                text.setAttribute("onclick", "window.broken = true");
                document.body.append(script, foreign, image, frame, text);
                text.click();
                fetch("https://foreign.test/").catch(() => {});
            }""")
            page.wait_for_function("violations.length >= 7")
            assert {found[0] for found in page.evaluate("violations")} == {
                "script-src-elem", "script-src-attr", "img-src", "frame-src", "style-src-attr",
                "connect-src",
            }  # fmt: skip
            assert page.evaluate("window.broken") is None


def test_every_page_allows_no_more_than_it_needs(site: Path) -> None:
    for path in site.rglob("*.html"):
        policy = policy_of(path)
        assert policy["default-src"] == ["'none'"]
        sources = [source for found in policy.values() for source in found]
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(sources)
        name = path.relative_to(site).as_posix()
        assert "'wasm-unsafe-eval'" not in sources, name
        assert policy.get("connect-src", ["'self'"]) == ["'self'"], name
        assert ("'unsafe-hashes'" in sources) == ("widths" in name), name


def test_the_hash_is_of_the_script_that_the_page_holds(site: Path) -> None:
    soup = BeautifulSoup((site / "index.html").read_bytes(), "html.parser")
    scripts = [tag.string for tag in soup.select("script:not([src], [type])")]
    assert scripts
    hashes = {
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for text in scripts
        if text is not None
    }
    assert {s for s in policy_of(site / "index.html")["script-src"] if "sha256" in s} == hashes


def test_a_publication_may_allow_more(publication: Publication, page: Page) -> None:
    settings: dict[str, Any] = {
        "press_content_sources": {"script-src": "https://count.test", "frame-src": "'self'"},
        "html_theme_options": {"light_css_variables": {"color-brand-primary": "#123456"}},
    }
    publication.article("2025-05-07-plain", "Plain words.")
    with (publication.folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("def setup(app):\n    app.add_js_file(None, body='window.given = 1 < 2;')\n")
    publication.build(settings=settings)
    site = publication.folder / "_build/html"
    policy = policy_of(site / "index.html")
    assert policy["script-src"][-1] == "https://count.test"
    assert policy["frame-src"] == ["'self'"]
    with served(site) as root:
        page.goto(f"{root}index.html")
        assert page.evaluate("violations") == []
        assert page.evaluate("window.given") is True
        color = "getComputedStyle(document.body).getPropertyValue('--color-brand-primary')"
        assert page.evaluate(color).strip() == "#123456"


@pytest.mark.parametrize("given", [{"scripts": "https://a.test"}, {"script-src": "a.test; x"}])
def test_sources_that_mean_nothing_are_named(publication: Publication, given: Any) -> None:
    publication.build(settings={"press_content_sources": given})
    assert "press_content_sources: " in publication.warnings
    assert 'write {"script-src": "https://one.example' in publication.warnings


def test_a_theme_whose_script_varies_is_refused(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text("<script>x = {{ title }}</script>", "utf-8")
    with pytest.raises(Exception, match="differs from page to page"):
        security_policy._theme_scripts((str(tmp_path),))
