"""Sentence case: titles of works as APA 7 sets them (6.17, 9.19).

A title that is typed in title case loses the capitals of its common words.  What is in
braces keeps its own, and so do acronyms, words with inner capitals, the first word of a
title, a subtitle or a clause after ``:``, ``?``, ``!`` or a long dash, and proper names.  A
word counts as a common one only if a dictionary has it in small letters; what no dictionary
has (*Hezbollah*, *al-Nahda*) is a name.  Names that are common words too (*China*, the
*Gulf*, the *Muslim Brotherhood*) are told by lists: the CLDR's territories, languages, months
and days, ``vocabulary/names.txt``, and the :class:`Names` that a publication adds.

Titles in another language, by ``langid`` or by their words, never change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.fields import options, raw
from press.apa.kinds import form, is_case
from press.apa.language import speaks_english
from press.apa.title_names import keep_names
from press.apa.title_words import ARTICLES_OF_NAMES, MINOR, TitleWord, title_words
from press.apa.vocabulary import Names, is_common

if TYPE_CHECKING:
    from pybtex.database import Entry

#: ``options = {titles=as-typed}``: the capitals of this entry stand as they are.
AS_TYPED = "titles=as-typed"


def words_of(value: str) -> set[str]:
    """Return the words of a field in small letters, without ``’s``."""
    return {word.lower for word in title_words(value)}


def sentence_case(value: str, names: Names | None = None, *, force: bool = False) -> str:
    """Return the field *value* (with its braces) in sentence case.

    One that is not in title case stays, except with *force*.
    """
    words = title_words(value)
    keep_names(words, names or Names())
    if not force and not _in_title_case(words):
        return value
    return _lowered(value, words)


def _lowered(value: str, words: list[TitleWord]) -> str:
    letters = list(value)
    for word in words:
        if word.kind == "common" and not word.first and not word.keep:
            letters[word.start] = letters[word.start].lower()
    return "".join(letters)


def _is_typed_small(word: TitleWord) -> bool:
    """Say whether a word is typed small that title case would give a capital."""
    left_small = word.lower in MINOR or word.lower in ARTICLES_OF_NAMES
    return word.kind == "small" and not left_small and is_common(word.lower)


def _in_title_case(words: list[TitleWord]) -> bool:
    """Say whether the words that title case capitalizes have a capital.

    Nearly all have, or most and the first of them: a name within a title in sentence case
    has small words before it.
    """
    counted = [
        word.kind == "common"
        for word in words
        if not (word.first or word.keep or word.set or word.before == "-")
        and (word.kind == "common" or _is_typed_small(word))
    ]
    capital = sum(counted)
    return capital > 0 and capital >= (0.6 if counted[0] else 0.8) * len(counted)


# -- entries ----------------------------------------------------------------------

#: Titles with their subtitles, as far as they can be in title case.
PAIRS = (
    ("title", "subtitle"),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
    ("issuetitle", "issuesubtitle"),
    ("titleaddon", ""),
    ("booktitleaddon", ""),
    ("maintitleaddon", ""),
    ("usera", ""),
)


def of_fields(entry: Entry, name: str, sub: str, names: Names | None = None) -> tuple[str, str]:
    """Return the title in the field *name* and its subtitle in *sub*, in sentence case.

    The two are in title case together or not at all.
    """
    main, rest = raw(entry, name), raw(entry, sub) if sub else ""
    if not main and not rest:
        return main, rest
    asked = options(entry) if "options" in entry.fields else frozenset()
    if AS_TYPED in asked or not _changes(entry, name, main, rest):
        return main, rest
    return _pair(main, rest, names or Names(), "sentencecase" in asked)


def _pair(main: str, rest: str, names: Names, force: bool) -> tuple[str, str]:
    titles, subtitles = title_words(main), title_words(rest)
    for words in (titles, subtitles):
        keep_names(words, names)
    if not force and not _in_title_case([*titles, *subtitles]):
        return main, rest
    return _lowered(main, titles), _lowered(rest, subtitles)


# A word with a capital behind another word of its clause.
_CAPITAL = re.compile(r"(?<=[^:?!.—] )[{(“‘\"'`]*([^\W\d_a-z][^\W\d_A-Z]+)")


def has_capitals(title: str) -> bool:
    """Say whether a title has a common word with a capital that does not begin a clause.

    Most have none, and this takes a tenth of the time that a look at every word takes.
    """
    return any(is_common(word.lower()) for word in _CAPITAL.findall(title))


def _changes(entry: Entry, name: str, main: str, rest: str) -> bool:
    """Say whether a title may change at all: it has capitals, and is in English.

    Names of laws, court cases and periodicals never change.
    """
    if not (has_capitals(main) or has_capitals(rest)) or is_case(main):
        return False
    kind = form(entry)
    if kind == "legal" or (kind == "article" and name in {"booktitle", "maintitle"}):
        return False
    if entry.type == "periodical" and name == "title" and not raw(entry, "journaltitle", "journal"):
        return False
    return speaks_english(raw(entry, "langid", "language", "hyphenation"), f"{main} {rest}")
