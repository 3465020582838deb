"""Marked lines: reference lines and the right reading of each, from ``lines.txt``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_MARK = re.compile(r"([a-z])\{([^{}]*)\}")
_FIELDS = {
    "y": "year", "s": "suffix", "t": "title", "c": "container", "b": "publisher",
    "v": "volume", "n": "number", "p": "pages", "z": "edition", "x": "doi", "u": "url",
}  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """A line, the number it has in its file, its kind and what each field must be."""

    number: int
    kind: str
    text: str
    fields: dict[str, object] = field(hash=False)


def read(path: Path) -> list[Marked]:
    found = []
    kind = ""
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.startswith("## "):
            kind = row[3:]
        elif row and not row.startswith("#"):
            found.append(_marked(number, kind, row))
    return found


def _marked(number: int, kind: str, row: str) -> Marked:
    head, _, line = row.partition(" | ")
    facts = head.split()
    fields: dict[str, object] = dict.fromkeys(_FIELDS.values(), "")
    authors: list[str] = []
    editors: list[str] = []
    fields |= {"type": facts[0], "truncated": "+" in facts, "date": ""}
    for fact in facts[1:]:
        if "-" in fact:
            fields["date"] = fact

    def printed(match: re.Match[str]) -> str:
        mark, value = match.groups()
        shown, filed = value, value
        if "=" in value and mark in "aen":
            one, other = value.split("=")
            shown, filed = (one, other) if mark == "a" else (other, one)
        if mark == "a":
            authors.append(filed)
        elif mark == "g":
            authors.append(f"{{{value}}}")
        elif mark == "e":
            editors.append(filed)
        elif mark == "p" and fields["pages"]:
            fields["pages"] = f"{fields['pages']}, {value}"
        else:
            fields[_FIELDS[mark]] = filed
        return shown

    text = _MARK.sub(printed, line)
    fields |= {"authors": tuple(authors), "editors": tuple(editors)}
    return Marked(number, kind, text, fields)
