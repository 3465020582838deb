"""Sentences of running text, so that a work can show the one that cites it.

A rule-based splitter on purpose: the same text gives the same
sentence on every machine and in every version of a library.
"""

from __future__ import annotations

import re
from bisect import bisect_right

#: Stands in a paragraph's text where a citation stands (OBJECT REPLACEMENT CHARACTER).
CITATION = "\N{OBJECT REPLACEMENT CHARACTER}"

# A full stop, question or exclamation mark (also Arabic, Urdu and ellipsis), the
# quotation marks, brackets and citations that close with it, then white space.
_END = re.compile(rf"[.!?…؟۔]+[\"'”’»)\]{CITATION}]*\s+")

_ABBREVIATIONS = frozenset(
    (
        "art.",
        "c.",
        "ca.",
        "cf.",
        "ch.",
        "dr.",
        "e.g.",
        "ed.",
        "eds.",
        "etc.",
        "fig.",
        "gen.",
        "gov.",
        "i.e.",
        "lt.",
        "mr.",
        "mrs.",
        "ms.",
        "no.",
        "nos.",
        "p.",
        "para.",
        "pp.",
        "prof.",
        "rep.",
        "sen.",
        "sgt.",
        "st.",
        "vol.",
        "vols.",
        "vs.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    )
)
_INITIALS = re.compile(r"(?:\w\.)+")


def boundaries(text: str) -> list[int]:
    """Return the offsets at which sentences start, the first always 0.

    A stop does not end a sentence after an abbreviation ("e.g.", "Dr."), after
    initials ("J. J.", "U.S.") or before a word in lower case.
    """
    starts = [0]
    for match in _END.finditer(text):
        if match.end() == len(text):
            break
        following = text[match.end()]
        if following.islower():
            continue
        if match.group().rstrip() == ".":
            word = text[: match.start() + 1].rsplit(None, 1)[-1].lstrip("(\"'“‘«[")
            if word.lower() in _ABBREVIATIONS or _INITIALS.fullmatch(word):
                continue
        starts.append(match.end())
    return starts


def sentences_at(text: str, offsets: list[int]) -> list[tuple[int, int]]:
    """Return, for each offset into *text*, the (start, end) of its sentence."""
    starts = [*boundaries(text), len(text)]
    spans = []
    for offset in offsets:
        after = bisect_right(starts, offset)
        spans.append((starts[after - 1], starts[after]))
    return spans
