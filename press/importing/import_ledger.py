"""Ledger of what was imported: ``import/ledger.jsonl``, a line an article, sorted by its file.

A line says from which source an article came, what it was when it was written (so that a later
run knows whether somebody has edited it), what was left out, and each reference as it stood.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

NAME = "import/ledger.jsonl"


@dataclass(frozen=True)
class Entry:
    """One article."""

    #: The file below the publication's folder.
    output: str
    output_sha256: str
    #: The source's name, and in an export the page's number.
    origin: str
    source_sha256: str
    #: Words of the source, however they came in.
    words: int
    #: Former addresses, without the leading slash.
    aliases: tuple[str, ...]
    #: (why, the text) of each piece that was left out on purpose.
    left_out: tuple[tuple[str, str], ...]
    #: (the line as it stood, the key of its work).
    references: tuple[tuple[str, str], ...]
    #: The slug before a number was added to it.
    slug: str = ""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_ledger(text: str) -> dict[str, Entry]:
    """Return the entries by their files; lines that are none are passed over."""
    entries = {}
    for line in text.split("\n"):
        try:
            said = json.loads(line)
            entry = Entry(
                output=said["output"],
                output_sha256=said["output_sha256"],
                origin=said["origin"],
                source_sha256=said["source_sha256"],
                words=said["words"],
                aliases=tuple(said["aliases"]),
                left_out=tuple((why, words) for why, words in said["left_out"]),
                references=tuple((words, key) for words, key in said["references"]),
                slug=said.get("slug", ""),
            )
        except (ValueError, KeyError, TypeError):
            continue
        entries[entry.output] = entry
    return entries


def write_ledger(entries: Mapping[str, Entry] | Iterable[Entry]) -> str:
    """Return the ledger's text."""
    found = entries.values() if isinstance(entries, Mapping) else entries
    ordered = sorted(found, key=lambda entry: entry.output)
    return "".join(f"{json.dumps(asdict(entry), ensure_ascii=False)}\n" for entry in ordered)
