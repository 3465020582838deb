r"""Characters: those that no text may hold, directions that are never closed, invisible words.

Controls make invalid XML, and with it a page, feed or book that no reader opens.  An
embedding, override or isolate that is not closed in its paragraph reorders what stands
after it (Unicode Standard Annex #9, section 2; "Trojan Source", CVE-2021-42574).  A
title of nothing but spaces and marks is a link that nobody can see.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from press.text.findings import Finding
from press.text.strings import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a numeric reference such as `&#x202e;` stands for, where CommonMark takes it for a character.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")

_OPEN = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSES = {**_OPEN, **_ISOLATES}
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?=\n|\Z)")

# Letters and signs that have no ink: fillers of Hangul, the empty pattern of Braille.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")


def text_faults(text: str, first_line: int = 1) -> Iterator[Finding]:
    """Yield the forbidden characters and the unclosed directions of *text*.

    *first_line* is the line at which *text* starts in its file.  One finding a line and kind.
    """
    if is_harmless(text):
        return
    text = _with_references(text)
    seen: set[tuple[int, str]] = set()
    for found in CONTROL.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        if (line, found[0]) not in seen and len(seen) < _MOST_TOLD:
            seen.add((line, found[0]))
            yield Finding(line, "control-character", control_message(found[0]))
    if _DIRECTION.search(text):
        yield from _direction_faults(text, first_line)


# A file of another kind is told in twenty lines, not in ten thousand.
_MOST_TOLD = 20


def control_message(character: str) -> str:
    """Return what to say of a forbidden character."""
    code = f"U+{ord(character):04X}"
    kind = unicodedata.category(character)
    if kind == "Co":
        return (
            f"the private character {code} stands here, which each machine shows as something "
            "else: delete it, or put a picture in its place"
        )
    return f"the control character {code} stands here: delete it"


def without_forbidden(text: str) -> str:
    """Return *text* without what :func:`text_faults` finds in it, line by line the same length."""
    if "&#" in text:
        text = _REFERENCE.sub(
            lambda found: "" if _is_special(_character(found)) else found[0], text
        )
    text = CONTROL.sub("", text)
    if _DIRECTION.search(text) and any(_direction_faults(text, 1)):
        text = _DIRECTION.sub("", text)
    return text


def is_harmless(text: str) -> bool:
    """Say cheaply whether nothing can be wrong: by the kinds of its characters, not by each."""
    return "&#" not in text and not any(map(_is_watched, set(text)))


@cache
def _is_watched(character: str) -> bool:
    return bool(CONTROL.match(character) or _DIRECTION.match(character))


def is_unclosed(text: str) -> bool:
    """Say whether a direction that is opened in *text*, one field or paragraph, is not closed there."""
    return bool(_DIRECTION.search(text)) and bool(_unclosed(text))


def is_invisible(text: str) -> bool:
    """Say whether nothing of *text* can be seen: spaces, marks without a letter, fillers."""
    return not any(
        unicodedata.category(character)[0] in "LNPS" and character not in _BLANK
        for character in text
    )


def _with_references(text: str) -> str:
    """Put the characters in place of numeric references to them, where they matter here."""
    if "&#" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        character = _character(found)
        return character if _is_special(character) else found[0]

    return _REFERENCE.sub(put, text)


def _character(reference: re.Match[str]) -> str:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(number) if number < 0x110000 else ""


def _is_special(character: str) -> bool:
    # CommonMark shows a reference to other controls as it is typed.
    return character in {"\u2028", "\u2029"} or bool(
        character and (_DIRECTION.match(character) or unicodedata.category(character) == "Co")
    )


def _direction_faults(text: str, first_line: int) -> Iterator[Finding]:
    start = 0
    for end in (*(found.start() for found in _PARAGRAPH.finditer(text)), len(text)):
        for at in _unclosed(text[start:end]):
            line = first_line + text.count("\n", 0, start + at)
            code = f"U+{ord(text[start + at]):04X}"
            message = (
                f"the direction mark {code} opens here and is not closed in its paragraph: "
                f"delete it, or put U+{ord(_CLOSES[text[start + at]]):04X} where it ends"
            )
            yield Finding(line, "unclosed-direction", message)
        start = end


def _unclosed(paragraph: str) -> list[int]:
    """Return where the embeddings and isolates open that are never closed (UAX #9, BD8 to BD13)."""
    opened: list[int] = []
    for found in _DIRECTION.finditer(paragraph):
        sign = found[0]
        if sign in _CLOSES:
            opened.append(found.start())
        elif sign == "\u202c":
            if opened and paragraph[opened[-1]] in _OPEN:
                opened.pop()
        else:
            # An isolate's end ends the embeddings in it too; without an isolate it does nothing.
            inside = [at for at, where in enumerate(opened) if paragraph[where] in _ISOLATES]
            if inside:
                unclosed = opened[inside[-1] + 1 :]
                del opened[inside[-1] :]
                opened += unclosed
    return sorted(opened)
