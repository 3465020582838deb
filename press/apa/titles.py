"""Titles: in sentence case, joined with their subtitles (APA 6.17, 9.18–9.19)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa import language, sentence_case
from press.apa.fields import marked, raw, text, words
from press.apa.rich import END, MARKS

if TYPE_CHECKING:
    from pybtex.database import Entry

# Words that stay small inside a title in title case: three letters or fewer (APA 6.17), and
# the "v." between the parties of a court case (11.4).
_MINOR = re.compile(
    "a|an|and|as|at|but|by|for|if|in|nor|of|off|on|or|per|so|the|to|up|v|via|vs|yet"
    "|al|el|bin|ibn|de|la|le|du|da|di|von|van|der"
)
_ENDS_CLAUSE = re.compile(rf"(?:[:?!—]|(?<!\bv)(?<!\bvs)\.)[”’){END}]*$")
_ENDS_SENTENCE = re.compile(rf"[?!:][”’{END}]*$")
_NUMBERED = re.compile(rf"\b(?:Vol|No|Bd|Pt)s?\. [\w.-]*\w[{END}]*$")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)


def title(entry: Entry, name: str = "title", sub: str = "subtitle") -> str:
    """Return a title with its subtitle as marked text: ``Title: Subtitle``, ``Title? Subtitle``.

    One in title case is set in sentence case (:mod:`press.apa.sentence_case`).
    """
    return joined(*map(marked, sentence_case.of_fields(entry, name, sub)))


def periodical(entry: Entry) -> str:
    """Return the title of a periodical as marked text; its capitals never change (APA 9.25)."""
    name = words(entry, "journaltitle", "journal")
    return joined(name, words(entry, "journalsubtitle"))


def joined(*parts: str) -> str:
    """Join title and subtitle with a colon, or a space after a mark that ends a sentence.

    After a volume's number stands a period: *Lecture notes: Vol. 12. Logic* (APA 9.20).
    """
    whole = ""
    for part in filter(None, parts):
        if whole and _NUMBERED.search(whole):
            whole += ". "
        elif whole:
            whole += " " if _ENDS_SENTENCE.search(whole) else ": "
        whole += part
    return whole


def original(entry: Entry) -> str:
    """Return the title in the work's own language, where ``origtitle`` gives it (example 27).

    Of a work that was read in translation, and names its translator, the title is the
    translation's.
    """
    if raw(entry, "translator"):
        return ""
    return joined(words(entry, "origtitle"), words(entry, "origsubtitle"))


def short(entry: Entry) -> str:
    """Return the title as cited in the text when there is no author, in title case (APA 8.14).

    ``shorttitle`` shortens a long one; the subtitle is left to the list.  A title in
    another language keeps its own capitals.
    """
    own = words(entry, "shorttitle") or original(entry) or words(entry, "title", "booktitle")
    return own if original(entry) or not language.is_english(entry) else title_case(own)


def sorting(value: str) -> str:
    """Return a title without its leading article, for the order of the list (APA 9.49)."""
    return _ARTICLE.sub("", value, count=1) if _ARTICLE.match(value) else value


def title_case(value: str) -> str:
    """Return *value* in title case; capitals that are there are kept."""
    parts = value.split(" ")
    first = True
    for place, word in enumerate(parts):
        bare = MARKS.sub("", word).strip("“”‘’(),.:;?!—")
        if first or not _MINOR.fullmatch(bare):
            parts[place] = "-".join(_upper_first(part) for part in word.split("-"))
        first = bool(_ENDS_CLAUSE.search(word))
    return " ".join(parts)


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


def addition(entry: Entry) -> str:
    """Return what ``titleaddon`` says of the work, in sentence case as all in brackets is (9.21)."""
    return marked(sentence_case.of_fields(entry, "titleaddon", "")[0])


def is_translated(entry: Entry) -> bool:
    """Say whether ``titleaddon`` gives the title in English: the title is in another language."""
    return not language.is_english(entry) and bool(text(entry, "titleaddon"))
