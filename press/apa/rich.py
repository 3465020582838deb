"""Marked text: text whose italics, superscripts and links stand in it as marks.

A reference is put together from strings, which is fast and reads easily; what is set in
italics stands between two characters that Unicode reserves for a program's own use
(noncharacters, The Unicode Standard, section 23.7), and :func:`rich` makes pybtex's rich
text of the whole at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from pybtex.richtext import HRef, Tag, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.richtext import BaseText

#: Each opens a span that the next END closes.  Italics in italics are roman (APA 6.23).
EM, UP, SUP, SUB, LINK, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
# A group's name and its abbreviation (APA 8.21): GROUP name AS abbreviation END.
GROUP, AS = "\ufdd6", "\ufdd7"

#: Every mark; what an editor typed never holds one.
MARKS = re.compile("[\ufdd0-\ufdef]")
_MARK = re.compile("([\ufdd0-\ufdd5])")
_CLOSED = re.compile(f"(?<![.]{END})[.?!…][”’]?[{END}]*$|[.?!…][”’]*[{END}]*$")
_QUOTED = re.compile(f"([”’]+[{END}]*)$")
_TAGS = {SUP: "sup", SUB: "sub"}


def em(text: str) -> str:
    """Return *text* in italics."""
    return f"{EM}{text}{END}" if text else ""


def linked(address: str) -> str:
    """Return an address that is a link to itself."""
    return f"{LINK}{address}{END}" if address else ""


def abbreviated(name: str, abbreviation: str) -> str:
    """Return a group's name that holds its abbreviation."""
    return f"{GROUP}{name}{AS}{abbreviation}{END}"


#: A group's name with its abbreviation.
ABBREVIATED = re.compile(f"{GROUP}([^{AS}]*){AS}([^{END}]*){END}")


def unmarked(text: str) -> str:
    """Return *text* without its marks, groups by their full names."""
    if not MARKS.search(text):
        return text
    return MARKS.sub("", ABBREVIATED.sub(r"\1", text))


def ended(text: str) -> str:
    """End *text* with a period unless a mark that ends a sentence is there.

    The period stands inside closing quotation marks (APA 6.7).
    """
    if not text or _CLOSED.search(text):
        return text
    quoted = _QUOTED.search(text)
    if quoted is None:
        return f"{text}."
    # An apostrophe ends a word, not a quotation, where nothing was opened.
    if quoted[1][0] == "’" and text.count("‘") == 0:
        return f"{text}."
    return f"{text[: quoted.start()]}.{quoted[1]}"


def rich(text: str) -> BaseText:
    """Return marked text as pybtex's rich text: ``em``, ``sup`` and ``sub``, links.

    A link to a DOI shows it as it is and leads to it escaped.  Spaces at the ends of italics
    stand outside of them.
    """
    return Text(*_parts(text))


def italics(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of marked text, each with whether it is in italics."""
    for run, italic, _tag in _runs(text):
        yield run, italic


def _parts(text: str) -> Iterator[BaseText | str]:
    for run, italic, tag in _runs(text):
        if tag == LINK:
            yield HRef(target(run), run)
            continue
        before = run[: len(run) - len(run.lstrip(" "))] if italic else ""
        after = run[len(run.rstrip(" ")) :] if italic and run != before else ""
        inner = run[len(before) : len(run) - len(after)]
        if before:
            yield before
        if inner:
            words = Tag(_TAGS[tag], inner) if tag in _TAGS else inner
            yield Tag("em", words) if italic else words
        if after:
            yield after


def target(address: str) -> str:
    """Return where an address leads: a DOI's is escaped."""
    doi = address.removeprefix("https://doi.org/")
    return address if doi == address else "https://doi.org/" + quote(doi, safe="/:;()._-")


def _runs(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield runs of one look, each with whether it is italic and its other mark.

    Neighbors of one look are one run.
    """
    if not _MARK.search(text):
        yield text, False, ""
        return
    stack: list[tuple[bool, str]] = []
    italic, tag = False, ""
    run: tuple[str, bool, str] = ("", False, "")
    for part in _MARK.split(text):
        if part in (EM, UP, SUP, SUB, LINK):
            stack.append((italic, tag))
            italic = not italic if part == EM else italic and part != UP
            tag = part if part in (SUP, SUB, LINK) else tag
        elif part == END:
            italic, tag = stack.pop() if stack else (False, "")
        elif part:
            if run[1:] == (italic, tag) and tag != LINK:
                run = (run[0] + part, italic, tag)
            else:
                if run[0]:
                    yield run
                run = (part, italic, tag)
    if run[0]:
        yield run
