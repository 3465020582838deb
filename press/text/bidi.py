"""Bidirectional text: direction and language, told from its letters.

Browsers and LaTeX order a line by
the Unicode bidirectional algorithm (UAX #9), in which punctuation and digits
take the direction of the text around them: the bracket and the year of
«…(1406م)» inside an English sentence land on the wrong side unless the whole
phrase is marked as one piece with its own direction.  This module finds those
pieces; :mod:`press.articles.bidi_marks` marks them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Languages written from right to left that a class or this module may name.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def direction(language: str) -> str:
    """Return "rtl" or "ltr", the direction of a language's text; its tag may name a region."""
    return "rtl" if right_to_left(language) else "ltr"


def right_to_left(language: str) -> str:
    """Return the name without its region of a language that reads from right to left, "" of others."""
    name = re.split("[-_]", language)[0].lower()
    return name if name in RIGHT_TO_LEFT else ""


# Letters that only one of the languages uses (Unicode chart U+0600, "Urdu", "Persian").
# Yeh and kaf have forms of their own in Persian and Urdu: U+06CC and U+06A9.
_URDU = frozenset("ٹڈڑںےۓہھۂۃ۔")
_PERSIAN = frozenset("پچژگکی")
# Letters that Arabic uses and the two write otherwise or hardly ever.
_ARABIC = frozenset("كيىةإ")

# Bidirectional classes (UAX #9, table 4).
_RIGHT = frozenset({"R", "AL", "AN"})
_LEFT = frozenset({"L"})
_DIGIT = frozenset({"EN"})
_ATTACHED = frozenset({"NSM", "BN"})
_BRACKETS = {")": "(", "]": "[", "}": "{", "»": "«", "›": "‹", "”": "“", "’": "‘"}


# The blocks that hold every letter and digit of classes R, AL and AN (Unicode's
# DerivedBidiClass): most text has none of them, and this is a hundred times faster.
_RIGHT_BLOCKS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True)
class Run:
    """A piece of text; *language* is empty where it runs from left to right."""

    text: str
    language: str = ""


def runs(text: str, around: str = "") -> list[Run]:
    """Split text into runs; joined, they give the text back.

    *around* is the language of the page, see :func:`language`.

    A right-to-left run reaches from its first letter to its last one before a
    left-to-right letter, with the spaces, digits and punctuation between them,
    the digits that touch its beginning, a bracket that closes one opened
    inside it, and one before it that is closed inside.
    """
    if not has_right_to_left(text):
        return [Run(text)] if text else []
    found: list[Run] = []
    done = 0
    for start, end in _spans(text):
        if start > done:
            found.append(Run(text[done:start]))
        found.append(Run(text[start:end], language(text[start:end], around)))
        done = end
    if done < len(text):
        found.append(Run(text[done:]))
    return found


def has_right_to_left(text: str) -> bool:
    """Say whether text may hold a right-to-left letter; never wrongly no."""
    return not text.isascii() and _RIGHT_BLOCKS.search(text) is not None


def language(text: str, around: str = "") -> str:
    """Guess the language of right-to-left text: "ur", "fa", "he" or else "ar".

    The letters of a Persian or Urdu word may all be in Arabic too, and an Urdu
    word's in Persian: in a page of such a language, *around*, it is in that one.
    """
    letters = set(text)
    if letters & _URDU:
        return "ur"
    if letters & _PERSIAN:
        return "ur" if around == "ur" else "fa"
    if any(unicodedata.bidirectional(char) == "AL" for char in text):
        return around if around in {"fa", "ur"} and not letters & _ARABIC else "ar"
    return "he"


def is_right_to_left(text: str) -> bool:
    """Say whether a whole block reads from right to left.

    Its first strong letter does (UAX #9, rule P2), and so do most of its
    letters: an English sentence may begin with an Arabic name.
    """
    if not has_right_to_left(text):
        return False
    strong = [kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    right = sum(kind != "L" for kind in strong)
    return bool(strong) and strong[0] != "L" and 2 * right > len(strong)


def is_left_to_right(text: str) -> bool:
    """Say whether a block in a right-to-left text reads from left to right: first letter and most."""
    strong = [kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    return bool(strong) and strong[0] == "L" and 2 * strong.count("L") > len(strong)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the right-to-left runs begin and end."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    spans: list[tuple[int, int]] = []
    start = end = -1
    for at, kind in enumerate(kinds):
        if kind in _RIGHT:
            if start < 0:
                start = at
                lowest = spans[-1][1] if spans else 0
                while start > lowest and kinds[start - 1] in _DIGIT:
                    start -= 1
            end = at + 1
        elif kind in _ATTACHED and end == at:
            end = at + 1
        elif kind in _LEFT and start >= 0:
            spans.append((_opened(text, start, end), _closed(text, start, end, at)))
            start = -1
    if start >= 0:
        spans.append((_opened(text, start, end), _closed(text, start, end, len(text))))
    return spans


def _opened(text: str, start: int, end: int) -> int:
    """Return *start*, moved to a bracket right before it that is closed in the run."""
    before = text[start - 1 : start]
    depth = 0
    for char in text[start:end]:
        if _BRACKETS.get(char) == before:
            depth -= 1
        elif char == before:
            depth += 1
        if depth < 0:
            return start - 1
    return start


def _closed(text: str, start: int, end: int, limit: int) -> int:
    """Return *end*, moved past a bracket that closes one opened in the run.

    Digits and punctuation may stand before the bracket: (1406).
    """
    opened: list[str] = []
    for at in range(start, limit):
        char = text[at]
        if at < end and char in _BRACKETS.values():
            opened.append(char)
        elif opened and _BRACKETS.get(char) == opened[-1]:
            opened.pop()
            end = max(end, at + 1)
    return end
