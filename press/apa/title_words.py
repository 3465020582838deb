"""Words of a title: where each stands, and whether it begins a clause, is common, or is fixed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.apa.vocabulary import LETTERS, POSSESSIVE, PREFIXES, WORD, is_common

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
ARTICLES_OF_NAMES = frozenset(
    "al el an as ad ar ash at az abd bin ibn ben abu umm ould ait".split()
)
#: Adjectives and names of peoples and faiths.
DEMONYM = re.compile(
    "(?:.*(?:ian|ean|ish|ese|raqi|raeli|audi|emeni|uwaiti|akistani|fghan|islamic|islamist)"
    "|german|roman|muslim|arab|jewish|greek|dutch|french|swiss|czech|turk|hindu|sunni|shia|shii|kurd)s?"
)
#: What parts a title into pieces.
PARTING = re.compile(r"[,:;.?!—]")
_NUMBER = re.compile(r"\d[\d,.]*\w*")


@dataclass
class TitleWord:
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


def title_words(value: str) -> list[TitleWord]:
    """Return the words of a field; of what is in braces, and of commands, the kind is "fixed"."""
    words: list[TitleWord] = []
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
        words.append(TitleWord(token[0], token.start(), first, before, kind, bool(protecting)))
        first = False
    return words


def _begins(between: str, words: list[TitleWord]) -> bool:
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
