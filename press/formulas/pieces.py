"""Pieces of formulas: a part of a formula as MathML and as LaTeX, and how parts make a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from press.formulas.commands import AS_MATHML
from press.formulas.symbols import in_alphabet

if TYPE_CHECKING:
    from press.formulas.commands import Kind, Table


@dataclass(frozen=True)
class Piece:
    """A part of a formula in both forms."""

    mathml: str
    tex: str
    kind: Kind = "ord"
    #: How many elements *mathml* has.
    count: int = 1
    #: Where scripts of a large operator stand.
    limits: Literal["beside", "display", "always"] = "beside"

    @property
    def element(self) -> str:
        """The MathML as one element."""
        return self.mathml if self.count == 1 else f"<mrow>{self.mathml}</mrow>"


NOTHING = Piece("", "", count=0)


def joined(pieces: list[Piece]) -> Piece:
    """Return a row of pieces, with the spaces that TeX has around the names of functions."""
    pieces = [piece for piece in pieces if piece.tex or piece.count]
    if len(pieces) < 2:
        return pieces[0] if pieces else NOTHING
    mathml, count = [], 0
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        mathml.append(piece.mathml)
        count += piece.count
        if after is None:
            break
        if piece.kind == "function" and after.kind in {"ord", "function", "op", "inner", "open"}:
            mathml.append("<mo>\u2061</mo>")
            count += 1
            if after.kind != "open":
                mathml.append('<mspace width="0.1667em"/>')
                count += 1
        elif after.kind == "function" and piece.kind in {"ord", "close", "inner"}:
            mathml.append('<mspace width="0.1667em"/>')
            count += 1
    # A space is nothing to TeX between signs, and ends the name of a command.
    return Piece("".join(mathml), " ".join(piece.tex for piece in pieces), "ord", count)


def styled(piece: Piece, tex: str, *, display: bool, level: int) -> Piece:
    """Return a piece in another style: as in a display or not, *level* times smaller."""
    said = "true" if display else "false"
    style = f'<mstyle displaystyle="{said}" scriptlevel="{level}">'
    return Piece(f"{style}{piece.mathml}</mstyle>", tex, piece.kind)


def number(shown: str, tex: str) -> Piece:
    """Return a number."""
    return Piece(f"<mn>{shown}</mn>", tex)


def function_name(shown: str) -> str:
    """Return the name of a function."""
    upright = ' mathvariant="normal"' if len(shown) == 1 else ""
    return f"<mi{upright}>{shown}</mi>"


def space(width: float, tex: str) -> Piece:
    """Return a space; *width* in em."""
    return Piece(f'<mspace width="{width:.4f}em"/>', tex, "space")


def operator(sign: str, tex: str, kind: Kind) -> Piece:
    """Return a sign that stands between or around others, as wide as TeX sets it."""
    shown = AS_MATHML.get(sign, sign)
    attributes = ""
    if kind in {"open", "close"} or sign in "|‖":
        attributes = ' stretchy="false"'
    if sign in "|‖/!?.@":
        attributes += ' lspace="0" rspace="0"'
    elif kind == "rel":
        attributes = ' stretchy="false"' if sign in "↑↓↕⇑⇓⇕∣∥" else ""
        attributes += ' lspace="0.2778em" rspace="0.2778em"' if sign in ":∣∥⊥" else ""
    elif kind == "punct":
        attributes = ' separator="true"'
    return Piece(f"<mo{attributes}>{shown}</mo>", tex, kind)


def fence(sign: str, form: str) -> str:
    """Return a bracket that is as high as what it holds; none where there is no sign."""
    if not sign:
        return ""
    shown = AS_MATHML.get(sign, sign)
    return f'<mo fence="true" stretchy="true" form="{form}">{shown}</mo>'


def text(words: str, tex: str, alphabet: str) -> Piece:
    """Return words: spaces at the ends and rows of spaces are kept as browsers keep them."""
    shown = re.sub(" +", " ", words)
    shown = re.sub("^ | $", "\u00a0", shown)
    shown = "".join(in_alphabet(alphabet, letter) for letter in shown)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        shown = shown.replace(sign, entity)
    return Piece(f"<mtext>{shown}</mtext>", tex)


def tabulated(table: Table, tex: str, rows: list[list[Piece]], columns: str = "") -> Piece:
    """Return a table: every cell says how it is aligned, for e-books and browsers differ in it."""
    aligned = {"l": "left", "c": "center", "r": "right"}
    widest = max(map(len, rows))
    lines = []
    for row in rows:
        cells = []
        for number in range(widest):
            side = aligned[table.columns[number % len(table.columns)]]
            inner = row[number].mathml if number < len(row) else ""
            cells.append(f'<mtd columnalign="{side}">{inner or "<mrow></mrow>"}</mtd>')
        lines.append(f"<mtr>{''.join(cells)}</mtr>")
    attributes = ' displaystyle="true" columnspacing="0em 2em" class="aligned"' * table.display
    mathml = f"<mtable{attributes}>{''.join(lines)}</mtable>"
    if table.open or table.close:
        mathml = f"{fence(table.open, 'prefix')}{mathml}{fence(table.close, 'postfix')}"
        mathml = f"<mrow>{mathml}</mrow>"
    content = r" \\ ".join(" & ".join(cell.tex for cell in row) for row in rows)
    spec = f"{{{columns}}}" if columns else ""
    return Piece(mathml, rf"\begin{{{tex}}}{spec} {content} \end{{{tex}}}", "inner")
