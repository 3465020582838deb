"""Names that an article writes: words with a capital inside a sentence.

Sentence case keeps their capitals in the titles of works.  They are read from the article's
Markdown as it is typed, so that the build and ``press check`` find the same.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.title_words import MINOR
from press.apa.vocabulary import is_common

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
# What is no running text: code, roles, comments, addresses, tags, headings, options.
_NO_TEXT = re.compile(
    r"^[ >]*(?:`{3,}|~{3,})(?!\{(?:tldr|note|admonition|warning|epigraph)).*?^[ >]*(?:`{3,}|~{3,})[ ]*$"
    r"|\{[\w:.+-]+\}`+[^`]*`+|`[^`\n]*`|\]\([^)\s]*\)|<[^<>\n]*>|https?://\S+"
    r"|^[ ]{0,3}#{1,6} .*$|^[ ]*%.*$|^[ >]*(?::{3,}|`{3,}).*$|^[ ]*:[\w-]+:.*$",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʿʾʻʼ-][^\W\d_]+)*")
# Between two words of one sentence, and between two words of one name.
_WITHIN = re.compile(r"[ \n]+|, |; | [–—] ?|-|–")
_IN_NAME = re.compile(r"[ \n]+")
_CONNECTORS = frozenset({"of", "for", "the"})


def names_in(source: str) -> tuple[str, ...]:
    """Return the names in an article's *source*, in order of letters, each once.

    Only what a dictionary would take for common words: a single word that the article never
    writes small, and names of several words with such a word among them.
    """
    source = source.replace("\r\n", "\n")
    text = _NO_TEXT.sub("\n\n", _FRONT_MATTER.sub("", source, count=1))
    text = text.replace("*", "").replace("[", "").replace("]", "")
    small: set[str] = set()
    found: set[str] = set()
    for run in _runs(text, small):
        words = [word.removesuffix("’s").removesuffix("'s") for word in run]
        if any(_counts(word) for word in words):
            found.add(" ".join(words))
    return tuple(sorted(name for name in found if " " in name or name.lower() not in small))


def _counts(word: str) -> bool:
    return word[1:] == word[1:].lower() and word[:1].isupper() and is_common(word.lower())


def _runs(text: str, small: set[str]) -> Iterator[list[str]]:
    """Yield the runs of words with a capital that do not begin a sentence.

    All words that are typed small are put into *small*.
    """
    run: list[str] = []
    end, begins = None, False
    for match in _WORD.finditer(text):
        word = match[0]
        between = text[end : match.start()] if end is not None else "."
        joins = bool(run) and _IN_NAME.fullmatch(between) is not None
        end = match.end()
        if not word[0].isupper():
            small.add(word.lower())
            if joins and word in _CONNECTORS:
                run.append(word)
                continue
            yield from _closed(run, begins=begins)
            run = []
        elif joins:
            run.append(word)
        else:
            yield from _closed(run, begins=begins)
            run, begins = [word], _WITHIN.fullmatch(between) is None
    yield from _closed(run, begins=begins)


def _closed(run: list[str], *, begins: bool) -> Iterator[list[str]]:
    """Yield a run without small words at its end; one that begins a sentence is none.

    But behind an article or the like it is: "The Welfare Party won".
    """
    if begins:
        run = run[1:] if run and run[0].lower() in MINOR else []
    while run and (run[-1] in _CONNECTORS or run[-1] == "I"):
        run.pop()
    if run:
        yield run
