"""Reader of ``.bib`` files: every work of the publication, and what is wrong with its file.

Reading never stops and never raises: whatever is wrong with one entry, all
other entries are there.  An entry that was read before is not parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, InvalidNameString, Person

from press.bibliography.bibtex import Source, scan
from press.bibliography.faults import doi, faults
from press.bibliography.works import Work, Works
from press.text.findings import Finding
from press.text.strings import nearest, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Bibliography", "Reading", "nearest", "read", "read_file"]


class Reading(NamedTuple):
    """All that one entry's text says, wherever it stands in a file.

    Lines count from the entry's first, which is 1.  *length* is the number of
    the entry's characters, *doi* is "" where it has none.
    """

    work: Work
    length: int
    doi: str
    doi_line: int
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """The key of the work."""
        return self.work.key


@dataclass(frozen=True)
class Bibliography:
    """The works by key in the order of the file, and the line of each.

    *lines* also holds the keys of broken entries, which are no works: who cites
    one of those makes no mistake of his own.  *readings* are what a later
    :func:`read` can take over.
    """

    entries: Works
    lines: dict[str, int]
    findings: tuple[Finding, ...]
    readings: dict[bytes, Reading]


def read_file(path: Path, known: Mapping[bytes, Reading] | None = None) -> Bibliography:
    """Return the bibliography in the file *path*; one that cannot be read has no entries."""
    text, unreadable = read_text(path)
    if unreadable and not text:
        return Bibliography(Works(()), {}, unreadable, {})
    bibliography = read(text, known)
    return replace(bibliography, findings=tuple(sorted((*unreadable, *bibliography.findings))))


def read(text: str, known: Mapping[bytes, Reading] | None = None) -> Bibliography:
    """Return the bibliography in BibTeX *text*.

    Keys keep their case, but two that differ only in case are one key: BibTeX
    ignores case.  Of a repeated key the first entry counts.  *known* are the
    readings of an earlier text; they change the time that it takes, nothing else.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known = known or {}
    works: list[Work] = []
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    readings: dict[bytes, Reading] = {}
    keys: dict[str, str] = {}
    dois: dict[str, str] = {}
    for place in scan(text, known):
        if isinstance(place, Finding):
            findings.append(place)
            continue
        key, line = place.key, place.line
        first = keys.get(key.lower())
        if first is not None:
            findings.append(Finding(line, "repeated-key", _repeated_key(key, first, lines[first])))
            continue
        lines[key] = line
        if place.source is not None:
            reading = _reading(place.source)
        elif place.chunk in known:
            reading = known[place.chunk]
        else:
            continue
        keys[key.lower()] = key
        works.append(reading.work)
        if place.chunk:
            readings[place.chunk] = reading
        findings.extend(finding.moved(line) for finding in reading.findings)
        first = dois.setdefault(reading.doi, key) if reading.doi else key
        if first != key:
            message = _repeated_doi(key, first, lines[first])
            findings.append(Finding(reading.doi_line, "repeated-doi", message).moved(line))
    if not lines and not findings:
        message = "the bibliography holds no entry: add one, such as @article{key, … }"
        findings.append(Finding(1, "empty-bibliography", message))
    return Bibliography(Works(works), lines, tuple(sorted(findings)), readings)


def _reading(source: Source) -> Reading:
    findings = list(source.findings)
    entry = _entry(source, findings)
    findings.extend(faults(source, entry))
    number = doi(entry.fields.get("doi", ""))
    numbered = (field.line for field in source.fields if field.name.lower() == "doi")
    return Reading(Work.of(entry), source.length, number, next(numbered, 1), tuple(findings))


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


def _repeated_key(key: str, first: str, line: int) -> str:
    again = "again" if key == first else f"again, as {first}"
    return (
        f"key {key} stands here {again} (first in line {line}): "
        "delete this entry or give it another key"
    )


def _repeated_doi(key: str, first: str, line: int) -> str:
    return f"{key} has the DOI of {first} (line {line}): keep one of the two entries"
