"""Transforms for e-books: words that reading systems and screen readers know, pop-up notes.

An article is a chapter and its TL;DR an abstract; what stands in an article in
another language and is in the book's own says so; a formula that is wider than a
phone can be reached and moved by keyboard.

https://www.w3.org/TR/epub-ssv-11/ and https://www.w3.org/TR/dpub-aria-1.1/

Pop-up notes: in an e-book a citation and a footnote open where they are read.

Readers that know ``epub:type`` show the entry of the reference list over the
page (Apple Books, Kobo, Thorium); in all others the links are ordinary ones,
there and back.  Some hide what stands in an ``aside`` of this type, for they
show it over the page: the style sheet has them show it in the list as well.

https://www.w3.org/TR/epub-ssv-11/#notes, and for the roles
https://www.w3.org/TR/dpub-aria-1.1/#doc-footnote: "ancillary information, such
as a citation".  ``doc-biblioentry`` is deprecated there.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes

from press.articles.domain import article_domain
from press.epub.pages import BookTransform
from press.text.bidi import direction, is_left_to_right, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator


_CHAPTER = {"epub:type": "chapter", "role": "doc-chapter"}
_ABSTRACT = {"epub:type": "abstract", "role": "doc-abstract"}
_BIBLIOGRAPHY = {"epub:type": "bibliography", "role": "doc-bibliography"}
_CODE = nodes.literal | nodes.literal_block
_LISTED = nodes.bullet_list | nodes.enumerated_list
_LISTS = {"references", "further-reading"}
_COLUMNS = 4  # as many as a phone has room for in letters of the usual size
_LETTERS = 42  # as many as fit into its width in small ones

_Node = TypeVar("_Node", bound=nodes.Element)


class Semantics(BookTransform):
    """Say what is what on the tags that are there."""

    # After the article's head (8) and the references (10).
    default_priority = 21

    def run(self, **_kwargs: Any) -> None:
        """Add types, roles, languages and directions."""
        docname = self.env.current_document.docname
        language = self.book.language_of(docname)
        if docname in article_domain(self.env).articles:
            for node, attributes in list(self._parts()):
                _add(node, attributes)
            self._order_heads()
            if language != self.book.language:
                self._name_languages(language)
        if direction(language) == "rtl":
            self._turn_blocks(self.document)
        elif direction(self.book.language) == "rtl":
            for listed in self._of_class(nodes.Element, "reference-list"):
                self._turn_blocks(listed)
        for formula in self.document.findall(nodes.math_block):
            _add(formula, {"tabindex": "0"})
        for group in self.document.findall(nodes.tgroup):
            if group["cols"] > _COLUMNS and isinstance(group.parent, nodes.table):
                group.parent["classes"].append("many-columns")
                for entry in group.findall(nodes.entry):
                    if max(map(len, entry.astext().split()), default=0) > _LETTERS // group["cols"]:
                        entry["classes"].append("long-words")

    def _parts(self) -> Iterator[tuple[nodes.Element, dict[str, str]]]:
        sections = list(self.document.findall(nodes.section))
        yield sections[0], _CHAPTER
        for section in sections[1:]:
            if _LISTS.intersection(section["classes"]):
                yield section, _BIBLIOGRAPHY
        for box in self._of_class(nodes.admonition, "tldr"):
            yield box, _ABSTRACT

    def _order_heads(self) -> None:
        """Set the subtitle under its title; the site and print bring that about by themselves."""
        for head in self._of_class(nodes.container, "article-head"):
            lines = _elements(head)
            head.children = [*filter(_is_subtitle, lines), *filterfalse(_is_subtitle, lines)]

    def _name_languages(self, language: str) -> None:
        """Mark what is in the book's language, and inside of it what is in the article's.

        What this software says in an article is in that article's language.
        """
        own = self.book.language
        for listed in self._of_class(nodes.Element, "reference-list"):
            _add(listed, {**_language(own), "dir": direction(own)})
        for line in self._of_class(nodes.paragraph, "also-cited"):
            _add(line, {**_language(language), "dir": direction(language)})
            for title in line.findall(nodes.reference):
                if is_right_to_left(title.astext()):
                    _add(title, {"dir": "rtl"})
        # The section's name follows the direction of the text around it, of which it is no part.
        for line in self._of_class(nodes.paragraph, "kicker"):
            _add(line, _language(own))

    def _turn_blocks(self, root: nodes.Element) -> None:
        """Let a block in letters that go from left to right do so where the text around does not."""
        for listed in [n for n in root.findall(nodes.Element) if isinstance(n, _LISTED)]:
            items = [item.astext() for item in listed]
            if "reference-list" not in listed["classes"] and all(map(is_left_to_right, items)):
                _add(listed, {"dir": "ltr"})
        for code in [n for n in root.findall(nodes.Element) if isinstance(n, _CODE)]:
            _add(code, {"dir": "ltr"})
        letters = [n for n in root.findall(nodes.rubric) if is_left_to_right(n.astext())]
        addresses = [n for n in root.findall(nodes.reference) if "://" in n.astext()]
        # Two links are put in order one by one, by WeasyPrint.
        cited = [n for n in root.findall(nodes.inline) if "citation" in n["classes"]]
        citations = [n for n in cited if is_left_to_right(n.astext())]
        for piece in [*letters, *addresses, *citations]:
            _add(piece, {"dir": "ltr"})
        for block in root.findall(nodes.paragraph):
            marked = "dir" in block.get("html_attributes", {})
            of_head = "article-head" in block.parent.get("classes", ())
            if not marked and not of_head and is_left_to_right(block.astext()):
                quotation = block.parent if isinstance(block.parent, nodes.block_quote) else block
                _add(quotation, {"dir": "ltr"})

    def _of_class(self, kind: type[_Node], name: str) -> list[_Node]:
        return [node for node in self.document.findall(kind) if name in node["classes"]]


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _is_subtitle(line: nodes.Element) -> bool:
    return "subtitle" in line["classes"]


def _language(language: str) -> dict[str, str]:
    return {"lang": language, "xml:lang": language}


def _add(node: nodes.Element, attributes: dict[str, str]) -> None:
    present: dict[str, str] = node.get("html_attributes", {})
    node["html_attributes"] = {**present, **attributes}


_LINK = {"epub:type": "noteref", "role": "doc-noteref"}
_NOTE = {"epub:type": "footnote", "role": "doc-footnote"}


class pop_up_note(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """An entry of a reference list that opens over the page; no other format sees one."""


class PopUpNotes(BookTransform):
    """Mark every link to a note, and every note."""

    # After Sphinx's ReferencesResolver (10), which makes the citations' links.
    default_priority = 20

    def run(self, **_kwargs: Any) -> None:
        """Add types and roles to what stands on the tags already."""
        for node, attributes in list(self._notes()):
            present: dict[str, str] = node.get("html_attributes", {})
            node["html_attributes"] = {**present, **attributes}

    def _notes(self) -> Iterator[tuple[nodes.Element, dict[str, str]]]:
        cited = set()
        for reference in self.document.findall(nodes.reference):
            attributes: dict[str, str] = reference.get("html_attributes", {})
            if attributes.get("role") == "doc-biblioref":
                cited.add(reference["refid"])
                yield reference, _LINK
        for entry in list(self.document.findall(nodes.list_item)):
            if cited.intersection(entry["ids"]):
                yield _aside(entry), _NOTE
        for mark in self.document.findall(nodes.footnote_reference):
            yield mark, _LINK
        for footnote in self.document.findall(nodes.footnote):
            yield footnote, _NOTE


def _aside(entry: nodes.list_item) -> pop_up_note:
    """Put what an entry holds into a note: the list stays a list, and links lead to the note."""
    found = pop_up_note("", *entry.children, ids=entry["ids"])
    entry["ids"] = []
    entry.children = []
    entry += found
    return found


def visit_note(translator: HTML5Translator, node: pop_up_note) -> None:
    """Open the note."""
    translator.body.append(translator.starttag(node, "aside"))


def depart_note(translator: HTML5Translator, node: pop_up_note) -> None:
    """Close the note."""
    translator.body.append("</aside>\n")
