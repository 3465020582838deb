"""The grammar of formulas: what is set, what is refused, and that nothing ends otherwise."""

from __future__ import annotations

import random
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from press.formulas import commands, symbols
from press.formulas.grammar import LONGEST, Formula, read, wrapped
from press.formulas.plain import plain
from press.formulas.scanner import FormulaError
from press.offprints import formulas as drawings

HERE = Path(__file__).parent
FONT = Path(__file__).parents[2] / "press/print/fonts/texgyrepagella-math.otf"


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


GOOD = lines("good.txt")
REFUSED = [line.split("\t") for line in lines("refused.txt")]


def shown(source: str, *, block: bool = False) -> str:
    """A formula's MathML, well-formed."""
    found = wrapped(read(source, block=block), source, block=block)
    ET.fromstring(found)
    return found


# -- what is set -------------------------------------------------------------------------


def test_there_are_formulas_enough() -> None:
    assert len(GOOD) > 250
    assert len(REFUSED) > 60


@pytest.mark.parametrize("block", [False, True])
def test_usual_formulas_are_set_and_drawn(block: bool) -> None:
    faults = []
    for source in GOOD:
        try:
            found = shown(source, block=block)
            drawings.drawn(found)
        except ValueError as error:
            faults.append((source, str(error)))
    assert not faults


@pytest.mark.parametrize(
    ("source", "mathml", "tex"),
    [
        ("_2", "<msub><mrow></mrow><mn>2</mn></msub>", "{}_{2}"),
        ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x^{2}_{i}"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>", r"\frac{1}{2}"),
        (r"{a \over b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>", r"{\frac{a}{b}}"),
        (r"\mathbb{R}", "<mi>ℝ</mi>", "{ℝ}"),
        (r"\mathrm{CO}_2", "<msub><mi>CO</mi><mn>2</mn></msub>", r"{\mathrm{CO}}_{2}"),
        ("25{,}000", "<mn>25,000</mn>", "25{,}000"),
        ("[", '<mo stretchy="false">[</mo>', r"\lbrack"),
        ("a≤b", "<mi>a</mi><mo>≤</mo><mi>b</mi>", "a ≤ b"),
        (r"\not=", "<mo>≠</mo>", "≠"),
        ("f’", "<msup><mi>f</mi><mo>′</mo></msup>", "f'"),
        (r"\text{a & b}".replace("&", r"\&"), "<mtext>a &amp; b</mtext>", r"\text{a \& b}"),
    ],
)
def test_a_formula_in_both_forms(source: str, mathml: str, tex: str) -> None:
    assert read(source) == Formula(mathml, tex)


def test_limits_stand_above_in_a_display_only() -> None:
    assert "<munderover>" in shown(r"\sum_{i=1}^n i", block=True)
    assert "<msubsup>" in shown(r"\sum_{i=1}^n i")
    assert "<munder>" in shown(r"\sum\limits_i i")
    assert "<munder>" in shown(r"\displaystyle \sum_i i")
    assert "<msub>" in shown(r"\frac{\sum_i i}{2}", block=True)


def test_a_functions_name_is_applied_and_spaced() -> None:
    assert shown(r"2\sin x").count("\u2061") == 1
    assert '<mi>sin</mi><mo>\u2061</mo><mspace width="0.1667em"/><mi>x</mi>' in shown(r"\sin x")
    assert "<mi>sin</mi><mo>\u2061</mo><mo" in shown(r"\sin(x)")


def test_lines_of_a_display_are_aligned() -> None:
    source = "a &= b \\\\\n  &= c"
    table = ET.fromstring(shown(source, block=True)).find(".//{*}mtable")
    assert table is not None
    assert [[cell.get("columnalign") for cell in row] for row in table] == [["right", "left"]] * 2
    assert read(source, block=True).tex == r"\begin{aligned} a & = b \\  & = c \end{aligned}"
    for name in ("align", "align*", "eqnarray", "aligned", "split"):
        assert read(rf"\begin{{{name}}}{source}\end{{{name}}}", block=True) == read(
            source, block=True
        )


def test_an_empty_line_divides_a_display() -> None:
    assert (
        read("a = b\n\nc = d", block=True).tex == r"\begin{gathered} a = b \\ c = d \end{gathered}"
    )
    with pytest.raises(FormulaError, match="an empty line ends a formula"):
        read("a = b\n\nc = d")


def test_the_source_is_the_alternative() -> None:
    assert 'alttext="a &lt; &quot;b&quot;"' in wrapped(Formula("", ""), 'a <\n "b"', block=False)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("_2", "₂"),
        ("E = mc^2", "E = mc²"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"20^\circ", "20°"),
        (r"\sqrt{x} \leq \sin y", "√x ≤ sin y"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    assert plain(read(source)) == text


# -- what is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_what_is_refused(source: str, message: str) -> None:
    with pytest.raises(FormulaError) as refused:
        read(source)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert 0 <= refused.value.offset <= len(source)


@pytest.mark.parametrize("source", ["", " ", "\n"])
def test_an_empty_formula_is_refused(source: str) -> None:
    with pytest.raises(FormulaError, match="the formula is empty"):
        read(source, block=True)


def test_limits_of_size() -> None:
    read("x" * LONGEST)
    for source, message in (
        ("x" * (LONGEST + 1), "more than 4000"),
        ("{" * 900 + "}" * 900, "nested more than 24 deep"),
        (r"\frac" * 700, "nested more than 24 deep"),
        (r"\sqrt" * 700 + "x", "nested more than 24 deep"),
        (r"\text{" * 600, "nested more than 24 deep"),
        (r"\left(" * 600, "nested more than 24 deep"),
        ("x^{" * 900, "nested more than 24 deep"),
        (r"\displaystyle" * 300, "nested more than 24 deep"),
        (r"\begin{matrix}" + "&" * 11 + r"\end{matrix}", "at most 10 columns"),
        (r"\begin{matrix}" + r"\\" * 61 + r"\end{matrix}", "more than 60 rows"),
    ):
        with pytest.raises(FormulaError, match=message):
            read(source)


# -- the list of commands ----------------------------------------------------------------


def test_every_sign_is_in_the_font() -> None:
    known = set(TTFont(FONT).getBestCmap())
    assert {number for number in range(0x1D800) if symbols.in_font(chr(number))} == {
        number for number in known if number < 0x1D800
    }
    signs = {sign for sign, _kind in commands.SIGNS.values()} | set(symbols.TEXT_SIGNS)
    assert [sign for sign in signs if ord(sign) not in known] == []


def test_every_letter_of_every_alphabet_is_in_the_font() -> None:
    for name in symbols.ALPHABETS:
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789αΩ":
            assert symbols.in_font(symbols.in_alphabet(name, letter)), (name, letter)


def test_every_command_is_read() -> None:
    arguments = ["", "{x}", "{x}{y}", "{x}{y}{z}", "(", "{1em}", "="]
    unread = []
    for name in commands.names():
        tried = [rf"\{name}{after}" for after in arguments]
        tried += [
            rf"\left(x\{name}|y\right)",
            rf"\left(x\{name})",
            rf"\sum\{name}_x",
            rf"a \{name} b",
        ]
        if not any(_is_read(source) for source in tried):
            unread.append(name)
    # They begin or end something, or are told of: a table's line.
    assert set(unread) <= {"begin", "end", "left", "hline"}


def _is_read(source: str) -> bool:
    try:
        read(source)
    except FormulaError:
        return False
    return True


def test_no_command_is_known_that_does_something() -> None:
    # Primitives of TeX and LuaTeX that read, write, run or change what others mean.
    forbidden = """above afterassignment batchmode catcode char chardef closein closeout count
        csname def directlua dump edef endinput errmessage escapechar everymath expandafter font
        futurelet gdef global hbox immediate input insert jobname latelua let loop lowercase
        luabytecode luadef luaescapestring luafunction mathchar mathcode mbox message newcommand
        newlinechar newread newwrite openin openout pdfextension raisebox read readline relax
        renewcommand scantokens showtokens special string the tokens toks uppercase usepackage vbox
        write xdef"""
    assert set(forbidden.split()) & set(commands.names()) == set()


# -- whatever is typed -------------------------------------------------------------------

PIECES = [
    *(f"\\{name} " for name in commands.names()),
    *"abxyzABC0123456789+-=<>()[]|/,.;:!?'~ ^_{}&$#%é≤α\n\t\\\"`²漢ع",
    *(r"\\", r"\ ", r"\,", r"\%", r"\{", r"\}", "^^5c", r"\text{", r"\text{a }", "{x}", "^2", "_i"),
    *(f"\\begin{{{name}}}" for name in commands.ENVIRONMENTS | commands.DISPLAYS),
    *(f"\\end{{{name}}}" for name in commands.ENVIRONMENTS),
]
# What may stand in the LaTeX that is written, as TeX reads it.
WRITTEN = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])")
KNOWN = {
    *(f"\\{name}" for name in commands.names()),
    *(r"\lbrack \rbrack \Vert \ldots \cdots \vdots \ddots \symup \langle \rangle \( \) \\ \% \$ \& \#".split()),
    *(r"\_ \{ \} \, \: \; \! \> \textquotedbl".split()), "\\ ", r"\|",
}  # fmt: skip


def holds(source: str, *, block: bool) -> bool:
    """Whether a formula is set; what it becomes has nothing that the grammar does not know."""
    try:
        found = read(source, block=block)
    except FormulaError as error:
        message, offset = str(error), error.offset
    else:
        message, offset = "", 0
    assert "\n" not in message, source
    assert 0 <= offset <= len(source), source
    if message:
        return False
    ET.fromstring(wrapped(found, source, block=block))
    assert set(WRITTEN.findall(found.tex)) <= KNOWN, source
    assert not re.search(r"(?<!\\)[%#]|\^\^|\n\n", found.tex), source
    plain(found)
    return True


def test_thousands_of_random_formulas_end_in_mathml_or_a_message() -> None:
    chance = random.Random(20250112)
    counted = 0
    for number in range(8_000):
        source = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        is_set = holds(source, block=number % 2 == 0)
        counted += is_set
        if is_set and number % 40 == 0:
            drawings.drawn(shown(source, block=number % 2 == 0))
    assert 1_000 < counted < 7_000


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.booleans())
def test_any_text_ends_in_mathml_or_a_message(source: str, block: bool) -> None:
    holds(source, block=block)
