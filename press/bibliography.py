"""The bibliography: every work that the publication cites, and what is wrong with its file.

Reading never stops and never raises: whatever is wrong with one entry, all
other entries are there.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, InvalidNameString, Person

from press.bibtex import Source, scan
from press.entry_faults import doi, faults
from press.findings import Finding
from press.text import nearest, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Bibliography", "digest", "nearest", "read", "read_file"]


@dataclass(frozen=True)
class Bibliography:
    """The works by key in the order of the file, and the line of each.

    *lines* also holds the keys of broken entries, which are no works: who cites
    one of those makes no mistake of his own.
    """

    entries: dict[str, Entry]
    lines: dict[str, int]
    findings: tuple[Finding, ...]


def read_file(path: Path) -> Bibliography:
    """Return the bibliography in the file *path*; one that cannot be read has no entries."""
    text, unreadable = read_text(path)
    bibliography = read(text)
    if unreadable and not text:
        return Bibliography({}, {}, unreadable)
    findings = tuple(sorted((*unreadable, *bibliography.findings)))
    return Bibliography(bibliography.entries, bibliography.lines, findings)


def read(text: str) -> Bibliography:
    """Return the bibliography in BibTeX *text*.

    Keys keep their case, but two that differ only in case are one key: BibTeX
    ignores case.  Of a repeated key the first entry counts.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    keys: dict[str, str] = {}
    dois: dict[str, str] = {}
    for source in scan(text):
        if isinstance(source, Finding):
            findings.append(source)
            continue
        first = keys.get(source.key.lower())
        if first is not None:
            findings.append(_repeated_key(source, first, lines[first]))
            continue
        lines[source.key] = source.line
        if source.broken:
            continue
        keys[source.key.lower()] = source.key
        entry = _entry(source, findings)
        entries[source.key] = entry
        findings.extend(faults(source, entry))
        number = doi(entry.fields.get("doi", ""))
        if number and dois.setdefault(number, source.key) != source.key:
            findings.append(_repeated_doi(source, dois[number], lines[dois[number]]))
    if not lines and not findings:
        message = "the bibliography holds no entry: add one, such as @article{key, … }"
        findings.append(Finding(1, "empty-bibliography", message))
    return Bibliography(entries, lines, tuple(sorted(findings)))


def digest(entry: Entry) -> str:
    """Return a hash of what *entry* says, the same on every machine, for noticing a change.

    The order of fields and the case of their names do not matter; the order of
    persons does.
    """
    fields = sorted((name.lower(), value) for name, value in entry.fields.items())
    persons = sorted(
        (role.lower(), [_names(person) for person in people])
        for role, people in entry.persons.items()
    )
    content = json.dumps([entry.type, fields, persons], ensure_ascii=False)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _names(person: Person) -> list[list[str]]:
    return [
        person.first_names,
        person.middle_names,
        person.prelast_names,
        person.last_names,
        person.lineage_names,
    ]


def _entry(source: Source, findings: list[Finding]) -> Entry:
    """Return pybtex's entry; of a repeated field the first counts."""
    entry = Entry(source.type)
    entry.key = source.key
    for field in source.fields:
        name = field.name.lower()
        if name in entry.fields or name in entry.persons:
            message = f"{name} stands in {source.key} a second time: keep one"
            findings.append(Finding(field.line, "repeated-field", message))
        elif name in Person.valid_roles:
            entry.persons[name] = list(_people(field.value, field.line, findings))
        else:
            entry.fields[name] = field.value
    return entry


def _people(names: str, line: int, findings: list[Finding]) -> Iterator[Person]:
    for name in split_name_list(names):
        try:
            yield Person(name)
        except InvalidNameString:
            message = f"the name `{name}` has too many commas: put ` and ` between people"
            findings.append(Finding(line, "bad-name", message))
            yield Person(last=f"{{{name}}}")


def _repeated_key(source: Source, first: str, line: int) -> Finding:
    again = "again" if source.key == first else f"again, as {first}"
    message = (
        f"key {source.key} stands here {again} (first in line {line}): "
        "delete this entry or give it another key"
    )
    return Finding(source.line, "repeated-key", message)


def _repeated_doi(source: Source, first: str, line: int) -> Finding:
    place = next(field.line for field in source.fields if field.name.lower() == "doi")
    message = f"{source.key} has the DOI of {first} (line {line}): keep one of the two entries"
    return Finding(place, "repeated-doi", message)
