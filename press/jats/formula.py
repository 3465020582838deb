"""Formulas as JATS holds them: MathML in its own namespace."""

from __future__ import annotations

import re

from press.formulas.grammar import read, wrapped
from press.formulas.scanner import FormulaError
from press.text.xml_text import element

_TAG = re.compile(r"<(/?)(\w+)")
# What stands there for a style sheet, and the namespace, which JATS has by a prefix.
_HTML_ONLY = re.compile(r'\s+(?:class|xmlns)="[^"]*"')


def formula(source: str, *, block: bool) -> str:
    """Return a formula's MathML; its TeX where it is none that is known."""
    try:
        found = wrapped(read(source, block=block), source, block=block)
    except FormulaError:  # the build has warned of it
        return element("tex-math", source)
    return _TAG.sub(r"<\1mml:\2", _HTML_ONLY.sub("", found))
