"""The printed volume as an e-book needs to know it: each page's text, and where documents begin.

Ground floor.  ``make volumes`` leaves beside a volume's ``.pdf`` three files
(:data:`KINDS`): what ``pdftotext -layout`` reads in it, LaTeX's ``.aux``, and in
``.front`` the number of pages before the first that is counted (press.sty).
:mod:`press.epub.page_breaks` finds the pages' first words in the e-book.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

KINDS = (".txt", ".aux", ".front")

_LABEL = re.compile(r"\\newlabel\{([^{}]+)::doc\}\{\{[^{}]*\}\{(\d+)\}")
_SPECIAL = re.compile(r"[$%&#{}\\~^\[\]]")

# How pdftotext shows that a run goes the other way: RLE … PDF, and LRE … PDF.
_RUN = re.compile("[\u202a\u202b]([^\u202a-\u202c]*)\u202c")
_CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c"))


@dataclass(frozen=True)
class Printed:
    """*pages* are the numbered pages' letters without their heads, the first is page 1.

    *starts* says on which page a document begins, by its LaTeX label.
    """

    pages: tuple[str, ...]
    starts: dict[str, int]

    def of(self, docnames: Iterable[str]) -> dict[str, range]:
        """Return the pages of each document: every one begins on a page of its own."""
        found = {
            name: self.starts[_label(name)] for name in docnames if _label(name) in self.starts
        }
        # What no e-book has, the index say, begins on a page of its own, too.
        ends = sorted({*self.starts.values(), len(self.pages) + 1})
        return {name: range(first, ends[ends.index(first) + 1]) for name, first in found.items()}


def read(text: str, aux: str, front: str) -> Printed:
    """Return what the three files say of a volume."""
    starts = {label: int(page) for label, page in _LABEL.findall(aux)}
    numbered = text.split("\f")[int(front) : -1]
    opening = set(starts.values())
    pages = (_letters(page, number, number in opening) for number, page in enumerate(numbered, 1))
    return Printed(tuple(pages), starts)


def _label(docname: str) -> str:
    """Return the name that Sphinx's LaTeX writer makes of a document's."""
    plain = docname.encode("ascii", "backslashreplace").decode()
    return _SPECIAL.sub("_", plain)


def _letters(page: str, number: int, is_opening: bool) -> str:
    lines = [line for line in page.splitlines() if line.strip()]
    if lines and not is_opening:
        # The running head: its number stands at an edge.
        words = lines[0].translate(_CONTROLS).split()
        if words and str(number) in {words[0], words[-1]}:
            del lines[0]
    return "".join(map(fold, map(_in_order, lines)))


def _in_order(line: str) -> str:
    """Return a line as it is read: pdftotext puts its runs as they stand, from the left."""
    if "\u202b" not in line:
        return line
    kinds = [unicodedata.bidirectional(letter) for letter in line]
    if 2 * sum(kind in {"R", "AL"} for kind in kinds) <= sum(
        kind in {"R", "AL", "L"} for kind in kinds
    ):
        return line
    # Even pieces stand between the runs, odd ones are the runs.
    return " ".join(reversed(_RUN.split(line)))


def fold(text: str) -> str:
    """Return the letters and digits of *text*: no case, no accents, no ligatures, no spaces.

    What hyphenation, line ends, fonts and formulas do to a text is undone by it.
    """
    return "".join(map(fold_letter, text))


@cache
def fold_letter(letter: str) -> str:
    """Return what :func:`fold` keeps of one character."""
    folded = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(each for each in folded if each.isalnum())
