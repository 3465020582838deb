r"""Fields of a BibTeX entry, as marked text and as plain text.

Fields are Unicode, but BibTeX's habits remain: braces that protect capitals, ``--`` for an
en dash, ``~`` for a no-break space, escaped ``\\&``, and the commands that say how a word
is set: ``\emph``, ``\textup``, ``\textsuperscript``, ``\textsubscript``, ``\enquote`` and
biblatex's names for them.  They are undone here and nowhere else; of another command with
braces the contents are printed.  Anything that looks like HTML stays text: escaping is the
writer's work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from press.apa.rich import EM, END, MARKS, SUB, SUP, UP, unmarked

if TYPE_CHECKING:
    from pybtex.database import Entry

_LATEX = re.compile(r"\\([&%_$#{}~^])|[{}]|---|--|~|``|''|[^\S\u00a0]+")
_COMMAND = re.compile(
    r"\\textbackslash(?:\{\}|(?![A-Za-z]))|\\([A-Za-z]+)\*?\s*\{|" + _LATEX.pattern
)
_REPLACED = {
    "{": "",
    "}": "",
    "---": "—",
    "--": "–",
    "~": "\u00a0",
    "``": "“",
    "''": "”",
}
_MARKED = {
    "emph": EM,
    "textit": EM,
    "textsl": EM,
    "mkbibemph": EM,
    "mkbibitalic": EM,
    "textup": UP,
    "textrm": UP,
    "textnormal": UP,
    "textsuperscript": SUP,
    "mkbibsuperscript": SUP,
    "textsubscript": SUB,
    "mkbibsubscript": SUB,
}
_QUOTES = frozenset({"enquote", "mkbibquote"})
_OPENING = re.compile(r"(^|[\s(\[“‘—–/\u00a0\ufdd0-\ufdd5-])(['\"])(?=\S)")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\w*\d)|(?<=[ivxlc])\s*[-–—]+\s*(?=[ivxlc]+\b)")
_CURLY = {"'": "‘", '"': "“"}


@lru_cache(maxsize=4096)  # a work is asked for its fields again and again
def marked(value: str) -> str:
    """Return *value* as marked text (:mod:`press.apa.rich`), with curly quotation marks."""
    if MARKS.search(value):
        value = MARKS.sub("", value)
    text = _with_commands(value) if "\\" in value else _LATEX.sub(_replaced, value)
    text = re.sub(r"(?<!\w)'(?=\d)", "’", text.strip())
    text = _OPENING.sub(lambda match: match[1] + _CURLY[match[2]], text)
    return text.replace("'", "’").replace('"', "”")


def _replaced(match: re.Match[str]) -> str:
    return match[1] or _REPLACED.get(match[0], " ")


def _with_commands(value: str) -> str:
    """Undo BibTeX's habits in a value that has commands: every brace closes what it opened."""
    closing: list[str] = []
    quotes = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal quotes
        command, character = match[1], match[2]
        if command:
            if command in _QUOTES:
                quotes += 1
                closing.append("”" if quotes % 2 else "’")
                return "“" if quotes % 2 else "‘"
            mark = _MARKED.get(command, "")
            closing.append(END if mark else "")
            return mark
        if character:
            return character
        if match[0].startswith("\\"):
            return "\\"
        if match[0] == "{":
            closing.append("")
        elif match[0] == "}":
            close = closing.pop() if closing else ""
            quotes -= close in {"”", "’"}
            return close
        return _REPLACED.get(match[0], " ")

    text = _COMMAND.sub(replace, value)
    return text + "".join(reversed(closing))


def plain(value: str) -> str:
    """Return *value* as plain text, with curly quotation marks."""
    return unmarked(marked(value))


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
    return unmarked(words(entry, *names))


def words(entry: Entry, *names: str) -> str:
    """Return the first of the named fields that is not empty, as marked text."""
    for name in names:
        value = marked(raw(entry, name))
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


_ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_PAGE = rf"(?:[A-Z]?\d+|{_ROMAN})"
_ONE_PAGE = re.compile(_PAGE)
_PAGES = re.compile(rf"{_PAGE}(?:\s*[-–—,]+\s*{_PAGE})+")
# What is numbered with a hyphen: Table 2-1, Form 10-K.
_HYPHENATED = re.compile(
    r"(?:annex|appendix|article|box|doc|document|eq|equation|exhibit|fig|figure|form|no|plate"
    r"|resolution|rule|table)\.?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?<![\w-])((?:\d+[:.])*\d+)\s*[-–—]+\s*((?:\d+[:.])*\d+)(?![\w-])")
_ROMAN_SPAN = re.compile(rf"\b({_ROMAN})\s*[-–—]+\s*({_ROMAN})\b")


def locator(value: str) -> str:
    """Return the part of a work that a citation points at (APA 8.13).

    Bare page numbers, arabic and roman, get their ``p.`` or ``pp.``; ranges get an en dash
    (APA 6.6), also of paragraphs, verses and minutes.
    """
    text = plain(value)
    if _ONE_PAGE.fullmatch(text):
        return f"p. {text}"
    if _PAGES.fullmatch(text):
        return f"pp. {pages(text)}"
    if re.match(r"pp?\.", text):
        return pages(text)
    return _ROMAN_SPAN.sub(r"\1–\2", _SPAN.sub(_span, text))


def _span(match: re.Match[str]) -> str:
    before = match.string[: match.start()].split()
    if before and _HYPHENATED.fullmatch(before[-1]):
        return match[0]
    return f"{match[1]}–{match[2]}"
