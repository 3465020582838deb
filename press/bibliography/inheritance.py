"""Inheritance between entries: ``crossref``, ``xdata`` and ``@set`` as biblatex has them.

A work gets from its parent what it does not say itself; a book's title becomes the
``booktitle`` of its chapter.  The biblatex manual, section 2.4.1 and appendix B.  BibTeX
files that cross-reference a ``@book`` from ``@incollection`` are read in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from press.bibliography.works import Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from press.bibliography.people import Names

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


_PIECE = re.compile(r"xdata\s*=\s*(\S+)")


def with_pieces(works: Mapping[str, Work]) -> tuple[dict[str, Work], list[tuple[str, str]]]:
    """Return *works* with the single fields that they take from ``@xdata``, and what leads nowhere.

    ``publisher = {xdata=brill}``, ``author = {xdata=team-author-2}``: the same field, or the
    one that is named, or one item of its list (the biblatex manual, section 3.14).  What
    leads nowhere are pairs of the work's key and the field.
    """
    sources = {key.lower(): work for key, work in works.items() if work.type == "xdata"}
    found = dict(works)
    lost: list[tuple[str, str]] = []
    for key, work in works.items() if sources else ():
        fields, persons = dict(work.fields), dict(work.persons)
        for name, value in work.fields:
            if not (wanted := _PIECE.fullmatch(value.strip("{} "))):
                continue
            piece = _piece(wanted[1], name, sources)
            lost += [] if piece else [(key, name)]
            fields[name] = piece if isinstance(piece, str) else ""
            fields = {each: text for each, text in fields.items() if text}
        for role, names in work.persons:
            taken: list[Names] = []
            for person in names:
                wanted = _PIECE.fullmatch(" ".join(chain.from_iterable(person)).strip("{} "))
                piece = _piece(wanted[1], role, sources) if wanted else (person,)
                lost += [] if piece else [(key, role)]
                taken += piece if isinstance(piece, tuple) else ()
            persons[role] = tuple(taken)
        if fields != dict(work.fields) or persons != dict(work.persons):
            found[key] = Work.make(key, work.type, tuple(fields.items()), tuple(persons.items()))
    return found, lost


def _piece(wanted: str, name: str, sources: Mapping[str, Work]) -> str | tuple[Names, ...]:
    """Return what ``key-field-item`` names in *sources*; "" where it leads nowhere."""
    key, parts = wanted.lower(), list[str]()
    while key not in sources:
        key, hyphen, part = key.rpartition("-")
        if not hyphen:
            return ""
        parts.insert(0, part)
    item = int(parts.pop()) if parts and parts[-1].isdigit() else 0
    field_name = "-".join(parts) or name
    persons, fields = dict(sources[key].persons), dict(sources[key].fields)
    if field_name in persons:
        people = persons[field_name]
        return people[item - 1 : item] if item else people
    value = fields.get(field_name, "")
    items = value.split(" and ")
    return (items[item - 1] if item <= len(items) else "") if item else value


def keys_in(value: str) -> tuple[str, ...]:
    """Return the keys that a tie's value lists."""
    return tuple(part for key in value.split(",") if (part := key.strip()))
