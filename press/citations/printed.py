"""Works as they are printed: titles in sentence case, with what related works add.

Between reading and setting: the entries as the bibliography has them go in, and come out as
entries that say in their fields what a reference prints.  Their digests are those of what is
printed, so that a page is written again when a name of one article makes another's title
keep its capital, and not otherwise.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from press.apa.fields import raw
from press.apa.related import related_fields
from press.apa.sentence_case import AS_TYPED, PAIRS, Names, is_common, of_fields
from press.works import Work, Works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pybtex.database import Entry

#: The settings of ``press_titles``.
SENTENCE_CASE, TYPED = "sentence-case", "as-typed"

_GROUPS = ("author", "editor")
_FIRMS = ("publisher", "institution", "organization", "school", "journaltitle", "journal")


class Change(NamedTuple):
    """A title that is set in other capitals: the field, as it is typed and as it is printed."""

    key: str
    field: str
    before: str
    after: str


def names_of_works(works: Iterable[Work]) -> Iterator[str]:
    """Yield the proper names of a bibliography: people, groups, publishers, periodicals.

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


def printed(works: Iterable[Work], titles: str, names: Names) -> list[Work]:
    """Return *works* as they are printed; *titles* is the setting ``press_titles``."""
    listed = list(works)
    by_key = Works(listed)
    return [_printed(work, by_key, titles, names) for work in listed]


def changes(works: Iterable[Work], names: Names) -> Iterator[Change]:
    """Yield every title that sentence case changes."""
    for work in works:
        if _may_change(work):
            entry = work.entry()
            for field, after in _cased(entry, names).items():
                yield Change(work.key, field, raw(entry, field), after)


def _printed(work: Work, works: Works, titles: str, names: Names) -> Work:
    fields = dict(work.fields)
    typed = titles == TYPED
    related = bool(fields.get("related"))
    if not (typed or related or _may_change(work)):
        return work
    entry = works[work.key]
    new = related_fields(entry, works, names) if related else {}
    if typed or _may_change(work):
        new |= {} if typed else _cased(entry, names)
        options = [part for part in (fields.get("options", ""), AS_TYPED) if part]
        new["options"] = ", ".join(options)
    return Work.made(work.key, work.type, tuple({**fields, **new}.items()), work.persons)


def _may_change(work: Work) -> bool:
    """Say whether a title of the work has a second capital: most have, and cost a look."""
    titles = {name for pair in PAIRS for name in pair}
    return any(name in titles and _capitals(value) > 1 for name, value in work.fields)


def _capitals(value: str) -> int:
    return sum(map(str.isupper, value))


def _cased(entry: Entry, names: Names) -> dict[str, str]:
    """Return the fields of *entry* that sentence case changes, with what they become."""
    found = {}
    for name, sub in PAIRS:
        for field, value in zip((name, sub), of_fields(entry, name, sub, names), strict=True):
            if field and value != raw(entry, field):
                found[field] = value
    return found
