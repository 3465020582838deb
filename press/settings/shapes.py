"""Shapes of values: whether a setting's value is a text, a list of texts, a dictionary.

Each comes with the words that tell an editor what to write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from press.text.strings import CONTROL, clipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: How much of a wrong value a message shows.
_LONGEST = 70

#: The types that settings of several values have; Sphinx takes one for another.
COLLECTIONS = (list, tuple, set, frozenset)


@dataclass(frozen=True)
class Shape:
    """A kind of value."""

    words: str  #: what to write, after "write": "a text in quotes"
    fits: Callable[[Any], bool]
    types: tuple[type, ...] = ()  #: the Python types, for Sphinx's own register


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_flag(value: object) -> bool:
    return isinstance(value, int) and value in (0, 1)


def _is_texts(value: object) -> bool:
    return isinstance(value, COLLECTIONS) and all(map(_is_text, value))


def _has_text_keys(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value))


TEXT = Shape("a text in quotes", _is_text, (str,))
FLAG = Shape("True or False", _is_flag, (bool,))
NUMBER = Shape("a whole number", _is_number, (int,))
TEXTS = Shape('a list of texts, ["…", "…"]', _is_texts, (list, tuple))
DICT = Shape('a dictionary, {"…": …}', lambda value: isinstance(value, dict), (dict,))
TEXT_KEYS = Shape('a dictionary with texts as keys, {"…": …}', _has_text_keys, (dict,))
TEXT_DICT = Shape(
    'a dictionary of texts, {"…": "…"}',
    lambda value: _has_text_keys(value) and all(map(_is_text, value.values())),
    (dict,),
)
TEXTS_DICT = Shape(
    'a dictionary of lists of texts, {"…": ["…"]}',
    lambda value: _has_text_keys(value) and all(map(_is_texts, value.values())),
    (dict,),
)


def one_of(choices: Sequence[object]) -> Shape:
    """Return the shape of a value that is one of *choices*."""
    words = " or ".join(_quoted(choice) for choice in choices)
    types = tuple(dict.fromkeys(type(choice) for choice in choices))
    return Shape(words, lambda value: _hashable(value) and value in choices, types)


def either(*shapes: Shape) -> Shape:
    """Return the shape of a value that has one of *shapes*."""
    words = ", or ".join(shape.words for shape in shapes)
    types = tuple(dict.fromkeys(each for shape in shapes for each in shape.types))
    return Shape(words, lambda value: any(shape.fits(value) for shape in shapes), types)


def rows(words: str, fits: Callable[[Any], bool]) -> Shape:
    """Return the shape of a list whose every item *fits*."""
    return Shape(
        words, lambda value: isinstance(value, COLLECTIONS) and all(map(fits, value)), (list, tuple)
    )


def shown(value: object) -> str:
    """Return a value as a message shows it: as Python writes it, in one line, not too long."""
    try:
        return clipped(repr(value), _LONGEST)
    except Exception:  # noqa: BLE001 (an object of conf.py's own may do anything)
        return f"a {type(value).__name__}"


def control_character(value: object) -> str:
    """Return the first character in a value's texts that no page or file can hold, or ""."""
    found = filter(None, map(CONTROL.search, texts_in(value)))
    return next((match[0] for match in found), "")


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts in a value, those in its lists and dictionaries too."""
    waiting, seen = [value], set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list | tuple | set | frozenset) and id(value) not in seen:
            seen.add(id(value))  # a list may hold itself
            waiting += [*value, *value.values()] if isinstance(value, dict) else value


def _quoted(choice: object) -> str:
    return f'"{choice}"' if isinstance(choice, str) else repr(choice)


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
