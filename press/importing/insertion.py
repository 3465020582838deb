"""Entries put into a bibliography as text, between those that are there, which stay byte for byte.

Pure functions on strings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from press.bibliography.bibtex import scan
from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = re.compile(r"[ \t\r]*\Z")


def inserted(text: str, entries: Sequence[tuple[str, str]]) -> str:
    r"""Return *text* with *entries*, pairs of key and entry that end with a line end.

    Where the file is sorted by key, so are they; in a file that is not, and where an entry
    does not begin behind an empty line, they stand at the end.  Line ends are those of the
    file.  Taking the new entries out again gives *text*, byte for byte.
    """
    if not entries:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    entries = sorted(entries, key=lambda entry: entry[0].lower())
    places = _places(text)
    keys = [key for key, _ in places]
    in_order = keys == sorted(keys)
    last: list[str] = []
    before: dict[int, list[str]] = {}
    for key, entry in entries:
        at = bisect_right(keys, key.lower()) if in_order else len(keys)
        written = entry.replace("\n", newline)
        if at < len(keys) and places[at][1] >= 0:
            before.setdefault(places[at][1], []).append(written + newline)
        else:
            last.append(written)
    pieces: list[str] = []
    position = 0
    for place in sorted(before):
        pieces += [text[position:place], *before[place]]
        position = place
    pieces.append(text[position:])
    if last:
        end = text.rstrip("\n\r")
        gap = text[len(end) :].count("\n")
        pieces.append(newline * max(0, (2 if end.strip("\ufeff") else 0) - gap))
        pieces.append(newline.join(last))
    return "".join(pieces)


def _places(text: str) -> list[tuple[str, int]]:
    """Return the key of every entry, in lower case, and where something can be put before it.

    That is where its line begins, or the comment directly above it; -1 where the line
    before is not empty.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    places = []
    for found in scan(plain, {}):
        if isinstance(found, Finding):
            continue
        number = found.line - 1
        while number > 0 and lines[number - 1].lstrip().startswith("%"):
            number -= 1
        free = number > 0 and _BLANK.match(lines[number - 1]) is not None
        places.append((found.key.lower(), starts[number] if free else -1))
    return places
