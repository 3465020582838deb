"""Reader of ``.bib`` files: every work of the publication, and what is wrong with its files.

Several files are one bibliography: a file's ``@string`` counts in those after it, an entry
can inherit from one in another file, and a key stands once.  Reading never stops and never
raises: whatever is wrong with one entry, all other entries are there.  An entry that was
read before is not parsed again.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from press.bibliography.bibtex import Macros, scan
from press.bibliography.entries import Reading, read_entry
from press.bibliography.faults import NO_WORKS, lacks
from press.bibliography.inheritance import Tie, resolve, with_pieces
from press.bibliography.works import Work, Works
from press.text.findings import Finding
from press.text.strings import nearest, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: A finding and the file that it is in.
Found = tuple[Path, Finding]


@dataclass(frozen=True)
class Bibliography:
    """The works by key in the order of the files, and where each stands."""

    entries: Works
    #: File and line of every key, also of broken entries, which are no works.
    places: dict[str, tuple[Path, int]]
    findings: tuple[Found, ...]
    #: What a later reading can take over, by the entries' text.
    readings: dict[bytes, Reading]
    #: The entries that a work inherits from.
    parents: dict[str, tuple[str, ...]]

    @property
    def lines(self) -> dict[str, int]:
        """The line of each key in its file."""
        return {key: line for key, (_path, line) in self.places.items()}


def read_file(path: Path, known: Mapping[bytes, Reading] | None = None) -> Bibliography:
    """Return the bibliography in the file *path*; one that cannot be read has no entries."""
    return read_files([path], known)


def read_files(paths: Sequence[Path], known: Mapping[bytes, Reading] | None = None) -> Bibliography:
    """Return the bibliography in the files *paths*, in their order."""
    return _read([(path, *_text_of(path)) for path in paths], known or {})


def read(text: str, known: Mapping[bytes, Reading] | None = None) -> Bibliography:
    """Return the bibliography in BibTeX *text*.

    Keys keep their case, but two that differ only in case are one key: BibTeX
    ignores case.  Of a repeated key the first entry counts.  *known* are the
    readings of an earlier text; they change the time that it takes, nothing else.
    """
    return _read([(Path(), text, ())], known or {})


def judged(
    findings: Iterable[Found], cited: Iterable[str], parents: Mapping[str, Sequence[str]]
) -> Iterator[Found]:
    """Yield *findings*, those about works that nothing cites as notes.

    *cited* are the keys that articles cite or list; *parents*, what works inherit from,
    are cited with them.
    """
    needed = set(cited)
    waiting = [key for key in needed if key in parents]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in needed:
                needed.add(parent)
                waiting.append(parent)
    for path, finding in findings:
        unseen = finding.work and finding.work not in needed
        yield path, replace(finding, note=True) if unseen and not finding.note else finding


def broken_keys(findings: Iterable[Found]) -> frozenset[str]:
    """Return the keys of broken entries: who cites one of those makes no mistake of his own."""
    codes = ((finding.code, finding.work) for _path, finding in findings)
    return frozenset(work for code, work in codes if code == "broken-entry" and work)


@dataclass
class _Library:
    """What was read so far."""

    readings: dict[bytes, Reading] = field(default_factory=dict)
    places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    ties: dict[str, tuple[Tie, ...]] = field(default_factory=dict)
    findings: list[Found] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)  # by their lower case
    dois: dict[str, str] = field(default_factory=dict)

    def say(self, path: Path, line: int, code: str, message: str, *, work: str, note: bool) -> None:
        self.findings.append((path, Finding(line, code, message, note=note, work=work)))

    def add(self, path: Path, line: int, reading: Reading) -> None:
        """Take in an entry that stands in *line* of the file *path*."""
        key = reading.key
        self.keys[key.lower()] = key
        self.works[key] = reading.work
        if reading.ties:
            self.ties[key] = reading.ties
        self.findings.extend((path, finding.moved(line)) for finding in reading.findings)
        first = self.dois.setdefault(reading.doi, key) if reading.doi else key
        if first != key:
            message = f"{key} has the DOI of {first} ({self.where(first, path)}): "
            message += "keep one of them, unless they are parts of one work"
            at = line - 1 + reading.doi_line
            self.say(path, at, "repeated-doi", message, work=key, note=True)

    def where(self, key: str, path: Path) -> str:
        """Return where the entry of *key* stands, as seen from the file *path*."""
        other, line = self.places[key]
        return f"line {line}" if other == path else f"{other.name}, line {line}"


def _read(
    texts: Sequence[tuple[Path, str, tuple[Finding, ...]]], known: Mapping[bytes, Reading]
) -> Bibliography:
    library = _Library()
    macros = Macros()
    for path, text, unreadable in texts:
        library.findings.extend((path, finding) for finding in unreadable)
        _read_one(library, path, text, known, macros)
    if texts and not library.places and not library.findings:
        path = texts[-1][0]
        message = "the bibliography holds no entry: add one, such as @article{key, … }"
        library.say(path, 1, "empty-bibliography", message, work="", note=True)
    works, parents = library.works, {}
    if library.ties:
        family = resolve(works, library.ties)
        works, parents = family.works, family.parents
        for key, line, what in family.lost:
            path, first = library.places[key]
            near = nearest(what.rpartition(" ")[2], works, 1)
            advice = f"did you mean {near[0]}?" if near else "mend the key or add that entry"
            message = f"{what}: {advice}"
            library.say(path, first - 1 + line, "crossref", message, work=key, note=False)
        for key in library.ties:
            path, first = library.places[key]
            missing = (replace(finding, work=key) for finding in lacks(works[key]))
            library.findings.extend((path, finding.moved(first)) for finding in missing)
    works, nowhere = with_pieces(works)
    for key, name in nowhere:
        path, first = library.places[key]
        message = f"{name} of {key} takes its value from an @xdata that is not there: mend the key"
        library.say(path, first, "crossref", message, work=key, note=False)
    citable = (work for work in works.values() if work.type not in NO_WORKS)
    order = {path: place for place, (path, _text, _findings) in enumerate(texts)}
    library.findings.sort(key=lambda found: (order[found[0]], found[1]))
    return Bibliography(
        Works(citable), library.places, tuple(library.findings), library.readings, parents
    )


def _read_one(
    library: _Library, path: Path, text: str, known: Mapping[bytes, Reading], macros: Macros
) -> None:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for place in scan(text, known, macros):
        if isinstance(place, Finding):
            library.findings.append((path, place))
            continue
        key, line = place.key, place.line
        first = library.keys.get(key.lower())
        if first is not None:
            again = "again" if key == first else f"again, as {first}"
            message = (
                f"key {key} stands here {again} (first in {library.where(first, path)}): "
                "delete this entry or give it another key"
            )
            library.say(path, line, "repeated-key", message, work=first, note=False)
            continue
        library.places[key] = (path, line)
        if place.source is not None:
            reading = read_entry(place.source)
        elif place.chunk in known:
            reading = known[place.chunk]
        else:
            continue
        library.add(path, line, reading)
        if place.chunk:
            library.readings[place.chunk] = reading


# -- files ------------------------------------------------------------------------

# What JabRef and BibDesk write in a file's first lines.
_ENCODING = re.compile(rb"^%+[^\n]*\bencoding:?\s+([^\n]+)", re.IGNORECASE | re.MULTILINE)
_APPLE = {"Windows Latin 1": "cp1252", "ISO Latin 1": "latin-1", "Mac OS Roman": "mac-roman"}


def _text_of(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return a file's text, and why it could not be read as UTF-8 or as the file says itself."""
    text, findings = read_text(path)
    if not findings or findings[0].code != "not-utf-8":
        return text, findings
    data = path.read_bytes()
    named = _ENCODING.search(data[:2000])
    name = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
    if not name and named is not None:
        given = named[1].decode("ascii", "replace").strip()
        given = given.rpartition("(")[2].rstrip(")")
        name = _APPLE.get(given, given)
    try:
        return codecs.decode(data, name or "utf-8"), ()
    except (UnicodeError, LookupError):
        # The works that the lost characters belong to have findings of their own.
        return text, tuple(replace(finding, note=True) for finding in findings)
