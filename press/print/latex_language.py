"""LaTeX language: what LaTeX is told of the book's main language, its words and its hyphenation.

English is the style's own.  For any other language babel loads its locale, named by a BCP 47 tag;
one that is written right to left turns the whole book: pages, columns, lists and tables.

Where LaTeX may divide the words of another language than English.

A TeX system knows this of the languages that it was installed with, and the
smallest one of English alone.  The patterns (F. M. Liang, "Word hy-phen-a-tion
by com-put-er", 1983) are therefore those of pyphen, by which the offprints are
set too; ``pressfonts.sty`` gives them to LuaTeX.
"""

from __future__ import annotations

import re
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING

import pyphen
from sphinx.builders.latex.util import ExtBabel

from press.print.latex import escape
from press.text.bidi import direction, is_left_to_right, right_to_left, runs
from press.text.messages import Words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

# The locales of babel whose names Sphinx does not know, or which have another name since.
_NAMES = {
    "fa": "persian",
    "he": "hebrew",
    "hi": "hindi",
    "id": "indonesian",
    "ms": "malay",
    "ur": "urdu",
}

#: The class of what reads from left to right in a book from right to left.
FROM_LEFT = "language-en"
#: Two words or more: the spaces between them are those of their own letters.
LATIN_WORDS = re.compile(
    r"([A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9.&'’-]*(?: [A-Za-zÀ-ɏ0-9.&'’-]*[A-Za-zÀ-ɏ0-9])+)"
)
_ELSEWHERE = "Volumes that are not in this file:"
_TYPEFACES = "TeX Gyre Pagella, TeX Gyre Heros, Amiri, Noto Nastaliq Urdu, Noto Serif Hebrew"


class Locale(ExtBabel):
    """The name of a language, as babel's locales have it."""

    def language_name(self, language_code: str) -> str:
        """Return the name; "english" where none is known, which Sphinx warns of."""
        known = _NAMES.get(_primary(language_code))
        return known or str(super().language_name(language_code))


def elements(language: str) -> dict[str, str]:
    r"""Return what ``latex_elements`` says of another language than English.

    ``pressfonts.sty`` loads babel's locale of it.
    """
    name = Locale(language).get_language()
    if name == "english":
        return {}
    main = rf"\newcommand*\pressmain{{{name}}}\newcommand*\pressmaintag{{{_primary(language)}}}"
    found = {"fontpkg": f"{main}\n\\usepackage{{pressfonts}}"}
    if right_to_left(language):
        found["babel"] = r"\usepackage[bidi=basic,layout=lists.tabular]{babel}"
    return found


def _primary(language: str) -> str:
    return re.split("[-_]", language)[0].lower()


def options(language: str) -> Iterator[tuple[str, str]]:
    """Yield what the PDF says of a language that is written from right to left."""
    if right_to_left(language):
        # ISO 32000-1, table 150: which page of two is the first.
        yield "pdfdirection", "R2L"


def messages(language: str) -> Iterator[str]:
    """Yield the macros of the style that say something else in another language than English."""
    _ = words = words_in(language)
    said = {
        "presspagename": ("p.", _("p.")),
        "presspagesname": ("pp.", _("pp.")),
        "presscitedonname": ("Cited on", _("Cited on")),
        "presselsewherename": (_ELSEWHERE, _("Volumes that are not in this file:")),
    }
    for macro, (english, own) in said.items():
        if own != english:
            yield rf"\renewcommand*\{macro}{{{typeset(own, words)}}}"
    if (own := _("Set in %s")) != "Set in %s":
        faces = own.replace("%s", from_left(_TYPEFACES, words))
        yield rf"\renewcommand*\presstypefaces{{{faces}}}"


def typeset(text: str, words: Words) -> str:
    """Return a line of the publication's own as LaTeX, each script in its direction.

    In a language from right to left a line of Latin letters is one piece, its
    punctuation too; in others the words from right to left are.
    """
    if direction(words.language) == "rtl":
        if is_left_to_right(text):
            return _marked(escape(text), FROM_LEFT)
        parts = enumerate(map(escape, LATIN_WORDS.split(text)))
        return "".join(_marked(part, FROM_LEFT) if number % 2 else part for number, part in parts)
    return typeset_from_left(text)


def typeset_from_left(text: str) -> str:
    """Return a line that reads from left to right as LaTeX, its words from right to left marked."""
    return "".join(
        _marked(escape(run.text), f"language-{run.language}") if run.language else escape(run.text)
        for run in runs(text)
    )


def from_left(tex: str, words: Words) -> str:
    """Return LaTeX of what reads from left to right, an address say, in the language of the book."""
    return _marked(tex, FROM_LEFT) if direction(words.language) == "rtl" else tex


def _marked(tex: str, name: str) -> str:
    return rf"\DUrole{{{name}}}{{{tex}}}"


#: The file of patterns, beside the document.
FILE = "presshyphenation.txt"

# In a pyphen dictionary: characters by their numbers, and lines that are no patterns, or such
# as change the word's letters, which TeX's cannot.
_NUMBER = re.compile(r"\^\^([0-9a-f]{2})")
_NO_PATTERN = re.compile(r"[%#A-Z]|.*/")

_TURKISH = "aeıioöuüâîû", "bcçdfgğhjklmnprsştvyz"


def patterns(language: str) -> str:
    """Return the patterns of a language, named by a BCP 47 tag, between spaces; "" where none are known."""
    name = language.replace("-", "_")
    if name.partition("_")[0].lower() == "tr":
        return " ".join(_turkish())
    found = pyphen.language_fallback(name)
    if found is None:
        return ""
    path = Path(pyphen.LANGUAGES[found])
    encoding = path.read_bytes().split(b"\n", 1)[0].decode().strip()
    _name, *lines = path.read_text(encoding.removeprefix("microsoft-")).splitlines()
    return " ".join(
        _NUMBER.sub(lambda code: chr(int(code[1], 16)), line.strip())
        for line in lines
        if line.strip() and not _NO_PATTERN.match(line)
    )


def _turkish() -> chain[str]:
    """Return the patterns of Turkish: a syllable begins with the consonant before its vowel.

    Türk Dil Kurumu, Yazım Kılavuzu, "Hece Yapısı ve Satır Sonunda Kelimelerin Bölünmesi".
    """
    vowels, consonants = _TURKISH
    return chain(
        (f"1{consonant}{vowel}" for consonant, vowel in product(consonants, vowels)),
        (f"{first}1{second}" for first, second in product(vowels, vowels)),
    )
