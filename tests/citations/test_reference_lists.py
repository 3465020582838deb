"""Reference lists in built pages: citations, entries, and the links between them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.publication import Publication

TEXT = """```{tldr}
- In short {cite:p}`nunn2010columbian`.
```

## Evidence

Wars blur {cite:p}`{see}lanoszka2016russian{p. 180}, nunn2010columbian`, and
{cite:t}`smith2019second` agrees with {cite:t}`smith2019first`.[^n]

[^n]: A note cites too {cite:p}`smith2019second`.
"""


@pytest.fixture
def page(publication: Publication) -> BeautifulSoup:
    publication.article("2025-01-01-one", TEXT)
    publication.build()
    assert publication.warnings == ""
    return publication.page("articles/2025/2025-01-01-one")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    [found] = page.select(selector)
    return found


def test_citations_read_as_apa_sets_them(page: BeautifulSoup) -> None:
    citations = [" ".join(span.get_text().split()) for span in page.select("span.citation")]
    assert citations == [
        "(Nunn & Qian, 2010)",
        "(see Lanoszka, 2016, p. 180; Nunn & Qian, 2010)",
        "Smith (2019b)",
        "Smith (2019a)",
        "(Smith, 2019b)",
    ]


def test_each_work_stands_once_in_the_list_in_order(page: BeautifulSoup) -> None:
    entries = page.select("section#references li.reference")
    assert [entry["id"] for entry in entries] == [
        "ref-lanoszka2016russian",
        "ref-nunn2010columbian",
        "ref-smith2019first",
        "ref-smith2019second",
    ]
    assert entries[2].get_text().startswith("Smith, J. (2019a). A first book. Press.")
    assert one(entries[2], "em").get_text() == "A first book"


def test_links_run_both_ways(page: BeautifulSoup) -> None:
    """Each citation leads to its entry, each entry back to every citation of it."""
    cited: dict[str, list[str]] = {}
    for link in page.select("span.citation a"):
        cited.setdefault(str(link["href"]), []).append(f"#{link['id']}")
    back = {
        f"#{entry['id']}": [str(link["href"]) for link in entry.select(".backlinks a")]
        for entry in page.select("li.reference")
    }
    assert back == cited
    assert sum(map(len, back.values())) == 6
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_roles_tell_assistive_technology(page: BeautifulSoup) -> None:
    assert one(page, "section#references")["role"] == "doc-bibliography"
    assert {link["role"] for link in page.select("span.citation a")} == {"doc-biblioref"}
    assert {link["role"] for link in page.select(".backlinks a")} == {"doc-backlink"}
    labels = [link["aria-label"] for link in page.select("#ref-nunn2010columbian .backlinks a")]
    assert labels == ["Back to citation 1 in the text", "Back to citation 2 in the text"]


def test_notes_stand_before_the_list(page: BeautifulSoup) -> None:
    order = [tag.get("id") or tag["class"][0] for tag in page.select("aside.footnote, #references")]
    assert order[-1] == "references"
    assert len(order) == 2


def test_the_contents_name_the_list(page: BeautifulSoup) -> None:
    assert "#references" in [link["href"] for link in page.select(".toc-tree a")]


def test_an_article_that_cites_nothing_has_no_list(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text without a source.")
    publication.build()
    assert not publication.page("articles/2025/2025-01-01-one").select("#references")


def test_further_reading_without_a_work_of_its_own_has_no_section(
    publication: Publication,
) -> None:
    """Every work that it names is cited in the text, and stands among the references."""
    docname = publication.article(
        "2025-01-01-one",
        "Text {cite:p}`smith2019first` and {cite:t}`smith2019second`.",
        further_reading=["smith2019second", "smith2019first"],
    )
    for builder, suffix in (("html", "html"), ("epub", "xhtml"), ("offprints", "xhtml")):
        publication.build(builder)
        assert publication.warnings == ""
        path = publication.folder / f"_build/{builder}/{docname}.{suffix}"
        page = BeautifulSoup(path.read_text("utf-8"), "lxml" if suffix == "html" else "xml")
        assert len(page.select("#references li.reference")) == 2
        # Neither among the contents of the page.
        assert "Further reading" not in page.get_text()
    publication.build("latex")
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    assert "Further reading" not in tex.read_text("utf-8")


def test_further_reading_has_a_list_of_its_own(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one",
        "Text {cite:p}`smith2019first`.",
        further_reading=["nunn2010columbian", "lanoszka2016russian"],
    )
    publication.build()
    assert publication.warnings == ""
    page = publication.page("articles/2025/2025-01-01-one")
    assert [e["id"] for e in page.select("#further-reading li.reference")] == [
        "ref-lanoszka2016russian",
        "ref-nunn2010columbian",
    ]


def test_an_entry_names_other_articles_that_cite_the_work(publication: Publication) -> None:
    for name in ("2025-01-01-one", "2025-02-01-two", "2025-03-01-three", "2026-01-01-four"):
        publication.article(name, "Text {cite:p}`smith2019first`.")
    publication.build()
    first = publication.page("articles/2025/2025-01-01-one")
    links = first.select("#ref-smith2019first .also-cited a")
    assert [link["href"] for link in links] == [
        "2025-02-01-two.html#ref-smith2019first",
        "../works.html#work-smith2019first",
    ]
    last = publication.page("articles/2026/2026-01-01-four")
    links = last.select("#ref-smith2019first .also-cited a")
    assert [link.get_text() for link in links] == ["Title of two", "Title of three", "and more"]


def test_markup_in_a_work_is_text(publication: Publication) -> None:
    publication.write(
        "references.bib",
        "@book{x, author = {<script>alert(1)</script>, A.}, title = {<img src=x onerror=y> & co},"
        " publisher = {<b>P</b>}, year = {2020}}",
    )
    publication.article("2025-01-01-one", "Text {cite:p}`x`.")
    publication.build()
    for name in ("articles/2025/2025-01-01-one", "articles/works"):
        page = publication.page(name)
        assert not page.select("article script, article img, article b")
        assert "<img src=x onerror=y> & co" in page.select("article")[0].get_text()


def test_a_citation_in_a_heading_is_told(publication: Publication) -> None:
    publication.article("2025-01-01-one", "## On {cite:t}`smith2019first`\n\nText.")
    publication.build()
    assert "2025-01-01-one.md:8: WARNING: a heading cites a work" in publication.warnings


@pytest.mark.parametrize("role", ["cite:p", "cite"])
def test_a_malformed_citation_is_told(publication: Publication, role: str) -> None:
    publication.article("2025-01-01-one", f"Text.\n\nMore {{{role}}}`a b {{`.")
    publication.build()
    assert "2025-01-01-one.md:10: WARNING: this citation cannot be read" in publication.warnings


def test_the_old_directive_says_what_to_do(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.\n\n```{bibliography}\n```")
    publication.build()
    assert "remove this {bibliography}" in publication.warnings


def test_plain_text_has_the_list_too(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.")
    publication.build("text")
    out = publication.folder / "_build/text/articles/2025/2025-01-01-one.txt"
    assert "Smith, J. (2019). *A first book*. Press." in out.read_text("utf-8")
