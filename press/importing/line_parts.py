"""Reference lines cut into parts: text with italics, and where its sentences end.

Pure functions on strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

#: Start and end of the italic runs of a line.
Spans = Sequence[tuple[int, int]]

_SPACE = re.compile(r"[\s\u200b\ufeff\u2060]+")
_ODD_SPACE = re.compile(r"\s\s|[^\S ]|[\u200b\ufeff\u2060]")
_END = re.compile(r"[.?!。؟۔…]+[”’\"'»)\]]*(?=\s|$)|[。？！](?=\S)")
# Words that end in a period without ending a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“‘\"'–—/-])(?:vs?|St|Ste|Dr|Mr|Mrs|Ms|Jr|Sr|Nos?|Vols?|pp?|eds?|Eds?|Trans|al|Inc|Ltd|Co|Corp|ca?|cf|Gen|Sen|Rep|Gov|Prof|Rev|Mt|Ft|Univ|Dept"
    r"|Assoc|Ser|Suppl|Art|Sec|Const|amend|Res|Doc|Stat|Pub|Cir|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|dir|Hrsg|Capt|Col|Lt|Sgt|Maj|Adm|Hon|Messrs|Mme|Mlle|etc"
    r"|Bd|Nr|Abt|Aufl|Jg|Fig|Figs|Ch|Chap|para|art|tr|ibid|viz|a\.k\.a|i\.e|e\.g|Ph\.D|M\.A|B\.A|Wm|Geo|Jos|Chas|Bros|Esq|Hz|Bh|Ps|Gal|Cor|Qur|sc|Ave|Blvd)$"
)
_INITIAL = re.compile(r"(?:^|[\s.(\[“‘\"'’ʿʾ-])[^\W\d_]$")
# «World War I.»: a numeral, not an initial.
_NUMERAL = re.compile(r"\b(?:War|Part|Book|Act|Phase|Volume|Chapter|Stage|Type|Article) [IVX]$")
_LOWER_NAMES = re.compile(
    r"(?:eLife|arXiv|medRxiv|bioRxiv|npj|iScience|e-flux|openDemocracy|bell|taz|dpa|iUniverse|n\+1|al-|el-|edweek|mBio|theory)"
)


@dataclass(frozen=True)
class Part:
    """A stretch of a line and, sign by sign, whether it is italic."""

    text: str
    mask: bytes

    @classmethod
    def of(cls, text: str, italics: Spans = ()) -> Part:
        """Return *text* with every run of white space as one space."""
        if not italics and not _ODD_SPACE.search(text):
            return cls(text, bytes(len(text))).stripped()
        marked = bytearray(len(text))
        for start, end in italics:
            first, last = max(0, start), min(len(text), end)
            marked[first:last] = b"\1" * max(0, last - first)
        kept: list[str] = []
        mask = bytearray()
        position = 0
        for gap in _SPACE.finditer(text):
            kept.append(text[position : gap.start()])
            mask += marked[position : gap.start()]
            if gap[0].strip("\u200b\ufeff\u2060"):
                kept.append(" ")
                mask += marked[gap.start() : gap.start() + 1]
            position = gap.end()
        kept.append(text[position:])
        mask += marked[position:]
        return cls("".join(kept), bytes(mask)).stripped()

    def cut(self, start: int, end: int | None = None) -> Part:
        """Return the stretch from *start* to *end*, without spaces around it."""
        return Part(self.text[start:end], self.mask[start:end]).stripped()

    def stripped(self, signs: str = " ") -> Part:
        """Return the part without *signs* around it."""
        text = self.text.lstrip(signs)
        start = len(self.text) - len(text)
        text = text.rstrip(signs)
        return Part(text, self.mask[start : start + len(text)])

    def opened(self, signs: str) -> Part:
        """Return the part without *signs* at its beginning."""
        return self.cut(len(self.text) - len(self.text.lstrip(signs)))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def italic(self) -> bool:
        """Whether most of the part is italic."""
        return bool(self.mask) and sum(self.mask) * 5 >= len(self.mask) * 3

    @property
    def has_italics(self) -> bool:
        """Whether any of the part is italic."""
        return any(self.mask)


class Boundary(NamedTuple):
    """Where a sentence may end: *end* is behind its mark, *start* where the next one begins.

    *hard* is False of a mark that may belong inside a title: «?», «!», an abbreviation.
    """

    end: int
    start: int
    hard: bool


@lru_cache(maxsize=32)  # one line's parts are asked more than once
def boundaries(text: str) -> tuple[Boundary, ...]:
    """Return where sentences may end in *text*, outside parentheses and brackets."""
    return tuple(_boundaries(text))


def _boundaries(text: str) -> Iterator[Boundary]:
    depths = _depths(text)
    for match in _END.finditer(text):
        if depths[match.start()] > 0 or match.end() >= len(text):
            continue
        end = match.end()
        start = end + (1 if text[end] == " " else 0)
        following = text[start : start + 40]
        if not following or not _opens(following):
            continue
        mark = match[0][0]
        before = text[max(0, match.start() - 14) : match.start()]
        hard = mark in ".。۔"
        if match[0].startswith("..") or mark == "…":
            hard = False
        elif mark == "." and _NUMERAL.search(before):
            hard = True
        elif mark == "." and (_ABBREVIATION.search(before) or _INITIAL.search(before)):
            hard = False
        yield Boundary(end, start, hard)


def _opens(following: str) -> bool:
    """Say whether a sentence can begin so."""
    first = following.lstrip("“‘\"'«¿¡([")[:1]
    if not first:
        return False
    if first.islower():
        return _LOWER_NAMES.match(following) is not None
    return first.isalnum() or first in "ʿʾʻ+"


def _depths(text: str) -> list[int]:
    """Return how deep in parentheses or brackets each sign is; one never closed counts as none."""
    depths = [0] * len(text)
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign in "([":
            opened.append(place)
        elif sign in ")]" and opened:
            start = opened.pop()
            if not opened:
                depths[start : place + 1] = [1] * (place + 1 - start)
    return depths
