"""LaTeX and HTML in fields: what a reader sees, with the markup that is set and no other."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.bibliography.latex_text import decode, decode_address

DECODED = {
    # accents, as Zotero, JabRef, Mendeley and Google Scholar write them
    r"M{\"u}ller, M{\"{u}}ller, M\"uller, M\"{u}ller": "Müller, Müller, Müller, Müller",
    r"{\c S}ahin, {\c{S}}ahin, \c{S}ahin, {{\c{S}}}ahin": "Şahin, Şahin, Şahin, {Ş}ahin",
    r"{\.I}nalc{\i}k, \.{I}nalc\i{}k, \.Inalc{\i}k": "İnalcık, İnalcık, İnalcık",
    r"Erdo{\u g}an, Erdo{\u{g}}an, Erdo\u{g}an": "Erdoğan, Erdoğan, Erdoğan",
    r"Szab{\'o}, {\O}ystein, \v{S}koda, Stra{\ss}e, {\L}\'od\'z": (
        "Szabó, Øystein, Škoda, Straße, Łódź"
    ),
    r"{\'\i}, {\'{\i}}, \'{\i}, {\^\i}, {\={\i}}, {\=\i}": "í, í, í, î, ī, ī",
    # transliteration
    r"al-{\d{T}}abar{\={\i}}, {\d h}ad{\=\i}th, \b{d}": "al-Ṭabarī, ḥadīth, ḏ",
    r"{\textquoteleft}Abd al-Ra{\d h}m{\=a}n": "‘Abd al-Raḥmān",
    r"Qur{\textquoteright}{\=a}n, {\textsubdot{s}}, \textsuperscript{c}Abd": (
        r"Qur’ān, ṣ, \textsuperscript{c}Abd"
    ),
    # signs
    r"Water {\&} power, 5\,\%, \#1, \$5, a\_b": "Water & power, 5\u00a0%, #1, $5, a_b",
    r"{\textquotedblleft}A{\textquotedblright} {\textendash} B\ldots{} C": "“A” – B… C",
    r"a {\textless} b {\textgreater} c, {\textbar}": "a < b > c, |",
    r"{\textasciitilde}5, \textbackslash{}x, \{a\}": r"\~5, \textbackslash{}x, \{a\}",
    r"{\TeX} and \LaTeX{} too": "{TeX} and LaTeX too",
    # fonts
    r"Reading the \emph{Muqaddimah}": r"Reading the \emph{Muqaddimah}",
    r"\textit{A} {\it b} {\em c} \mkbibemph{d} {\itshape e}": (
        r"\emph{A} \emph{b} \emph{c} \emph{d} \emph{e}"
    ),
    r"\textbf{A} \textsc{b} {\bf c} \texttt{d} \mbox{e} \uppercase{f}": "A b c d e F",
    r"\enquote{A \enquote*{b}} \mkbibquote{c}": r"\enquote{A \enquote{b}} \enquote{c}",
    r"\href{https://example.org}{text} \foreignlanguage{turkish}{metin}": "text metin",
    # formulas
    r"CO$_2$, H$_{2}$O, 10$^{th}$, $10^{-3}$": (
        r"CO\textsubscript{2}, H\textsubscript{2}O, 10\textsuperscript{th}, "
        r"10\textsuperscript{-3}"
    ),
    r"$\alpha$-helix, 25$^\circ$C, $n > 5$, p $<$ .05, $\rightarrow$": (
        "α-helix, 25°C, n > 5, p < .05, →"
    ),
    "from $5 to $10 million, US$5, 5$": "from $5 to $10 million, US$5, 5$",
    # braces that protect capitals stay
    "{World Bank} and the {NATO}": "{World Bank} and the {NATO}",
    r"{{\"U}ber den Islam}": "{Über den Islam}",
    r"{\"U}ber den {Islam}": "Über den {Islam}",
    # HTML
    "Religion &amp; politics in the 1990&#8217;s &#039;x&#039;": (
        "Religion & politics in the 1990’s 'x'"
    ),
    "Reading the <i>Muqaddimah</i> in H<sub>2</sub>O": (
        r"Reading the \emph{Muqaddimah} in H\textsubscript{2}O"
    ),
    r"{\textless}i{\textgreater}Muqaddimah{\textless}/i{\textgreater}": r"\emph{Muqaddimah}",
    r"Trade {\&}amp$\mathsemicolon$ war": "Trade & war",
    "A &amp;amp; B": "A & B",
    '<span class="nocase">iPhone</span> <span style="font-variant: small-caps;">x</span>': (
        "{iPhone} x"
    ),
    "<b>A</b><br/>b <jats:italic>c</jats:italic>": r"A b \emph{c}",
    # what is no markup
    "<script>alert(1)</script>, a < b > c, R&D; x": "<script>alert(1)</script>, a < b > c, R&D; x",
    "a--b --- c~d ``e''": "a--b --- c~d ``e''",
    "عبد الرحمن &amp; «ابن خلدون»": "عبد الرحمن & «ابن خلدون»",
    "Cafe\u0301": "Café",
}


@pytest.mark.parametrize(("written", "text"), DECODED.items())
def test_a_field_says_what_a_reader_sees(written: str, text: str) -> None:
    assert decode(written) == (text, ())


@pytest.mark.parametrize(
    ("written", "text", "leftover"),
    [
        (r"\strange{words} and \other x", "words and x", (r"\strange", r"\other")),
        (r"$\frac{\unknown}{2}$", "/2", (r"$\frac{\unknown}{2}$",)),
    ],
)
def test_what_is_left_over_is_told(written: str, text: str, leftover: tuple[str, ...]) -> None:
    assert decode(written) == (text, leftover)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (r"https://example.org/a\_b\%20c\&d\#e\~f", "https://example.org/a_b%20c&d#e~f"),
        (r"\url{https://example.org/{\_}a}", "https://example.org/_a"),
        (r"https://e.org/{\textasciitilde}ali/$\sim$x/\~{}y", "https://e.org/~ali/~x/~y"),
        ("https://e.org/?a=1&amp;b=2", "https://e.org/?a=1&b=2"),
        ("https://e.org/?a=1&lang=tr", "https://e.org/?a=1&lang=tr"),
        ("<https://e.org>", "https://e.org"),
        (r"https://e.org/T{\"u}rk{\c c}e-dayal{\i}{\_}x~y", "https://e.org/Türkçe-dayalı_x~y"),
        (r"10.1002/a{\textless}1{\textgreater}3", "10.1002/a<1>3"),
        ("10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2",) * 2,
        (r"10.1000/a{\_}b", "10.1000/a_b"),
        ("https://e.org/a--b", "https://e.org/a--b"),
    ],
)
def test_an_address_is_an_address(written: str, address: str) -> None:
    assert decode_address(written) == address


ALLOWED = re.compile(
    r"\\(?:(?:emph|enquote|textup|textsuperscript|textsubscript)(?=\{)|textbackslash\{\}|[{}~])"
)


@given(
    st.lists(
        st.sampled_from(
            [*DECODED, "\\", "{", "}", "$", "&", "<i>", "</i>", "a", " ", "\\'", "é", "_"]
        )
    ).map("".join)
    | st.text(alphabet="\\{}$&<>/i;'\"^_ abc")
)
def test_any_text_gives_markup_of_the_contract_and_balanced_braces(written: str) -> None:
    text, _leftover = decode(written)
    bare = ALLOWED.sub("", text)
    assert "\\" not in bare, text
    if written.count("{") == written.count("}"):
        assert bare.count("{") == bare.count("}") or not _balanced(written)
    assert unicodedata.is_normalized("NFC", text)


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return not depth
