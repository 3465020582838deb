"""The works of the corpus: journal articles, books, chapters, reports and pages.

BibTeX's own entry types and fields, since not every system reads biblatex's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.words import ARABIC_NAMES, ARABIC_WORDS, LATIN_NAMES, TELLING, Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKS_PER_ARTICLE = 4
#: The works that are cited by as many articles as stands here, where there are as many.
CITED_BY = {"citedby3": 3, "citedby300": 300}


@dataclass(frozen=True)
class Work:
    """An entry of ``references.bib``."""

    key: str
    kind: str
    fields: tuple[tuple[str, str], ...]


def make_works(articles: int) -> Iterator[Work]:
    """Yield the works of a corpus of so many *articles*."""
    keys = [*CITED_BY, *map("work{}".format, range(articles * WORKS_PER_ARTICLE))]
    for number, key in enumerate(keys[: articles * WORKS_PER_ARTICLE]):
        yield make_work(number, key)


def make_work(number: int, key: str) -> Work:
    """Return the work of this *number*, under this *key*; one in eight is in Arabic."""
    dice = Dice(f"work {number}")
    arabic = dice.happens(1 / 8)
    fields = {
        "author": _authors(dice, ARABIC_NAMES if arabic else LATIN_NAMES),
        "title": _title(dice, arabic=arabic),
        "year": str(dice.number(1990, 2025)),
    }
    kind, more = _where(dice, number)
    return Work(key, kind, tuple((fields | more).items()))


def _authors(dice: Dice, names: list[tuple[str, str]]) -> str:
    if dice.happens(1 / 20):
        return f"{{{_title(dice, arabic=False)}}}"  # a group, not a person
    # One work in fifty has more authors than a reference list names.
    count = 24 if dice.happens(1 / 50) else dice.number(1, 4)
    people = (f"{family}, {given}" for family, given in (dice.pick(names) for _ in range(count)))
    return " and ".join(dict.fromkeys(people))


def _title(dice: Dice, *, arabic: bool) -> str:
    if arabic:
        return " ".join(dice.pick(ARABIC_WORDS) for _ in range(dice.number(3, 7)))
    return " ".join(dice.ranked(TELLING) for _ in range(dice.number(4, 11))).capitalize()


def _where(dice: Dice, number: int) -> tuple[str, dict[str, str]]:
    """Return the entry's type and the fields that only this type has."""
    name = f"{dice.ranked(TELLING)} {dice.ranked(TELLING)}".title()
    first = dice.number(1, 400)
    pages = f"{first}--{first + dice.number(5, 30)}"
    match dice.number(1, 10):
        case 1 | 2:
            return "book", {"publisher": f"{name} Press", "address": "London"}
        case 3:
            book = {"booktitle": _title(dice, arabic=False), "pages": pages}
            return "incollection", book | {"publisher": f"{name} Press"}
        case 4:
            url = f"https://example.org/reports/{number}"
            return "techreport", {"institution": f"{name} Institute", "url": url}
        case 5:
            url = f"https://example.org/news/{number}"
            return "misc", {"howpublished": f"{name} News", "url": url}
        case _:
            where = {"volume": str(dice.number(1, 90)), "number": str(dice.number(1, 6))}
            where |= {"pages": pages, "doi": f"10.5555/{number}"}
            return "article", {"journal": f"Journal of {name}"} | where
