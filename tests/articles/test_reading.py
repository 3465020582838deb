"""Articles in built pages: titles, heads, notices, drafts and the TL;DR."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.publication import Publication

pytestmark = pytest.mark.slow

NAME = "articles/2025/2025-01-01-one"
HOSTILE = "<script>alert('x')</script> & \"quotes\" *stars* `code` [a](b) $x$"


def lines(page: BeautifulSoup) -> dict[str, str]:
    """Return the head's lines by their class."""
    return {
        str(line["class"][0]): " ".join(line.get_text().split())
        for line in page.select(".article-head > p")
    }


def test_the_head_tells_the_facts(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one",
        "word " * 660,
        title="A title",
        subtitle="And more",
        authors=["Ann Writer", "Öz Yazar"],
        topics=["NATO", "civil war"],
        updated="2025-02-03",
    )
    publication.build()
    assert publication.warnings == ""
    page = publication.page(NAME)
    assert [h1.find(string=True) for h1 in page.select("h1")] == ["A title"]
    assert lines(page) == {
        "kicker": "International",
        "subtitle": "And more",
        "byline": "Ann Writer, Öz Yazar",
        "dates": "January 1, 2025 · Updated February 3, 2025 · 3 min read",
    }
    links = [link["href"] for link in page.select(".article-head a")]
    assert links == [
        "../../sections/international.html",
        "../../authors/ann-writer.html",
        "../../authors/oz-yazar.html",
    ]
    topics = [link["href"] for link in page.select(".article-foot .topics a")]
    assert topics == ["../../topics/nato.html", "../../topics/civil-war.html"]


def test_markup_in_front_matter_is_text_everywhere(publication: Publication) -> None:
    for name in ("2025-01-01-one", "2025-01-02-two"):
        publication.article(
            name,
            "Text {cite:p}`smith2019first`.",
            title=HOSTILE,
            subtitle=HOSTILE,
            summary=HOSTILE,
            topics=[HOSTILE],
            authors=[HOSTILE],
        )
    publication.build()
    assert publication.warnings == ""
    pages = sorted((publication.folder / "_build/html").rglob("*.html"))
    assert len(pages) > 8
    shown = 0
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for script in page.select('script:not([type="application/ld+json"])'):
            assert "alert" not in script.get_text(), path
        shown += "<script>alert" in page.get_text()
        for tag in page.select("[onerror], [onload]"):
            raise AssertionError(f"{path}: {tag}")
    assert shown >= 6, "home, volume, section, topic, author and article pages show the title"


def test_a_correction_is_a_dated_notice(publication: Publication) -> None:
    text = publication.write(
        "articles/2025/2025-01-01-one.md",
        "---\ntitle: T\ndate: 2025-01-01\nsection: opinion\nsummary: S.\ncorrections:\n"
        "  - {date: 2025-01-05, kind: correction, text: The year was wrong.}\n---\n\nText.\n",
    )
    publication.article("2025-01-02-two", "Text.")
    assert text.exists()
    publication.build()
    assert publication.warnings == ""
    [notice] = publication.page(NAME).select(".correction")
    assert notice.get_text().strip() == "Correction, January 5, 2025: The year was wrong."


def test_raw_html_in_the_text_is_shown_and_not_run(publication: Publication) -> None:
    publication.article("2025-01-01-one", "A <b>bold</b> word.\n\n<script>alert(1)</script>")
    publication.build()
    [article] = publication.page(NAME).select("article")
    assert "A <b>bold</b> word." in article.get_text()
    assert not article.select("b, script")


def test_drafts_appear_nowhere(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    publication.article("2026-01-01-draft", "Text.", status="draft", topics=["secret"])
    publication.build()
    assert publication.warnings == ""
    site = publication.folder / "_build/html"
    files = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert not [name for name in files if "draft" in name or "secret" in name or "2026" in name]
    for path in (publication.folder / "_build/html").rglob("*.html"):
        assert "2026-01-01-draft" not in path.read_text("utf-8"), path


def test_drafts_are_built_when_asked_for(publication: Publication) -> None:
    publication.article("2026-01-01-draft", "Text.", status="draft")
    publication.build(settings={"press_drafts": True})
    assert publication.warnings == ""
    assert publication.page("articles/2026/2026-01-01-draft").select("h1")


def test_a_draft_appears_when_it_is_published_and_goes_when_withdrawn(
    publication: Publication,
) -> None:
    publication.article("2025-01-01-one", "Text.", status="draft")
    publication.build()
    page = publication.folder / f"_build/html/{NAME}.html"
    assert not page.exists()
    publication.article("2025-01-01-one", "Text.")
    publication.build()
    assert page.exists()
    publication.article("2025-01-01-one", "Text.", status="draft")
    publication.build()
    assert not page.exists()
    assert "Title of one" not in publication.page("index").get_text()


def test_the_tldr_is_a_labeled_box(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one",
        "```{tldr}\nIn *short*.\n\n- A point {cite:p}`smith2019first`.\n```\n\nText.",
    )
    for builder in ("html", "latex", "epub", "text"):
        publication.build(builder)
        assert publication.warnings == "", builder
    [box] = publication.page(NAME).select(".tldr")
    assert box.get_text(" ", strip=True).startswith("TL;DR In short . A point")
    assert box.select("li .citation a[href='#ref-smith2019first']")
    text = (publication.folder / f"_build/text/{NAME}.txt").read_text("utf-8")
    assert "TL;DR" in text
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    assert "TL;DR" in tex.read_text("utf-8")
