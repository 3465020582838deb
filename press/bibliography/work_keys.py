"""Keys of works by the house's rule: first author, year, first telling word of the title.

``regan2009diplomatic``.  A key that is taken gets the next telling words, then a number.  Pure
functions on strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_SMALL = frozenset(
    """
    a an the of in on at to for from by with without and or but as is are was were be been do does did can could will would
    should may might must how what when where which who whom whose why that this these those its it his her their our your my we
    into onto over under after before between through during against about across beyond within toward towards not no nor if than
    then there here whether while versus vs via per le la les un une des du de et der die das und ein eine el los las y il lo gli
    ve bir ile icin da fi min al
    """.split()
)
_LONGEST = 24


def free_key(name: str, year: str, title: str, taken: Container[str]) -> str:
    """Return the first key of a work that is not *taken*, which holds keys in lower case.

    *name* is the first author's family name, or a group's; *year* has four digits, or says
    how a work without a year is called (``nd``).
    """
    return next(key for key in _keys(name, year, title) if key.lower() not in taken)


def _keys(name: str, year: str, title: str) -> Iterator[str]:
    """Yield keys without end, the one by the rule first."""
    words = _telling(title)
    first = _joined(name)
    if not first:
        first, words = (words[0] if words else "untitled"), words[1:]
    key = by_rule = f"{first}{year}{words[0] if words else ''}"
    yield key
    for word in words[1:4]:
        key += word
        yield key
    number = 2
    while True:
        yield f"{by_rule}-{number}" if by_rule[-1].isdigit() else f"{by_rule}{number}"
        number += 1


def _joined(name: str) -> str:
    """Return a name as one word; of a long group its first words."""
    words = [word for word in slugify(name).split("-") if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    whole = "".join(words)
    return whole if len(whole) <= _LONGEST else "".join(words[:3])[:_LONGEST]


def _telling(title: str) -> list[str]:
    words = [word for word in slugify(title).split("-") if word]
    telling = [
        word[:_LONGEST]
        for word in words
        if word not in _SMALL and len(word) > 1 and not word.isdigit()
    ]
    return telling or [word[:_LONGEST] for word in words[:1] if len(word) > 1]
