"""Where a printed page begins in an e-book's page, and the mark that says so.

Ground floor.  A page's first words are looked for in the text of the document
that stands on it, letter by letter: LaTeX need not say more than it does, and
nothing is guessed from numbers of lines or paragraphs.

EPUB Accessibility 1.1, section 3.3 (page navigation), and
https://www.w3.org/TR/epub-ssv-11/#pagination.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from html import unescape

from press.epub.printed import fold, fold_letter

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

    *pages* are letters (:func:`press.epub.printed.fold`); the *first* is the document's
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
