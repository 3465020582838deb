"""The page of all works: every entry, and every sentence that cites it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from tests.publication import BIB, Publication
from tools.audit.server import served


def entry(page: BeautifulSoup, key: str) -> list[str]:
    """Return the paragraphs of a work's entry as text."""
    [found] = page.select(f"li#work-{key}")
    return [" ".join(p.get_text().split()) for p in found.select("p")]


def test_every_work_stands_on_the_page_with_the_sentences_that_cite_it(
    publication: Publication,
) -> None:
    publication.article(
        "2025-01-01-one",
        "Before. Wars *blur* {cite:p}`smith2019second`; so says\n{cite:t}`smith2019first`. After.",
    )
    publication.article("2025-02-01-two", "Again {cite:p}`{see}smith2019first{3}`!")
    publication.build()
    assert publication.warnings == ""
    page = publication.page("articles/works")
    assert [li["id"] for li in page.select("li.reference")] == [
        "work-lanoszka2016russian",
        "work-nunn2010columbian",
        "work-smith2019first",
        "work-smith2019second",
    ]
    assert entry(page, "smith2019first") == [
        "Smith, J. (2019). A first book. Press.",
        "Cited in",
        "Title of one: Wars blur (Smith, 2019b); so says Smith (2019a).",
        "Title of two: Again (see Smith, 2019, p. 3)!",
    ]
    assert entry(page, "nunn2010columbian")[1:] == []


def test_each_sentence_links_to_its_very_place(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one", "A {cite:p}`smith2019first`.\n\nB {cite:p}`smith2019first`."
    )
    publication.build()
    links = publication.page("articles/works").select("#work-smith2019first .cited-in a")
    assert [link["href"] for link in links] == [
        "2025/2025-01-01-one.html#cite-1",
        "2025/2025-01-01-one.html#cite-2",
    ]
    target = publication.page("articles/2025/2025-01-01-one")
    assert target.select_one("p #cite-2") is not None


def test_further_reading_is_told_apart(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.", further_reading=["smith2019first"])
    publication.build()
    page = publication.page("articles/works")
    assert entry(page, "smith2019first")[1:] == ["Further reading in Title of one"]


def test_works_stand_under_their_letters(publication: Publication) -> None:
    publication.build()
    letters = publication.page("articles/works").select("p.letter")
    assert [letter.get_text() for letter in letters] == ["L", "N", "S"]


def test_print_gives_pages_instead_of_sentences(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.")
    publication.build("latex")
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    text = tex.read_text("utf-8")
    assert r"\presscitedon{articles/2025/2025-01-01-one:cite-1}" in text
    assert r"\label{\detokenize{articles/2025/2025-01-01-one:cite-1}}" in text


MANY = {"press_works_on_one_page": 2}


def test_many_works_stand_on_shelves(publication: Publication) -> None:
    """Every work is on the shelf of its first two letters, and the page of works leads there."""
    for name in ("2025-01-01-one", "2025-02-01-two", "2025-03-01-three", "2026-01-01-four"):
        publication.article(name, "Text {cite:p}`smith2019first`.")
    publication.build(settings=MANY)
    assert publication.warnings == ""
    page = publication.page("articles/works")
    links = [(link.get_text(), link["href"]) for link in page.select("ul.shelves a")]
    assert links == [
        ("La", "../works/la.html"),
        ("Nu", "../works/nu.html"),
        ("Sm", "../works/sm.html"),
    ]
    assert not page.select("li.reference")
    shelf = publication.page("works/sm")
    assert [li["id"] for li in shelf.select("li.reference")] == [
        "work-smith2019first",
        "work-smith2019second",
    ]
    assert [h1.get_text() for h1 in shelf.select("h1")] == ["Works cited: Sm"]
    places = shelf.select("#work-smith2019first ul.cited-in a")
    assert places[0]["href"] == "../articles/2025/2025-01-01-one.html#cite-1"
    article = publication.page("articles/2026/2026-01-01-four")
    more = article.select("#ref-smith2019first .also-cited a")[-1]
    assert (more.get_text(), more["href"]) == (
        "and more",
        "../../works/sm.html#work-smith2019first",
    )


def test_an_edited_work_costs_its_shelf_and_its_readers(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.")
    publication.article("2025-01-02-two", "Text {cite:p}`nunn2010columbian`.")
    publication.build(settings=MANY)
    site = publication.folder / "_build/html"
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    publication.write("references.bib", BIB.replace("A first book", "An edited book"))
    publication.build(settings=MANY)
    changed = {path for path in before if path.read_bytes() != before[path]}
    assert {path.relative_to(site).as_posix() for path in changed} == {
        "articles/2025/2025-01-01-one.html",
        "works/sm.html",
    }
    publication.build(out="_clean", settings=MANY)
    for path in site.rglob("*.html"):
        clean = publication.folder / "_clean/html" / path.relative_to(site)
        assert path.read_bytes() == clean.read_bytes()


BY_SMITH = "".join(
    f"@book{{s{number}, author = {{{name}, Ann}}, title = {{A book}}, publisher = {{Press}}, year = 2000}}\n"
    for number, name in enumerate(("Smit", "Smith", "Smithson"))
)


def test_a_long_shelf_is_divided_and_leads_to_its_parts(publication: Publication) -> None:
    for name in ("2025-01-01-one", "2025-02-01-two", "2025-03-01-three", "2026-01-01-four"):
        publication.article(name, "Text {cite:p}`s1`.")
    publication.write("references.bib", BIB + BY_SMITH)
    publication.build(settings=MANY)
    assert publication.warnings == ""
    sm = publication.page("works/sm")
    assert [(link.get_text(), link["href"]) for link in sm.select("ul.shelves a")] == [
        ("Smita", "smita.html"),
        ("Smith", "smith.html"),
    ]
    assert not sm.select("li.reference, .works-filter, script[src*=filter]")
    smith = publication.page("works/smith")
    hrefs = [link["href"] for link in smith.select("ul.shelves a")]
    assert hrefs == ["smitha.html", "smithj.html", "smiths.html"]
    listed = publication.page("articles/works").select("ul.shelves li")
    assert [li.get_text() for li in listed] == ["La 1", "Nu 1", "Sm 5"]
    article = publication.page("articles/2026/2026-01-01-four")
    more = article.select("#ref-s1 .also-cited a")[-1]
    assert more["href"] == "../../works/smitha.html#work-s1"
    assert publication.page("works/smitha").select("#work-s1")


def test_a_shelf_that_grows_too_long_moves_its_links(publication: Publication) -> None:
    """Without a change to the articles that lead there."""
    for name in ("2025-01-01-one", "2025-02-01-two", "2025-03-01-three", "2026-01-01-four"):
        publication.article(name, "Text {cite:p}`smith2019first`.")
    publication.build(settings=MANY)
    publication.write("references.bib", BIB + BY_SMITH)
    publication.build(settings=MANY)
    publication.build(out="_clean", settings=MANY)
    site, clean = publication.folder / "_build/html", publication.folder / "_clean/html"
    assert (site / "works/smithj.html").exists()
    for path in site.rglob("*.html"):
        assert path.read_bytes() == (clean / path.relative_to(site)).read_bytes()


def test_an_empty_shelf_goes(publication: Publication) -> None:
    publication.build(settings=MANY)
    shelf = publication.folder / "_build/html/works/nu.html"
    assert shelf.exists()
    without = BIB[: BIB.index("@article{nunn")] + BIB[BIB.index("@book{smith2019first") :]
    publication.write("references.bib", without)
    publication.build(settings=MANY)
    assert not shelf.exists()


def test_print_and_e_book_keep_one_list(publication: Publication) -> None:
    publication.build("epub", settings=MANY)
    html = (publication.folder / "_build/epub/articles/works.xhtml").read_text("utf-8")
    assert 'id="work-nunn2010columbian"' in html


def test_a_link_to_a_work_far_down_shows_it(publication: Publication, browser: Browser) -> None:
    """On a list that a browser does not lay out before it is seen."""
    works = "".join(
        f"@book{{w{number}, author = {{W{number:02}, Ann}}, title = {{{'A book ' * (number % 5 * 60)}}},"
        " publisher = {Press}, year = 2000}\n"
        for number in range(80)
    )
    publication.write("references.bib", works)
    publication.article("2025-01-01-one", " ".join(f"{{cite:p}}`w{n}`" for n in range(80)))
    publication.build()
    with served(publication.folder / "_build/html") as root:
        for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
            page = browser.new_page(viewport=size)  # type: ignore[arg-type]
            page.goto(f"{root}articles/works.html#work-w60")
            work = page.locator("#work-w60")
            expect(work).to_be_in_viewport()
            page.wait_for_timeout(700)  # a jump that glides would still go on
            box = work.bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= 200
            page.close()
