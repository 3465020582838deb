"""Tables in print: columns as Markdown aligns them, credit lines, anchors in captions.

Sphinx's LaTeX writer drops the alignment of a Markdown table, and refuses
tabulary's columns where a table may go over several pages.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.print.columns import Columns, columns, syllables
from press.print.nodes import macro, tex

if TYPE_CHECKING:
    from collections.abc import Iterator


# Where words are prose, what parts them, and MyST's classes of a cell.
_PROSE = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.inline)
_WORDS = re.compile(r"(\W+)")
_ALIGNED = {"text-left": "left", "text-center": "center", "text-right": "right"}


class Tables(SphinxPostTransform):
    """Say how columns are aligned, and how wide those of a large table are."""

    # After the runs of other scripts are marked (700), before credit lines are wrapped (710).
    default_priority = 705
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Go through the tables that no other holds."""
        for table in list(self.document.findall(nodes.table)):
            _move_anchors(table)
            before = []
            if _has_credit(table):
                before.append(macro("presscredited"))
            if found := _columns(table):
                before += [
                    macro(f"press{name}") for name in ("plain", "tight") if getattr(found, name)
                ]
                before.append(addnodes.tabular_col_spec(spec=found.spec))
                if not found.plain:
                    _divide(table, found)
            at = table.parent.index(table)
            table.parent[at:at] = before


def _columns(table: nodes.table) -> Columns | None:
    """Return the columns of a table of plain rows.

    None where cells span several or hold blocks, and where its author says how wide they are.
    """
    if "colwidths-given" in table["classes"]:
        return None
    rows = [[n for n in row if isinstance(n, nodes.entry)] for row in table.findall(nodes.row)]
    if not rows or len({len(row) for row in rows}) > 1 or any(map(_is_large, chain(*rows))):
        return None
    return columns(
        [[entry.astext() for entry in row] for row in rows], [_aligned(entry) for entry in rows[0]]
    )


def _divide(table: nodes.table, found: Columns) -> None:
    """Say where the words may be divided that are longer than their column."""
    for row in table.findall(nodes.row):
        for entry, letters in zip(row.findall(nodes.entry), found.letters, strict=True):
            for text in list(entry.findall(nodes.Text)):
                words = _WORDS.split(text)
                if isinstance(text.parent, _PROSE) and any(len(word) >= letters for word in words):
                    at = text.parent.index(text)
                    text.parent[at : at + 1] = list(_divided(words, letters))


def _divided(words: list[str], letters: int) -> Iterator[nodes.Node]:
    for word in words:
        pieces = syllables(word) if len(word) >= letters else [word]
        for number, piece in enumerate(pieces):
            if number:
                yield tex(r"\-")
            yield nodes.Text(piece)


def _aligned(entry: nodes.entry) -> str:
    return next((_ALIGNED[name] for name in entry["classes"] if name in _ALIGNED), "left")


def _is_large(entry: nodes.entry) -> bool:
    """Say whether a cell is more than a line of text."""
    spans = "morecols" in entry or "morerows" in entry
    return spans or any(not isinstance(node, nodes.paragraph) for node in entry) or len(entry) > 1


def _has_credit(table: nodes.table) -> bool:
    after = table.next_node(descend=False, siblings=True)
    return isinstance(after, nodes.paragraph) and "credit-line" in after["classes"]


def _move_anchors(table: nodes.table) -> None:
    """Give the citations in a table's caption anchors of their own: the writer drops theirs."""
    for title in table.findall(nodes.title):
        for link in [node for node in title.findall(nodes.reference) if node["ids"]]:
            link.parent.insert(link.parent.index(link), nodes.target("", "", ids=link["ids"]))
            link["ids"] = []
