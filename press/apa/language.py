"""The language of a title: by the entry's word for it, else by the title's own words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from press.apa.fields import raw
from press.apa.vocabulary import LETTERS, POSSESSIVE, WORD, is_common

if TYPE_CHECKING:
    from pybtex.database import Entry


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


# What Turkish writes behind a name: Türkiye'de, İstanbul’un; English has 's, 't, 're, 've, 'll, 'd, 'm.
_TURKISH_ENDING = re.compile(
    r"[^\W\d_]['’](?:n?[ıiuü]n|[dt][ae]|[dt][ae]n|[dt][ae]ki|y?[ae]|y?[ıiuü]|l[ae]r\w*|l[ıiuü]\w*)\b"
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
    words = [word.lower() for word in WORD.findall(title) if word[:1].isalpha()]
    if _TURKISH_ENDING.search(title):
        return False
    if any(char > "\u02ff" and char.isalpha() and char not in LETTERS for char in "".join(words)):
        latin = sum(word[0] < "\u0250" for word in words)
        if latin * 2 < len(words):
            return False
    english = sum(word in _ENGLISH_WORDS for word in words)
    other = sum(word in _OTHER_WORDS for word in words)
    known = sum(is_common(POSSESSIVE.sub("", word)) for word in words)
    if other > english:
        return known * 3 > len(words) * 2
    return english > 0 or len(words) < 3 or known * 3 > len(words)
