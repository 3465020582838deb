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
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.apa.fields import options, raw
from press.apa.kinds import form, is_case
from press.apa.language import speaks_english
from press.apa.vocabulary import LETTERS, POSSESSIVE, PREFIXES, WORD, Lists, Names, is_common, lists

if TYPE_CHECKING:
    from pybtex.database import Entry

#: ``options = {titles=as-typed}``: the capitals of this entry stand as they are.
AS_TYPED = "titles=as-typed"


_TOKEN = re.compile(
    rf"(?P<command>\\[A-Za-z]+\*?\s*\{{?|\\.)|(?P<brace>[{{}}])|(?P<word>{WORD.pattern})"
)
_CLAUSE = re.compile(r"[:?!—]|---|\.\s+$|\.[”’'\"]\s")
_ABBREVIATED = re.compile(r"(?:[A-Z]|vs?|St|Mr|Mrs|Ms|Dr|No|Vol|Inc|Ltd|Jr|Sr|Gen|Col|etc|al)$")
#: Words that title case leaves small, or not, as its writers like (APA 6.17).
MINOR = frozenset(
    "a an and as at but by for from if in into is it its nor of off on onto or over per so than that"
    " the their to up upon v via vs with within without yet am are be been being was were do does did"
    " can could has have had may might must shall should will would during between among under"
    " after before about against through toward towards since until when where while because not"
    " be who whom whose which this these those his her our your my all also".split()
)
_NUMBER = re.compile(r"\d[\d,.]*\w*")
# Bodies whose names hold common words before them.
_BODIES = frozenset(
    "agency alliance association bank brigade brigades commission committee corridor corps council"
    " court federation forces foundation front fund institute league legion network organisation"
    " organization party society tribunal union university".split()
)
_MONTHS = frozenset({"march", "may"})
_REGIONS = frozenset(
    {
        "upper",
        "lower",
        "inner",
        "outer",
        "greater",
        "southern",
        "northern",
        "eastern",
        "central",
        "saint",
    }
)
_ARTICLES_OF_NAMES = frozenset(
    "al el an as ad ar ash at az abd bin ibn ben abu umm ould ait".split()
)
_DEMONYM = re.compile(
    "(?:.*(?:ian|ean|ish|ese|raqi|raeli|audi|emeni|uwaiti|akistani|fghan|islamic|islamist)"
    "|german|roman|muslim|arab|jewish|greek|dutch|french|swiss|czech|turk|hindu|sunni|shia|shii|kurd)s?"
)
# What stands after a people's adjective is a name less often: "Egyptian court".
_AFTER_PEOPLES = frozenset(
    "empire revolution war spring republic ocean sea canal peninsula union federation mandate kingdom"
    " caliphate sultanate dynasty desert gulf raj territories strait straits island islands"
    " declaration emirate mountains".split()
)


@dataclass
class _Word:
    r"""A word of a title: where it stands, whether it begins a clause, and what it is.

    *kind* is "fixed" (in braces, an acronym), "name", "common", "small" (typed so) or
    "number"; *set* words stand in a command (``\\emph``), *before* is what stands between a
    word and the one before.
    """

    text: str
    start: int
    first: bool
    before: str
    kind: str
    set: bool = False
    keep: bool = False

    @property
    def lower(self) -> str:
        """The word in small letters without ``’s``."""
        return POSSESSIVE.sub("", self.text.lower())

    @property
    def is_name(self) -> bool:
        """Whether the word is a name, or part of one."""
        return self.kind in {"fixed", "name"} or self.keep

    @property
    def possessive(self) -> bool:
        """Whether the word ends in ``’s``."""
        return POSSESSIVE.search(self.text) is not None

    @property
    def follows(self) -> bool:
        """Whether nothing but a space parts it from the word before."""
        return self.before.strip("{}") in {" ", "~"}


def words_of(value: str) -> set[str]:
    """Return the words of a field in small letters, without ``’s``."""
    return {word.lower for word in _words(value)}


def sentence_case(value: str, names: Names | None = None, *, force: bool = False) -> str:
    """Return the field *value* (with its braces) in sentence case.

    One that is not in title case stays, except with *force*.
    """
    words = _words(value)
    _keep_names(words, names or Names())
    if not force and not _in_title_case(words):
        return value
    return _lowered(value, words)


def _lowered(value: str, words: list[_Word]) -> str:
    letters = list(value)
    for word in words:
        if word.kind == "common" and not word.first and not word.keep:
            letters[word.start] = letters[word.start].lower()
    return "".join(letters)


def _words(value: str) -> list[_Word]:
    """Return the words of a field; of what is in braces, and of commands, the kind is "fixed"."""
    words: list[_Word] = []
    protecting: list[bool] = []
    first = True
    end = 0
    for token in _TOKEN.finditer(value):
        between = value[end : token.start()]
        end = token.end()
        if not token["word"]:
            first = first or _begins(between, words)
            if (token["command"] or "").endswith("{"):
                protecting.append(False)
                first = True
            elif token[0] == "{":
                protecting.append(True)
            elif token[0] == "}" and protecting:
                protecting.pop()
            continue
        before = value[words[-1].start + len(words[-1].text) : token.start()] if words else between
        first = first or _begins(between, words)
        kind = "fixed" if any(protecting) else _kind(token[0], value[end : end + 1])
        words.append(_Word(token[0], token.start(), first, before, kind, bool(protecting)))
        first = False
    return words


def _begins(between: str, words: list[_Word]) -> bool:
    """Say whether what stands between two words begins a clause."""
    if not _CLAUSE.search(between):
        return False
    ended = between.strip().startswith(".") and words
    return not (ended and _ABBREVIATED.search(words[-1].text))


def _kind(word: str, after: str) -> str:
    if _NUMBER.fullmatch(word):
        return "number"
    bare = word.lstrip(LETTERS)
    if not bare[:1].isupper():
        return "small"
    stem = POSSESSIVE.sub("", bare)
    if len(stem) == 1:
        return "common" if stem == "A" and after != "." else "fixed"
    if stem[1:] != stem[1:].lower() or any(char.isdigit() for char in stem):
        return "fixed"
    if after == "-" and PREFIXES.fullmatch(stem.lower()):
        return "common"
    return "common" if is_common(stem.lower().replace("’", "'")) else "name"


def _keep_names(words: list[_Word], extra: Names) -> None:
    """Mark the common words that are part of a name."""
    known = lists()
    for place, word in enumerate(words):
        if word.kind == "common" and (word.lower in known.names.words or word.lower in extra.words):
            word.keep = True
        for phrases in (known.names.phrases, extra.phrases):
            _keep_phrase(words, place, phrases.get(word.lower, ()))
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if word.kind == "common":
            word.keep = word.keep or _is_kept(word, before, after, known)
    for place, word in enumerate(words):
        if word.kind == "common" and not word.keep and word.lower in _BODIES:
            _keep_institution(words, place)
    for place, word in enumerate(words[:-2]):
        if word.kind == "common" and word.lower in known.heads and not word.possessive:
            word.keep = word.keep or _heads_a_name(words[place + 1 : place + 4])
    # Titles before a name come one upon the other: Crown Prince Mohammed.
    for place in range(len(words) - 2, -1, -1):
        word, after = words[place], words[place + 1]
        if word.kind != "common" or word.keep or not after.follows:
            continue
        named = after.is_name and not _DEMONYM.fullmatch(after.lower)
        if named and word.lower in known.honorifics | _REGIONS and not word.possessive:
            word.keep = word.lower not in known.names.words


def _keep_phrase(words: list[_Word], place: int, phrases: tuple[tuple[str, ...], ...]) -> None:
    """Keep the capitals of the longest phrase that begins at *place*."""
    for phrase in phrases:
        found = words[place : place + len(phrase)]
        if len(found) == len(phrase) and all(
            word.lower == part.lower()
            and (word.kind != "small" or part[0].islower())
            and (not at or not _PARTING.search(word.before))
            for at, (word, part) in enumerate(zip(found, phrase, strict=True))
        ):
            for word, part in zip(found, phrase, strict=True):
                word.keep = not part[0].islower()
            return


_PARTING = re.compile(r"[,:;.?!—]")


def _keep_institution(words: list[_Word], place: int) -> None:
    """Keep the words between a name and what kind of body it names: Aga Khan Development Network.

    A people's adjective makes no name by itself ("Egyptian opposition party").
    """
    start = place
    while start and words[start].follows and words[start - 1].kind in {"common", "name", "fixed"}:
        before = words[start - 1]
        if before.possessive or before.lower in MINOR or place - start > 3:
            return
        start -= 1
        named = before.is_name and not _DEMONYM.fullmatch(before.lower)
        opening = before.first and (before.kind == "common" or is_common(before.lower))
        if named and not opening:
            for word in words[start + 1 : place + 1]:
                word.keep = True
            return


def _heads_a_name(following: list[_Word]) -> bool:
    """Say whether "of", or "of the", and a name follow."""
    words = [word for word in following if word.text != "the"]
    if len(words) < 2 or words[0].text != "of" or not words[1].follows:
        return False
    return words[1].is_name and not _DEMONYM.fullmatch(words[1].lower)


def _is_kept(word: _Word, before: _Word | None, after: _Word | None, known: Lists) -> bool:
    """Say whether a word is part of a name by what stands beside it."""
    lower = word.lower
    if lower in _MONTHS:
        beside = (after and after.follows and after.kind == "number") or (
            before and word.follows and before.kind == "number"
        )
        return bool(beside)
    if lower == "prophet":
        return before is not None and before.lower == "the"
    if after and after.before == "-" and lower in _ARTICLES_OF_NAMES:
        return after.is_name
    if before and word.follows and before.text in {"bin", "ibn", "bint", "abu", "umm"}:
        return True
    if before and word.follows and before.kind != "small" and not before.possessive:
        opening = before.first and before.kind == "fixed" and is_common(before.lower)
        if lower in known.institutions and before.is_name and not opening:
            peoples = _DEMONYM.fullmatch(before.lower)
            return not peoples or lower in _AFTER_PEOPLES
        if lower in known.surnames and before.lower in known.given:
            return before.kind == "name" or before.keep or before.lower not in known.surnames
    if after and after.follows and lower in known.given:
        return after.is_name or after.lower in known.surnames
    return False


def _is_typed_small(word: _Word) -> bool:
    """Say whether a word is typed small that title case would give a capital."""
    left_small = word.lower in MINOR or word.lower in _ARTICLES_OF_NAMES
    return word.kind == "small" and not left_small and is_common(word.lower)


def _in_title_case(words: list[_Word]) -> bool:
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
    titles, subtitles = _words(main), _words(rest)
    for words in (titles, subtitles):
        _keep_names(words, names)
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
