r"""The widths of a table's columns, guessed from the letters in them.

Ground floor: pure functions on strings.  LaTeX's tabulary asks how wide the
cells are and not how long their words, and knows no table that goes over
several pages; so widths are said here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Letters in a line of a table in the smaller size of the volume, and what the space beside a
# column takes of them; the same where the table is set tight.
_LINE, _SPACE = 64, 2.6
_TIGHT_LINE, _TIGHT_SPACE = 74, 1.5

# Before a consonant and a vowel that follow a vowel, or a vowel and a consonant; not near an end.
_V, _C = "[aeiouyäöüáéíóúıâêîôû]", "[bcdfghjklmnpqrstvwxzçğşñß]"
_BOUNDARY = re.compile(rf"(?<=\w\w{_V})(?={_C}{_V}\w)|(?<=\w{_V}{_C})(?={_C}{_V}\w)", re.IGNORECASE)

_ALIGNED = {"left": r"\raggedright", "center": r"\centering", "right": r"\raggedleft"}


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
        rf">{{{_ALIGNED[name]}\arraybackslash}}\Y{{{share / sum(letters):.3f}}}"
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
