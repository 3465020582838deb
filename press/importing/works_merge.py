"""Works of many articles become entries of one bibliography, each once.

Two lines are one work where they have one DOI, or one first family name, year and title;
case, punctuation and marks do not count.  They are never one work where the years, the
digits or Roman numerals of the titles, the initials of the first authors, volumes of books,
numbers of reports, days of news or the containers of short titles differ.  What is nearly
the same becomes its own entry and is named as a possible duplicate, for a person to decide.

A key that is in the bibliography never changes, and none of its bytes: new entries are put
between the old ones as text.  The result does not depend on the order of the lines; time
is linear but for sorting.  Pure functions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from press.apa import dates
from press.apa.authors import lead
from press.apa.fields import raw, text
from press.apa.order import fold
from press.bibliography.bib_text import inserted
from press.bibliography.faults import doi
from press.bibliography.reader import read
from press.bibliography.work_keys import free_key
from press.importing.decisions import NO_DECISIONS
from press.importing.entries import entry_text
from press.text.strings import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pybtex.database import Entry

    from press.importing.decisions import Decisions
    from press.importing.reference import Reference

#: Titles of so many words or fewer are shared by different works: «Introduction».
SHORT = 4
#: How alike titles are, in percent, that a person should compare.
NEAR = 88
_NEIGHBORS = 6
_NUMERAL = re.compile(r"\d+|\b[ivxlcdm]+\b")


@dataclass(frozen=True)
class PossibleDuplicate:
    """A line's work that is nearly another: *index* is the line's place, *key* its work's."""

    index: int
    key: str
    other_key: str
    reason: str


@dataclass(frozen=True)
class Conflict:
    """A line that says otherwise in one field than the entry of its work, which keeps its own."""

    index: int
    key: str
    field: str
    kept: str
    given: str


@dataclass(frozen=True)
class Merged:
    """The bibliography with the works of all lines.

    *keys* has one for each line, in the order in which the lines were given.
    """

    keys: tuple[str, ...]
    new_keys: tuple[str, ...]
    text: str
    duplicates: tuple[PossibleDuplicate, ...]
    conflicts: tuple[Conflict, ...]
    #: Keys that a decision names and the bibliography does not have.
    unknown: tuple[str, ...] = ()


class Identity(NamedTuple):
    """What tells a work from others, folded; "" where it is not known."""

    family: str
    initial: str
    year: str
    title: str
    container: str
    doi: str
    url: str
    day: str
    volume: str
    number: str
    pages: str
    edition: str
    periodical: bool
    whole: bool


@dataclass(eq=False)
class _Work:
    """Lines that are one work, and the key of the entry that is there already."""

    identity: Identity
    lines: list[int]
    key: str = ""
    order: int = 0
    #: What its lines say, each once.
    said: dict[Identity, None] = field(default_factory=dict)


def folded_title(title: str) -> str:
    """Return the words of *title* without case, marks and punctuation."""
    plain = unicodedata.normalize("NFKD", title.replace("&", " and ")).casefold().replace("ı", "i")
    plain = "".join(
        sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’‘ʼʿʾ`"
    )
    return " ".join(re.findall(r"[^\W_]+", plain))


def identity(reference: Reference) -> Identity:
    """Return what tells the work of a line from others."""
    people = reference.authors or reference.editors
    family, _, given = (
        people[0].strip("{}").rpartition(", ")
        if people and not people[0].startswith("{")
        else ("", "", "")
    )
    family = (
        family or given
        if people and not people[0].startswith("{")
        else people[0].strip("{}")
        if people
        else ""
    ).partition(", ")[0]
    given = given if people and "," in people[0] and not people[0].startswith("{") else ""
    return Identity(
        family=fold(re.sub(r"^The\s+", "", family)),
        initial=fold(given)[:1],
        year=reference.year.lower(),
        title=folded_title(reference.title),
        container=folded_title(re.sub(r"^The\s+", "", reference.container)),
        doi=doi(reference.doi).lower(),
        url=_address(reference.url),
        day=reference.date if len(reference.date) == 10 else "",
        volume=reference.volume.lower(),
        number=reference.number.lower(),
        pages=re.sub(r"\W+", "-", reference.pages.lower()),
        edition=re.sub(r"\D", "", reference.edition) or reference.edition.lower(),
        periodical=reference.type in {"article", "newspaper"},
        whole=reference.whole,
    )


def entry_identity(entry: Entry) -> Identity:
    """Return what tells the work of an entry from others."""
    names = lead(entry)
    date = dates.of_entry(entry)
    title = " ".join(filter(None, (text(entry, "title"), text(entry, "subtitle"))))
    day = raw(entry, "date")
    return Identity(
        family=fold(re.sub(r"^The\s+", "", names[0].family)) if names else "",
        initial=fold(names[0].given)[:1] if names else "",
        year=date.year().lower(),
        title=folded_title(title or text(entry, "titleaddon")),
        container=folded_title(
            re.sub(
                r"^The\s+",
                "",
                text(entry, "journaltitle", "journal", "booktitle")
                or (text(entry, "organization") if "news" in raw(entry, "keywords") else ""),
            )
        ),
        doi=doi(raw(entry, "doi")).lower(),
        url=_address(raw(entry, "url")),
        day=day if len(day) == 10 else "",
        volume=text(entry, "volume").lower(),
        number=text(entry, "number", "issue").lower(),
        pages=re.sub(r"\W+", "-", text(entry, "pages", "eid").lower()),
        edition=re.sub(r"\D", "", text(entry, "edition")) or text(entry, "edition").lower(),
        periodical=bool(raw(entry, "journaltitle", "journal")),
        whole=bool(title),
    )


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|/+$|[?#].*$", "", url.lower())


@lru_cache(maxsize=1024)  # a title is compared with a dozen neighbors in a row
def numerals(title: str) -> tuple[str, ...]:
    """Return the digits and Roman numerals of a folded title, in order."""
    return tuple(_NUMERAL.findall(title))


def barrier(one: Identity, other: Identity) -> str:
    """Return why two identities are never one work, or "" where they may be."""
    if one.year != other.year:
        return "the years differ"
    if numerals(one.title) != numerals(other.title):
        return "the numbers in the titles differ"
    if _differ(one.initial, other.initial) and one.family == other.family:
        return "the first authors’ initials differ"
    if _differ(one.doi, other.doi):
        return "the DOIs differ"
    if _differ(one.day, other.day):
        return "the days differ"
    if _differ(one.edition, other.edition):
        return "the editions differ"
    short = len(one.title.split()) <= SHORT
    if not (one.periodical and other.periodical):
        if _differ(one.volume, other.volume):
            return "the volumes differ"
        if _differ(one.number, other.number):
            return "the numbers differ"
    if one.year == "n.d." and (_differ(one.url, other.url) or (short and one.url != other.url)):
        return "the addresses of undated pages differ"
    if short:
        if one.container != other.container:
            return "the containers of a short title differ"
        for name in ("volume", "number", "pages"):
            if _differ(getattr(one, name), getattr(other, name)):
                return f"the {name} of a short title differ"
        if not one.container and _differ(one.url, other.url):
            return "the addresses of a short title differ"
    return ""


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def merge_works(
    bibliography: str, references: Sequence[Reference], decisions: Decisions = NO_DECISIONS
) -> Merged:
    """Return *bibliography* with the works of *references*, and the key of each."""
    there = read(bibliography)
    works = [
        _Work(entry_identity(entry), [], key, place)
        for place, (key, entry) in enumerate(there.entries.items())
    ]
    finder = _Finder(works, decisions)
    for work, entry in zip(works, there.entries.values(), strict=True):
        if not work.identity.whole:
            finder.learn(work, raw(entry, "note"))
    by_key = {work.key: work for work in works}
    fresh: list[_Work] = []
    unknown = set()
    known = [identity(reference) for reference in references]
    for index in sorted(range(len(references)), key=lambda index: _order(references[index])):
        line = one_line(references[index].text)
        decided = decisions.same.get(line, "")
        if decided and decided not in by_key:
            unknown.add(decided)
        found = by_key.get(decided) or finder.find(known[index], line)
        work = found or _Work(known[index], [], order=len(works) + len(fresh))
        if found is None:
            fresh.append(work)
            finder.add(work)
        work.lines.append(index)
        if not decided:
            work.said[known[index]] = None
            finder.learn(work, line)
    new = _named(fresh, references, {key.lower() for key in there.lines})
    every = [*works, *fresh]
    keys = [""] * len(references)
    for work in every:
        for index in work.lines:
            keys[index] = work.key
    duplicates = _duplicates(every, references, decisions)
    return Merged(
        keys=tuple(keys),
        new_keys=tuple(key for key, _ in new),
        text=inserted(bibliography, new),
        duplicates=tuple(sorted(duplicates, key=lambda found: (found.index, found.other_key))),
        conflicts=tuple(_conflicts(every, references, known)),
        unknown=tuple(sorted(unknown)),
    )


def _order(reference: Reference) -> tuple[int, str]:
    """Sort the fullest lines first, so that a work is known by most of what is said of it."""
    known = (
        reference.doi,
        reference.volume,
        reference.number,
        reference.pages,
        reference.container,
        reference.url,
        reference.publisher,
        reference.date,
    )
    return (-sum(map(bool, known)) - 8 * reference.whole - 4 * bool(reference.doi), reference.text)


class _Finder:
    """Finds the work of a line among those that are known, by DOI and by name, year and title."""

    def __init__(self, works: Iterable[_Work], decisions: Decisions) -> None:
        self._by_doi: dict[str, list[_Work]] = defaultdict(list)
        self._by_words: dict[tuple[str, str, str], list[_Work]] = defaultdict(list)
        self._by_line: dict[str, _Work] = {}
        self._distinct = decisions.distinct
        for work in works:
            self.add(work)

    def add(self, work: _Work) -> None:
        """Take in a work."""
        known = work.identity
        if known.doi:
            self._by_doi[known.doi].append(work)
        if known.title and known.whole:
            self._by_words[known.family, known.year, known.title].append(work)

    def learn(self, work: _Work, line: str) -> None:
        """Remember that this very line is that work."""
        self._by_line.setdefault(_words_of(line), work)

    def find(self, wanted: Identity, line: str) -> _Work | None:
        """Return the work of a *line*, which says what is *wanted*; None of a new one."""
        same = self._by_line.get(_words_of(line))
        not_these = self._distinct.get(line, frozenset())
        if same is not None and same.key not in not_these:
            return same
        if not wanted.whole:
            return None
        for work in self._by_doi.get(wanted.doi, ()) if wanted.doi else ():
            if work.key not in not_these and _fits(work, wanted) and _alike(work.identity, wanted):
                return work
        fitting = [
            work
            for work in self._by_words.get((wanted.family, wanted.year, wanted.title), ())
            if work.key not in not_these and _fits(work, wanted)
        ]
        if len(fitting) > 1:
            # Several works have this name, year and title: only what else is said can choose.
            fitting = [work for work in fitting if work.identity.container == wanted.container]
        return fitting[0] if len(fitting) == 1 else None


def _words_of(line: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", line.casefold()))


def _fits(work: _Work, wanted: Identity) -> bool:
    """Say whether nothing forbids it: with the work, and with every line that it has."""
    return not any(barrier(one, wanted) for one in (work.identity, *work.said))


def _alike(one: Identity, other: Identity) -> bool:
    """Say whether works of one DOI have one title, and are not two chapters of one book."""
    if not one.title or not other.title:
        return True
    return (
        fuzz.token_set_ratio(one.title, other.title) >= 85
        and fuzz.ratio(one.family, other.family) >= 60
    )


def _named(
    fresh: Sequence[_Work], references: Sequence[Reference], taken: set[str]
) -> list[tuple[str, str]]:
    """Give every new work its key; return keys and entries in the order of keys."""
    new = []
    for work in sorted(fresh, key=lambda work: min(references[index].text for index in work.lines)):
        whole = _fullest([references[index] for index in work.lines])
        work.key = _key(whole, taken)
        taken.add(work.key.lower())
        new.append((work.key, entry_text(whole, work.key)))
    return sorted(new, key=lambda found: found[0].lower())


def _key(reference: Reference, taken: set[str]) -> str:
    """Return the key of a work by the house's rule that is not *taken*."""
    people = reference.authors or reference.editors
    name = people[0] if people else ""
    name = name.strip("{}") if name.startswith("{") else name.partition(",")[0]
    digits = re.search(r"\d{3,4}", reference.year)
    year = digits[0] if digits else "nd" if reference.year in {"n.d.", ""} else "inpress"
    return free_key(name, year, reference.title or reference.text, taken)


_FILLED = (
    "doi",
    "url",
    "volume",
    "number",
    "pages",
    "publisher",
    "place",
    "edition",
    "container",
    "original",
)


def _fullest(lines: Sequence[Reference]) -> Reference:
    """Return the line that says most, with what only the others say."""
    first, *others = sorted(lines, key=_order)
    for other in others:
        if other.type != first.type or not first.whole:
            continue
        missing = {
            name: getattr(other, name)
            for name in _FILLED
            if not getattr(first, name) and getattr(other, name)
        }
        if (
            {"volume", "number", "pages"} & set(missing)
            and first.volume
            and other.volume != first.volume
        ):
            continue
        if "pages" in missing:
            missing["numbered"] = other.numbered
        first = first._replace(**missing)
    return first


def _conflicts(
    works: Iterable[_Work], references: Sequence[Reference], known: Sequence[Identity]
) -> list[Conflict]:
    """Return where a line says otherwise than the entry that stands for it."""
    return sorted(
        (
            Conflict(
                index,
                work.key,
                name,
                getattr(work.identity, name),
                getattr(references[index], name),
            )
            for work in works
            for index in work.lines
            for name in ("container", "doi", "number", "pages", "volume")
            if _differ(getattr(work.identity, name), getattr(known[index], name))
        ),
        key=lambda conflict: (conflict.index, conflict.field),
    )


def _duplicates(
    works: Sequence[_Work], references: Sequence[Reference], decisions: Decisions
) -> Iterator[PossibleDuplicate]:
    """Yield works that are nearly others, where a line of this run belongs to one of them.

    Each work is compared with its neighbors in three orders, never with all.
    """
    seen = set()
    whole = [work for work in works if work.identity.title and work.identity.whole]
    orders = (
        sorted(
            whole,
            key=lambda work: (
                work.identity.title,
                work.identity.family,
                work.identity.year,
                work.key,
            ),
        ),
        sorted(
            whole,
            key=lambda work: (
                work.identity.family,
                work.identity.year,
                work.identity.title,
                work.key,
            ),
        ),
        sorted(
            whole,
            key=lambda work: (
                work.identity.family,
                work.identity.title,
                work.identity.year,
                work.key,
            ),
        ),
        sorted(
            (work for work in whole if work.identity.doi),
            key=lambda work: (work.identity.doi, work.key),
        ),
    )
    for ordered in orders:
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + _NEIGHBORS]:
                pair = tuple(sorted((one.key, other.key)))
                if pair in seen or not (one.lines or other.lines):
                    continue
                reason = _nearly(one.identity, other.identity)
                if reason:
                    seen.add(pair)
                    yield from _reported(one, other, reason, references, decisions)


def _reported(
    one: _Work, other: _Work, reason: str, references: Sequence[Reference], decisions: Decisions
) -> Iterator[PossibleDuplicate]:
    newer, older = (one, other) if one.order > other.order else (other, one)
    if not newer.lines:
        newer, older = older, newer
    index = min(newer.lines)
    for line in newer.lines:
        if older.key in decisions.distinct.get(one_line(references[line].text), frozenset()):
            return
    for line in older.lines:
        if newer.key in decisions.distinct.get(one_line(references[line].text), frozenset()):
            return
    yield PossibleDuplicate(index, newer.key, older.key, reason)


def _nearly(one: Identity, other: Identity) -> str:
    """Return why two works may be one, or "" where they are plainly two."""
    if one.doi and one.doi == other.doi:
        return f"one DOI, but {barrier(one, other) or 'the titles differ'}"
    if _differ(one.doi, other.doi):
        return ""
    same_family = one.family == other.family or (
        one.family and fuzz.ratio(one.family, other.family) >= 80
    )
    if not same_family or numerals(one.title) != numerals(other.title):
        return ""
    if _differ(one.initial, other.initial) and len(one.title.split()) <= SHORT:
        return ""
    if one.title == other.title:
        if len(one.title.split()) <= SHORT and one.year != other.year:
            return ""
        return f"one title, but {barrier(one, other) or 'the authors differ'}"
    if one.year != other.year:
        return ""
    alike = fuzz.ratio(one.title, other.title)
    starts = min(len(one.title), len(other.title)) > 20 and (
        one.title.startswith(other.title) or other.title.startswith(one.title)
    )
    return "the titles are nearly the same" if alike >= NEAR or starts else ""
