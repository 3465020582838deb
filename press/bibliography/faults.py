"""Faults of an entry of the bibliography.

A finding is a fault where a reference would print something wrong, and a note where APA
has a rule for what is missing, or nothing of it is printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa import KINDS, missing
from press.bibliography.field_names import KNOWN, PEOPLE, PRINTED, UNSEEN, meant_by
from press.text.characters import is_invisible, is_unclosed
from press.text.findings import Finding
from press.text.strings import CONTROL, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from press.bibliography.bibtex import Field, Source
    from press.bibliography.works import Work

# As biber asks, and as a citation's role can hold: https://ctan.org/pkg/biblatex, section 2.4.1.
_KEY = re.compile(r"\w(?:[\w:.+/-]*\w)?")
# Also the short forms of https://shortdoi.org, which APA 9.36 allows.
_DOI = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(10\.\d{4,9}/\S+|[a-z0-9]+|10/[a-z0-9]+)"
    r"|(?:doi\s*:?\s*)?(10\.\d{4,9}/\S+|10/[a-z0-9]+)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
# Entries that are no works by themselves.
NO_WORKS = frozenset({"xdata"})
_TIED = frozenset({"set"})
# What no work can be without; for all else that is missing APA has a rule (9.12, 9.17, 9.29).
_NEEDED = frozenset({"title", "journal", "booktitle"})


def source_faults(source: Source, fields: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with the key and the type of *source*, and with names of its fields."""
    if not _KEY.fullmatch(source.key):
        message = f"key {source.key} cannot be cited: use letters, digits and - _ : . + / inside"
        yield Finding(1, "bad-key", message)
    kind = source.type.lower()
    if kind not in KINDS and kind not in NO_WORKS and kind not in _TIED:
        yield _unknown_type(kind)
    for field in source.fields:
        name = field.name.lower()
        if name in UNSEEN:
            message = f"{name} of {source.key} is not printed: name who matters in titleaddon"
            yield Finding(field.line, "unprinted-field", message, note=True)
        elif name not in KNOWN:
            yield from _unknown_field(source.key, field, fields)


def lacks(work: Work) -> Iterator[Finding]:
    """Yield what *work*, with all that it inherits, lacks."""
    if work.type in NO_WORKS or work.type in _TIED:
        return
    for need in missing(work.entry()):
        message = f"{work.key} lacks {need}, which APA asks of @{work.type}: add it"
        note = need.split(" ", 1)[0] not in _NEEDED
        yield Finding(1, "missing-field", message, note=note)


def doi(value: str) -> str:
    """Return the DOI in a ``doi`` field as typed there, or "" where there is none."""
    match = _DOI.fullmatch(value)
    return (match[1] or match[2]) if match else ""


def character_faults(key: str, field: Field, value: str) -> Iterator[Finding]:
    """Yield the characters in *value* that no page can hold, or that could not be read."""
    if value.isascii() and value.isprintable():
        return
    name = field.name.lower()
    control = CONTROL.search(value)
    if control is not None:
        message = f"{name} of {key} holds the control character U+{ord(control[0]):04X}: delete it"
        yield Finding(field.line, "control-character", message)
    elif is_invisible(value):
        message = f"{name} of {key} holds nothing that can be seen: write it or delete the field"
        yield Finding(field.line, "invisible-text", message)
    if is_unclosed(value):
        message = f"{name} of {key} opens a direction and does not close it: delete the mark"
        yield Finding(field.line, "unclosed-direction", message)
    if "\ufffd" in value:
        message = (
            f"{name} of {key} holds a character that could not be read: save the file as UTF-8"
        )
        yield Finding(field.line, "lost-character", message)
    for found in _MISREAD.finditer(value):
        meant = _reread(found[0])
        if meant:
            message = (
                f"{name} of {key} reads `{found[0]}`, which was UTF-8 taken for another encoding: "
                f"write `{meant}`"
            )
            yield Finding(field.line, "misread-characters", message)
            return


# A word with UTF-8's first bytes as letters, and its others behind them; of Arabic two such pairs.
_OTHER_BYTES = "[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
_MISREAD = re.compile(
    rf"[^\s{{}},;]*(?:(?:[ÂÃÄÅ]|â€){_OTHER_BYTES}|(?:[ØÙÚÛ]{_OTHER_BYTES}){{2}})[^\s{{}},;]*"
)


def _reread(word: str) -> str:
    """Return what *word* says where its bytes are read as UTF-8; "" where they are not that."""
    data = bytearray()
    for char in word:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return ""
            data.append(ord(char))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def latex_fault(key: str, field: Field, leftover: tuple[str, ...]) -> Finding:
    """Return the finding for commands that mean nothing here."""
    name = field.name.lower()
    commands = ", ".join(dict.fromkeys(leftover))
    message = (
        f"{name} of {key} holds the LaTeX command {commands}: type what it prints, or delete it"
    )
    return Finding(field.line, "latex-command", message, note=name not in PRINTED | PEOPLE)


def address_fault(key: str, field: Field, value: str, *, printed: bool) -> Iterator[Finding]:
    """Yield what is wrong with an address; it is *printed* where there is no DOI."""
    if _URL.fullmatch(value):
        return
    name = field.name.lower()
    if len(re.findall(r"https?://", value)) > 1:
        advice = "keep one address"
    elif re.match(r"https?://", value) and re.search(r"\s", value):
        advice = "the address without spaces: write %20 for one that belongs to it"
    else:
        advice = "an address that starts with https:// or http://"
    verb = "" if advice.startswith("keep") else "write "
    message = f"{name} of {key} is `{value}`: {verb}{advice}"
    yield Finding(field.line, "bad-url", message, note=not printed)


def _unknown_type(kind: str) -> Finding:
    meant = [f"@{name}" for name in nearest(kind, KINDS)] or ["@misc"]
    message = f"@{kind} is no known type of entry: use {' or '.join(meant)}"
    return Finding(1, "unknown-type", message)


def _unknown_field(key: str, field: Field, fields: Collection[str]) -> Iterator[Finding]:
    name = field.name.lower()
    meant = meant_by(name)
    if meant:
        # Without the field that was meant, the reference lacks it.
        note = meant in fields or meant not in PRINTED | PEOPLE | {"date", "year", "url", "doi"}
        message = f"{name} of {key} is no known field: did you mean {meant}?"
        yield Finding(field.line, "unknown-field", message, note=note)
