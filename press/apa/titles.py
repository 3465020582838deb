"""Titles: as typed, joined with their subtitles, cased only when asked (APA 6.17, 9.18–9.19)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.fields import options, plain, raw, text

if TYPE_CHECKING:
    from pybtex.database import Entry

# Words that stay small inside a title in title case: three letters or fewer (APA 6.17).
_MINOR = re.compile(
    "a|an|and|as|at|but|by|for|if|in|nor|of|off|on|or|per|so|the|to|up|via|vs|yet"
    "|al|el|bin|ibn|de|la|le|du|da|di|von|van|der"
)
_ENDS_CLAUSE = re.compile(r"(?:[:?!—]|\.)[”’)]*$")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)


def title(entry: Entry, name: str = "title", sub: str = "subtitle") -> str:
    """Return a title with its subtitle: ``Title: Subtitle``, ``Title? Subtitle``.

    The editor's capitals stand, except with ``options = {sentencecase}``, where all but
    the first word of a clause and what is in braces becomes lower case.
    """
    cased = _sentence_case if "sentencecase" in options(entry) else plain
    parts = [cased(raw(entry, field)) for field in (name, sub)]
    return joined(*parts)


def joined(*parts: str) -> str:
    """Join title and subtitle with a colon, or a space after a mark that ends a sentence."""
    whole = ""
    for part in filter(None, parts):
        if whole:
            whole += " " if whole[-1] in "?!:" else ": "
        whole += part
    return whole


def short(entry: Entry) -> str:
    """Return the title as cited in the text when there is no author, in title case (APA 8.14).

    ``shorttitle`` shortens a long one; the subtitle is left to the list.  A title in
    another language keeps its own capitals.
    """
    own = text(entry, "shorttitle", "title")
    language = raw(entry, "langid", "language", "hyphenation").lower()
    english = not language or "english" in language or language in {"american", "british", "en"}
    return title_case(own) if english else own


def sorting(value: str) -> str:
    """Return a title without its leading article, for the order of the list (APA 9.49)."""
    return _ARTICLE.sub("", value, count=1) if _ARTICLE.match(value) else value


def title_case(value: str) -> str:
    """Return *value* in title case; capitals that are there are kept."""
    words = value.split(" ")
    first = True
    for place, word in enumerate(words):
        bare = word.strip("“”‘’(),.:;?!—")
        if first or not _MINOR.fullmatch(bare):
            words[place] = "-".join(_upper_first(part) for part in word.split("-"))
        first = bool(_ENDS_CLAUSE.search(word))
    return " ".join(words)


def _upper_first(word: str) -> str:
    for place, char in enumerate(word):
        if char.isalpha():
            # Words with inner capitals (iPhone, eLife) are names.
            return word if word[place:] != word[place:].lower() else _capital(word, place)
    return word


def _capital(word: str, place: int) -> str:
    return word[:place] + word[place].upper() + word[place + 1 :]


def capitalized(value: str) -> str:
    """Return *value* with its first letter in upper case, whatever stands before it."""
    for place, char in enumerate(value):
        if char.isalpha() and char.upper() != char.lower():
            return _capital(value, place)
    return value


def _sentence_case(value: str) -> str:
    depth = 0
    first = True
    out = []
    for char in value:
        if char in "{}":
            depth += 1 if char == "{" else -1
        letter = char.isalpha()
        out.append(char if depth > 0 or (first and letter) else char.lower())
        if letter or char.isdigit():
            first = False
        elif char in ":?!—":
            first = True
    return plain("".join(out))
