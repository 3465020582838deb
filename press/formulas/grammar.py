r"""Grammar of formulas: the TeX that an article's formulas may use, as MathML and as LaTeX.

:func:`read` is the one door: it knows a list of commands and environments (:mod:`.symbols` and the
tables below) and refuses everything else, so that an article can neither run a program through
LaTeX (``\directlua``, ``\input``, ``^^5c``) nor use what one format shows and another does not.  A
formula is read once, from left to right; each construct gives its MathML and its LaTeX at the same
place.  The LaTeX is written anew from what was understood: not a letter of the source reaches TeX
that this grammar does not know.

The MathML is that of MathML Core (https://www.w3.org/TR/mathml-core/) and of MathML 3's Presentation
Markup, which e-books ask for: letters of other alphabets are Unicode's, columns are aligned by
``columnalign``, and whether limits stand above or beside is said by the elements themselves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NoReturn

from press.formulas import commands, pieces, symbols
from press.formulas.pieces import NOTHING, Piece, joined
from press.formulas.scanner import WIDTH, FormulaError, advice, named
from press.formulas.symbols import in_alphabet, in_font
from press.formulas.tables import TableReader
from press.formulas.words import WordReader

if TYPE_CHECKING:
    from press.formulas.commands import Kind


@dataclass(frozen=True)
class Formula:
    """A formula that was understood."""

    #: MathML, the content of a ``math`` element.
    mathml: str
    #: LaTeX, what stands between ``\\(`` and ``\\)`` or in an equation.
    tex: str


#: MathML's; e-books need it, pages ignore it.
NAMESPACE = "http://www.w3.org/1998/Math/MathML"
#: A formula that fills a printed page has about as many characters: what is longer is a mistake.
LONGEST = 4000

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_NUMBER = re.compile(r"\d+(?:\{,\}\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_LETTERS = re.compile(r"[A-Za-z]{2,}(?![\s]*[_^'])|[A-Za-z]+(?=[A-Za-z]\s*[_^'])")
_EM = {"em": 1.0, "ex": 0.43, "pt": 0.1, "mm": 0.285, "cm": 2.85, "in": 7.23}


def read(source: str, *, block: bool = False) -> Formula:
    r"""Return a formula's MathML and LaTeX.

    *block* says that it stands on lines of its own: it may have several, divided by ``\\`` or by
    empty lines, and aligned at ``&``.  Raises :exc:`FormulaError` for whatever is not known here.
    """
    if len(source) > LONGEST:
        message = f"the formula has {len(source)} characters, more than {LONGEST}: divide it"
        raise FormulaError(message)
    parts: list[Piece] = []
    at = 0
    for gap in [*_BLANK_LINE.finditer(source), None]:
        end = gap.start() if gap else len(source)
        if source[at:end].strip():
            if parts and not block:
                raise FormulaError("an empty line ends a formula: take it out", at)
            parts.append(_Reader(source, at, end, display=block).whole(block=block))
        at = gap.end() if gap else end
    if not parts:
        raise FormulaError("the formula is empty: write one, or \\$ for a dollar sign")
    if len(parts) == 1:
        return Formula(parts[0].mathml, parts[0].tex)
    rows = "".join(f"<mtr><mtd>{part.mathml}</mtd></mtr>" for part in parts)
    lines = r" \\ ".join(part.tex for part in parts)
    return Formula(
        f'<mtable displaystyle="true">{rows}</mtable>',
        rf"\begin{{gathered}} {lines} \end{{gathered}}",
    )


def wrapped(formula: Formula, source: str, *, block: bool) -> str:
    """Return a formula's ``math`` element, with its *source* for who cannot see or show it."""
    display = ' display="block"' if block else ""
    start = f'<math xmlns="{NAMESPACE}"{display} alttext="{_escape(source)}">'
    return f"{start}{formula.mathml}</math>"


class _Reader(TableReader, WordReader):
    """Reads one formula; where it stands, and what the commands around say, are its state."""

    # -- rows ----------------------------------------------------------------------------------

    def whole(self, *, block: bool) -> Piece:
        """Return the whole formula; a block's lines and columns are a table."""
        found = self._lines() if block else self._row()
        lexeme = self._peek()
        if lexeme:
            self._stray(lexeme)
        return found

    def _lines(self) -> Piece:
        rows = self._rows(commands.ALIGNED, "the formula")
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return pieces.tabulated(commands.ALIGNED, "aligned", rows)

    def _row(self, ends: frozenset[str] = frozenset(), *, below: bool = False) -> Piece:
        r"""Return what stands before one of *ends*, before what closes a group, or before the end.

        *below* says that it is what an ``\over`` divides by.
        """
        row: list[Piece] = []
        while (lexeme := self._peek()) and lexeme not in ends and lexeme not in commands.ENDS:
            name = lexeme[1:] if lexeme[0] == "\\" else ""
            if name in commands.INFIX and below:
                self._fail(r"which of two fractions comes first is not said: write \frac{…}{…}")
            elif name in commands.INFIX:
                row = [self._infix(commands.INFIX[name], row, ends)]
            elif name in commands.STYLES:
                self._next()
                display, level = commands.STYLES[name]
                with self._inside(display=display):
                    rest = self._row(ends)
                row.append(
                    pieces.styled(rest, rf"\{name} {rest.tex}", display=display, level=level)
                )
            elif name in commands.OLD_ALPHABETS:
                self._next()
                known = commands.OLD_ALPHABETS[name]
                with self._inside(alphabet=commands.ALPHABETS[known]):
                    rest = self._row(ends)
                row.append(replace(rest, tex=f"{{{rest.tex}}}"))
            else:
                row.append(self._scripted())
        return joined(row)

    def _infix(self, name: str, before: list[Piece], ends: frozenset[str]) -> Piece:
        self._next()
        with self._inside(display=False):
            after = self._row(ends, below=True)
        return self._fraction(name, joined(before), after, None)

    def _stray(self, lexeme: str) -> NoReturn:
        """Refuse a lexeme that ends what was not begun."""
        message = {
            "}": "a } closes what no { opened: delete it, or write \\}",
            "&": "an & stands outside of a table: write \\& for the sign",
            r"\\": r"a \\ divides lines where there is one: use $$…$$ or \begin{aligned}",
            r"\right": r"\right closes what no \left opened",
            r"\middle": r"\middle stands outside of \left and \right",
            r"\end": r"\end ends what no \begin began",
            r"\hline": r"a table in a formula has no lines: take the \hline out",
            "]": "a ] closes what no [ opened",
            "$": "a $ inside of a formula: write \\$ for the sign",
        }
        self._next()
        self._fail(
            message.get(lexeme, f"{lexeme} stands where it means nothing: delete it"), lexeme
        )

    # -- one sign with what hangs on it --------------------------------------------------------

    def _scripted(self) -> Piece:
        """Return a sign or group with its primes, subscript and superscript."""
        base = NOTHING if self._peek() in commands.SCRIPTS else self._atom(self._next())
        above: list[Piece] = []
        below: list[Piece] = []
        primes = 0
        while (lexeme := self._peek()) in commands.SCRIPTS or lexeme in {r"\limits", r"\nolimits"}:
            self._next()
            if lexeme in {r"\limits", r"\nolimits"}:
                if base.kind not in {"op", "function"} or above or below:
                    self._fail(f"{lexeme} says where limits stand, after an operator only", lexeme)
                always: Literal["always", "beside"] = "always" if lexeme == r"\limits" else "beside"
                base = replace(base, limits=always, tex=f"{base.tex}{lexeme}")
            elif lexeme in commands.PRIMES:
                if above:
                    self._fail("a prime stands after a superscript: write it before", lexeme)
                primes += commands.PRIMES[lexeme]
            elif (lexeme == "^" and above) or (lexeme == "_" and below):
                what = "superscripts" if lexeme == "^" else "subscripts"
                self._fail(f"two {what} on one sign: put braces around the first", lexeme)
            else:
                with self._inside(display=False):
                    (above if lexeme == "^" else below).append(self._argument(lexeme))
        if not (above or below or primes):
            return base
        return self._with_scripts(base, joined(above), joined(below), primes)

    def _with_scripts(self, base: Piece, above: Piece, below: Piece, primes: int) -> Piece:
        tex = base.tex or "{}"
        tex += "'" * primes
        if above.tex or above.count:
            tex += f"^{{{above.tex}}}"
        if below.tex or below.count:
            tex += f"_{{{below.tex}}}"
        marks = f"<mo>{('′', '″', '‴', '⁗')[min(primes, 4) - 1]}</mo>" if primes else ""
        up = Piece(marks + above.mathml, "", count=bool(marks) + above.count)
        is_over = base.limits == "always" or (base.limits == "display" and self._display)
        names = ("munder", "mover", "munderover") if is_over else ("msub", "msup", "msubsup")
        if below.count and up.count:
            inner = f"{base.element}{below.element}{up.element}"
            mathml = f"<{names[2]}>{inner}</{names[2]}>"
        elif below.count:
            mathml = f"<{names[0]}>{base.element}{below.element}</{names[0]}>"
        elif up.count:
            mathml = f"<{names[1]}>{base.element}{up.element}</{names[1]}>"
        else:
            mathml = base.element
        return Piece(mathml, tex, base.kind if base.count else "ord")

    def _argument(self, command: str) -> Piece:
        """Return the next sign or the content of the next group."""
        lexeme = self._peek()
        if not lexeme or lexeme in commands.ENDS or lexeme in commands.SCRIPTS or lexeme == "$":
            self._fail(f"{command} needs something after it: write {command}{{…}}", command)
        if lexeme == "{":
            return self._group()
        self._next()
        if lexeme.isascii() and lexeme.isdigit():
            return pieces.number(in_alphabet(self._alphabet, lexeme), lexeme)
        with self._inside():
            return self._atom(lexeme)

    def _group(self, **style: bool | str | None) -> Piece:
        """Return the content of a group in braces."""
        self._next()
        opened = self._at
        with self._inside(**style):  # type: ignore[arg-type]
            found = self._row()
        if self._peek() != "}":
            if not self._peek():
                raise FormulaError("a { is never closed: add a }", opened - 1)
            self._stray(self._peek())
        self._next()
        return found

    def _atom(self, lexeme: str) -> Piece:
        """Return what a lexeme begins."""
        if lexeme[0] == "\\":
            return self._command(lexeme[1:])
        if lexeme == "{":
            self._at -= 1
            found = self._group()
            kind = found.kind if found.count == 1 else "ord"
            return Piece(found.element, f"{{{found.tex}}}", kind)
        if lexeme.isascii() and (lexeme.isdigit() or lexeme == "."):
            number = _NUMBER.match(self._text, self._at - 1, self._end)
            if number:
                self._at = number.end()
                shown = "".join(in_alphabet(self._alphabet, each) for each in number[0])
                return pieces.number(shown.replace("{,}", ","), number[0])
        if lexeme.isascii() and lexeme.isalpha():
            return self._letters(lexeme)
        return self._sign(lexeme)

    def _letters(self, lexeme: str) -> Piece:
        """Return a variable; in an alphabet of words, a word."""
        if self._alphabet in commands.WORDS:
            word = _LETTERS.match(self._text, self._at - 1, self._end)
            if word:
                self._at = word.end()
                lexeme = word[0]
        shown = "".join(in_alphabet(self._alphabet, letter) for letter in lexeme)
        upright = (
            ' mathvariant="normal"' if self._alphabet == "upright" and len(lexeme) == 1 else ""
        )
        is_word = len(lexeme) > 1 or self._alphabet == "upright"
        tex = rf"\{commands.WORDS[self._alphabet]}{{{lexeme}}}" if is_word else shown
        return Piece(f"<mi{upright}>{shown}</mi>", tex)

    def _sign(self, lexeme: str) -> Piece:
        """Return a sign that was typed as it is."""
        if lexeme in commands.PUNCTUATION:
            return pieces.operator(
                lexeme, commands.AS_TEX.get(lexeme, lexeme), commands.PUNCTUATION[lexeme]
            )
        if lexeme in commands.TYPED:
            name = commands.TYPED[lexeme]
            return self._atom(name) if name in "-/" else self._command(name)
        if lexeme in symbols.TEXT_SIGNS:
            return Piece(f"<mtext>{lexeme}</mtext>", rf"\text{{{lexeme}}}")
        if lexeme == "~":
            return pieces.space(0.3333, "~")
        if in_font(lexeme) and ("\U0001d400" <= lexeme <= "\U0001d7ff" or lexeme in "ℂℍℕℙℚℝℤ"):
            return Piece(f"<mi>{lexeme}</mi>", lexeme)
        said = {
            "%": r"it begins a comment in TeX: write \%",
            "#": r"write \#",
            "$": r"write \$",
            '"': "write ''",
            "`": "write '",
            "^": "write it after a sign",
        }.get(lexeme)
        said = said or advice(lexeme)
        return self._fail(f"{named(lexeme)} cannot stand in a formula: {said}", lexeme)

    # -- commands ------------------------------------------------------------------------------

    def _command(self, name: str) -> Piece:
        name = " " if name.isspace() else name
        if name in commands.SIGNS:
            return self._named_sign(name)
        if name in symbols.ESCAPED:
            sign = symbols.ESCAPED[name]
            return Piece(
                f"<mtext>{commands.AS_MATHML.get(sign, sign)}</mtext>", rf"\text{{\{name}}}"
            )
        if name in symbols.SPACES:
            return pieces.space(symbols.SPACES[name], rf"\{name}")
        if name in symbols.FUNCTIONS or name in symbols.LIMIT_FUNCTIONS:
            shown = symbols.LIMIT_FUNCTIONS.get(name, name)
            limits = "display" if name in symbols.LIMIT_FUNCTIONS else "beside"
            return Piece(pieces.function_name(shown), rf"\{name}", "function", limits=limits)  # type: ignore[arg-type]
        if name in symbols.TEXT_NAMES:
            return self._sign(symbols.TEXT_NAMES[name])
        if name in symbols.ACCENTS or name in symbols.WIDE_ABOVE or name in symbols.WIDE_BELOW:
            return self._accent(name)
        if name in commands.ALPHABETS:
            return self._in_alphabet(name)
        if name in commands.FRACTIONS or name in commands.BINOMIALS:
            display = (commands.FRACTIONS | commands.BINOMIALS)[name]
            with self._inside(display=bool(display) and name == "cfrac"):
                upper, lower = self._argument(rf"\{name}"), self._argument(rf"\{name}")
            return self._fraction(name, upper, lower, display)
        if name in commands.TEXTS:
            return self._text_argument(name)
        method = getattr(self, f"_command_{name}", None)
        if method is not None:
            return method()  # type: ignore[no-any-return]
        return self._command_of_a_kind(name)

    def _command_of_a_kind(self, name: str) -> Piece:
        command = rf"\{name}"
        if name in commands.STACKS:
            with self._inside(display=False):
                script = self._argument(command)
            base = self._argument(command)
            kind: Kind = "rel" if name == "stackrel" else base.kind
            tag = commands.STACKS[name]
            tex = rf"{command}{{{script.tex}}}{{{base.tex}}}"
            return Piece(f"<{tag}>{base.element}{script.element}</{tag}>", tex, kind)
        if name in commands.ARROWS:
            return self._arrow(name)
        if name in commands.CLASSES:
            inner = self._argument(command)
            limits: Literal["display", "beside"] = "display" if name == "mathop" else "beside"
            tex = rf"{command}{{{inner.tex}}}"
            return Piece(inner.element, tex, commands.CLASSES[name], limits=limits)
        if name in commands.SIZES:
            return self._sized(name)
        if name in commands.BOXES:
            inner = self._argument(command)
            start, end = commands.BOXES[name]
            return Piece(f"{start}{inner.element}{end}", rf"{command}{{{inner.tex}}}", inner.kind)
        if name in commands.UNNUMBERED:
            return NOTHING
        return self._unknown(name)

    def _unknown(self, name: str) -> NoReturn:
        lexeme = f"\\{name}"
        if not name.isalpha():
            lexeme = "\\" if name.isspace() else lexeme
            self._fail(f"{lexeme} is no command that formulas know: delete it", lexeme)
        if name in commands.HINTS:
            advice = commands.HINTS[name]
        else:
            near = get_close_matches(name, commands.names(), 1, 0.8)
            advice = f"did you mean \\{near[0]}?" if near else "write it with those that they know"
        self._fail(f"{lexeme} is no command that formulas know: {advice}", lexeme)

    def _named_sign(self, name: str) -> Piece:
        sign, kind = commands.SIGNS[name]
        # The signs themselves: LaTeX knows what each is, and not every name of it.
        tex = f"\\{name}" if sign.isascii() and name not in {"lt", "gt"} else sign
        tex = commands.AS_TEX.get(sign, tex)
        if name == "colon":
            return Piece('<mo lspace="0" rspace="0.1667em">:</mo>', tex, kind)
        if name in symbols.LETTERS:
            shown = in_alphabet(self._alphabet, sign)
            if self._alphabet == "upright":
                return Piece(f'<mi mathvariant="normal">{shown}</mi>', rf"\symup{{{shown}}}")
            return Piece(f"<mi>{shown}</mi>", shown)
        if name in symbols.UPRIGHT:
            shown = in_alphabet(self._alphabet, sign)
            upright = ' mathvariant="normal"' if shown == sign else ""
            return Piece(f"<mi{upright}>{shown}</mi>", tex if shown == sign else shown)
        if name in symbols.DOTS:
            return Piece(f"<mo>{sign}</mo>", commands.AS_TEX[sign], kind)
        if kind == "op":
            is_integral = name in symbols.INTEGRALS
            moved = "" if is_integral else ' movablelimits="false"'
            limits: Literal["display", "beside"] = "beside" if is_integral else "display"
            return Piece(f"<mo{moved}>{sign}</mo>", tex, kind, limits=limits)
        return pieces.operator(sign, tex, kind)

    def _accent(self, name: str) -> Piece:
        is_below = name in symbols.WIDE_BELOW
        sign = (symbols.ACCENTS | symbols.WIDE_ABOVE | symbols.WIDE_BELOW)[name]
        inner = self._argument(rf"\{name}")
        tex = rf"\{name}{{{inner.tex}}}"
        stretchy = "false" if name in symbols.ACCENTS else "true"
        mark = f'<mo stretchy="{stretchy}">{sign}</mo>'
        tag, accent = ("munder", "accentunder") if is_below else ("mover", "accent")
        mathml = f'<{tag} {accent}="true">{inner.element}{mark}</{tag}>'
        if name.endswith("brace"):
            return Piece(mathml, tex, "op", limits="always")
        return Piece(mathml, tex)

    def _in_alphabet(self, name: str) -> Piece:
        alphabet = commands.ALPHABETS[name]
        with self._inside(alphabet=alphabet):
            inner = self._argument(rf"\{name}")
        return Piece(inner.element, f"{{{inner.tex}}}", inner.kind if inner.count == 1 else "ord")

    def _fraction(self, name: str, upper: Piece, lower: Piece, display: bool | None) -> Piece:
        tex = rf"\{name}{{{upper.tex}}}{{{lower.tex}}}"
        if name in commands.BINOMIALS:
            inner = f'<mfrac linethickness="0">{upper.element}{lower.element}</mfrac>'
            inner = (
                f"<mrow>{pieces.fence('(', 'prefix')}{inner}{pieces.fence(')', 'postfix')}</mrow>"
            )
        else:
            inner = f"<mfrac>{upper.element}{lower.element}</mfrac>"
        found = Piece(inner, tex, "inner")
        if display is None or display is self._display:
            return found
        return pieces.styled(found, tex, display=display, level=0)

    def _command_sqrt(self) -> Piece:
        index = None
        if self._peek() == "[":
            self._next()
            with self._inside(display=False):
                index = self._row(frozenset("]"))
            if self._next() != "]":
                self._fail(r"the index of \sqrt is never closed: add a ]")
        inner = self._argument(r"\sqrt")
        if index is None:
            return Piece(f"<msqrt>{inner.element}</msqrt>", rf"\sqrt{{{inner.tex}}}")
        tex = rf"\sqrt[{{{index.tex}}}]{{{inner.tex}}}"
        return Piece(f"<mroot>{inner.element}{index.element}</mroot>", tex)

    def _command_operatorname(self) -> Piece:
        command = r"\operatorname"
        if self._peek() == "*":
            self._next()
            command += "*"
        opened = self._peek()
        name = re.compile(r"\s*\{((?:[A-Za-z0-9 -]|\\[,; ])+)\}").match(
            self._text, self._at, self._end
        )
        if opened != "{" or not name:
            self._fail(rf"{command} needs a name in letters: write {command}{{name}}", command)
        self._at = name.end()
        shown = re.sub(r"\\[,; ]", "\u202f", name[1]).replace(" ", "")
        limits: Literal["display", "beside"] = "display" if command[-1] == "*" else "beside"
        return Piece(
            pieces.function_name(shown), rf"{command}{{{name[1]}}}", "function", limits=limits
        )

    def _command_not(self) -> Piece:
        inner = self._argument(r"\not")
        found = re.fullmatch(r"<mo[^>]*>(.|&lt;|&gt;)</mo>", inner.mathml)
        if inner.kind != "rel" or not found:
            self._fail(r"\not strikes out a relation: write \not=", r"\not")
        plain = {"&lt;": "<", "&gt;": ">"}.get(found[1], found[1])
        struck = unicodedata.normalize("NFC", plain + "\u0338")
        if len(struck) > 1 or not in_font(struck):
            self._fail(rf"there is no struck out {plain}: write it in words", r"\not")
        return pieces.operator(struck, struck, "rel")

    def _command_bmod(self) -> Piece:
        side = '<mspace width="0.2222em"/>'
        return Piece(f"{side}<mi>mod</mi>{side}", r"\bmod", "bin", count=3)

    def _command_pmod(self) -> Piece:
        inner = self._argument(r"\pmod")
        mathml = (
            f'<mspace width="0.4444em"/>{pieces.operator("(", "", "open").mathml}<mi>mod</mi>'
            f'<mspace width="0.3333em"/>{inner.mathml}{pieces.operator(")", "", "close").mathml}'
        )
        return Piece(f"<mrow>{mathml}</mrow>", rf"\pmod{{{inner.tex}}}", "close")

    def _command_hspace(self) -> Piece:
        if self._peek() == "*":
            self._next()
        width = re.compile(rf"\s*\{{{WIDTH.pattern}\}}", re.ASCII).match(
            self._text, self._at, self._end
        )
        if not width or abs(float(width[1]) * _EM[width[2]]) > 20:
            self._fail(r"\hspace needs a width of at most 20em: write \hspace{1em}", r"\hspace")
        self._at = width.end()
        return pieces.space(float(width[1]) * _EM[width[2]], rf"\hspace{{{width[1]}{width[2]}}}")

    def _command_substack(self) -> Piece:
        if self._peek() != "{":
            self._fail(r"\substack needs lines in braces: write \substack{… \\ …}", r"\substack")
        self._next()
        with self._inside(display=False):
            rows = self._rows(commands.GATHERED, r"\substack")
        if self._next() != "}":
            self._fail(r"\substack is never closed: add a }", r"\substack")
        lines = r" \\ ".join(row[0].tex for row in rows)
        cells = "".join(f"<mtr><mtd>{row[0].mathml}</mtd></mtr>" for row in rows)
        return Piece(f'<mtable rowspacing="0.1em">{cells}</mtable>', rf"\substack{{{lines}}}")

    def _arrow(self, name: str) -> Piece:
        command = rf"\{name}"
        below = NOTHING
        with self._inside(display=False):
            if self._peek() == "[":
                self._next()
                below = self._row(frozenset("]"))
                if self._next() != "]":
                    self._fail(f"the text below {command} is never closed: add a ]")
            above = self._argument(command)
        arrow = f'<mo stretchy="true">{commands.ARROWS[name]}</mo>'
        if below.count:
            inner = f"<munderover>{arrow}{below.element}{above.element}</munderover>"
            return Piece(inner, rf"{command}[{{{below.tex}}}]{{{above.tex}}}", "rel")
        return Piece(f"<mover>{arrow}{above.element}</mover>", rf"{command}{{{above.tex}}}", "rel")

    # -- brackets ------------------------------------------------------------------------------

    def _delimiter(self, command: str) -> tuple[str, str]:
        """Return the sign and the LaTeX of the bracket that comes next."""
        lexeme = self._next()
        sign = commands.DELIMITERS.get(lexeme)
        if (
            sign is None
            and lexeme in commands.TYPED
            and f"\\{commands.TYPED[lexeme]}" in commands.DELIMITERS
        ):
            lexeme = f"\\{commands.TYPED[lexeme]}"
            sign = commands.DELIMITERS[lexeme]
        if sign is None:
            self._fail(f"{command} needs a bracket after it: write {command}(", command)
        return sign, commands.AS_DELIMITER.get(lexeme, lexeme)

    def _command_left(self) -> Piece:
        opened = self._at
        sign, tex = self._delimiter(r"\left")
        mathml, inner = pieces.fence(sign, "prefix"), ""
        with self._inside():
            while True:
                row = self._row()
                mathml, inner = mathml + row.mathml, f"{inner} {row.tex}"
                if self._peek() != r"\middle":
                    break
                self._next()
                between, between_tex = self._delimiter(r"\middle")
                mathml += pieces.fence(between, "infix")
                inner += rf" \middle{between_tex}"
        if self._peek() != r"\right":
            if not self._peek():
                raise FormulaError(r"\left is never closed: add \right)", max(opened - 5, 0))
            self._stray(self._peek())
        self._next()
        closing, closing_tex = self._delimiter(r"\right")
        mathml = f"<mrow>{mathml}{pieces.fence(closing, 'postfix')}</mrow>"
        return Piece(mathml, rf"\left{tex}{inner} \right{closing_tex}", "inner")

    def _sized(self, name: str) -> Piece:
        sign, tex = self._delimiter(rf"\{name}")
        size = f"{commands.SIZES[name]}em"
        kinds: dict[str, Kind] = {"l": "open", "r": "close", "m": "rel"}
        kind = kinds.get(name[-1], "ord")
        shown = commands.AS_MATHML.get(sign, sign)
        mathml = f'<mo stretchy="true" minsize="{size}" maxsize="{size}">{shown}</mo>'
        return Piece(mathml if sign else "<mrow></mrow>", rf"\{name}{tex}", kind)


def _escape(text: str) -> str:
    """Return *text* in one line as an attribute's value."""
    text = " ".join(text.split())
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text
