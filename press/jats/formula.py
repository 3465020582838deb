"""Formulas in JATS: MathML in its own namespace, or TeX."""

from __future__ import annotations

import re

from docutils.utils.math import latex2mathml

from press.text.xml_text import element

_TAG = re.compile(r"<(/?)(\w+)")
_BETWEEN = re.compile(r">\s+<")
# docutils writes HTML, whose MathML needs no namespace and may have a style's classes.
_HTML_ONLY = re.compile(r'\s+(?:class|style|xmlns)="[^"]*"')


def formula(source: str, *, block: bool) -> str:
    """Return a formula's MathML; its TeX where docutils cannot translate it."""
    try:
        found = str(latex2mathml.tex2mathml(source, as_block=block))
    except ValueError:  # docutils' MathError is one; the page's own writer has warned of it
        return element("tex-math", source)
    found = _BETWEEN.sub("><", found).replace("&ApplyFunction;", "\u2061")
    return _TAG.sub(r"<\1mml:\2", _HTML_ONLY.sub("", found))
