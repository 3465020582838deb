"""Formulas as drawings: WeasyPrint knows no MathML and sets it as a row of letters.

ziamath draws what :mod:`press.site.mathml` writes, with the mathematical font of the
printed volume.  The TeX that an author typed is the text alternative.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from ziamath.zmath import Math

_FONT = str(Path(__file__).parents[1] / "print" / "fonts" / "texgyrepagella-math.otf")
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_ALTERNATIVE = re.compile(r'alttext="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_SIZE = 100.0  # units an em: what is drawn is scaled to the text

# What stretches over and under letters, as characters of the font that stretch.
_WIDE = re.compile(r'<mo stretchy="true">([\^~_\u203e])</mo>')
_STRETCHED = {"\u203e": "\u0305", "^": "\u0302", "~": "\u0303", "_": "\u0332"}
# Operators for the ear (U+2061 to U+2064): function application, invisible times and so on.
_INVISIBLE = re.compile("<mo[^>]*>[\u2061-\u2064]</mo>")


def drawn(page: str) -> str:
    """Return an HTML page with its formulas as images.

    Raises :exc:`ValueError` for a formula that cannot be drawn.
    """
    return _MATH.sub(lambda found: _image(found[0]), page)


@cache
def _image(mathml: str) -> str:
    alternative = _ALTERNATIVE.search(mathml)
    source = unescape(alternative[1]) if alternative else ""
    known = _known(mathml)
    try:
        formula = Math(known, size=_SIZE, font=_FONT)
        drawing = formula.svgxml()
    except Exception as error:
        # ziamath names no exceptions of its own.
        raise ValueError(f"the formula {source!r} cannot be drawn: {error}") from error
    letters = set("".join(unescape(_TAG.sub("", known)).split()))
    missing = sorted(letter for letter in letters if not formula.font.glyphindex(letter))
    if missing:
        raise ValueError(f"the formula {source!r} has what no font has: {' '.join(missing)}")
    _left, top, width, height = (
        float(number) / _SIZE for number in drawing.attrib["viewBox"].split()
    )
    drawing.attrib |= {"width": f"{width:.4f}em", "height": f"{height:.4f}em"}
    data = base64.b64encode(ET.tostring(drawing)).decode()
    # The base line is at 0.
    style = f"width: {width:.4f}em; height: {height:.4f}em; vertical-align: {-top - height:.4f}em"
    address = f"data:image/svg+xml;base64,{data}"
    return f'<img class="formula" alt="{escape(source)}" style="{style}" src="{address}"/>'


def _known(mathml: str) -> str:
    """Return MathML in the words that ziamath knows."""
    mathml = _WIDE.sub(_stretched, _INVISIBLE.sub("", mathml))
    if 'display="block"' in mathml:
        return mathml
    return mathml.replace("<math ", '<math displaystyle="false" ', 1)


def _stretched(found: re.Match[str]) -> str:
    return f'<mo stretchy="true">{_STRETCHED[found[1]]}</mo>'
