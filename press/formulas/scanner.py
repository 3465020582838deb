"""Scanner of formulas: their tokens, the state of reading, and what is said where one is refused."""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from press.formulas.symbols import in_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.formulas.pieces import Piece

#: Nobody reads deeper; programs that show MathML give up somewhere above.
DEEPEST = 24

LEXEME = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])|\S", re.DOTALL)
_SPACE = re.compile(r"\s*")
#: A width, its number and its unit.
WIDTH = re.compile(r"\s*(-?(?:\d+\.?\d*|\.\d+))\s*(em|ex|pt|mm|cm|in)\s*", re.ASCII)


class FormulaError(ValueError):
    """A formula that cannot be set; the message says what is wrong and what to do, in one line.

    *offset* counts characters from the formula's start to the place.
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class Scanner:
    """Goes through one formula; where it stands, and what the commands around say, are its state."""

    def __init__(self, text: str, start: int, end: int, *, display: bool) -> None:
        self._text = text
        self._at = start
        self._end = end
        self._display = display
        self._alphabet = ""
        self._depth = 0
        self._in_text = False

    # -- tokens --------------------------------------------------------------------------------

    def _peek(self) -> str:
        """Return the next lexeme, "" at the end."""
        space = _SPACE.match(self._text, self._at, self._end)
        self._at = space.end() if space else self._at
        found = LEXEME.match(self._text, self._at, self._end)
        return found[0] if found else ""

    def _next(self) -> str:
        lexeme = self._peek()
        self._at += len(lexeme)
        return lexeme

    def _fail(self, message: str, lexeme: str = "") -> NoReturn:
        raise FormulaError(message, max(self._at - len(lexeme), 0))

    @contextmanager
    def _inside(
        self, *, display: bool | None = None, alphabet: str | None = None
    ) -> Iterator[None]:
        """Read what is inside of something, in another style."""
        before = self._display, self._alphabet
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(f"the formula is nested more than {DEEPEST} deep: divide it")
        if display is not None:
            self._display = display
        if alphabet is not None:
            self._alphabet = alphabet
        yield
        self._depth -= 1
        self._display, self._alphabet = before

    # -- what the grammar adds, and tables and words need ------------------------------------------

    def _row(self, ends: frozenset[str] = frozenset(), *, below: bool = False) -> Piece:
        raise NotImplementedError

    def _argument(self, command: str) -> Piece:
        raise NotImplementedError

    def _stray(self, lexeme: str) -> NoReturn:
        raise NotImplementedError


def named(character: str) -> str:
    """Return a character as a message names it."""
    if character.isprintable() and not unicodedata.combining(character):
        return character
    return f"the character U+{ord(character):04X}"


def advice(character: str) -> str:
    """Return what to write in the place of a character that formulas do not know."""
    if unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
        return "write words from right to left in the sentence, outside of it"
    decomposed = unicodedata.normalize("NFKD", character)
    if unicodedata.category(character)[0] == "L" and in_font(character):
        return rf"write \text{{{character}}}"
    if decomposed != character and decomposed.isascii() and decomposed.isalnum():
        return f"write ^{decomposed} or _{decomposed}"
    return "the font of formulas does not have it"
