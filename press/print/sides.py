"""Left-to-right parts in a book from right to left.

Such a book is in Arabic, Persian, Urdu or Hebrew as a whole, and LaTeX orders
each line by its letters (UAX #9).  Blocks of Latin letters (references, an
English article) are set from the left, and in other lines links, citations and
code are one piece each, brackets and full stops included.  Marks of the book's
own language are taken away: they say nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.articles.bidi_marks import PLAIN_TITLE
from press.print.latex import classes_of, wrap, wrap_words
from press.print.latex_language import FROM_LEFT, LATIN_WORDS
from press.text.bidi import has_right_to_left, is_left_to_right, is_right_to_left, right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator


# Where a paragraph has its lines to itself; elsewhere its words are marked.
_BLOCKS = (nodes.section, nodes.container, nodes.Admonition, nodes.list_item)
_LISTS = nodes.bullet_list | nodes.enumerated_list
_LEFT_ALONE = (nodes.raw, nodes.math, nodes.FixedTextElement, nodes.literal, nodes.reference)
_LINES = nodes.title | nodes.caption | nodes.attribution


class Sides(SphinxPostTransform):
    """Mark what reads from the left."""

    # After the runs of other scripts are marked (700), before classes are said to LaTeX (710).
    default_priority = 708
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Go through blocks, then through what stands in lines."""
        main = right_to_left(self.config.language)
        if not main:
            return
        elements = list(self.document.findall(nodes.Element))
        for element in elements:
            if isinstance(element, nodes.paragraph | nodes.block_quote | nodes.container):
                element["classes"] = [n for n in element["classes"] if n != f"language-{main}"]
        for element in elements:
            from_left = isinstance(element, nodes.rubric) and _reads_from_left(element)
            if from_left or isinstance(element, nodes.literal_block | nodes.doctest_block):
                wrap(element, nodes.container("", classes=[FROM_LEFT]))
            elif isinstance(element, nodes.block_quote) and _reads_from_left(element):
                element["classes"].append(FROM_LEFT)
            elif isinstance(element, nodes.paragraph) and _reads_from_left(element):
                _mark_paragraph(element)
            elif (
                isinstance(element, _LINES)
                and not element.get(PLAIN_TITLE)
                and _reads_from_left(element)
            ):
                wrap_words(element, [FROM_LEFT])
        for element in elements:
            is_piece = isinstance(element, nodes.reference | nodes.literal)
            if is_piece or "citation" in classes_of(element):
                _mark_piece(element, main)
        for text in list(self.document.findall(nodes.Text)):
            _mark_names(text)


def _mark_paragraph(paragraph: nodes.paragraph) -> None:
    if isinstance(paragraph.parent, nodes.block_quote) or _is_marked(paragraph.parent):
        return  # It is marked as a whole, or its paragraphs differ.
    if isinstance(paragraph.parent, _BLOCKS) and not _is_macro(paragraph):
        paragraph["classes"].append(FROM_LEFT)
    elif not _is_macro(paragraph):
        wrap_words(paragraph, [FROM_LEFT])


def _is_macro(paragraph: nodes.paragraph) -> bool:
    """Say whether a paragraph is one of the style's macros, as in lists of articles."""
    return isinstance(paragraph[0], nodes.raw) if len(paragraph) else True


def _mark_piece(element: nodes.Element, main: str) -> None:
    """Mark a link, a citation or code in a line that reads the other way."""
    text = "".join(_prose(element))
    if _is_marked(element.parent):
        if is_right_to_left(text):
            wrap(element, nodes.inline("", "", classes=[f"language-{main}"]))
    elif is_left_to_right(text) or (
        isinstance(element, nodes.literal) and not has_right_to_left(text)
    ):
        wrap(element, nodes.inline("", "", classes=[FROM_LEFT]))


def _mark_names(text: nodes.Text) -> None:
    """Mark the Latin words in a line that reads from the right."""
    parent: nodes.Element = text.parent
    if (
        isinstance(parent, _LEFT_ALONE)
        or parent.get(PLAIN_TITLE)
        or " " not in text
        or _is_marked(parent)
    ):
        return
    parts = LATIN_WORDS.split(text.astext())
    if len(parts) > 1:
        pieces = (
            nodes.inline("", part, classes=[FROM_LEFT]) if number % 2 else nodes.Text(part)
            for number, part in enumerate(parts)
            if part
        )
        at = parent.index(text)
        parent[at : at + 1] = list(pieces)


def _is_marked(node: nodes.Node | None) -> bool:
    while node is not None and not isinstance(node, nodes.document):
        if FROM_LEFT in classes_of(node):
            return True
        node = node.parent
    return False


def _reads_from_left(block: nodes.Element) -> bool:
    text = "".join(_prose(block))
    # In a line of titles, of other articles, the first word is that of the article.
    return is_left_to_right(text.split(" ")[0] if "also-cited" in classes_of(block) else text)


def _prose(node: nodes.Node) -> Iterator[str]:
    """Yield the text of a block, without LaTeX."""
    for text in node.findall(nodes.Text):
        if not isinstance(text.parent, nodes.raw):
            yield text.astext()
