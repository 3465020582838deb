r"""LaTeX and HTML in a field of BibTeX, turned into text with the light markup that is set.

What comes out is one line of Unicode with nothing but braces (capitals inside are
protected), ``\emph{}``, ``\textup{}``, ``\textsuperscript{}``, ``\textsubscript{}``,
``\enquote{}``, and ``\{``, ``\}``, ``\~``, ``\textbackslash{}`` for these characters
themselves; TeX's ``--``, ``---``, ``~`` and quotation marks stay.  What goes in is what
reference managers, databases and people write: accents, symbols, fonts, simple formulas,
and the HTML of Crossref and Zotero.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import latexcodec  # noqa: F401  (registers the codec)

from press.text.strings import one_line


class Decoded(NamedTuple):
    """A field's text, and the commands in it that mean nothing here, as they were typed."""

    text: str
    leftover: tuple[str, ...] = ()


# What asks for a closer look; most fields hold none of it.
_SPECIAL = re.compile(r"[\\$&<]|\{\}")


@lru_cache(maxsize=8192)  # names, journals and publishers come again and again
def decode(value: str) -> Decoded:
    """Return what *value* says, a printed field as it stands in the file."""
    if not _SPECIAL.search(value):
        return Decoded(_composed(value))
    reader = _Reader(value)
    text = reader.group("")
    return Decoded(one_line(_composed(_without_html(text))), tuple(reader.leftover))


def decode_address(value: str) -> str:
    r"""Return an address, DOI or number as it is: no command, no brace, no escape, no space around.

    ``\url{…}``, ``\_``, ``\%``, ``{\textasciitilde}``, ``$\sim$`` and ``&amp;`` are undone.
    """
    if "\\" in value or "$" in value or "{" in value:
        value = re.sub(r"\\url\s*(?=\{)", "", value)
        value = re.sub(r"\$?\\(?:textasciitilde|sim|~)\b(?:\{\})?\$?|\\~\{?\s*\}?", "~", value)
        value = re.sub(r"\\textunderscore(?:\{\}| )?|\\_", "_", value)
        value = re.sub(r"\\(?:slash|/)(?![a-z])(?:\{\})?", "/", value)
        value = re.sub(r"\\([&%$#{}-])", r"\1", value)
        if "\\" not in value:
            value = value.replace("{", "").replace("}", "")
        else:
            value = re.sub(r"\\(?:[a-z]+(?=\{))?|[{}]", "", decode(value).text)
    if "&" in value:
        value = re.sub(r"&(?:amp|lt|gt|quot|#\d+);", lambda match: html.unescape(match[0]), value)
    value = value.strip()
    return value[1:-1] if value.startswith("<") and value.endswith(">") else value


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


# -- LaTeX ----------------------------------------------------------------------

_TOKEN = re.compile(
    r"""(?P<word>\\[A-Za-z@]++\*?)(?P<space>[ ]*)  # a command of letters eats the space behind it
    |(?P<sign>\\.)
    |(?P<brace>[{}])
    |\$(?=[^\s$])(?P<math>(?:[^$\\]|\\.)*?(?<=[^\s]))\$(?!\d)
    |(?P<plain>[^\\{}$]+|.)""",
    re.VERBOSE | re.DOTALL,
)

# What stands between two sums of money is no formula.
_MONEY = re.compile(r"\d[^\\^_<>=+]*\s[^\\^_<>=+]*")

# Marks above and below, by command: the combining character.
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", '"': "\u0308",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331", "h": "\u0309", "G": "\u030f", "U": "\u032e",
    "f": "\u0311", "t": "\u0361", "textcommabelow": "\u0326", "textsubdot": "\u0323",
    "textsubbar": "\u0331", "textsubbreve": "\u032e", "textsubring": "\u0325",
    "textdotbreve": "\u0310", "ogonek": "\u0328", "capitalcedilla": "\u0327",
}  # fmt: skip
# An accent alone; transliterations type ʿayn and hamza so.
_ALONE = {"`": "‘", "'": "’", "^": "^", "~": r"\~", '"': "¨", "=": "¯", ".": "˙"}
_ABOVE = frozenset("`'^~=\".uvHrhGf")
_UNDOTTED = {"ı": "i", "ȷ": "j"}

_SYMBOLS = {
    "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "AA": "Å", "aa": "å", "O": "Ø", "o": "ø",
    "L": "Ł", "l": "ł", "ss": "ß", "SS": "SS", "DH": "Ð", "dh": "ð", "DJ": "Đ", "dj": "đ",
    "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "i": "ı", "j": "ȷ", "imath": "ı", "jmath": "ȷ",
    "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£",
    "textsterling": "£", "textyen": "¥", "euro": "€", "texteuro": "€", "EUR": "€",
    "textcent": "¢", "textcurrency": "¤", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textdaggerdbl": "‡", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "texthyphen": "-", "hyphen": "-", "textquoteleft": "‘", "lq": "‘",
    "textquoteright": "’", "rq": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "textquotesingle": "'", "textquotedbl": '"',
    "glqq": "„", "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "«", "fg": "»",
    "textasciitilde": r"\~", "textasciicircum": "^", "textasciigrave": "`",
    "textbackslash": r"\textbackslash{}", "textbar": "|", "textless": "<", "textgreater": ">",
    "textbraceleft": r"\{", "textbraceright": r"\}", "lbrace": r"\{", "rbrace": r"\}",
    "textunderscore": "_", "textdollar": "$", "textpercent": "%", "textampersand": "&",
    "textdegree": "°", "degree": "°", "textordfeminine": "ª", "textordmasculine": "º",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textmu": "µ",
    "texttimes": "×", "textdiv": "÷", "textpm": "±", "textbullet": "•", "textnumero": "№",
    "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿", "slash": "/",
    "textcelsius": "°C", "textminus": "−", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    "nobreakspace": "\u00a0", "nbsp": "\u00a0", "thinspace": "\u00a0", "enspace": " ",
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "linebreak": " ", "par": " ",
    "adddot": ".", "addcomma": ",", "addcolon": ":", "addsemicolon": ";", "addspace": " ",
    "addnbspace": "\u00a0", "adddotspace": ". ", "mathsemicolon": ";",
    # Transliteration: tipa, semtrans.
    "Ayn": "ʿ", "ayn": "ʿ", "textayn": "ʿ", "Alif": "ʾ", "textalef": "ʾ", "hamza": "ʾ",
    "textrevapostrophe": "ʽ", "textglotstop": "ʔ", "textrevglotstop": "ʕ", "textschwa": "ə",
    "textcrh": "ħ", "texthookabove": "\u0309",
    # Signs of formulas.
    "times": "×", "pm": "±", "cdot": "·", "circ": "°", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "equiv": "≡", "infty": "∞",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "lt": "<", "gt": ">", "prime": "′", "ast": "*", "star": "⋆", "bullet": "•", "sharp": "♯",
    "flat": "♭", "partial": "∂", "nabla": "∇", "sum": "∑", "int": "∫", "in": "∈", "ell": "ℓ",
    "colon": ":", "lbrack": "[", "rbrack": "]", "vert": "|", "mid": "|", "div": "÷", "ll": "≪",
    "gg": "≫", "propto": "∝", "forall": "∀", "exists": "∃", "cup": "∪", "cap": "∩", "minus": "−",
}  # fmt: skip
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "sigma tau upsilon phi chi psi omega"
).split()
for _place, _letter in enumerate(_GREEK):
    _code = 0x3B1 + _place + (_place > 16)  # the final sigma stands between
    _SYMBOLS[_letter] = chr(_code)
    _SYMBOLS[_letter.capitalize()] = chr(_code - 32)
    _SYMBOLS[f"text{_letter}"] = chr(_code)
_SYMBOLS |= {f"var{name}": _SYMBOLS[name] for name in ("epsilon", "theta", "rho", "phi", "pi")}

_SIGNS = {
    "&": "&", "%": "%", "_": "_", "$": "$", "#": "#", "{": r"\{", "}": r"\}", " ": " ",
    ",": "\u00a0", ";": " ", ":": " ", ">": " ", "\\": " ", "\n": " ", "!": "", "-": "", "/": "",
    "@": "", "|": "|", "(": "", ")": "", "*": "", "+": "", "<": "", "?": "?", "[": "[", "]": "]",
}  # fmt: skip

# Commands whose argument is set in some way, by the name of that way.
_KEPT = {
    **dict.fromkeys("emph textit mkbibemph mkbibitalic textsl emphasis".split(), "emph"),
    **dict.fromkeys("enquote enquote* mkbibquote textquote say".split(), "enquote"),
    **dict.fromkeys("textsuperscript mkbibsuperscript sp".split(), "textsuperscript"),
    **dict.fromkeys("textsubscript mkbibsubscript".split(), "textsubscript"),
    "textup": "textup",
}
# Those whose argument is set as it is.
_CONTENTS = frozenset(
    "textbf textsc texttt textsf textmd textrm textnormal textlf textnum underline uline ul sout "
    "mkbibbold mkbibacro autocap mbox hbox fbox makebox url path nolinkurl texorpdfstring "
    "ensuremath text mathrm mathit mathbf mathsf mathcal mathbb mathtt mathnormal boldsymbol "
    "operatorname bibnamefont bibfnamefont natexlab singleletter textswab textfrak bibstring "
    "textarabic textarab RL LR textLR textRL foreignquote hl bm textup* textulc lowercase*".split()
)
# Those of several arguments: how many, and which is set.
_CHOSEN = {
    "href": (2, 1), "foreignlanguage": (2, 1), "textcolor": (2, 1), "bibinfo": (2, 1),
    "bibfield": (2, 1), "selectlanguage": (1, None), "noopsort": (1, None), "noop": (1, None),
    "sortnoop": (1, None), "SortNoop": (1, None), "hspace": (1, None), "vspace": (1, None),
    "hskip": (0, None), "label": (1, None), "switchargs": (2, 0), "printfirst": (2, 1),
    "ifthispageodd": (2, 0), "color": (1, None), "phantom": (1, None), "hphantom": (1, None),
}  # fmt: skip
_AROUND = {
    "mkbibparens": ("(", ")"), "parentext": ("(", ")"), "mkbibbrackets": ("[", "]"),
    "brackettext": ("[", "]"), "mkbibsinglequote": ("‘", "’"), "sqrt": ("√", ""),
}  # fmt: skip
# Switches, which count to the end of their group.
_ITALIC = frozenset("it em itshape sl slshape".split())
_NOTHING = frozenset(
    "bf bfseries sc scshape rm rmfamily tt ttfamily sf sffamily up upshape md mdseries normalfont "
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge relax protect "
    "noindent sloppy hfill newblock allowbreak nobreak break textstyle displaystyle left right "
    "limits big Big bigl bigr unskip ignorespaces nonfrenchspacing cal mathop BibitemOpen "
    "BibitemShut setRTL setLTR selectfont xspace leavevmode kern strut null".split()
)
_CASES = {"uppercase": str.upper, "MakeUppercase": str.upper, "lowercase": str.lower,
          "MakeLowercase": str.lower}  # fmt: skip


class _Reader:
    """Reads a field from left to right; a group is read by calling itself."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.at = 0
        self.leftover: list[str] = []

    def group(self, end: str) -> str:
        """Return the text up to the brace that ends the group, or to the end."""
        parts: list[str] = []
        while (match := _TOKEN.match(self.value, self.at)) is not None:
            self.at = match.end()
            kind = match.lastgroup if match.lastgroup != "space" else "word"
            found = match[0]
            if found == end:
                break
            if found == "{":
                parts.append(self._braced())
            elif found == "}":
                continue  # closes nothing
            elif kind == "word":
                name = match["word"][1:]
                if name in _ITALIC:
                    parts.append(_marked("emph", self.group(end).strip()))
                    break
                parts.append(self._command(name, match["space"]))
            elif kind == "sign":
                parts.append(self._sign(found[1]))
            elif kind == "math" and not _MONEY.fullmatch(match["math"]):
                parts.append(self._formula(match["math"]))
            elif found == "\\":  # the last character
                self.leftover.append(found)
            else:
                parts.append(found)
        return "".join(parts)

    def _braced(self) -> str:
        """Return a group in braces, which has begun: without them where they protect nothing."""
        switch = self.value[self.at : self.at + 1] == "\\"
        content = self.group("}")
        if not content.strip():
            return content
        # ``{\"u}`` is how BibTeX keeps an accent together; other braces protect capitals.
        if switch and (len(content) <= 2 or content.startswith("\\") or " " in content):
            return content
        return f"{{{content}}}"

    def _argument(self) -> str:
        """Return the next argument: a group without its braces, a command, or one character."""
        while self.value[self.at : self.at + 1] in {" ", "\n"}:
            self.at += 1
        match = _TOKEN.match(self.value, self.at)
        if match is None or match[0] == "}":
            return ""
        if match[0] == "{":
            self.at = match.end()
            return self.group("}")
        if match["word"]:
            self.at = match.end()
            return self._command(match["word"][1:], "")
        if match["sign"]:
            self.at = match.end()
            return self._sign(match[0][1])
        self.at += 1
        return match[0][0]

    def _options(self) -> None:
        """Pass over ``[…]`` before an argument."""
        option = re.compile(r"\s*\[[^\]{}]*\]").match(self.value, self.at)
        if option is not None:
            self.at = option.end()

    def _command(self, name: str, space: str) -> str:
        bare = name.removesuffix("*")
        if name in _SYMBOLS:
            return self._symbol(_SYMBOLS[name], space)
        if name in _ACCENTS:
            return self._accent(name)
        if (kept := _KEPT.get(name) or _KEPT.get(bare)) is not None:
            return _marked(kept, self._argument())
        if bare in _CONTENTS:
            self._options()
            return self._argument()
        if bare in _AROUND:
            before, after = _AROUND[bare]
            return before + self._argument() + after
        if bare in _CASES:
            return _CASES[bare](self._argument())
        if bare in _NOTHING:
            return ""
        if bare in _CHOSEN:
            number, chosen = _CHOSEN[bare]
            arguments = [self._argument() for _ in range(number)]
            return "" if chosen is None else arguments[chosen]
        if bare in {"frac", "tfrac", "nicefrac", "sfrac"}:
            return f"{self._argument()}/{self._argument()}"
        found = _from_codec(name)
        if found:
            return self._symbol(found, space)
        self.leftover.append(f"\\{name}")
        # Its words are kept, whatever it would have done with them.
        following = self.value[self.at : self.at + 1]
        return self._argument() if following == "{" else space

    def _symbol(self, symbol: str, space: str) -> str:
        """Return a symbol; the ``{}`` that keeps the space behind a command is passed over."""
        if self.value.startswith("{}", self.at):
            self.at += 2
            return symbol + space
        return symbol

    def _sign(self, sign: str) -> str:
        if sign in _ACCENTS:
            return self._accent(sign)
        if sign in _SIGNS:
            return _SIGNS[sign]
        self.leftover.append(f"\\{sign}")
        return sign

    def _accent(self, name: str) -> str:
        argument = self._argument()
        base = argument[:1]
        if not base.strip() or base in "{\\":
            if not argument.strip():
                return _ALONE.get(name, "") + argument
            inner = re.match(r"(?:\{|\\[a-z]+\{)+", argument)
            if inner is None:
                return _ALONE.get(name, "") + argument
            before, rest = argument[: inner.end()], argument[inner.end() :]
            return before + _with_mark(rest[:1], name) + rest[1:]
        return _with_mark(base, name) + argument[1:]

    def _formula(self, formula: str) -> str:
        """Return a formula as text where it is simple; else as it is, as something left over."""
        reader = _Reader(_raised(formula))
        text = re.sub(r"(?<!\\)~", "\u00a0", reader.group(""))
        if reader.leftover or re.search(r"\\(?:begin|frac)\b", formula):
            self.leftover.append(f"${formula}$")
        text = text.replace(r"\textsuperscript{°}", "°")
        return re.sub(r"\{([^\\{}]*)\}", r"\1", text) if "\\" not in text else text


def _raised(formula: str) -> str:
    """Return a formula with its ``^`` and ``_`` as commands of text."""
    group = r"(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[^\s{}\\])"
    formula = re.sub(rf"\^\s*{group}", r"\\textsuperscript{\1}", formula)
    formula = re.sub(rf"(?<!\\)_\s*{group}", r"\\textsubscript{\1}", formula)
    formula = re.sub(r"(text(?:super|sub)script)\{\{([^{}]*)\}\}", r"\1{\2}", formula)
    return re.sub(r"(?<=[\w}])\s*([<>=])\s*(?=[\w\\])", r" \1 ", formula)


def _marked(name: str, content: str) -> str:
    return f"\\{name}{{{content}}}" if content.strip() else content


def _with_mark(base: str, accent: str) -> str:
    if accent in _ABOVE and accent != ".":
        base = _UNDOTTED.get(base, base)
    if accent == "." and base == "ı":
        return "i"
    return unicodedata.normalize("NFC", base + _ACCENTS[accent]) if base else ""


@lru_cache(maxsize=512)
def _from_codec(name: str) -> str:
    """Return what latexcodec knows a command to mean, or ""."""
    for command in (f"\\{name}", f"$\\{name}$"):
        try:
            found = str(codecs.getdecoder("ulatex")(command)[0])  # type: ignore[arg-type]  # str to str
        except ValueError:
            continue
        found = found.strip("{} ")
        if found and "\\" not in found and "$" not in found:
            return found
    return ""


# -- HTML -----------------------------------------------------------------------

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAGS = {
    **dict.fromkeys("i em cite jats:italic italic".split(), "emph"),
    **dict.fromkeys("sup jats:sup mml:msup".split(), "textsuperscript"),
    **dict.fromkeys("sub jats:sub mml:msub".split(), "textsubscript"),
    "q": "enquote",
    **dict.fromkeys(
        "b strong span u sc scp small big font a p div br title bold jats:bold jats:sc jats:title "
        "jats:p roman jats:roman sans-serif inline-formula tex-math alternatives nobr wbr tt "
        "mml:math mml:mi mml:mo mml:mn mml:mrow mml:mtext mml:semantics math mi mo mn mrow".split(),
        "",
    ),
}
# Managers put braces around a tag or around its signs, always in pairs: a brace that
# has no fellow in the tag is the text's own.
_TAG = re.compile(
    r"(?:(?P<signs>\{<\})|(?P<tag>\{<)|<)(?P<end>/?)"
    r"(?P<name>" + "|".join(sorted(map(re.escape, _TAGS), key=len, reverse=True)) + r")\b"
    r"(?P<rest>(?:\s[^<>{}]*)?/?)(?(signs)\{>\}|(?(tag)>\}|>))",
    re.IGNORECASE,
)


def _without_html(text: str) -> str:
    """Return *text* with characters for entities and our markup for tags; other ``<…>`` stay."""
    for _ in range(2):  # some databases escape twice
        if "&" not in text:
            break
        text = _ENTITY.sub(_character, text)
    if "<" not in text:
        return text
    parts: list[str] = []
    opened: list[tuple[str, int, int]] = []  # the tag, its place in parts, the braces around
    depth, position = 0, 0
    for tag in _TAG.finditer(text):
        before = text[position : tag.start()]
        depth += before.count("{") - before.count("}")
        parts.append(before)
        position = tag.end()
        name = tag["name"].lower()
        if tag["end"]:
            if opened and opened[-1][0] == name:
                _, place, around = opened.pop()
                content = "".join(parts[place:])
                del parts[place:]
                how = _TAGS[name] if around == depth else ""
                parts.append(_marked(how, content) if how else content)
            elif opened and opened[-1][0] == "nocase" and name == "span":
                _, place, around = opened.pop()
                content = "".join(parts[place:])
                del parts[place:]
                parts.append(f"{{{content}}}" if around == depth else content)
        elif name == "span" and "nocase" in tag["rest"]:  # Zotero: capitals stay
            opened.append(("nocase", len(parts), depth))
        elif name in {"br", "p", "div", "wbr"}:
            parts.append(" " if name != "wbr" else "")
        elif not tag["rest"].endswith("/"):
            opened.append((name, len(parts), depth))
    return "".join([*parts, text[position:]])


def _character(entity: re.Match[str]) -> str:
    found = html.unescape(entity[0])
    return {"{": r"\{", "}": r"\}", "~": r"\~", "\\": r"\textbackslash{}"}.get(found, found)
