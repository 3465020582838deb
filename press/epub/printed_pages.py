"""Printed pages in an e-book: where each page of the printed volume begins.

``make volumes`` leaves beside a volume's ``.pdf`` three files
(:data:`KINDS`): what ``pdftotext -layout`` reads in it, LaTeX's ``.aux``, and in
``.front`` the number of pages before the first that is counted (press.sty).
:mod:`press.epub.printed_pages` finds the pages' first words in the e-book.

Where a printed page begins in an e-book's page, and the mark that says so.

A page's first words are looked for in the text of the document
that stands on it, letter by letter: LaTeX need not say more than it does, and
nothing is guessed from numbers of lines or paragraphs.

EPUB Accessibility 1.1, section 3.3 (page navigation), and
https://www.w3.org/TR/epub-ssv-11/#pagination.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


_PIECE = re.compile(r"<(/?)([\w:]+)([^>]*)>|(&[^;\s]+;)|([^<&]+)")
_TAG = re.compile("<[^>]*>")
# What stands before a letter and belongs to its word: other signs, and the tags around words.
_WORD = re.compile(
    r"(?:[^\s<>]|</?(?:a|abbr|b|cite|code|em|i|q|small|span|strong|sub|sup)\b[^>]*>)+\Z"
)
_HEADING = re.compile(r"<h1\b")
_HEADINGS = re.compile(r"(?s)<(h[2-6])\b[^>]*>(.*?)</\1>")
_FIGURE = re.compile(r"<figure\b")

_SEEDS = (40, 24)  # letters that tell a place from all others on the pages around it
_REACH = 12_000  # letters: more than a page and a half can hold
_ABOVE = 2000  # letters: what may stand above the first words that are found, in drawings too


def breaks(
    document: str, pages: Sequence[str], first: int, *, is_last: bool = False
) -> dict[int, int]:
    """Return the number and the offset in the XHTML *document* of each of its printed *pages*.

    *pages* are letters (:func:`press.epub.printed_pages.fold`); the *first* is the document's
    own beginning.  A page that nothing is found of, a picture say, begins with the next.
    Behind the volume's last document may stand pages that are in no e-book.
    """
    text, offsets = _text(document)
    headings = {
        bisect_left(offsets, heading.start()): fold(unescape(_TAG.sub("", heading[2])))
        for heading in _HEADINGS.finditer(document)
    }
    heading = _HEADING.search(document)
    found: list[int | None] = [heading.start() if heading else None]
    at = 0
    for page in pages[1:]:
        place = _place(page, text, headings, at)
        found.append(None if place is None else _offset(document, offsets, place))
        at = at if place is None else place + 1
    while is_last and found and found[-1] is None:
        found.pop()
    following = document.rfind("</section>")
    backwards = []
    for number, offset in reversed(list(enumerate(found, first))):
        following = following if offset is None else offset
        backwards.append((number, following))
    return dict(reversed(backwards))


def _text(document: str) -> tuple[str, list[int]]:
    """Return a document's folded letters, and for each where it stands."""
    letters: list[str] = []
    offsets: list[int] = []
    silent = ""
    formula = -1
    for piece in _PIECE.finditer(document, max(document.find("<body"), 0)):
        end, tag, attributes, entity, text = piece.groups()
        if silent:
            silent = "" if end and tag == silent else silent
        elif tag == "math":
            # A mark has no place inside of a formula.
            formula = -1 if end else piece.start()
        elif tag:
            # Links back from a list are not in print, and figures are where there was room for them.
            unprinted = tag == "a" and 'role="doc-backlink"' in attributes
            silent = tag if not end and (unprinted or tag == "figure") else ""
        else:
            for number, letter in enumerate(unescape(entity) if entity else text):
                folded = fold_letter(letter)
                letters.append(folded)
                at = formula if formula >= 0 else piece.start() + (0 if entity else number)
                offsets.extend([at] * len(folded))
    return "".join(letters), offsets


def _place(page: str, text: str, headings: Mapping[int, str], at: int) -> int | None:
    """Return where in *text*, from *at* on, *page* begins."""
    for length in sorted({min(seed, len(page)) for seed in _SEEDS}, reverse=True):
        if length < min(_SEEDS) // 2:
            break
        for skipped in range(min(_ABOVE, len(page) - length) + 1):
            seed = page[skipped : skipped + length]
            place = text.find(seed, at, at + _REACH)
            if place >= 0:
                return _first(page[:skipped], text, headings, at, place)
    return None


def _first(above: str, text: str, headings: Mapping[int, str], at: int, place: int) -> int:
    """Return where a page begins whose letters *above* do not stand before *place* as they are.

    Print has some of its own (the words in a drawing, the pages in a list of works),
    and so has the e-book; letters that hang over each other come out of a PDF in another order.
    """
    for start in sorted(headings, reverse=True):
        if at <= start < place and headings[start] and above.startswith(headings[start]):
            return start  # and a figure below it
    size = len(above)
    before = max(at, place - size - min(_SEEDS))
    if size and sorted(text[max(at, place - size) : place]) == sorted(above):
        return place - size
    for length in range(size, max(size // 2, 3), -1):
        found = text.rfind(above[:length], before, place)
        if found >= 0:
            return found
    return place


def _offset(document: str, offsets: Sequence[int], place: int) -> int:
    """Return where a mark stands: before the word at *place*, and a figure right above it."""
    figure = _FIGURE.search(document, offsets[place - 1] if place else 0, offsets[place])
    return figure.start() if figure else _word(document, offsets[place])


def _word(document: str, offset: int) -> int:
    """Return where the word begins that the letter at *offset* is in."""
    start = max(0, offset - 1000)
    before = _WORD.search(document[start:offset])
    return start + before.start() if before else offset


def mark(document: str, places: Mapping[int, int]) -> str:
    """Return a document with a mark at the offset of each page number in *places*."""
    pieces = []
    done = 0
    for number, offset in sorted(places.items()):
        pieces += [document[done:offset], _mark(number, document, offset)]
        done = offset
    return "".join([*pieces, document[done:]])


def _mark(number: int, document: str, offset: int) -> str:
    tag = "div" if document.startswith(("<h1", "<figure", "</section>"), offset) else "span"
    # No heading has this name: docutils' know no underscore.
    return (
        f'<{tag} epub:type="pagebreak" role="doc-pagebreak" id="page_{number}"'
        f' aria-label="{number}"></{tag}>'
    )
