"""Tables in print: aligned as in Markdown, with guessed widths, credit lines, anchors in captions.

Sphinx's LaTeX writer drops the alignment of a Markdown table, and refuses
tabulary's columns where a table may go over several pages.

The widths of a table's columns, guessed from the letters in them.

LaTeX's tabulary asks how wide the
cells are and not how long their words, and knows no table that goes over
several pages; so widths are said here.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.print.latex import macro, tex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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


# Letters in a line of a table in the smaller size of the volume, and what the space beside a
# column takes of them; the same where the table is set tight.
_LINE, _SPACE = 64, 2.6
_TIGHT_LINE, _TIGHT_SPACE = 74, 1.5

# Before a consonant and a vowel that follow a vowel, or a vowel and a consonant; not near an end.
_V, _C = "[aeiouyäöüáéíóúıâêîôû]", "[bcdfghjklmnpqrstvwxzçğşñß]"
_BOUNDARY = re.compile(rf"(?<=\w\w{_V})(?={_C}{_V}\w)|(?<=\w{_V}{_C})(?={_C}{_V}\w)", re.IGNORECASE)

_COLUMN_TYPES = {"left": r"\raggedright", "center": r"\centering", "right": r"\raggedleft"}


class Columns(NamedTuple):
    """LaTeX's specification of columns.

    *plain* ones are as wide as their text, *tight* ones are set small; *letters*
    says how many go into a line of each.
    """

    spec: str
    plain: bool
    tight: bool
    letters: tuple[int, ...]


def columns(rows: Sequence[Sequence[str]], aligned: Sequence[str]) -> Columns:
    """Return the columns of a table.

    *rows* are the texts of the cells, as many in each; *aligned* says "left",
    "center" or "right" for each column.
    """
    cells = list(zip(*rows, strict=True))
    natural = [max(map(_width, column)) for column in cells]
    room = _LINE - _SPACE * len(aligned)
    if sum(natural) <= room:
        spec = "".join(name[0] for name in aligned)
        return Columns(spec, plain=True, tight=False, letters=tuple(natural))
    words = [max(map(_longest_word, column)) for column in cells]
    tight = sum(words) > room
    if tight:
        room = _TIGHT_LINE - _TIGHT_SPACE * len(aligned)
    letters = _letters(natural, words, room)
    spec = "".join(
        rf">{{{_COLUMN_TYPES[name]}\arraybackslash}}\Y{{{share / sum(letters):.3f}}}"
        for name, share in zip(aligned, letters, strict=True)
    )
    return Columns(spec, plain=False, tight=tight, letters=tuple(map(int, letters)))


def _letters(natural: Sequence[int], words: Sequence[int], room: float) -> list[float]:
    """Return what each column has of the line: room for a word, and a share of the rest."""
    least = list(words)
    while sum(least) > room and max(least) > 1:
        # The longest words are divided.
        least = [min(low, max(least) - 1) for low in least]
    # Of the rest, the root: a column of sentences leaves something to the others.
    wanted = [max(wide - low, 0) ** 0.5 for wide, low in zip(natural, least, strict=True)]
    rest = max(room - sum(least), 0) / (sum(wanted) or 1)
    return [low + rest * share for low, share in zip(least, wanted, strict=True)]


def _longest_word(cell: str) -> int:
    """Return the letters that the longest word takes; capitals are wide, and one is to spare."""
    return 1 + max((_width(word) for word in cell.split()), default=0)


def _width(text: str) -> int:
    return len(text) + sum(map(str.isupper, text)) // 2


def syllables(word: str) -> list[str]:
    """Return a word in pieces as most languages with Latin letters divide it, near enough.

    For a word that is wider than its column, where LaTeX's patterns may know no place.
    """
    return _BOUNDARY.split(word)
