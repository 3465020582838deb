"""A hard book: scripts of both directions, notes, tables, pictures, formulas, long words.

It is checked by what checks e-books, and looked at in a browser as a reader does:
on a telephone and on a tablet, by day and by night.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from sphinx.testing.util import SphinxTestApp

from tests import hard_book
from tests.ebook import NAMESPACES, NOTEREFS, XML_LANG, Book, build, remarks, violations
from tests.hard_book import ARABIC, LONG, MIXED
from tests.publication import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"phone": (390, 844), "tablet": (820, 1180)}

# What a reader's program puts over a book's own style: its colours, by night light on dark.
NIGHT = "html { background: rgb(18, 18, 18) !important; color: rgb(220, 220, 200) !important }"


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The book, without a warning."""
    folder = tmp_path_factory.mktemp("hard")
    publication = Publication(folder / "publication", SphinxTestApp)
    hard_book.write(publication)
    yield build(publication)
    assert publication.app is not None
    publication.app.cleanup()


def test_epubcheck_has_no_remark(hard: Book) -> None:
    assert remarks(hard) == []


def test_ace_finds_no_violation(hard: Book, tmp_path: Path) -> None:
    assert violations(hard, tmp_path) == []


# -- Languages and directions -------------------------------------------------


def language(element: Any) -> tuple[str, str]:
    """The language and the direction of an element, its own or what it is in has."""
    own = [e for e in [element, *element.iterancestors()] if e.get("lang")]
    turned = [e for e in [element, *element.iterancestors()] if e.get("dir")]
    return own[0].get("lang"), turned[0].get("dir")


def test_every_page_says_its_language_and_direction(hard: Book) -> None:
    for name in hard.spine:
        page = hard.tree(name)
        expected = ("ar", "rtl") if name == f"{ARABIC}.xhtml" else ("en", "ltr")
        assert (page.get("lang"), page.get("dir")) == expected
        assert page.get(XML_LANG) == page.get("lang")


def test_an_article_in_another_language_says_what_is_not_in_it(hard: Book) -> None:
    def of(path: str) -> tuple[str, str]:
        return language(hard.find(f"{ARABIC}.xhtml", path)[0])

    assert of("//h:h1") == ("ar", "rtl")
    assert of("//h:p[@class='kicker']") == ("en", "rtl")
    # This software's own words are in the article's language.
    assert of("//h:p[contains(@class, 'admonition-title')]") == ("ar", "rtl")
    assert of("//h:p[@class='dates']") == ("ar", "rtl")
    assert of("//h:section[@id='references']/h:h2") == ("ar", "rtl")
    assert of("//h:ul[@class='reference-list']") == ("en", "ltr")
    assert of("//h:section[@id='references']//h:span[@dir]") == ("ar", "rtl")
    assert of("//h:blockquote")[1] == "ltr"
    (aside,) = hard.find(f"{ARABIC}.xhtml", "//h:aside[contains(@class, 'footnote brackets')]")
    assert language(aside) == ("ar", "rtl")


def test_contents_say_the_language_of_titles(hard: Book) -> None:
    links = {link.get("href"): link for link in hard.find("nav.xhtml", "//h:nav[1]//h:a")}
    assert language(links[f"{ARABIC}.xhtml"]) == ("ar", "rtl")
    (run,) = links[f"{MIXED}.xhtml"].xpath("h:span", namespaces=NAMESPACES)
    assert language(run) == ("ar", "rtl")
    assert language(links[f"{MIXED}.xhtml"]) == ("en", "ltr")


def test_a_subtitle_stands_under_its_title(hard: Book) -> None:
    lines = hard.find(f"{MIXED}.xhtml", "//h:div[contains(@class, 'article-head')]/h:p/@class")
    assert lines == ["subtitle", "kicker", "byline", "dates", "topics"]


def test_formulas_and_pictures_have_words(hard: Book) -> None:
    formulas = hard.find(f"{MIXED}.xhtml", "//m:math")
    assert len(formulas) == 3
    assert all(formula.get("alttext") for formula in formulas)
    pictures = hard.find(f"{MIXED}.xhtml", "//h:img/@alt")
    assert pictures == ["A line that rises, falls and rises again", "A dark square"]


# -- As a reader sees it ------------------------------------------------------


@pytest.fixture(scope="module")
def unpacked(hard: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(hard.path) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(params=SIZES)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark")
    yield page
    page.close()


PAGES = ["cover", "nav", "index", MIXED, ARABIC, LONG, "articles/2025/index", "articles/works"]


def test_nothing_is_wider_than_the_screen(screen: Page, unpacked: Path) -> None:
    for name in PAGES:
        screen.goto((unpacked / f"{name}.xhtml").as_uri())
        wider = screen.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(element => {
                const box = element.getBoundingClientRect()
                return !element.closest('.math')  // it can be moved, and reached by keyboard
                  && (box.right > innerWidth + 1 || box.left < -1)
            }).map(element => element.tagName + ' ' + element.textContent.slice(0, 40))"""
        )
        assert wider == [], name


def test_a_wide_formula_can_be_moved_by_keyboard(screen: Page, unpacked: Path) -> None:
    screen.goto((unpacked / f"{MIXED}.xhtml").as_uri())
    formulas = screen.locator("div.math")
    assert formulas.count() == 2
    for formula in formulas.all():
        formula.focus()
        assert formula.evaluate("element => element === document.activeElement")


def test_colours_are_the_readers(screen: Page, unpacked: Path) -> None:
    """Text, links, lines: light on dark where the reader's program says so."""
    for name in PAGES[1:]:
        screen.goto((unpacked / f"{name}.xhtml").as_uri())
        screen.add_style_tag(content=NIGHT)
        colours = screen.evaluate(
            """() => [...new Set([...document.querySelectorAll('body, body *')].flatMap(element => {
                const style = getComputedStyle(element)
                const lines = ['Top', 'Bottom', 'Left', 'Right']
                  .filter(side => style[`border${side}Style`] !== 'none')
                  .map(side => style[`border${side}Color`])
                return [style.color, ...lines]
            }))]"""
        )
        assert colours == ["rgb(220, 220, 200)"], name
        grounds = screen.evaluate(
            """() => [...document.querySelectorAll('body, body *:not(img)')]
                .filter(element => getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)')
                .map(element => element.tagName)"""
        )
        assert grounds == [], name


def test_a_drawing_has_paper_behind_it_by_night(screen: Page, unpacked: Path) -> None:
    screen.goto((unpacked / f"{MIXED}.xhtml").as_uri())
    screen.add_style_tag(content=NIGHT)
    ground = "element => getComputedStyle(element).backgroundColor"
    assert screen.locator("img").first.evaluate(ground) == "rgb(255, 255, 255)"


def test_font_and_size_are_the_readers(screen: Page, unpacked: Path) -> None:
    screen.goto((unpacked / f"{MIXED}.xhtml").as_uri())
    sizes = "() => [...document.querySelectorAll('h1, p, li, td, a')]"
    sizes += ".map(element => parseFloat(getComputedStyle(element).fontSize))"
    before = screen.evaluate(sizes)
    screen.add_style_tag(content="html { font-size: 200%; font-family: fantasy; line-height: 2 }")
    assert screen.evaluate(sizes) == pytest.approx([2 * size for size in before])
    body = screen.locator("p:not([class])").first
    assert body.evaluate("element => getComputedStyle(element).fontFamily") == "fantasy"
    assert body.evaluate("element => getComputedStyle(element).lineHeight") == "64px"


def test_notes_are_shown_where_a_reader_hides_asides(screen: Page, unpacked: Path) -> None:
    """As Thorium does, which shows them over the page: the list of references stays."""
    screen.goto((unpacked / f"{MIXED}.xhtml").as_uri())
    screen.add_style_tag(content=r"aside[epub\:type~='footnote'] { display: none }")
    for entry in screen.locator("aside[role=doc-footnote]").all():
        assert entry.is_visible()
    assert screen.locator("ul.reference-list > li > aside").count() == 6


def test_a_citation_leads_to_its_entry_and_back(screen: Page, unpacked: Path, hard: Book) -> None:
    """As ordinary links, in a program that knows nothing of notes."""
    name = f"{MIXED}.xhtml"
    marks = hard.find(name, f"{NOTEREFS}[starts-with(@href, '#ref-')]")
    assert len(marks) >= 8
    screen.goto((unpacked / name).as_uri())
    screen.locator(f"#{marks[0].get('id')}").click()
    assert screen.url.endswith(marks[0].get("href"))
    screen.locator(f"{marks[0].get('href')} a[role=doc-backlink]").first.click()
    assert screen.url.endswith(f"#{marks[0].get('id')}")
