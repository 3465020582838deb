"""Pages that read from right to left, in a real browser: whole, readable and without a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import (  # has no types
    Axe,
)
from playwright.sync_api import Browser

from tests.browser import FAINT, NARROW, RULES, WIDE
from tests.publication import BIB, INDEX, Publication

ARTICLE = "articles/2025/2025-01-01-one"
TEXT = """```{tldr}
- يرى {cite:t}`smith2019first` أن الأمر كذلك.
```

## مقدمة

انتشر المصطلح بعد عام 2014 لأنه سمّى خوفًا قائمًا {cite:p}`smith2019first, nunn2010columbian`.

> ليست قائمة أدوات.
"""


@pytest.fixture(scope="module", params=["ar", "en"])
def site(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Arabic article, on a site in Arabic and on one in English."""
    from sphinx.testing.util import SphinxTestApp

    folder = tmp_path_factory.mktemp("rtl")
    publication = Publication(folder / "publication", SphinxTestApp)
    publication.write("index.md", INDEX.replace("{listing}", "{front-page}"))
    publication.write("references.bib", BIB)
    publication.article("2025-01-01-one", TEXT, lang="ar", title="ما الذي نتعلمه؟", topics=["nato"])
    publication.article(
        "2025-01-02-two", "Text {cite:p}`smith2019first`.", lang="en", topics=["nato"]
    )
    publication.build(settings={"language": request.param})
    assert publication.warnings == ""
    assert publication.app is not None
    publication.app.cleanup()
    return publication.folder / "_build/html"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["index", ARTICLE, "articles/2025/index"])
def test_a_page_is_whole(browser: Browser, site: Path, name: str, size: Any) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        page.goto((site / f"{name}.html").as_uri())
        for details in page.locator("summary").all():
            details.click()
        scrolls = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(scrolls)
        assert page.evaluate(FAINT) == []
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []
        context.close()


def test_an_arabic_article_begins_at_the_right(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / f"{ARTICLE}.html").as_uri())
    sides = page.evaluate(
        "[...document.querySelectorAll('.article h1, .article h2, .article section > p, .tldr')]"
        ".filter(e => !e.closest('details')).map(e => getComputedStyle(e).direction)"
    )
    assert len(sides) > 4
    assert set(sides) == {"rtl"}
    box = page.locator(".tldr").first.evaluate(
        "e => (s => [s.borderLeftWidth, s.borderRightWidth])(getComputedStyle(e))"
    )
    assert box == ["0px", "4px"]
    # A Latin reference on the page reads from the left, its italics kept.
    first = page.locator("li.reference em").first
    assert first.evaluate("e => getComputedStyle(e).fontStyle") == "italic"
    page.close()
