"""Lettering: text for a picture, in the fonts of the printed volume, each script in its own.

Shaped and put in order by Raqm (HarfBuzz, FriBidi), which Pillow's wheels carry.  A line
is cut into pieces of one direction (:mod:`press.text.bidi`), and of one font.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import ImageFont

from press.text.bidi import direction, is_left_to_right, is_right_to_left, runs
from press.text.bidi import language as guess

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parents[1] / "print" / "fonts"

#: The faces of Latin letters.
SERIF, SANS, SANS_BOLD = "texgyrepagella-bold", "texgyreheros-regular", "texgyreheros-bold"

# The fonts of other scripts, bold beside a bold face where there is one.
_OTHER = {
    "ar": ("Amiri-Regular", "Amiri-Bold"),
    "fa": ("Amiri-Regular", "Amiri-Bold"),
    "he": ("NotoSerifHebrew-Regular", "NotoSerifHebrew-Bold"),
    "ur": ("NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Regular"),
}
_ARABIC = frozenset({"ar", "fa", "ur"})
# What these fonts do not have, and a face of Latin letters has.
_LACKING = {
    "he": re.compile(r"([^\s\u0590-\u05ff\ufb1d-\ufb4f]+)"),
    "ur": re.compile("([;?'\"…%&]+)"),
}
_NASTALIQ = "NotoNastaliqUrdu-Regular"
# Latin, its punctuation and signs, which TeX Gyre has; DejaVu has Cyrillic, Greek and others.
_LETTERS = r"\u0000-\u024f\u02c6-\u02dd\u0300-\u0308\u1e00-\u1eff\u2000-\u20bf\u2122\u2212"
_LATIN = re.compile(f"([{_LETTERS}]+)|[^{_LETTERS}]+")
_REST = "DejaVuSerif"
# At which size widths are measured: they grow with the size.
_MEASURED = 100


class Hand(NamedTuple):
    """How a text is set: the face of its Latin letters, its language, and which way it runs."""

    face: str
    language: str
    rtl: bool

    @classmethod
    def of(cls, face: str, text: str, language: str) -> Hand:
        """Return the hand for *text* in a page of *language*: some titles are in another's letters."""
        rtl = direction(language) == "rtl"
        rtl = not is_left_to_right(text) if rtl else is_right_to_left(text)
        return cls(face, language, rtl)

    def font(self, language: str) -> str:
        """Return the font's name for right-to-left text of *language*."""
        return _OTHER[language][self.face in {SERIF, SANS_BOLD}]


class _Piece(NamedTuple):
    text: str
    font: str
    direction: str
    language: str


class Leading(NamedTuple):
    """From line to line, from the top to the first baseline, and below the last, per size."""

    line: float
    above: float
    below: float


def leading(text: str, hand: Hand) -> Leading:
    """Return the room that lines of *text* take: Nastaliq climbs, Naskh reaches far below."""
    fonts = {piece.font for piece in _pieces(text, hand)}
    if _NASTALIQ in fonts:
        return Leading(1.95, 1.3, 0.75)
    if fonts & {name for names in _OTHER.values() for name in names}:
        return Leading(1.5, 1.0, 0.5)
    return Leading(1.17, 0.76, 0.25)


def count(text: str, hand: Hand, size: int, measure: int) -> int:
    """Return how many lines *text* takes."""
    return len(_fill(*_measured(text, hand, measure * _MEASURED / size)[1:]))


def wrap(text: str, hand: Hand, size: int, measure: int) -> list[str]:
    """Return the lines of *text*, as even as they can be in the least number of lines."""
    words, widths, space, room = _measured(text, hand, measure * _MEASURED / size)
    lines = _fill(widths, space, room)
    low, high = max(widths, default=0.0), room
    while high - low > 1:
        middle = (low + high) / 2
        narrower = _fill(widths, space, middle)
        if len(narrower) > len(lines):
            low = middle
        else:
            high, lines = middle, narrower
    return [" ".join(words[first:last]) for first, last in lines]


def widest(text: str, hand: Hand, size: int) -> float:
    """Return the width of the widest word."""
    return max((_width(word, hand) for word in text.split()), default=0.0) * size / _MEASURED


def width(text: str, hand: Hand, size: int) -> float:
    """Return the width of a line."""
    return _width(text, hand) * size / _MEASURED


def draw(
    canvas: ImageDraw, place: tuple[float, float], line: str, hand: Hand, size: int, fill: int
) -> None:
    """Draw a line on a baseline; *place* is where it begins, its right end if it runs leftwards."""
    at, baseline = place
    for piece in _pieces(line, hand):
        font = _font(piece.font, size)
        long = font.getlength(piece.text, direction=piece.direction, language=piece.language)
        left = at - long if hand.rtl else at
        canvas.text(
            (left, baseline),
            piece.text,
            fill=fill,
            font=font,
            anchor="ls",
            direction=piece.direction,
            language=piece.language,
        )
        at = left if hand.rtl else at + long


def _measured(text: str, hand: Hand, room: float) -> tuple[list[str], list[float], float, float]:
    words = list(_words(text, hand, room))
    return words, [_width(word, hand) for word in words], _width(" ", hand), room


def _words(text: str, hand: Hand, room: float) -> Iterator[str]:
    """Yield the words; one that is longer than a line in parts."""
    for word in text.split():
        rest = word
        while len(rest) > 1 and _width(rest, hand) > room:
            starts = [rest[:end] for end in range(1, len(rest))]
            cut = max(1, bisect(starts, room, key=lambda start: _width(start, hand)))
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _fill(widths: Sequence[float], space: float, room: float) -> list[tuple[int, int]]:
    """Return the first word of each line and the one behind its last."""
    starts, used = [0], 0.0
    for at, long in enumerate(widths):
        if at > starts[-1] and used + space + long > room:
            starts.append(at)
            used = long
        else:
            used += long + (space if at > starts[-1] else 0)
    return list(pairwise([*starts, len(widths)]))


@lru_cache(10_000)
def _width(text: str, hand: Hand) -> float:
    return sum(
        _font(piece.font, _MEASURED).getlength(
            piece.text, direction=piece.direction, language=piece.language
        )
        for piece in _pieces(text, hand)
    )


def _pieces(text: str, hand: Hand) -> list[_Piece]:
    """Return the pieces in the order of reading."""
    pieces: list[_Piece] = []
    for part, language in _directed(text, hand):
        for piece in _in_fonts(part, language, hand):
            before = pieces.pop() if pieces and pieces[-1][1:] == piece[1:] else None
            pieces.append(piece._replace(text=before.text + piece.text) if before else piece)
    return pieces


def _in_fonts(part: str, language: str, hand: Hand) -> Iterator[_Piece]:
    """Cut a part of one direction where its font lacks a letter."""
    if not language:
        for match in _LATIN.finditer(part):
            font = hand.face if match[1] else _REST
            yield _Piece(match[0], font, "ltr", hand.language)
        return
    font = hand.font(language)
    lacking = _LACKING.get(language)
    for number, piece in enumerate(lacking.split(part) if lacking else [part]):
        if piece:
            yield _Piece(piece, hand.face if number % 2 else font, "rtl", language)


def _directed(text: str, hand: Hand) -> Iterator[tuple[str, str]]:
    """Yield the parts of one direction with the language of those that run leftwards.

    In a line that runs leftwards, so do the spaces and signs around Latin words, and
    digits behind no such word (UAX #9, rules W7, N1 and N2).
    """
    own = hand.language.split("-")[0]
    for run in runs(text):
        if not hand.rtl:
            yield run.text, run.language
        elif run.language:
            # The letters of an Urdu word may all be in Arabic too.
            yield run.text, own if own in _ARABIC and run.language in _ARABIC else run.language
        else:
            kinds = [unicodedata.bidirectional(char) for char in run.text]
            first = kinds.index("L") if "L" in kinds else len(kinds)
            last = max(
                (at for at in range(first, len(kinds)) if kinds[at] in {"L", "EN"}), default=-1
            )
            around = own if own in _OTHER else guess(text)
            yield run.text[:first], around
            if first <= last:
                yield run.text[first : last + 1], ""
                yield run.text[last + 1 :], around


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    [path] = FONTS.glob(f"{name}.?tf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
