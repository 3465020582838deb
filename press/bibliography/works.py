"""Works of a bibliography as plain data, and as the entries that pybtex knows.

A bibliography is kept from build to build.  Strings in tuples are loaded twenty
times as fast as pybtex's entries, and most builds look at a few works only: an
entry is made when it is first asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pybtex.database import Entry, Person

if TYPE_CHECKING:
    from press.bibliography.people import Names

Fields = tuple[tuple[str, str], ...]
Persons = tuple[tuple[str, tuple["Names", ...]], ...]


class Work(NamedTuple):
    """A work as its entry gives it; the names of fields and roles are in lower case.

    *digest* is a hash of what the entry says, the same on every machine, for
    noticing a change.  The key and the order of fields do not matter to it; the
    order of persons does.
    """

    key: str
    type: str
    fields: Fields
    persons: Persons
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> Work:
        """Return the work that pybtex's *entry* describes."""
        fields = tuple((name.lower(), value) for name, value in entry.fields.items())
        persons = tuple(
            (role.lower(), tuple(_names(person) for person in people))
            for role, people in entry.persons.items()
        )
        return cls.make(entry.key, entry.type, fields, persons)

    @classmethod
    def make(
        cls,
        key: str,
        kind: str,
        fields: Fields,
        persons: Persons,
    ) -> Work:
        """Return the work that these say, with its digest."""
        return cls(key, kind, fields, persons, _digest(kind, fields, persons))

    def with_fields(self, changed: Mapping[str, str]) -> Work:
        """Return the work with other *changed* fields; its digest is another."""
        digest = hashlib.blake2b(
            repr((self.digest, sorted(changed.items()))).encode(), digest_size=16
        )
        fields = tuple({**dict(self.fields), **changed}.items())
        return self._replace(fields=fields, digest=digest.hexdigest())

    def entry(self) -> Entry:
        """Return the work as a fresh entry of pybtex; its names ask for lower case."""
        entry = Entry(self.type)
        entry.key = self.key
        # Plain dictionaries: a reference looks some fifty times for a field.
        entry.fields = dict(self.fields)
        entry.persons = {
            role: [_person(names) for names in people] for role, people in self.persons
        }
        return entry


class Works(Mapping[str, Entry]):
    """Entries by key, in the order of *works*; each is made once, at its first use."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._works = {work.key: work for work in works}
        self._entries: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        """Return the entry of *key*; raise KeyError where there is none."""
        if key not in self._entries:
            self._entries[key] = self._works[key].entry()
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        """Say whether there is a work of that key, without making its entry."""
        return key in self._works

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._works)

    def __len__(self) -> int:
        """Return the number of works."""
        return len(self._works)

    def plain(self) -> tuple[Work, ...]:
        """Return the works as plain data."""
        return tuple(self._works.values())

    def digests(self) -> dict[str, str]:
        """Return the digest of every work by its key."""
        return {key: work.digest for key, work in self._works.items()}


def _digest(kind: str, fields: Iterable[object], persons: Iterable[object]) -> str:
    content = json.dumps([kind, sorted(fields), sorted(persons)], ensure_ascii=False)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _names(person: Person) -> Names:
    return (
        tuple(person.first_names),
        tuple(person.middle_names),
        tuple(person.prelast_names),
        tuple(person.last_names),
        tuple(person.lineage_names),
    )


def _person(names: Names) -> Person:
    # Without what splits names into parts: these are.
    person = Person.__new__(Person)
    (
        person.first_names,
        person.middle_names,
        person.prelast_names,
        person.last_names,
        person.lineage_names,
    ) = map(list, names)
    return person
