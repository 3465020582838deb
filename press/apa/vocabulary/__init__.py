"""Vocabulary: which words are common ones and which are names, for sentence case.

``english.txt`` is a dictionary of words in small letters, ``names.txt`` lists names that are
common words too; countries, languages and days are the CLDR's, from Babel.  All are read when
they are first asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent

#: Marks that stand inside words: ʿayn, hamza, apostrophes.
LETTERS = "ʿʾʻʼ‘’'`"
#: A word, with its ``’s``.
WORD = re.compile(rf"[^\W_]+(?:[{LETTERS}\u0300-\u036f][^\W_]+)*[{LETTERS}\u0300-\u036f]*")
POSSESSIVE = re.compile(r"['’]s?$")

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
            parts = tuple(POSSESSIVE.sub("", word) for word in WORD.findall(name))
            if len(parts) > 1:
                phrases[parts[0].lower()].append(parts)
            elif parts:
                words.add(parts[0].lower())
        longest = {first: tuple(sorted(found, key=len)[::-1]) for first, found in phrases.items()}
        return cls(frozenset(words), longest)


@dataclass(frozen=True)
class Lists:
    """The sections of ``names.txt``, in small letters."""

    names: Names
    honorifics: frozenset[str]
    institutions: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    common_words: frozenset[str]
    heads: frozenset[str]
    bodies: frozenset[str]
    offices: frozenset[str]
    named_bodies: frozenset[str]
    bodies_of_peoples: frozenset[str]
    bodies_of_places: frozenset[str]
    subjects: frozenset[str]
    plain_qualifiers: frozenset[str]
    with_subjects: frozenset[str]
    offices_for: frozenset[str]
    unions: frozenset[str]
    official_qualifiers: frozenset[str]


@cache
def lists() -> Lists:
    """Return the lists of ``names.txt``, with the CLDR's names among them."""
    sections: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for whole in (_FOLDER / "names.txt").read_text(encoding="utf-8").splitlines():
        line = whole.partition("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            sections[section] += [line] if section == "phrases" else line.split()
    names = Names.of([*sections["words"], *sections["phrases"], *_cldr()])
    lower = {name: frozenset(word.lower() for word in words) for name, words in sections.items()}
    return Lists(names, *(lower[field.name.replace("_", " ")] for field in fields(Lists)[1:]))


# Of the CLDR's names of languages and places those that are more often common words.
_RATHER_COMMON = frozenset({"slave", "gothic", "fang", "ewe", "world", "even", "man"})


def _cldr() -> Iterable[str]:
    """Yield names of territories, languages, cities and days from Babel.

    Months that are common words (March, May, August) are told by a number beside them.
    """
    from babel import Locale

    locale = Locale("en")
    yield from locale.days["format"]["wide"].values()
    places = [
        *locale.territories.values(),
        *locale.languages.values(),
        *(zone["city"] for zone in locale.time_zones.values() if "city" in zone),
    ]
    for place in places:
        name = place.partition(" (")[0]
        if name.lower() not in _RATHER_COMMON:
            yield name
            yield name.replace("&", "and")


@cache
def english() -> frozenset[str]:
    """Return the words that a dictionary has in small letters."""
    text = (_FOLDER / "english.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) | lists().common_words


PREFIXES = re.compile(
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
    known = english()
    if word in known or _CONTRACTED.search(word):
        return True
    prefix = PREFIXES.match(word)
    if prefix:
        root = word[prefix.end() :]
        if not root or len(root) > 4 or (len(root) == 4 and len(prefix[0]) > 2):
            return (not root and len(word) > 2) or (bool(root) and is_common(root))
    for suffix in _SUFFIXES:
        root = word.removesuffix(suffix)
        if root != word and len(root) > 3 and any(root + end in known for end in _ROOTS):
            return True
    return word.endswith(("or", "ors")) and re.sub(r"or(s?)$", r"er\1", word) in known
