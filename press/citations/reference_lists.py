"""Reference lists: every article that cites ends in its own list, by itself.

While reading, the citations of a document are counted and recorded with the
sentences they stand in, and the sections "References" and "Further reading"
are appended, each with a placeholder.  When the document is resolved, the
placeholders become ordinary nodes: one formatted entry a work, with links back
to each place that cites it and to other articles that cite it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.articles.domain import article_domain
from press.articles.page_language import words_for
from press.citations.article_names import names_in
from press.citations.domain import cite_domain
from press.citations.entry_content import cited, further
from press.citations.entry_nodes import entry_list
from press.citations.index import Citation, Target
from press.core.builders import builder_of
from press.core.layout import is_article
from press.core.placeholders import Placeholders
from press.text.sentences import CITATION, sentences_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


class reference_list(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for a list: ``docname`` and ``kind`` ("cited" or "further")."""


class CollectCitations(SphinxTransform):
    """Record a document's citations and append its lists."""

    # After smart quotes (750), so that recorded sentences read as printed, and
    # before doctree-read (880), where the table of contents is collected.
    default_priority = 860

    def apply(self, **_kwargs: Any) -> None:
        """Record the citations in the order of the text."""
        docname = self.env.current_document.docname
        domain = cite_domain(self.env)
        found = [
            node
            for node in self.document.findall(addnodes.pending_xref)
            if node.get("refdomain") == "cite" and "targets" in node
        ]
        sentences = self._sentences(found)
        citations = []
        anchor = 0
        for index, node in enumerate(found):
            node["citation"] = index
            node["in_link"] = _is_in_link(node)
            targets = []
            for key, pre, post in node["targets"]:
                anchor += 1
                targets.append(Target(key, pre, post, f"cite-{anchor}"))
            line = node["line_cited"]
            citations.append(Citation(node["reftype"], line, tuple(targets), sentences[index]))
            block = _block(node)
            # A table's caption is a title too.
            if isinstance(block, nodes.title) and isinstance(block.parent, nodes.section):
                logger.warning(
                    "a heading cites a work: cite it in the text below the heading",
                    location=(docname, line),
                    type="press",
                    subtype="citation-in-heading",
                )
        self._move_footnotes()
        _ = words_for(self.env, docname)
        if citations:
            domain.note_citations(docname, tuple(citations))
            self._append_section(_("References"), "references", "cited")
        article = article_domain(self.env).articles.get(docname)
        if article is not None and article.further_reading:
            lines = zip(article.further_reading, article.further_reading_lines, strict=True)
            domain.note_further_reading(docname, tuple(lines))
        # What the text cites stands among the references.
        in_text = {target.key for citation in citations for target in citation.targets}
        if any(key not in in_text for key, _line in domain.data["further"].get(docname, ())):
            self._append_section(_("Further reading"), "further-reading", "further")

    def _sentences(self, found: list[addnodes.pending_xref]) -> list[tuple[str | int, ...]]:
        """Return each citation's sentence, with numbers where citations stand."""
        number = {id(node): index for index, node in enumerate(found)}
        blocks = {id(block): block for block in map(_block, found)}
        sentences: dict[int, tuple[str | int, ...]] = {}
        for block in blocks.values():
            inside: list[int] = []
            text = "".join(_text(block, number, inside))
            offsets = [offset for offset, char in enumerate(text) if char == CITATION]
            for index, (start, end) in zip(inside, sentences_at(text, offsets), strict=True):
                at = sum(offset < start for offset in offsets)
                sentences[index] = _parts(text[start:end].strip(), inside[at:])
        return [sentences[index] for index in range(len(found))]

    def _move_footnotes(self) -> None:
        """Set the notes, which MyST gathers behind the article's section, at its end."""
        article = next(self.document.findall(nodes.section), None)
        if article is not None and article.parent is self.document:
            for footnote in [n for n in self.document.children if isinstance(n, nodes.footnote)]:
                self.document.remove(footnote)
                article += footnote

    def _append_section(self, title: str, name: str, kind: str) -> None:
        docname = self.env.current_document.docname
        section = nodes.section("", nodes.title("", title), classes=[name], names=[name])
        section["html_attributes"] = {"role": "doc-bibliography"}
        section += reference_list("", docname=docname, kind=kind)
        parent: nodes.Element = next(self.document.findall(nodes.section), self.document)
        parent.append(section)
        self.document.note_implicit_target(section, section)


def _is_in_link(node: nodes.Node) -> bool:
    """Say whether a citation is part of a link's text: a link in a link is none of HTML's."""
    parent: nodes.Element | None = node.parent
    while parent is not None and isinstance(parent, nodes.Inline):
        if isinstance(
            parent, nodes.reference | addnodes.pending_xref | addnodes.download_reference
        ):
            return True
        parent = parent.parent
    return False


def _block(node: nodes.Node) -> nodes.Element:
    """Return the block of text around an inline node."""
    block: nodes.Element = node.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    return block


def _text(node: nodes.Node, number: dict[int, int], inside: list[int]) -> Iterator[str]:
    """Yield a block's text, noting in *inside* the citations met on the way."""
    if isinstance(node, nodes.Text):
        yield " ".join(node.astext().split("\n")).replace(CITATION, "")
    elif id(node) in number:
        inside.append(number[id(node)])
        yield CITATION
    elif not isinstance(node, nodes.footnote_reference | nodes.raw):
        for child in getattr(node, "children", ()):
            yield from _text(child, number, inside)


def _parts(sentence: str, numbers: list[int]) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    for position, text in enumerate(sentence.split(CITATION)):
        if position:
            parts.append(numbers[position - 1])
        if text:
            parts.append(text)
    return tuple(parts)


class ReferenceLists(Placeholders):
    """Turn the placeholders into lists."""

    placeholder = reference_list

    def content(self, node: nodes.Element) -> nodes.Element:
        """Return the list of the works that are cited, or of those for further reading."""
        domain = cite_domain(self.env)
        builder = builder_of(self.env)
        entries = cited if node["kind"] == "cited" else further
        found = entries(domain, builder, node["docname"])
        return entry_list(found, domain, builder, node["docname"])


class Bibliography(SphinxDirective):
    """sphinxcontrib-bibtex's directive, which this publication does without."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Say what to do instead."""
        logger.warning(
            "remove this {bibliography}: the reference list appears by itself at the end "
            "of the article, and {works} shows every work",
            location=self.get_location(),
            type="press",
            subtype="bibliography",
        )
        return []


def on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Note the names that an article writes, from its text as it is typed."""
    if is_article(docname):
        cite_domain(app.env).note_names(docname, names_in(source[0]))
