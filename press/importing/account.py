"""Account of words: what the source says, what was written, and the difference.

Three comparisons make the proof, each of words in order:

1. the source's words, counted by the reader's own counter, with those of the page's blocks;
2. the words of the blocks that are to be written with those that stand in the written file;
3. the words of fields and references with the front matter and the bibliography: what is not
   there is listed in the report as it stood.

A word is a run of letters and digits, or one sign that means something (%, $, §, →, ☪).  Bullets,
quotation marks, dashes and other punctuation are no words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from press.importing.page_model import Block, Span, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(
    r"[^\W_]+"
    "|[%$¢-©®-±×÷\u20a0-\u20cf\u2100-\u214f\u2190-\u23ff\u2600-\u26ff\U0001f000-\U0001faff]"
)


def words(text: str) -> list[str]:
    """Return the words of *text* in order."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Difference:
    """Words that stand on one side only, near *after*."""

    missing: tuple[str, ...]
    added: tuple[str, ...]
    after: str


def differences(wanted: Sequence[str], found: Sequence[str], most: int = 5) -> list[Difference]:
    """Return where two texts differ, in order; nothing where they are the same."""
    if wanted == found:
        return []
    start, end = _common_ends(wanted, found)
    middle = wanted[start : len(wanted) - end], found[start : len(found) - end]
    if max(map(len, middle)) > 4000:
        # Too long to align: say what is missing at all, without its place.
        missing = tuple((Counter(middle[0]) - Counter(middle[1])).elements())
        added = tuple((Counter(middle[1]) - Counter(middle[0])).elements())
        return [Difference(missing, added, " ".join(wanted[max(0, start - 5) : start]))]
    found_all = []
    matcher = SequenceMatcher(None, *middle, autojunk=False)
    for kind, first, last, other, last_other in matcher.get_opcodes():
        if kind != "equal":
            place = start + first
            found_all.append(
                Difference(
                    tuple(middle[0][first:last]),
                    tuple(middle[1][other:last_other]),
                    " ".join(wanted[max(0, place - 5) : place]),
                )
            )
    return found_all[:most]


def _common_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    shortest = min(len(one), len(other))
    start = 0
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def missing(wanted: str, found: Iterable[str]) -> tuple[str, ...]:
    """Return the words of *wanted* that are not among *found*, case ignored, each as often."""
    there = Counter(word.casefold() for text in found for word in words(text))
    gone = []
    for word in words(wanted):
        if there[word.casefold()]:
            there[word.casefold()] -= 1
        else:
            gone.append(word)
    return tuple(gone)


def same(one: str, other: str) -> bool:
    """Say whether two texts are the same but for spaces: sooner known than their words."""
    return one.split() == other.split()


def stream_text(blocks: Iterable[Block]) -> str:
    """Return all that a page's blocks say, whatever becomes of it, a line a block."""
    return "\n".join(["".join([span.text for span in block.spans]) for block in walk(blocks)])


def stream_words(blocks: Iterable[Block]) -> list[str]:
    """Return every word of a page's blocks."""
    return words(stream_text(blocks))


def alts(blocks: Iterable[Block]) -> list[str]:
    """Return the alternative texts in blocks, in order, without the empty ones."""
    found: list[str] = []
    for block in walk(blocks):
        found.extend([block.alt] if block.alt else [])
        found.extend(span.alt for span in block.spans if span.alt)
    return found


def written_words(blocks: Iterable[Block]) -> list[str]:
    """Return the words that stand in the file where these blocks are written."""
    return words(written_text(blocks))


def written_text(blocks: Iterable[Block]) -> str:
    """Return what the file says where these blocks are written, a line a block."""
    return "\n".join(_written(blocks))


def _written(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if block.kind in {"field", "reference", "left-out"}:
            continue
        if block.kind == "note":
            yield block.name
        yield "".join(map(span_words, block.spans))
        yield from _written(block.blocks)


def span_words(span: Span) -> str:
    """Return what the file holds of a span: a citation's role in place of its words."""
    if span.kind in {"citation", "math"}:
        return f" {span.value} "
    if span.kind in {"note", "added"}:
        return span.value
    return "\n" if span.kind in {"left-out", "break"} else span.text
