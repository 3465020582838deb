"""The corpus: articles and works that are the same whoever makes them.

Articles of about 1,500 words, ten citations each, four works an article;
popular works are cited often and many only once.  Everything is plain data:
:mod:`benchmarks.projects` writes it down for each system.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.words import ARABIC_NAMES, CONTENT, LATIN_NAMES, TELLING, VOCABULARY, Dice, Ranking
from benchmarks.works import CITED_BY, Work, make_works

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIRST_DAY = dt.date(2016, 1, 1)
_DAYS = 3650  # ten volumes
_SECTIONS = 5
_PARAGRAPHS = 4  # in each section
_SENTENCES = 4  # in each paragraph
# How many articles cite the work of rank r: in proportion to 1/r to this power.
_POPULARITY = 0.6
# The paragraphs that cite, and how many works each cites together; the last of all is plain text.
_CITING = {0: 1, 2: 1, 4: 1, 6: 2, 8: 1, 10: 1, 12: 1, 14: 1, 16: 1}
CITATIONS = sum(_CITING.values())
# The paragraphs that link to another article.
_LINKING = (5, 15)
# The paragraphs that are a list's items or a quotation.
_MARKS = {9: "- ", 10: "- ", 11: "- ", 13: "> "}


@dataclass(frozen=True)
class Head:
    """What is known of an article before its text."""

    date: dt.date
    slug: str
    title: str
    section: int  # the number of one of the publication's sections
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    summary: str

    @property
    def name(self) -> str:
        """The file's name with its volume's folder, without its suffix."""
        return f"{self.date.year}/{self.date}-{self.slug}"


@dataclass(frozen=True)
class Citation:
    """Works cited in one place; *textual* makes the author a part of the sentence."""

    keys: tuple[str, ...]
    textual: bool = False
    locator: str = ""


@dataclass(frozen=True)
class Link:
    """A link to another article."""

    text: str
    target: Head


@dataclass(frozen=True)
class Paragraph:
    """Text with citations and links; *mark* makes it a list's item (``- ``) or a quotation (``> ``)."""

    pieces: tuple[str | Citation | Link, ...]
    mark: str = ""


@dataclass(frozen=True)
class Article:
    """An article: its head, its TL;DR, and its sections as (heading, paragraphs)."""

    head: Head
    tldr: tuple[Paragraph, ...]
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]

    @property
    def cited(self) -> Iterator[str]:
        """The keys of the works that the article cites, in their order."""
        for _, paragraphs in self.sections:
            for paragraph in paragraphs:
                for piece in paragraph.pieces:
                    if isinstance(piece, Citation):
                        yield from piece.keys


@dataclass(frozen=True)
class Corpus:
    """The articles, the oldest first, the works, and an article more that is to be added."""

    articles: tuple[Article, ...]
    works: tuple[Work, ...]
    another: Article


def make_corpus(size: int) -> Corpus:
    """Return the corpus of *size* articles (at least 3), the same at every call."""
    works = tuple(make_works(size))
    popular = Ranking([work.key for work in works if work.key not in CITED_BY], _POPULARITY)
    fixed: dict[int, list[str]] = {}
    for key, count in CITED_BY.items():
        for place in range(min(count, size)):
            fixed.setdefault(place * size // min(count, size), []).append(key)
    heads = _heads(size + 1)
    *articles, another = (
        _article(number, heads, _keys(number, popular, fixed.get(number, [])))
        for number in range(size + 1)
    )
    return Corpus(tuple(articles), works, another)


def _heads(size: int) -> list[Head]:
    topics = Ranking(_topics(30 + size // 50), 0.8)
    people = [*LATIN_NAMES[: 12 + size // 40], *ARABIC_NAMES[: 6 + size // 80]]
    authors = [f"{given} {family}" for family, given in people]
    heads = []
    for number in range(size):
        dice = Dice(f"head {number}")
        title = _title(dice, dice.number(4, 9))
        heads.append(
            Head(
                date=_FIRST_DAY + dt.timedelta(number * _DAYS // size),
                slug="-".join([*title.lower().split()[:3], str(number)]),
                title=title,
                section=dice.number(0, 2),
                topics=tuple(dict.fromkeys(dice.ranked(topics) for _ in range(3))),
                authors=tuple(dict.fromkeys(dice.pick(authors) for _ in range(dice.number(1, 2)))),
                summary=f"{_sentence(dice, 10)} {_sentence(dice, 12)}",
            )
        )
    return heads


def _topics(count: int) -> list[str]:
    pairs = zip(CONTENT[: 2 * count : 2], CONTENT[1 : 2 * count : 2], strict=True)
    return [" ".join(pair) for pair in pairs]


def _keys(number: int, popular: Ranking[str], fixed: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the different works that an article cites."""
    dice = Dice(f"citations {number}")
    keys = dict.fromkeys(fixed)
    while len(keys) < CITATIONS:
        keys[dice.ranked(popular)] = None
    return tuple(keys)


def _article(number: int, heads: Sequence[Head], keys: Sequence[str]) -> Article:
    dice = Dice(f"text {number}")
    waiting: dict[int, Citation | Link] = dict(zip(_CITING, _citations(dice, keys), strict=True))
    for place in _LINKING:
        # The last head is that of the article to be added: nothing links to it yet.
        head = heads[dice.number(0, len(heads) - 2)]
        waiting[place] = Link(head.title, head)
    paragraphs = []
    for place in range(_SECTIONS * _PARAGRAPHS):
        text = " ".join(_sentence(dice, dice.number(9, 27)) for _ in range(_SENTENCES))
        pieces: tuple[str | Citation | Link, ...] = (text,)
        if place in waiting:
            pieces = (text.removesuffix("."), " ", waiting[place], ".")
        paragraphs.append(Paragraph(pieces, _MARKS.get(place, "")))
    sections = tuple(
        (_title(dice, dice.number(2, 6)), tuple(paragraphs[start : start + _PARAGRAPHS]))
        for start in range(0, len(paragraphs), _PARAGRAPHS)
    )
    tldr = tuple(Paragraph((_sentence(dice, dice.number(12, 24)),), "- ") for _ in range(3))
    return Article(heads[number], tldr, sections)


def _citations(dice: Dice, keys: Sequence[str]) -> Iterator[Citation]:
    """Yield the places that cite *keys*: two works together once, a page, an author named."""
    rest = list(keys)
    for place, count in enumerate(_CITING.values()):
        together, rest = tuple(rest[:count]), rest[count:]
        locator = f"p. {dice.number(1, 400)}" if place == 1 else ""
        yield Citation(together, textual=place == 5, locator=locator)


def _sentence(dice: Dice, length: int) -> str:
    words = [dice.ranked(VOCABULARY) for _ in range(length)]
    words[0] = words[0].capitalize()
    if length > 12:
        words[length // 2] += ","
    if dice.happens(1 / 6):
        words[-3:-1] = [f"“{words[-3]}", f"{words[-2]}”"]
    return " ".join(words) + "."


def _title(dice: Dice, length: int) -> str:
    return " ".join(dice.ranked(TELLING) for _ in range(length)).capitalize()
