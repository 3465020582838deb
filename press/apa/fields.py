r"""Fields of a BibTeX entry as the plain text that a reader sees.

Fields are Unicode, but BibTeX habits remain: braces that protect capitals, ``--`` for an
en dash, ``~`` for a no-break space, escaped ``\\&``.  They are undone here and nowhere
else.  Anything that looks like HTML stays text: escaping is the writer's work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pybtex.database import Entry

_LATEX = re.compile(r"\\([&%_$#{}~^])|[{}]|---|--|~|``|''|[^\S\u00a0]+")
_REPLACED = {
    "{": "",
    "}": "",
    "---": "—",
    "--": "–",
    "~": "\u00a0",
    "``": "“",
    "''": "”",
}
_OPENING = re.compile(r"(^|[\s(\[“‘—–/\u00a0-])(['\"])(?=\S)")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\w*\d)|(?<=[ivxlc])\s*[-–—]\s*(?=[ivxlc]+\b)")
_CURLY = {"'": "‘", '"': "“"}


@lru_cache(maxsize=4096)  # a work is asked for its fields again and again
def plain(value: str) -> str:
    """Return *value* without BibTeX's markup, with curly quotation marks."""

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        return _REPLACED.get(match[0], " ")

    text = _LATEX.sub(replace, value).strip()
    text = re.sub(r"(?<!\w)'(?=\d)", "’", text)
    text = _OPENING.sub(lambda match: match[1] + _CURLY[match[2]], text)
    return text.replace("'", "’").replace('"', "”")


def address(value: str) -> str:
    r"""Return an address as typed: ``\url{}``, braces and escapes gone, ``~`` and ``--`` kept."""
    value = re.sub(r"\\url\s*(?=\{)", "", value)
    return re.sub(r"\\([&%_$#~])|[{}\s]", lambda match: match[1] or "", value)


def raw(entry: Entry, *names: str) -> str:
    """Return the first of the named fields that is not empty, as it stands in the file."""
    for name in names:
        value = str(entry.fields.get(name, "")).strip()
        if value:
            return value
    return ""


def text(entry: Entry, *names: str) -> str:
    """Return the first of the named fields that is not empty, as plain text."""
    for name in names:
        value = plain(raw(entry, name))
        if value:
            return value
    return ""


def options(entry: Entry) -> frozenset[str]:
    """Return the words of biblatex's ``options`` field that are switched on."""
    if "options" not in entry.fields:
        return frozenset()
    words = (word.strip().lower() for word in raw(entry, "options").split(","))
    return frozenset(word.removesuffix("=true") for word in words if word)


def pages(value: str) -> str:
    """Return a list of pages with en dashes: ``3-5`` and ``3--5`` become ``3–5``.

    Only between numbers, so that the hyphen of page ``A-12`` stays.
    """
    return _RANGE.sub("–", plain(value))


def locator(value: str) -> str:
    """Return the part of a work that a citation points at (APA 8.13).

    Bare page numbers get their ``p.`` or ``pp.``; anything else stays as written.
    """
    text = plain(value)
    if re.fullmatch(r"[A-Z]?\d+", text):
        return f"p. {text}"
    if re.fullmatch(r"[A-Z]?\d+(\s*[-–—,]\s*[A-Z]?\d+)+", text):
        return f"pp. {pages(text)}"
    return pages(text) if re.match(r"pp?\.", text) else text
