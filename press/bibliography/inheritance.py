"""Inheritance between entries: ``crossref``, ``xdata`` and ``@set`` as biblatex has them.

A work gets from its parent what it does not say itself; a book's title becomes the
``booktitle`` of its chapter.  The biblatex manual, section 2.4.1 and appendix B.  BibTeX
files that cross-reference a ``@book`` from ``@incollection`` are read in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.bibliography.works import Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What an entry says of others: the field, its keys, the line.
Tie = tuple[str, tuple[str, ...], int]

_VOLUMES = frozenset({"mvbook", "mvcollection", "mvproceedings", "mvreference"})
_WHOLES = frozenset({"book", "collection", "proceedings", "reference"})
_PARTS = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings "
    "conference".split()
)
_OF_PERIODICALS = frozenset({"article", "suppperiodical", "review"})
_TITLES = ("title", "subtitle", "titleaddon")
# What names an entry itself, or ties it, and goes to no other.
_OWN = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey key keywords "
    "shorttitle sorttitle indextitle indexsorttitle note abstract annotation file".split()
)
# More parents in a row than any bibliography has.
_DEEPEST = 20
# A date is of one piece.
_DATE = frozenset({"date", "year", "month", "day"})


@dataclass
class Family:
    """The works with what they inherit, who their parents are, and what ties lead nowhere."""

    works: dict[str, Work] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lost: list[tuple[str, int, str]] = field(default_factory=list)  # key, line, what is wrong


def resolve(works: Mapping[str, Work], ties: Mapping[str, tuple[Tie, ...]]) -> Family:
    """Return all of *works*, those in *ties* with what they inherit.

    A tie that leads nowhere, or back to where it began, is told and passed over.
    """
    family = Family(dict(works))
    spelling = {key.lower(): key for key in works}
    done: set[str] = set()

    def settle(key: str, under_way: tuple[str, ...]) -> Work:
        if key in done or key not in ties:
            return family.works[key]
        for name, parents, line in ties[key]:
            for written in parents:
                parent = spelling.get(written.lower())
                if parent is None:
                    family.lost.append((key, line, f"{name} of {key} names {written}"))
                elif parent == key or parent in under_way or len(under_way) > _DEEPEST:
                    family.lost.append((key, line, f"{name} of {key} leads back to {key}"))
                else:
                    family.parents[key] = (*family.parents.get(key, ()), parent)
                    above = settle(parent, (*under_way, key))
                    family.works[key] = _inherit(family.works[key], above, name)
                    if name == "entryset":
                        break  # A set is cited as its first work.
        done.add(key)
        return family.works[key]

    for key in ties:
        settle(key, ())
    return family


def _inherit(child: Work, parent: Work, tie: str) -> Work:
    fields, persons = dict(child.fields), dict(child.persons)
    dated = not _DATE.isdisjoint(fields)
    for name, value in parent.fields:
        if name in _DATE and dated:
            continue
        for own in _names_in_child(name, child.type, parent.type, tie):
            if own not in fields:
                fields[own] = value
    for role, names in parent.persons:
        for own in _roles_in_child(role, child.type, parent.type, tie):
            if own not in persons:
                persons[own] = names
    kind = parent.type if tie == "entryset" else child.type
    return Work.make(child.key, kind, tuple(fields.items()), tuple(persons.items()))


def _names_in_child(name: str, child: str, parent: str, tie: str) -> Iterator[str]:
    if tie != "crossref":
        if name not in _OWN or tie == "entryset":
            yield name
        return
    if name in _TITLES:
        ending = name.removeprefix("title")
        if parent in _VOLUMES:
            yield f"main{name}"
        elif parent in _WHOLES and child in _PARTS:
            yield f"book{name}"
        elif parent == "periodical" and child in _OF_PERIODICALS:
            yield {"title": "journaltitle", "subtitle": "journalsubtitle"}.get(
                name, f"journaltitle{ending}"
            )
        else:
            yield name
    elif name not in _OWN:
        yield name


def _roles_in_child(role: str, child: str, parent: str, tie: str) -> Iterator[str]:
    if tie == "crossref" and role == "author" and child in _PARTS:
        # The author of the whole is that of its part only where that is a part of one book.
        if parent in {"book", "mvbook"} and child in {"inbook", "bookinbook", "suppbook"}:
            yield "author"
        yield "bookauthor"
        return
    yield role


def keys_in(value: str) -> tuple[str, ...]:
    """Return the keys that a tie's value lists."""
    return tuple(part for key in value.split(",") if (part := key.strip()))
