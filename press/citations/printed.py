"""Works as they are printed: titles in sentence case, with what related works add.

Between reading and setting: the entries as the bibliography has them go in, and come out as
entries that say in their fields what a reference prints.  Their digests are those of what is
printed, so that a page is written again when a name of one article makes another's title
keep its capital, and not otherwise.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from press.apa.fields import raw
from press.apa.related import related_fields
from press.apa.sentence_case import AS_TYPED, PAIRS, has_capitals, of_fields, words_of
from press.apa.vocabulary import Names, is_common
from press.bibliography.works import Work, Works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pybtex.database import Entry

#: The settings of ``press_titles``.
SENTENCE_CASE, TYPED = "sentence-case", "as-typed"

_FIRMS = ("publisher", "institution", "organization", "school")


class Change(NamedTuple):
    """A title that is set in other capitals: the field, as it is typed and as it is printed."""

    key: str
    field: str
    before: str
    after: str


def names_of_works(works: Iterable[Work]) -> Iterator[str]:
    """Yield the proper names of a bibliography: people, groups and publishers.

    Only what is more than one word: a single word that no dictionary has in small letters
    needs no list, and one that a dictionary has (*Power*, *Nature*) is a name in company
    only: *Samantha Power*.
    """
    for work in works:
        for _role, persons in work.persons:
            for first, middle, prelast, last, _lineage in persons:
                family = [*prelast, *last]
                given = [name for name in first if len(name.rstrip(".")) > 1]
                if not first and not middle and len(last) == 1:
                    yield _bare(last[0])
                elif given and any(is_common(name.lower()) for name in [*family, *given]):
                    yield _bare(" ".join([given[0], *family]))
        for name, value in work.fields:
            if name in _FIRMS and " " in value:
                yield _bare(value)


def _bare(name: str) -> str:
    name = name.replace("{", "").replace("}", "").removeprefix("The ")
    return name if " " in name else ""


def known_names(works: Iterable[Work], articles: Iterable[str]) -> Names:
    """Return the names that a publication adds: its bibliography's, and its *articles*' own."""
    return Names.of(filter(None, [*names_of_works(works), *articles]))


class Casing(NamedTuple):
    """What sentence case makes of a work by the committed lists alone.

    *digest* is the work's, *fields* those that change, and *words* the words of their titles
    in small letters: only where one of these is a name elsewhere can the titles be others.
    """

    digest: str
    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


#: By key, of the works that sentence case changes or may change.
Casings = Mapping[str, Casing]


def casings(works: Iterable[Work], kept: Casings) -> dict[str, Casing]:
    """Return the casings of *works*; those of *kept* are taken over where a work is the same."""
    found = {}
    for work in works:
        if _may_change(work):
            before = kept.get(work.key)
            same = before is not None and before.digest == work.digest
            found[work.key] = before if same and before else _casing(work)
    return found


def _casing(work: Work) -> Casing:
    fields = _cased(work.entry(), Names())
    changed = {part for pair in PAIRS if not fields.keys().isdisjoint(pair) for part in pair}
    words = words_of(" ".join(value for name, value in work.fields if name in changed))
    return Casing(work.digest, tuple(fields.items()), tuple(sorted(words)))


def printed(
    works: Iterable[Work], titles: str, articles: Iterable[str], kept: Casings
) -> list[Work]:
    """Return *works* as they are printed.

    *titles* is the setting ``press_titles``, *articles* are the names that articles write,
    *kept* the works' casings.  A work that is printed as it is comes back itself.
    """
    listed = list(works)
    by_key = Works(listed)
    typed = titles == TYPED
    changing = not typed and any(casing.fields for casing in kept.values())
    names = known_names(listed, articles) if changing else Names()
    return [_printed(work, by_key, kept.get(work.key), typed=typed, names=names) for work in listed]


def changes(works: Iterable[Work], articles: Iterable[str]) -> Iterator[Change]:
    """Yield every title that sentence case changes in print."""
    listed = list(works)
    kept = casings(listed, {})
    names = known_names(listed, articles)
    for work in listed:
        if work.key in kept and kept[work.key].fields:
            fields = dict(work.fields)
            for field, after in _with_names(work, kept[work.key], names).items():
                yield Change(work.key, field, fields[field], after)


def _printed(work: Work, works: Works, casing: Casing | None, *, typed: bool, names: Names) -> Work:
    new: dict[str, str] = {}
    if any(name == "related" for name, _value in work.fields):
        new |= related_fields(works[work.key], works, names)
    if casing is not None and casing.fields:
        new |= {} if typed else _with_names(work, casing, names)
        # A title that was set in its capitals here is not looked at again where it is printed.
        own = dict(work.fields).get("options", "")
        new["options"] = ", ".join(filter(None, [own, AS_TYPED]))
    return work.with_fields(new) if new else work


def _with_names(work: Work, casing: Casing, names: Names) -> dict[str, str]:
    """Return the fields that change when *names* are known too."""
    if names.words.isdisjoint(casing.words) and names.phrases.keys().isdisjoint(casing.words):
        return dict(casing.fields)
    return _cased(work.entry(), names)


_TITLES = frozenset(name for pair in PAIRS for name in pair if name)


def _may_change(work: Work) -> bool:
    """Say whether a title of the work has a common word with a capital: few have."""
    return any(name in _TITLES and has_capitals(value) for name, value in work.fields)


def _cased(entry: Entry, names: Names) -> dict[str, str]:
    """Return the fields of *entry* that sentence case changes, with what they become."""
    return {
        field: value
        for pair in PAIRS
        for field, value in zip(pair, of_fields(entry, *pair, names), strict=True)
        if field and value != raw(entry, field)
    }
