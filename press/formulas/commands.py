"""Commands of formulas: what each means, the environments, and the advice for what is none of them.

A command that is in none of these tables is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from press.formulas import symbols

#: What a sign is to the signs beside it: TeX and MathML space them by it.
Kind = Literal["ord", "op", "function", "bin", "rel", "open", "close", "punct", "inner", "space"]

#: As many as fit on a page; amsmath's matrices have no more columns without being told.
MOST_COLUMNS, MOST_ROWS = 10, 60

SIGNS: dict[str, tuple[str, Kind]] = {
    **{name: (sign, "ord") for name, sign in symbols.LETTERS.items()},
    **{name: (sign, "ord") for name, sign in symbols.UPRIGHT.items()},
    **{name: (sign, "bin") for name, sign in symbols.BINARY.items()},
    **{name: (sign, "rel") for name, sign in symbols.RELATIONS.items()},
    **{name: (sign, "op") for name, sign in (symbols.BIG | symbols.INTEGRALS).items()},
    **{name: (sign, "open") for name, sign in symbols.OPENING.items()},
    **{name: (sign, "close") for name, sign in symbols.CLOSING.items()},
    **{name: (sign, "ord") for name, sign in symbols.FENCES.items()},
    **{name: (sign, "inner") for name, sign in symbols.DOTS.items()},
    "|": ("‖", "ord"),
    "{": ("{", "open"),
    "}": ("}", "close"),
    "colon": (":", "punct"),
}
# Signs typed as they are, by the command that has them; the first name of several.
TYPED = {sign: name for name, (sign, _kind) in reversed(SIGNS.items()) if not sign.isascii()}
TYPED |= {"·": "cdot", "−": "-", "∕": "/", "µ": "mu", "Ω": "Omega", "∆": "Delta"}
PUNCTUATION: dict[str, Kind] = {
    "(": "open", "[": "open", ")": "close", "]": "close", ",": "punct", ";": "punct",
    "+": "bin", "-": "bin", "*": "bin", "=": "rel", "<": "rel", ">": "rel", ":": "rel",
    "/": "ord", "|": "ord", "!": "close", "?": "close", ".": "ord", "@": "ord",
}  # fmt: skip
# Brackets in LaTeX never stand as themselves: after a line's end or a root they would mean something.
AS_TEX = {
    "[": r"\lbrack", "]": r"\rbrack", "‖": r"\Vert", "′": r"\prime", "‵": r"\backprime", "…": r"\ldots",
    "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots",
}  # fmt: skip
AS_MATHML = {"-": "−", "*": "∗", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
DELIMITERS = {
    **{sign: sign for sign in "()[]|/"},
    **{"\\" + name: sign for name, (sign, _) in SIGNS.items() if name in {"{", "}", "|"}},
    **{f"\\{name}": sign for name, sign in (symbols.OPENING | symbols.CLOSING).items()},
    **{f"\\{name}": sign for name, sign in symbols.FENCES.items()},
    **{f"\\{name}": symbols.RELATIONS[name] for name in ("uparrow", "downarrow", "updownarrow")},
    **{f"\\{name}": symbols.RELATIONS[name] for name in ("Uparrow", "Downarrow", "Updownarrow")},
    "\\backslash": "\\",
    "<": "⟨",
    ">": "⟩",
    ".": "",
}
AS_DELIMITER = {"<": r"\langle", ">": r"\rangle", "[": r"\lbrack", "]": r"\rbrack"}
ALPHABETS = {
    "mathbb": "double-struck", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur",
    "mathbf": "bold", "mathsf": "sans-serif", "mathtt": "monospace", "mathit": "italic",
    "mathrm": "upright", "mathnormal": "", "boldsymbol": "bold-italic", "bm": "bold-italic",
    "symbf": "bold", "symbfit": "bold-italic",
}  # fmt: skip
# Those that words are set in: their letters stand closer, and are those of the text's font.
WORDS = {
    "upright": "mathrm", "italic": "mathit", "bold": "mathbf", "sans-serif": "mathsf",
    "monospace": "mathtt",
}  # fmt: skip
OLD_ALPHABETS = {
    "bf": "mathbf",
    "rm": "mathrm",
    "it": "mathit",
    "cal": "mathcal",
    "sf": "mathsf",
    "tt": "mathtt",
}
STYLES = {
    "displaystyle": (True, 0), "textstyle": (False, 0), "scriptstyle": (False, 1),
    "scriptscriptstyle": (False, 2),
}  # fmt: skip
FRACTIONS: dict[str, bool | None] = {"frac": None, "dfrac": True, "cfrac": True, "tfrac": False}
BINOMIALS: dict[str, bool | None] = {"binom": None, "dbinom": True, "tbinom": False}
INFIX = {"over": "frac", "choose": "binom"}
TEXTS = {
    "text": "", "textrm": "", "textnormal": "", "textup": "", "textbf": "bold",
    "textit": "italic", "emph": "italic",
}  # fmt: skip
STACKS: dict[str, str] = {"overset": "mover", "underset": "munder", "stackrel": "mover"}
ARROWS = {"xrightarrow": "→", "xleftarrow": "←"}
CLASSES: dict[str, Kind] = {
    "mathop": "op", "mathrel": "rel", "mathbin": "bin", "mathord": "ord", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
BIG = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
SIZES = {
    f"{name}{side}": size for name, size in BIG.items() for side in ("", "l", "r", "m")
}  # fmt: skip
# Boxes: the elements around what they hold.
BOXES = {
    "phantom": ("<mphantom>", "</mphantom>"),
    "hphantom": ('<mpadded height="0" depth="0"><mphantom>', "</mphantom></mpadded>"),
    "vphantom": ('<mpadded width="0"><mphantom>', "</mphantom></mpadded>"),
    "boxed": ('<menclose notation="box">', "</menclose>"),
}


@dataclass(frozen=True)
class Table:
    """An environment of rows and columns."""

    #: The alignment of the columns, the last two repeated: l, c and r.
    columns: str = "c"
    open: str = ""
    close: str = ""
    most: int = MOST_COLUMNS
    display: bool = False
    #: The name in LaTeX where it is another: an equation inside of an equation is none.
    tex: str = ""


ALIGNED = Table("rl", display=True, tex="aligned")
GATHERED = Table("c", most=1, display=True, tex="gathered")
ENVIRONMENTS = {
    "matrix": Table(),
    "smallmatrix": Table(),
    "pmatrix": Table(open="(", close=")"),
    "bmatrix": Table(open="[", close="]"),
    "Bmatrix": Table(open="{", close="}"),
    "vmatrix": Table(open="|", close="|"),
    "Vmatrix": Table(open="‖", close="‖"),
    "cases": Table("ll", open="{", most=2),
    "array": Table(),
    **dict.fromkeys(("aligned", "split", "alignedat"), ALIGNED),
    "gathered": GATHERED,
}
# What stands alone in a display: inside of the equation that Sphinx writes it is the other kind.
DISPLAYS = {
    **dict.fromkeys(("align", "align*", "eqnarray", "eqnarray*", "flalign", "flalign*"), ALIGNED),
    **dict.fromkeys(("alignat", "alignat*"), ALIGNED),
    **dict.fromkeys(("gather", "gather*", "multline", "multline*"), GATHERED),
    **dict.fromkeys(("equation", "equation*", "displaymath"), ALIGNED),
}
COUNTED = frozenset({"alignedat", "alignat", "alignat*"})  # They say first how many columns.
UNNUMBERED = frozenset({"nonumber", "notag"})

HINTS = {
    "ce": r"write \mathrm{CO_2}",
    "cancel": "there is none in every format",
    "color": "formulas have the colour of the text",
    "degree": r"write ^\circ",
    "hbox": r"write \text{…}",
    "label": "write (name) after the closing $$",
    "mbox": r"write \text{…}",
    "newcommand": "write out what it stands for",
    "rm": r"write \mathrm{…}",
    "tag": "equations are numbered by (name) after the closing $$",
    "textcolor": "formulas have the colour of the text",
}
PRIMES = {"'": 1, "′": 1, "’": 1, "″": 2, "‴": 3, "⁗": 4}
SCRIPTS = frozenset({"^", "_", *PRIMES})
ENDS = frozenset({"}", "&", r"\\", r"\cr", r"\right", r"\middle", r"\end", r"\hline"})


@cache
def names() -> tuple[str, ...]:
    """Return the names of all commands with letters."""
    tables = (
        SIGNS, symbols.FUNCTIONS, symbols.LIMIT_FUNCTIONS, symbols.ACCENTS, symbols.WIDE_ABOVE,
        symbols.WIDE_BELOW, symbols.SPACES, symbols.TEXT_NAMES, ALPHABETS, OLD_ALPHABETS,
        STYLES, FRACTIONS, BINOMIALS, INFIX, TEXTS, STACKS, ARROWS, CLASSES, SIZES,
        BOXES, UNNUMBERED,
        ("sqrt", "left", "right", "middle", "begin", "end", "operatorname", "not", "limits",
         "nolimits", "bmod", "pmod", "substack", "hspace", "hline"),
    )  # fmt: skip
    return tuple(sorted({name for table in tables for name in table if name.isalpha()}))
