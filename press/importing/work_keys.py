"""Keys of works: first author, year, first telling word of the title: ``regan2009diplomatic``.

A key that is taken gets the next telling word, then a number.  Pure functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from press.importing.reference import Reference

_SMALL = frozenset(
    """
    a an the of in on at to for from by with without and or but as is are was were be been do does did can could will would
    should may might must how what when where which who whom whose why that this these those its it his her their our your my we
    into onto over under after before between through during against about across beyond within toward towards not no nor if than
    then there here whether while versus vs via per le la les un une des du de et der die das und ein eine el los las y il lo gli
    ve bir ile icin de da fi min al
    """.split()
)
_LONGEST = 24


def candidates(reference: Reference) -> Iterator[str]:
    """Yield keys for *reference* without end, the one by the rule first."""
    words = _telling(reference.title or reference.text)
    people = reference.authors or reference.editors
    name = _name(people[0]) if people else ""
    if not name:
        name, words = (words[0] if words else "untitled"), words[1:]
    digits = re.search(r"\d{3,4}", reference.year)
    year = digits[0] if digits else "nd" if reference.year in {"n.d.", ""} else "inpress"
    stem = f"{name}{year}"
    key = f"{stem}{words[0] if words else ''}"
    yield key
    for word in words[1:4]:
        key += word
        yield key
    number = 2
    while True:
        yield (
            f"{stem}{words[0] if words else ''}{number}"
            if not f"{stem}{words[0] if words else ''}"[-1].isdigit()
            else f"{stem}{words[0] if words else ''}-{number}"
        )
        number += 1


def choose(reference: Reference, taken: Container[str]) -> str:
    """Return the first key for *reference* that is not *taken*, which holds keys in lower case."""
    return next(key for key in candidates(reference) if key.lower() not in taken)


def _name(name: str) -> str:
    if name.startswith("{"):
        words = [word for word in slugify(name.strip("{}")).split("-") if word]
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        whole = "".join(words)
        return whole if len(whole) <= _LONGEST else "".join(words[:3])[:_LONGEST]
    return slugify(name.partition(",")[0]).replace("-", "")[:_LONGEST]


def _telling(title: str) -> list[str]:
    words = [word for word in slugify(title).split("-") if word]
    return [
        word[:_LONGEST]
        for word in words
        if word not in _SMALL and len(word) > 1 and not word.isdigit()
    ] or words[:1]
