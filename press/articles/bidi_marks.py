"""Marks of language and direction on names and quotations in right-to-left scripts.

Each right-to-left run becomes an ``inline`` with the class ``language-xx``,
which docutils writes as ``lang``, and ``dir="rtl"``; a paragraph or block
quotation that reads from right to left as a whole is marked itself.  An editor
who knows better than the letters marks the words: ``[تهران]{.language-fa}``.

The text is marked while reading, so that titles are marked wherever they are
repeated, and again when a document is resolved, for what was put in since:
reference entries, cards, names of authors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.articles.domain import article_domain
from press.text.bidi import RIGHT_TO_LEFT, has_right_to_left, is_right_to_left, right_to_left, runs
from press.text.bidi import language as guess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

#: Attribute of the title that LaTeX's writer takes for the title page, as plain text.
PLAIN_TITLE = "plain_title"

_PREFIX = "language-"

# What is not language, and what has to stay as it is.
_LEFT_ALONE = (
    nodes.FixedTextElement,
    nodes.Invisible,
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.label,
    nodes.footnote_reference,
    addnodes.index,
)

# Where a paragraph stands on its own lines; in a table's cell or a footnote its
# words are marked one by one.
_BLOCKS = (
    nodes.document,
    nodes.section,
    nodes.block_quote,
    nodes.list_item,
    nodes.container,
    nodes.Admonition,
)


class MarkBlocks(SphinxTransform):
    """Mark paragraphs and block quotations, then the runs in the rest."""

    # After smart quotes (750), which look at the text before and after a quotation
    # mark; before the citations' sentences are recorded (860).
    default_priority = 760

    def apply(self, **_kwargs: Any) -> None:
        """Mark the document that is being read."""
        if not _has_right_to_left(self.document):
            return
        around = _language_of(self.env)
        for quotation in self.document.findall(nodes.block_quote):
            blocks = [node for node in quotation if not isinstance(node, nodes.attribution)]
            languages = {_reads_from_right(block, around) for block in blocks}
            if len(languages) == 1 and (language := languages.pop()):
                _mark(quotation, language)
        for paragraph in self.document.findall(nodes.paragraph):
            parent: nodes.Element = paragraph.parent
            if not isinstance(parent, _BLOCKS) or _language(parent) in RIGHT_TO_LEFT:
                continue
            if language := _reads_from_right(paragraph, around):
                _mark(paragraph, language)
        mark_runs(self.document, around)


def _language_of(env: BuildEnvironment) -> str:
    """Return the language of the page that is read or written, where it reads from right to left."""
    article = article_domain(env).articles.get(env.current_document.docname)
    return right_to_left(article.lang if article else env.config.language or "en")


def _reads_from_right(block: nodes.Node, around: str) -> str:
    """Return the language of a paragraph that reads from right to left, "" for any other."""
    if not isinstance(block, nodes.paragraph):
        return ""
    # Without its citations, which are in the publication's language.
    parts = [child for child in block if not isinstance(child, addnodes.pending_xref)]
    prose = "".join(text.astext() for part in parts for text in part.findall(nodes.Text))
    return (_language(block) or guess(prose, around)) if is_right_to_left(prose) else ""


class MarkRuns(SphinxPostTransform):
    """Mark the runs in what other transforms have put in."""

    # After the references are resolved (10), whose text may be new.
    default_priority = 700

    def run(self, **_kwargs: Any) -> None:
        """Mark the document that is being written."""
        mark_runs(self.document, _language_of(self.env))


def _has_right_to_left(document: nodes.document) -> bool:
    return any(has_right_to_left(text) for text in document.findall(nodes.Text))


def mark_runs(document: nodes.document, around: str = "") -> None:
    """Wrap every unmarked right-to-left run of the text of a document in the language *around*."""
    if not _has_right_to_left(document):
        return
    for text in list(_unmarked(document)):
        if not has_right_to_left(text):
            continue
        if isinstance(text.parent, nodes.reference) and "://" in text:
            continue  # An address, which the LaTeX writer knows by its text.
        pieces = runs(text.astext(), around)
        if any(piece.language for piece in pieces):
            text.parent.replace(
                text,
                [
                    _mark(nodes.inline("", piece.text), piece.language)
                    if piece.language
                    else nodes.Text(piece.text)
                    for piece in pieces
                ],
            )


def _unmarked(document: nodes.document) -> Iterator[nodes.Text]:
    """Yield the text outside of what is marked; say ``dir`` where an editor named a language."""
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Text):
            yield node
        elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
            pass  # Its text is the key; the citation is put in later.
        elif isinstance(node, nodes.Element) and not isinstance(node, _LEFT_ALONE):
            if node.get(PLAIN_TITLE):
                continue
            if (language := _language(node)) in RIGHT_TO_LEFT:
                _mark(node, language)
            else:
                waiting.extend(reversed(node.children))


def _language(node: nodes.Node) -> str:
    """Return the language that a node's classes name."""
    classes: list[str] = node["classes"] if isinstance(node, nodes.Element) else []
    for name in classes:
        if name.startswith(_PREFIX):
            return name.removeprefix(_PREFIX)
    return ""


def _mark(node: nodes.Element, language: str) -> nodes.Element:
    """Put language and direction on a node."""
    if not _language(node):
        node["classes"].append(_PREFIX + language)
    node["html_attributes"] = {**node.get("html_attributes", {}), "dir": "rtl"}
    return node
