r"""Words in formulas: what may stand in ``\\text{…}``, formulas between the words too."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from press.formulas import commands, pieces, symbols
from press.formulas.pieces import Piece, joined
from press.formulas.scanner import LEXEME, FormulaError, Scanner, advice, named
from press.formulas.symbols import in_font

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_word(character: str) -> bool:
    """Say whether the fonts of formulas and of the text both have *character*, a letter or a sign."""
    letter_like = "\u2100" <= character <= "\u214f" and character not in "℃№™"
    return in_font(character) and not letter_like and unicodedata.category(character)[0] != "C"


class WordReader(Scanner):
    """Reads words."""

    def _text_argument(self, name: str) -> Piece:
        """Return words in a formula."""
        if self._peek() != "{":
            self._fail(rf"\{name} needs words in braces: write \{name}{{…}}", rf"\{name}")
        self._next()
        with self._inside():
            parts = joined(list(self._words(rf"\{name}", commands.TEXTS[name])))
        known = "text" if name in {"textup", "emph"} and not commands.TEXTS[name] else name
        known = "textit" if name == "emph" else known
        return Piece(parts.element, rf"\{known}{{{parts.tex}}}")

    def _words(self, command: str, alphabet: str) -> Iterator[Piece]:
        """Yield words, and the formulas between them, up to the brace that closes them."""
        opened, words, tex = self._at, "", ""
        while self._at < self._end:
            character = self._text[self._at]
            lexeme = character
            if character == "\\":
                found = LEXEME.match(self._text, self._at, self._end)
                lexeme = found[0] if found else character
            self._at += len(lexeme)
            if lexeme in {"}", "$", "{"} or lexeme[1:] in commands.TEXTS:
                if words:
                    yield pieces.text(words, tex, alphabet)
                words = tex = ""
                if lexeme == "}":
                    return
                yield self._between_words(lexeme, command, alphabet)
            else:
                shown, typed = self._word(lexeme)
                words, tex = words + shown, tex + typed
        raise FormulaError(f"{command} is never closed: add a }}", opened)

    def _between_words(self, lexeme: str, command: str, alphabet: str) -> Piece:
        """Return a formula, a group or marked words inside of words."""
        if lexeme == "{":
            with self._inside():
                inner = joined(list(self._words(command, alphabet)))
            return Piece(inner.element, f"{{{inner.tex}}}")
        if lexeme != "$":
            return self._text_argument(lexeme[1:])
        opened = self._at
        with self._inside(display=False, alphabet=""):
            inner = self._row(frozenset("$"))
        if self._next() != "$":
            raise FormulaError(f"a $ in {command} has no second one: write \\$", opened - 1)
        if not inner.count:
            raise FormulaError(f"there is nothing between two $ in {command}: write \\$", opened)
        return Piece(inner.element, rf"\({inner.tex}\)")

    def _word(self, lexeme: str) -> tuple[str, str]:
        """Return one sign of words as it is shown and as LaTeX has it."""
        if lexeme.isspace():
            return " ", " "
        if lexeme in {"~", r"\ "}:
            return "\u00a0", "~"
        if lexeme in {r"\,", r"\;", r"\:"}:
            return "\u202f", r"\,"
        if lexeme[1:] in symbols.ESCAPED or lexeme in {r"\{", r"\}"}:
            return lexeme[1:], lexeme
        if lexeme[0] == "\\":
            name = lexeme[1:]
            if name in symbols.TEXT_NAMES:
                return symbols.TEXT_NAMES[name], symbols.TEXT_NAMES[name]
            if name.isalpha():
                self._fail(
                    f"{lexeme} cannot stand among words in a formula: close them first", lexeme
                )
            self._fail(f"{lexeme} cannot stand among words in a formula: delete it", lexeme)
        if lexeme == "^":
            self._fail("^ cannot stand among words in a formula: close them first", lexeme)
        if lexeme in "%#&_":
            self._fail(f"{lexeme} cannot stand among words in a formula: write \\{lexeme}", lexeme)
        if lexeme in "'`":
            return {"'": "’", "`": "‘"}[lexeme], {"'": "’", "`": "‘"}[lexeme]
        if lexeme == '"':
            return lexeme, r"\textquotedbl{}"
        if not is_word(lexeme):
            self._fail(f"{named(lexeme)} cannot stand in a formula: {advice(lexeme)}", lexeme)
        return lexeme, lexeme
