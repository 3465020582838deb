"""Entries of works: the site's HTML, written at once, is what a translator makes of the nodes."""

from __future__ import annotations

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from pybtex.richtext import HRef, Tag, Text
from pybtex_docutils import Backend
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from press.articles.bidi_marks import mark_runs
from press.citations.domain import cite_domain
from press.citations.entry_content import Entry, catalogued, cited, further
from press.citations.entry_html import entry_list_html
from press.citations.entry_nodes import bullet_list
from press.citations.reference_html import reference_html
from press.text.markup import escape, marked
from tests.publication import BIB, Publication

MORE = """
@book{ibnkhaldun1377,
  author = {ابن خلدون, عبد الرحمن}, title = {المقدمة & "more" <1>}, publisher = {دار},
  year = {1377},
  url = {https://example.org/?a=1&b=طرابلس},
}
"""
CITES = "A «المقدمة (1406م)» & so on {cite:p}`lanoszka2016russian,smith2019first,ibnkhaldun1377`."
TWICE = f"{CITES}\n\nAgain {{cite:t}}`ibnkhaldun1377` and {{cite:p}}`smith2019second`."


def rendered(builder: StandaloneHTMLBuilder, *content: nodes.Node) -> str:
    """What the translator makes of nodes, their right-to-left runs marked."""
    inside = nodes.container("", *content)
    document = new_document("")
    document += inside
    mark_runs(document)
    document.remove(inside)
    fragment = builder.render_partial(inside)["fragment"]
    return fragment.partition(">")[2].rpartition("</div>")[0].strip()


def builder_of(publication: Publication) -> StandaloneHTMLBuilder:
    assert publication.app is not None
    assert isinstance(publication.app.builder, StandaloneHTMLBuilder)
    return publication.app.builder


def assert_same(builder: StandaloneHTMLBuilder, entries: list[Entry], page: str) -> None:
    domain = cite_domain(builder.env)
    html = entry_list_html(entries, domain, builder, page)
    assert html.strip() == rendered(builder, bullet_list(entries, domain, builder, page))


def test_both_writers_give_the_same(publication: Publication) -> None:
    publication.write("references.bib", BIB + MORE)
    first = publication.article("2024-01-01-one", CITES, title='On <b>ليبيا</b> & "us"')
    for number in range(4):
        publication.article(f"2025-01-0{number + 1}-more-{number}", CITES)
    publication.article("2025-02-01-often", "Often {cite:p}`smith2019first`. " * 30)
    last = publication.article("2026-01-01-last", TWICE, further_reading=["nunn2010columbian"])
    publication.build(settings={"press_works_on_one_page": 2})
    assert publication.warnings == ""
    builder = builder_of(publication)
    domain = cite_domain(builder.env)
    for page in (first, last):
        assert_same(builder, list(cited(domain, builder, page)), page)
        assert_same(builder, list(further(domain, builder, page)), page)
    for page in ("works/sm", "articles/works", "works"):
        assert_same(builder, list(catalogued(domain, builder, domain.works)), page)
        for key in domain.works:
            assert_same(builder, list(catalogued(domain, builder, [key])), page)


WORDS = st.text(
    st.sampled_from("ab <>&\"'@:/.12(«»)")
    | st.characters(min_codepoint=0x5D0, max_codepoint=0x6FF),
    max_size=30,
)


def test_text_reads_as_the_translator_writes_it(publication: Publication) -> None:
    publication.build()
    builder = builder_of(publication)
    backend = Backend()

    @given(WORDS, WORDS)
    def same(one: str, other: str) -> None:
        address = "https://example.org/" + other
        text = Text(one, Tag("em", other), HRef(address, address), HRef("/x", one), one)
        paragraph = nodes.paragraph("", "", *text.render(backend))
        assert f"<p>{reference_html(text)}</p>" == rendered(builder, paragraph).replace("\n", "")

    same()


@given(st.text())
def test_nothing_escapes_from_text(text: str) -> None:
    assert not set('<>"@') & set(escape(text))
    if not set(text) & set("<>"):
        assert set(marked(text).split("<")[0]) <= set(escape(text))
