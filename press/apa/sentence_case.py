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
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from press.apa.fields import options, raw
from press.apa.kinds import form, is_case

if TYPE_CHECKING:
    from pybtex.database import Entry

#: ``options = {titles=as-typed}``: the capitals of this entry stand as they are.
AS_TYPED = "titles=as-typed"

_VOCABULARY = Path(__file__).parent / "vocabulary"

# -- names ------------------------------------------------------------------------

#: Phrases by their first word in small letters, as tuples of their words as they are written.
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Names:
    """Proper names, in small letters: single *words*, and *phrases* by their first word."""

    words: frozenset[str] = frozenset()
    phrases: Phrases = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the names of *names*: a text with a space in it is a phrase."""
        words = set()
        phrases: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(set(names)):
            parts = tuple(_POSSESSIVE.sub("", word) for word in _WORD.findall(name))
            if len(parts) > 1:
                phrases[parts[0].lower()].append(parts)
            elif parts:
                words.add(parts[0].lower())
        longest = {first: tuple(sorted(found, key=len)[::-1]) for first, found in phrases.items()}
        return cls(frozenset(words), longest)


@dataclass(frozen=True)
class _Lists:
    """The sections of ``vocabulary/names.txt``."""

    names: Names
    honorifics: frozenset[str]
    institutions: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    heads: frozenset[str]


@cache
def _lists() -> _Lists:
    sections: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for whole in (_VOCABULARY / "names.txt").read_text(encoding="utf-8").splitlines():
        line = whole.partition("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            sections[section] += [line] if section == "phrases" else line.split()
    names = Names.of([*sections["words"], *sections["phrases"], *_cldr()])
    lower = {name: frozenset(word.lower() for word in words) for name, words in sections.items()}
    return _Lists(
        names,
        lower["honorifics"],
        lower["institutions"],
        lower["given names"],
        lower["surnames"],
        lower["common words"],
        lower["heads"],
    )


# Of the CLDR's names of languages and places those that are more often common words.
_RATHER_COMMON = frozenset({"slave", "gothic", "fang", "ewe", "world", "even", "man"})


def _cldr() -> Iterable[str]:
    """Yield names of territories, languages, cities and days from Babel.

    Months that are common words (March, May, August) are told by a number beside them.
    """
    from babel import Locale  # noqa: PLC0415 (a publication without title case needs none of it)

    english = Locale("en")
    yield from english.days["format"]["wide"].values()
    places = [
        *english.territories.values(),
        *english.languages.values(),
        *(zone["city"] for zone in english.time_zones.values() if "city" in zone),
    ]
    for place in places:
        name = place.partition(" (")[0]
        if name.lower() not in _RATHER_COMMON:
            yield name
            yield name.replace("&", "and")


@cache
def _english() -> frozenset[str]:
    text = (_VOCABULARY / "english.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) | _lists().common


_PREFIXES = re.compile(
    "anti|counter|neo|post|non|inter|intra|multi|trans|geo|cyber|eco|socio|ethno|techno|hyper"
    "|meta|micro|macro|supra|sub|mid|ultra|extra|proto|pseudo|quasi|psycho|neuro|bio|electro|hydro"
    "|petro|agro|narco|necro|sensori|theo|de|re|un|pre|over|under"
)
# A derived word is common where its root is: securit(y)ization, but not Islamization.
_SUFFIXES = (
    *(verb + end for verb in ("iz", "is") for end in "ation ations e es ed ing er ers".split()),
    *"ism isms ist ists ity ities ive ative ively ation ations ential ental ual al ally ical ically"
    " ment ments ology ologies ological ographies able ability abilities ful less hood ship ships"
    " ward wards like wide based making building".split(),
)
_CONTRACTED = re.compile(r"['’](?:t|re|ve|ll|d|m|em)$")
_ROOTS = ("", "e", "y", "al", "ic", "ate", "ence", "ity", "ize", "is", "ion", "ment", "ology")


@lru_cache(maxsize=16384)
def is_common(word: str) -> bool:
    """Say whether a word in small letters is a common English one, by itself or by derivation."""
    english = _english()
    if word in english or _CONTRACTED.search(word):
        return True
    prefix = _PREFIXES.match(word)
    if prefix:
        root = word[prefix.end() :]
        if not root or len(root) > 4 or (len(root) == 4 and len(prefix[0]) > 2):
            return (not root and len(word) > 2) or (bool(root) and is_common(root))
    for suffix in _SUFFIXES:
        root = word.removesuffix(suffix)
        if root != word and len(root) > 3 and any(root + end in english for end in _ROOTS):
            return True
    return word.endswith(("or", "ors")) and re.sub(r"or(s?)$", r"er\1", word) in english


# -- titles -----------------------------------------------------------------------

_LETTERS = "ʿʾʻʼ‘’'`"
_WORD = re.compile(rf"[^\W_]+(?:[{_LETTERS}\u0300-\u036f][^\W_]+)*[{_LETTERS}\u0300-\u036f]*")
_TOKEN = re.compile(
    rf"(?P<command>\\[A-Za-z]+\*?\s*\{{?|\\.)|(?P<brace>[{{}}])|(?P<word>{_WORD.pattern})"
)
_POSSESSIVE = re.compile(r"['’]s?$")
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
        return _POSSESSIVE.sub("", self.text.lower())

    @property
    def is_name(self) -> bool:
        """Whether the word is a name, or part of one."""
        return self.kind in {"fixed", "name"} or self.keep

    @property
    def possessive(self) -> bool:
        """Whether the word ends in ``’s``."""
        return _POSSESSIVE.search(self.text) is not None

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
    bare = word.lstrip(_LETTERS)
    if not bare[:1].isupper():
        return "small"
    stem = _POSSESSIVE.sub("", bare)
    if len(stem) == 1:
        return "common" if stem == "A" and after != "." else "fixed"
    if stem[1:] != stem[1:].lower() or any(char.isdigit() for char in stem):
        return "fixed"
    if after == "-" and _PREFIXES.fullmatch(stem.lower()):
        return "common"
    return "common" if is_common(stem.lower().replace("’", "'")) else "name"


def _keep_names(words: list[_Word], extra: Names) -> None:
    """Mark the common words that are part of a name."""
    lists = _lists()
    for place, word in enumerate(words):
        if word.kind == "common" and (word.lower in lists.names.words or word.lower in extra.words):
            word.keep = True
        for phrases in (lists.names.phrases, extra.phrases):
            _keep_phrase(words, place, phrases.get(word.lower, ()))
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) else None
        if word.kind == "common":
            word.keep = word.keep or _is_kept(word, before, after, lists)
    for place, word in enumerate(words):
        if word.kind == "common" and not word.keep and word.lower in _BODIES:
            _keep_institution(words, place)
    for place, word in enumerate(words[:-2]):
        if word.kind == "common" and word.lower in lists.heads and not word.possessive:
            word.keep = word.keep or _heads_a_name(words[place + 1 : place + 4])
    # Titles before a name come one upon the other: Crown Prince Mohammed.
    for place in range(len(words) - 2, -1, -1):
        word, after = words[place], words[place + 1]
        if word.kind != "common" or word.keep or not after.follows:
            continue
        named = after.is_name and not _DEMONYM.fullmatch(after.lower)
        if named and word.lower in lists.honorifics | _REGIONS and not word.possessive:
            word.keep = word.lower not in lists.names.words


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


def _is_kept(word: _Word, before: _Word | None, after: _Word | None, lists: _Lists) -> bool:
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
        if lower in lists.institutions and before.is_name and not opening:
            peoples = _DEMONYM.fullmatch(before.lower)
            return not peoples or lower in _AFTER_PEOPLES
        if lower in lists.surnames and before.lower in lists.given:
            return before.kind == "name" or before.keep or before.lower not in lists.surnames
    if after and after.follows and lower in lists.given:
        return after.is_name or after.lower in lists.surnames
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


def is_english(entry: Entry) -> bool:
    """Say whether a work's title is in English, by ``langid`` or by its words."""
    own = raw(entry, "origtitle") if not raw(entry, "translator") else ""
    title = own or f"{raw(entry, 'title')} {raw(entry, 'subtitle')}"
    return speaks_english(raw(entry, "langid", "language", "hyphenation"), title)


_ENGLISH_WORDS = frozenset(
    "the of and to for with from by how what why is are its their his her our who when where after"
    " between toward towards against under into not this that".split()
)
_OTHER_WORDS = frozenset(
    "le la les des du de et un une aux dans sur pour par d l el los las del y en con una der die das"
    " und im vom von zur zum den dem ein eine einer für über nach ve bir ile için olarak dan yang di"
    " dalam untuk dari pada il lo gli della dei delle nel nella che e do da dos das os na em uma het"
    " een van voor op och av i på til og ett med si fi wa min ila".split()
)


@lru_cache(maxsize=4096)
def speaks_english(language: str, title: str) -> bool:
    """Say whether a title is in English: by its *language* where one is named, else by its words."""
    if language:
        named = re.split(r"[-_ ,;]", language.lower())[0]
        return named in {
            "en",
            "eng",
            "english",
            "american",
            "british",
            "usenglish",
            "ukenglish",
        } | {
            "australian",
            "canadian",
            "newzealand",
            "usmax",
        }
    # What is in braces is a name, of whatever language.
    title = re.sub(r"(?<!\\)\{[^{}]*\}", "", title)
    words = [word.lower() for word in _WORD.findall(title) if word[:1].isalpha()]
    if any(char > "\u02ff" and char.isalpha() and char not in _LETTERS for char in "".join(words)):
        latin = sum(word[0] < "\u0250" for word in words)
        if latin * 2 < len(words):
            return False
    english = sum(word in _ENGLISH_WORDS for word in words)
    other = sum(word in _OTHER_WORDS for word in words)
    known = sum(is_common(_POSSESSIVE.sub("", word)) for word in words)
    if other > english:
        return known * 3 > len(words) * 2
    return english > 0 or len(words) < 3 or known * 3 > len(words)
