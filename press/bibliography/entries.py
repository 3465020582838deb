"""Entries read: from the fields as written to a work as it is printed, and what is wrong.

LaTeX and HTML become text with light markup (:mod:`press.bibliography.latex_text`), people the parts of
their names (:mod:`press.bibliography.people`), dates ISO 8601-2 (:mod:`press.bibliography.date_fields`).  What is
private to editors and their programs is neither kept nor looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from press.bibliography.bibtex import Field
from press.bibliography.date_fields import tidy_dates
from press.bibliography.faults import (
    NO_WORKS,
    address_fault,
    character_faults,
    doi,
    lacks,
    latex_fault,
    source_faults,
)
from press.bibliography.field_names import JUDGED, KNOWN, PEOPLE, PRIVATE, TIES, VERBATIM
from press.bibliography.inheritance import Tie, keys_in
from press.bibliography.latex_text import decode, decode_address
from press.bibliography.people import read_people
from press.bibliography.works import Work
from press.text.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.bibliography.bibtex import Source
    from press.bibliography.people import Names

_PRIVATE_STARTS = ("bdsk-", "mendeley-", "jabref-", "zotero-", "__")
_URL_IN_TEXT = re.compile(r"(?:\\url\s*\{([^{}]*)\}|(https?://[^\s{}]+))")
# What people write around an address, and what says no more than that it is one.
_ABOUT_ADDRESS = re.compile(
    r"(?i)(?:available|retrieved|accessed|online|from|at|on|url|web ?(?:site|page)?|last|visited"
    r"|erişim(?: tarihi)?|çevrim ?içi|\[|\]|[\d\s,;:.()/-]|" + "|".join(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec".split()) + r")*"
)  # fmt: skip
_PAGES = re.compile(r"(?i)^(?:pp?|pages?|ss?|seiten?|syf|pg|ص)\.?:?\s*(?=[\divxlc])")
_VOLUME = re.compile(r"(?i)^(?:vol(?:ume)?|bd|cilt|band|t|v)\.?\s*(?=\d)")
_NUMBER = re.compile(r"(?i)^(?:no|nr|num|iss(?:ue)?|number|sayı|heft|n°|№)\.?\s*(?=\d)")


class Reading(NamedTuple):
    """All that one entry's text says, wherever it stands in a file.

    Lines count from the entry's first, which is 1.  *length* is the number of
    the entry's characters, *doi* is in lower case and "" where it has none.
    """

    work: Work
    ties: tuple[Tie, ...]
    length: int
    doi: str
    doi_line: int
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """The key of the work."""
        return self.work.key


def read_entry(source: Source) -> Reading:
    """Return what an entry says; of a repeated field the first counts."""
    reader = _Reader(source)
    findings = [
        *source.findings,
        *source_faults(source, reader.seen),
        *reader.findings,
    ]
    persons = tuple(reader.persons.items())
    work = Work.make(source.key, source.type.lower(), tuple(reader.fields.items()), persons)
    if not reader.ties:
        findings.extend(lacks(work))
    number = reader.fields.get("doi", "").lower()
    return Reading(
        work,
        tuple(reader.ties),
        source.length,
        number if doi(number) else "",
        reader.lines.get("doi", 1),
        tuple(replace(finding, work=source.key) for finding in findings),
    )


class _Reader:
    """Takes in the fields of one entry."""

    def __init__(self, source: Source) -> None:
        self.key = source.key
        self.is_work = source.type.lower() not in NO_WORKS
        self.seen: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.fields: dict[str, str] = {}
        self.persons: dict[str, tuple[Names, ...]] = {}
        self.ties: list[Tie] = []
        self.findings: list[Finding] = []
        for field in source.fields:
            name = field.name.lower()
            if name in PRIVATE or name.startswith(_PRIVATE_STARTS):
                continue
            if name in self.seen:
                self._repeated(field, name)
                continue
            self.seen[name] = field.value
            self.lines[name] = field.line
            if field.value:
                self._take(field, name)
        self._settle()

    def _repeated(self, field: Field, name: str) -> None:
        message = f"{name} stands in {self.key} a second time: keep one"
        same = field.value == self.seen[name]
        self.findings.append(Finding(field.line, "repeated-field", message, note=same))

    def _take(self, field: Field, name: str) -> None:
        value = field.value
        if name in TIES:
            if name in {"crossref", "xdata", "entryset"}:
                self.ties.append((name, keys_in(value), field.line))
            return
        if name in VERBATIM:
            self.fields[name] = decode_address(value)
            return
        if name not in KNOWN:
            self.fields[name] = value
            return
        if name == "howpublished":
            value = self._howpublished(field)
        text, leftover = decode(value)
        if name in JUDGED:
            if leftover:
                self.findings.append(latex_fault(self.key, field, leftover))
            self.findings.extend(character_faults(self.key, field, text))
        if name in PEOPLE:
            names, faults = read_people(text)
            self.persons[name] = names
            self.findings.extend(Finding(field.line, code, message) for code, message in faults)
        elif text:
            self.fields[name] = without_mechanical_braces(text) if name in _TITLES else text

    def _howpublished(self, field: Field) -> str:
        r"""Return ``howpublished`` without the address in it, which is taken for ``url``."""
        found = _URL_IN_TEXT.findall(field.value)
        if len(found) != 1 or "url" in self.seen or "url" in self.fields:
            return field.value
        address = decode_address(found[0][0] or found[0][1].rstrip(".,;)"))
        rest = _URL_IN_TEXT.sub("", field.value)
        if not _ABOUT_ADDRESS.fullmatch(rest.strip("{} ")):
            return field.value
        self.fields["url"] = address
        self.lines.setdefault("url", field.line)
        return ""

    def _settle(self) -> None:
        """Look at the fields that have a form."""
        fields = self.fields
        self.findings.extend(self._addresses())
        for name, advice in tidy_dates(fields):
            line = self.lines.get(name, 1)
            message = f"{name} of {self.key} is `{self.seen.get(name, '')}`: write {advice}"
            note = name in {"month", "urldate"} or advice.startswith("the first")
            self.findings.append(Finding(line, "bad-date", message, note=note))
        for name, sign in (("pages", _PAGES), ("volume", _VOLUME)):
            if name in fields:
                fields[name] = sign.sub("", fields[name])
        if "journal" in fields or "journaltitle" in fields:
            for name in ("number", "issue"):
                if name in fields:
                    fields[name] = _NUMBER.sub("", fields[name])
        self.findings.extend(self._note())

    def _addresses(self) -> Iterator[Finding]:
        fields = self.fields
        number = fields.get("doi", "")
        if number:
            bare = doi(number)
            if bare:
                fields["doi"] = bare
            else:
                message = f"doi of {self.key} is `{number}`: write a DOI such as 10.1093/ia/92.1"
                yield Finding(self.lines["doi"], "bad-doi", message)
        if "url" in fields:
            field = Field("url", fields["url"], self.lines["url"])
            printed = not (number and doi(number))
            yield from address_fault(self.key, field, fields["url"], printed=printed)

    def _note(self) -> Iterator[Finding]:
        """Yield the note for a state of publication that APA prints, in a field that it does not."""
        note = self.fields.get("note", "").strip(" .").lower()
        state = _STATES.get(note)
        if state and "pubstate" not in self.fields:
            message = f"note of {self.key} is not printed: write pubstate = {{{state}}}"
            yield Finding(self.lines["note"], "unprinted-field", message, note=True)


_TITLES = frozenset(
    "title subtitle booktitle booksubtitle maintitle mainsubtitle issuetitle eventtitle".split()
)
_BRACED = re.compile(r"\{([^\W\d_][^\W\d_’'-]*(?:[’'-][^\W\d_]+)*)\}")
_SMALL = re.compile(
    "a|an|and|as|at|but|by|for|from|if|in|into|its|nor|of|off|on|onto|or|over|per|so|than|that|the"
    "|to|up|upon|via|vs?|with|yet|between|through|during|after|before|about|against|under|among"
)
_FEWEST = 3


def without_mechanical_braces(title: str) -> str:
    """Return a title without the braces that a program set around each of its capitals.

    Zotero does so with every title in title case, where they say nothing; a title in
    sentence case has them around its names, and keeps them.  So do words with capitals
    inside.
    """
    if title.count("{") < _FEWEST or len(_BRACED.findall(title)) < _FEWEST:
        return title
    outside = re.findall(
        r"[^\W\d_][\w’'-]*", re.sub(r"(?:^|[:?!.—]\s+)[^\s{]+|\{[^{}]*\}", " ", title)
    )
    if not all(_SMALL.fullmatch(word) for word in outside):
        return title
    return _BRACED.sub(
        lambda word: word[1] if word[1] == "A" or word[1][1:].islower() else word[0], title
    )


_STATES = {
    "in press": "inpress",
    "forthcoming": "inpress",
    "to appear": "inpress",
    "accepted for publication": "inpress",
    "advance online publication": "advanceonline",
    "online first": "advanceonline",
    "ahead of print": "advanceonline",
    "epub ahead of print": "advanceonline",
    "submitted": "submitted",
    "submitted for publication": "submitted",
    "in preparation": "inpreparation",
    "manuscript in preparation": "inpreparation",
}
