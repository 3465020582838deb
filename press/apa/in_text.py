"""Citations in the text, for every role of sphinxcontrib-bibtex (APA 8.10–8.21)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from press.apa.fields import locator, plain
from press.apa.rich import ABBREVIATED, END, GROUP, italics
from press.apa.titles import capitalized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from press.apa.labels import Label


@dataclass(frozen=True)
class Cited:
    """One work in a citation, with the words before it and the place in it after it."""

    label: Label
    pre: str = ""
    post: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of a citation's text.

    *key* names the work that the run links to; it is empty for punctuation and words
    between.  Runs with the same key that follow each other are one link.
    """

    text: str
    key: str = ""
    italic: bool = False


@dataclass(frozen=True)
class _Role:
    """What a role shows, whether all authors are named, and whether it opens a sentence."""

    shows: Literal["parenthetical", "narrative", "year", "author", "author_parenthetical", ""]
    brackets: bool = False
    full: bool = False
    capital: bool = False


_ROLES = {
    "p": _Role("parenthetical", brackets=True),
    "ps": _Role("parenthetical", brackets=True, full=True),
    "t": _Role("narrative"),
    "ts": _Role("narrative", full=True),
    "ct": _Role("narrative", capital=True),
    "cts": _Role("narrative", full=True, capital=True),
    "empty": _Role(""),
    "alp": _Role("parenthetical"),
    "alps": _Role("parenthetical", full=True),
    "label": _Role("parenthetical"),
    "labelpar": _Role("parenthetical", brackets=True),
    "year": _Role("year"),
    "yearpar": _Role("year", brackets=True),
    "author": _Role("author"),
    "authors": _Role("author", full=True),
    "authorpar": _Role("author_parenthetical", brackets=True),
    "authorpars": _Role("author_parenthetical", brackets=True, full=True),
    "cauthor": _Role("author", capital=True),
    "cauthors": _Role("author", full=True, capital=True),
}

ROLES: frozenset[str] = frozenset(_ROLES)
"""The names of the roles, without ``cite:``."""


def in_text(
    role: str, works: Sequence[Cited], explained: set[str] | None = None
) -> tuple[Piece, ...]:
    """Return the text of a citation of *works* by *role* (``p``, ``t`` … without ``cite:``).

    In parentheses works stand in list order; words before a work keep their place, so
    that a *see also* begins its own list (APA 8.12).  In a sentence works stand as given.
    Every work yields a piece with its key, except for ``empty``, which shows nothing, and
    for authors who are named already.

    *explained* are the groups whose abbreviations the article has introduced; the groups
    that this citation introduces are added (APA 8.21).  Without it each is introduced.

    Raises :exc:`ValueError` for a name that is not in :data:`ROLES`.
    """
    if role not in _ROLES:
        raise ValueError(f"unknown citation role {role!r}: use one of {', '.join(sorted(ROLES))}")
    how = _ROLES[role]
    if not how.shows or not works:
        return ()
    if how.shows == "narrative":
        groups = _grouped(works, full=how.full)
        pieces = _enumerated([_narrative(group, full=how.full) for group in groups])
    elif how.shows == "author":
        named = [group[0] for group in _grouped(works, full=how.full)]
        pieces = _enumerated([_around(work, _author(work, how, "and")) for work in named])
    else:
        show = {"parenthetical": _parenthetical, "year": _year}.get(how.shows, _author_only)
        groups = _grouped(_in_list_order(works), full=how.full)
        pieces = _joined([show(group, how) for group in groups], "; ")
    if how.brackets:
        pieces = [Piece("("), *pieces, Piece(")")]
    sentence = how.shows in {"narrative", "author"}
    pieces = _spelled(pieces, set() if explained is None else explained, sentence=sentence)
    pieces = [
        replace(piece, text=text, italic=italic)
        for piece in pieces
        for text, italic in italics(piece.text)
    ]
    return tuple(_merged(_capitalized(pieces) if how.capital else pieces))


def _spelled(pieces: Sequence[Piece], explained: set[str], *, sentence: bool) -> list[Piece]:
    """Name each group: in full with its abbreviation at first, then by the abbreviation."""
    spelled = [*pieces]
    for place, piece in enumerate(spelled):
        if GROUP not in piece.text:
            continue
        text = piece.text
        while group := ABBREVIATED.search(text):
            name, short = group[1], group[2]
            rest = text[group.end() :]
            following = spelled[place + 1] if place + 1 < len(spelled) else None
            if name in explained:
                name = short
            elif not sentence:
                explained.add(name)
                name += f" [{short}]"
            elif not rest and following and following.text.startswith(" ("):
                explained.add(name)
                spelled[place + 1] = replace(following, text=f" ({short}, {following.text[2:]}")
            else:
                explained.add(name)
                name += f" ({short})"
            text = text[: group.start()] + name + rest
        spelled[place] = replace(piece, text=text)
    return spelled


def _in_list_order(works: Sequence[Cited]) -> list[Cited]:
    """Sort *works*, each run that words begin for itself; the words stay where it begins."""
    if len(works) == 1:
        return [*works]
    runs: list[list[Cited]] = []
    for work in works:
        if work.pre or not runs:
            runs.append([])
        runs[-1].append(work)
    ordered = []
    for run in runs:
        pre = run[0].pre
        first, *rest = sorted((replace(work, pre="") for work in run), key=_order)
        ordered += [replace(first, pre=pre), *rest]
    return ordered


def _order(work: Cited) -> tuple[int, str]:
    return (work.label.order, work.label.key)


def _grouped(works: Sequence[Cited], *, full: bool) -> list[list[Cited]]:
    """Put works cited by the same names together, so that these stand once (APA 8.12).

    With *full* names they are all named.  A work with words around it stands for itself: its page must not seem another's.  A
    work that is simply there twice is cited once.
    """
    groups: list[list[Cited]] = []
    for work in works:
        last = groups[-1][-1] if groups else None
        if last and not (last.post or work.post or work.pre) and _same_names(last, work, full=full):
            if work.label != last.label:
                groups[-1].append(work)
        else:
            groups.append([work])
    return groups


def _same_names(one: Cited, other: Cited, *, full: bool) -> bool:
    a, b = one.label, other.label
    if full:
        return a.full_parenthetical == b.full_parenthetical
    return a.parenthetical == b.parenthetical


def _author(work: Cited, how: _Role, conjunction: str) -> list[Piece]:
    label = work.label
    short, full = (
        (label.narrative, label.full_narrative)
        if conjunction == "and"
        else (label.parenthetical, label.full_parenthetical)
    )
    return [Piece(full if how.full else short, label.key)]


def _parenthetical(group: Sequence[Cited], how: _Role) -> list[Piece]:
    first, *rest = group
    author = _author(first, how, "&")
    key = first.label.key
    if first.label.year:
        quoted = _QUOTED.search(author[0].text)
        if quoted:
            # American punctuation: the comma stands inside the quotation marks (APA 6.7).
            text = f"{author[0].text[: quoted.start()]},{quoted[1]}"
            author = [replace(author[0], text=text), Piece(" ", key)]
        else:
            author.append(Piece(", ", key))
    pieces = _around(first, [*author, Piece(first.label.year, key)])
    for work in rest:
        pieces += [Piece(", "), Piece(work.label.year or work.label.parenthetical, work.label.key)]
    return pieces


_QUOTED = re.compile(f"(”{END}?)$")


def _narrative(group: Sequence[Cited], *, full: bool) -> list[Piece]:
    how = _Role("narrative", full=full)
    work = group[0]
    author, key = _author(work, how, "and"), work.label.key
    if len(group) > 1:
        years = _joined([[Piece(each.label.year, each.label.key)] for each in group], ", ")
        return _around(work, [replace(author[0], key=""), Piece(" ("), *years, Piece(")")])
    # The place belongs into the parentheses, which the link then holds as a whole.
    place = locator(work.post) if work.post else ""
    inside = ", ".join(filter(None, [work.label.year, place]))
    year = [Piece(f" ({inside})", key)] if inside else []
    return _around(replace(work, post=""), [*author, *year])


def _year(group: Sequence[Cited], _: _Role) -> list[Piece]:
    shown = [
        _around(work, [Piece(work.label.year or work.label.parenthetical, work.label.key)])
        for work in group
    ]
    return _joined(shown, ", ")


def _author_only(group: Sequence[Cited], how: _Role) -> list[Piece]:
    return _around(group[0], _author(group[0], how, "&"))


def _around(work: Cited, pieces: list[Piece]) -> list[Piece]:
    """Add the words before a work and the place in it."""
    pre = plain(work.pre)
    before = [Piece(f"{pre} ")] if pre else []
    after = [Piece(f", {locator(work.post)}")] if work.post else []
    return [*before, *pieces, *after]


def _joined(groups: Sequence[list[Piece]], separator: str) -> list[Piece]:
    pieces: list[Piece] = []
    for group in groups:
        pieces += [*([Piece(separator)] if pieces else []), *group]
    return pieces


def _enumerated(groups: Sequence[list[Piece]]) -> list[Piece]:
    """Join works in a sentence: ``A (2010) and B (2013)``, with a serial comma from three on."""
    if len(groups) < 3:
        return _joined(groups, " and ")
    return [*_joined(groups[:-1], ", "), Piece(", and "), *groups[-1]]


def _capitalized(pieces: list[Piece]) -> list[Piece]:
    return [replace(pieces[0], text=capitalized(pieces[0].text)), *pieces[1:]]


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one piece of neighbors that differ in text only."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and (merged[-1].key, merged[-1].italic) == (piece.key, piece.italic):
            merged[-1] = replace(piece, text=merged[-1].text + piece.text)
        elif piece.text:
            merged.append(piece)
    return merged
