r"""Tables in formulas: matrices, cases, aligned equations, everything between ``\\begin`` and ``\\end``."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from press.formulas import commands, pieces
from press.formulas.scanner import WIDTH, FormulaError, Scanner

if TYPE_CHECKING:
    from press.formulas.commands import Table
    from press.formulas.pieces import Piece

_COLUMNS = re.compile(r"[lcr|\s]*")
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")


class TableReader(Scanner):
    """Reads environments."""

    def _environment(self, command: str) -> str:
        name = _ENVIRONMENT.match(self._text, self._at, self._end)
        if not name:
            self._fail(f"{command} needs a name: write {command}{{aligned}}", command)
        self._at = name.end()
        return name[1]

    def _command_begin(self) -> Piece:
        opened = self._at
        name = self._environment(r"\begin")
        table = commands.ENVIRONMENTS.get(name)
        if table is None and self._depth == 0 and self._display:
            table = commands.DISPLAYS.get(name)
        if table is None:
            raise FormulaError(_no_environment(name), max(opened - 6, 0))
        columns = ""
        if name == "array":
            columns = self._array_columns()
            letters = re.sub(r"[^lcr]", "", columns)
            table = replace(table, columns=letters, most=len(letters))
        elif name in commands.COUNTED:
            self._argument(rf"\begin{{{name}}}")
        with self._inside(display=table.display):
            rows = self._rows(table, rf"\begin{{{name}}}")
        if self._peek() != r"\end":
            if not self._peek():
                message = rf"\begin{{{name}}} is never ended: add \end{{{name}}}"
                raise FormulaError(message, max(opened - 6, 0))
            self._stray(self._peek())
        self._next()
        ended = self._environment(r"\end")
        if ended != name:
            self._fail(rf"\begin{{{name}}} is ended by \end{{{ended}}}: write \end{{{name}}}")
        if name in commands.DISPLAYS and len(rows) == len(rows[0]) == 1:
            return rows[0][0]
        return pieces.tabulated(table, table.tex or name, rows, columns)

    def _array_columns(self) -> str:
        spec = re.compile(rf"\s*\{{({_COLUMNS.pattern})\}}").match(self._text, self._at, self._end)
        if spec and "|" in spec[1]:
            self._fail("a table in a formula has no lines: take the | out of its columns")
        if not spec or not re.search("[lcr]", spec[1]):
            self._fail(r"\begin{array} needs its columns, l, c or r: write \begin{array}{lr}")
        self._at = spec.end()
        if len(re.sub(r"[^lcr]", "", spec[1])) > commands.MOST_COLUMNS:
            self._fail(f"a table in a formula has at most {commands.MOST_COLUMNS} columns")
        return "".join(spec[1].split())

    def _rows(self, table: Table, name: str) -> list[list[Piece]]:
        """Return the cells of a table, row by row, without an empty row at the end."""
        rows: list[list[Piece]] = [[]]
        before = self._display, self._alphabet
        while True:
            self._display, self._alphabet = before
            rows[-1].append(self._row())
            if len(rows[-1]) > table.most:
                self._fail(f"{name} has at most {table.most} column{'s' * (table.most > 1)}")
            if len(rows) > commands.MOST_ROWS:
                self._fail(f"{name} has more than {commands.MOST_ROWS} rows: divide it")
            lexeme = self._peek()
            if lexeme == "&":
                self._next()
            elif lexeme in {r"\\", r"\cr"}:
                self._next()
                self._line_space()
                rows.append([])
            else:
                break
        if len(rows) > 1 and len(rows[-1]) == 1 and not rows[-1][0].count:
            rows.pop()
        return rows

    def _line_space(self) -> None:
        r"""Pass over the space that a ``\\[1ex]`` or ``\\*`` asks for."""
        if self._peek() == "*":
            self._next()
        space = re.compile(rf"\s*\[{WIDTH.pattern}\]", re.ASCII).match(
            self._text, self._at, self._end
        )
        if space:
            self._at = space.end()


def _no_environment(name: str) -> str:
    if name in commands.DISPLAYS:
        return rf"\begin{{{name}}} is an equation of its own: write \begin{{aligned}} inside of one"
    near = get_close_matches(name, sorted(commands.ENVIRONMENTS | commands.DISPLAYS), 1, 0.7)
    advice = f"did you mean {near[0]}?" if near else "write it with those that they know"
    return rf"\begin{{{name}}} is no environment that formulas know: {advice}"
