r"""Where LaTeX may divide the words of another language than English.

A TeX system knows this of the languages that it was installed with, and the
smallest one of English alone.  The patterns (F. M. Liang, "Word hy-phen-a-tion
by com-put-er", 1983) are therefore those of pyphen, by which the offprints are
set too; ``pressfonts.sty`` gives them to LuaTeX.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from itertools import chain, product
from pathlib import Path

import pyphen  # type: ignore[import-untyped]

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
