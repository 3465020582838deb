"""Labels: how works are named in the text of one article (APA 8.10–8.21)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from press.apa import dates, law, titles
from press.apa.authors import lead, lead_role
from press.apa.fields import text
from press.apa.kinds import form, is_part
from press.apa.names import OTHERS, Name, series, short_forms
from press.apa.order import sort_key
from press.apa.rich import abbreviated, em, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pybtex.database import Entry


@dataclass(frozen=True)
class Label:
    """How a work is cited in one article.

    *parenthetical* and *narrative* are the author's part, shortened and disambiguated
    (``Nunn & Qian``, ``Nunn and Qian``), the *full* ones name every author; they are marked
    text (:mod:`press.apa.rich`), in which a group's name holds its abbreviation.  *year*
    includes *suffix*: ``2019a``, ``n.d.-a``; a law that has its year in its name, or has
    none, has "".  *order* is the place in the article's list, from 0.
    """

    key: str
    parenthetical: str
    narrative: str
    full_parenthetical: str
    full_narrative: str
    year: str
    suffix: str
    order: int

    @property
    def text(self) -> str:
        """The work as plain text: ``Nunn & Qian, 2010``."""
        return ", ".join(filter(None, [unmarked(self.parenthetical), self.year]))

    @property
    def sentence_text(self) -> str:
        """The work as plain text in a sentence: ``Nunn and Qian (2010)``."""
        year = f"({self.year})" if self.year else ""
        return " ".join(filter(None, [unmarked(self.narrative), year]))


@dataclass(frozen=True)
class Facts:
    """What naming a work in the text needs of it, whatever stands beside it in a list.

    *place* sorts it (APA 9.44-9.49), *names* are those in the author's position, and
    *abbreviations* what ``shortauthor`` gives for each; *title* stands there without any, as
    marked text.
    """

    key: str
    place: tuple[Any, ...]
    names: tuple[Name, ...]
    abbreviations: tuple[str, ...]
    title: str
    dated: bool
    date: dates.Date
    original: dates.Date | None

    def year(self, suffix: str = "") -> str:
        """Return the year in the text, with the original's first: ``1966/1969`` (APA 8.15)."""
        if not self.dated:
            return suffix and f"({suffix})"
        own = self.date.year(suffix)
        return f"{self.original.year()}/{own}" if self.original else own


def facts(entry: Entry) -> Facts:
    """Return a work's facts, to be kept where many articles cite it."""
    names = tuple(lead(entry))
    title = "" if names else _title(entry)
    date, original = dates.of_entry(entry), dates.original(entry)
    dated = True
    if form(entry) == "legal":
        year = date.year()
        dated = year != "n.d." and not unmarked(title).endswith(year)
        original = None
    short = _abbreviations(entry, names)
    return Facts(entry.key, sort_key(entry), names, short, title, dated, date, original)


def _abbreviations(entry: Entry, names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return the abbreviation of each group among *names*, "" for others (APA 8.21)."""
    if not any(name.group for name in names):
        return ()
    short = short_forms(entry, lead_role(entry))
    return tuple(
        short[place] if name.group and place < len(short) else ""
        for place, name in enumerate(names)
    )


def labels(works: Iterable[Entry | Facts]) -> dict[str, Label]:
    """Return the labels of the works of one article's list, by key, in list order."""
    listed = [work if isinstance(work, Facts) else facts(work) for work in works]
    listed.sort(key=lambda work: work.place)
    cited = _cited_names(listed)
    years = [work.year() for work in listed]
    shown = _shown(cited, years)
    spelled = [_with_abbreviations(work, names) for work, names in zip(listed, cited, strict=True)]
    suffixes = _suffixes(
        [
            (_in_series(names, count, "&"), when)
            for names, count, when in zip(cited, shown, years, strict=True)
        ]
    )
    result: dict[str, Label] = {}
    for order, (work, names) in enumerate(zip(listed, spelled, strict=True)):
        count, suffix = shown[order], suffixes[order]
        result[work.key] = Label(
            key=work.key,
            parenthetical=_in_series(names, count, "&"),
            narrative=_in_series(names, count, "and"),
            full_parenthetical=series(names, "&"),
            full_narrative=series(names, "and"),
            year=work.year(suffix),
            suffix=suffix,
            order=order,
        )
    return result


def _cited_names(works: Sequence[Facts]) -> list[tuple[str, ...]]:
    """Return the names each work is cited by, all of them.

    First authors who share a surname get their initials (APA 8.20); without an author the
    title stands there, a part's in quotation marks (8.14).
    """
    initials = defaultdict(set)
    for work in works:
        if work.names and not work.names[0].group:
            initials[work.names[0].family].add(work.names[0].given)
    cited = []
    for work in works:
        families = tuple(name.family for name in work.names)
        first = next(iter(work.names), None)
        if first and not first.group and len(initials[first.family]) > 1:
            families = (Name(first.family, first.given).straight, *families[1:])
        cited.append(families or (work.title,))
    return cited


def _with_abbreviations(work: Facts, names: tuple[str, ...]) -> tuple[str, ...]:
    if not any(work.abbreviations):
        return names
    return tuple(
        abbreviated(name, short) if short and short != name else name
        for name, short in zip(names, work.abbreviations, strict=True)
    )


def _title(entry: Entry) -> str:
    """Return the title in the author's place: in italics, a part's in quotation marks."""
    if form(entry) == "legal":
        name, italic = law.in_text(entry)
        return em(name) if italic else name
    title = titles.short(entry)
    if not title:
        return f"[{text(entry, 'titleaddon') or 'Untitled work'}]"
    return f"“{title}”" if is_part(entry) else em(title)


def _shown(cited: Sequence[tuple[str, ...]], years: Sequence[str]) -> list[int]:
    """Return how many names each work shows: all of one or two, else one and "et al." (8.17).

    Works of one year that would shorten to the same form show as many as tell them apart
    (8.18); sorted, each need only be compared with its neighbors.
    """
    same: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for names, when in zip(cited, years, strict=True):
        if _is_long(names):
            same[names[0], when].add(names)
    needed: dict[tuple[tuple[str, ...], str], int] = {}
    for (_, when), group in same.items():
        lists = sorted(group)
        for before, after in pairwise(lists):
            common = _common(before, after) + 1
            for names in (before, after):
                needed[names, when] = max(common, needed.get((names, when), 1))
    return [
        needed.get((names, when), 1) if _is_long(names) else len(names)
        for names, when in zip(cited, years, strict=True)
    ]


def _is_long(names: Sequence[str]) -> bool:
    return len(names) > 2 or names[-1] == OTHERS.family


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _in_series(names: Sequence[str], count: int, conjunction: str) -> str:
    """Return *count* names and "et al.", or all: "et al." never stands for one name (8.18)."""
    if len(names) < 3 or 1 < count >= len(names) - 1:
        return series(names, conjunction)
    return series([*names[:count], OTHERS.family], conjunction)


def _suffixes(cited: Sequence[tuple[str, str]]) -> list[str]:
    """Return the letter for each work: ``a``, ``b`` … where author and year agree (8.19)."""
    totals: defaultdict[tuple[str, str], int] = defaultdict(int)
    for pair in cited:
        totals[pair] += 1
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    letters = []
    for pair in cited:
        letters.append(_letter(seen[pair]) if totals[pair] > 1 else "")
        seen[pair] += 1
    return letters


def _letter(number: int) -> str:
    """Return the letter with a number from 0: ``a`` to ``z``, then ``aa``, ``ab``."""
    rest, place = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + "abcdefghijklmnopqrstuvwxyz"[place]
