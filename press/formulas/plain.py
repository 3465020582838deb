"""Plain text of formulas: for a PDF's bookmarks and whatever else shows letters only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from press.formulas.grammar import Formula

_ABOVE = str.maketrans("0123456789+-−=()n∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ°")
_BELOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RELATION = re.compile(r"\s*([=<>≤≥≠≈→⇒∈])\s*")
# What a program for the ear needs, and spaces.
_SILENT = re.compile("[\u2061-\u2064]")


def plain(formula: Formula) -> str:
    """Return a formula as one line of text: ``CO₂``, ``E = mc²``, ``(a + b)/2``."""
    text = _SILENT.sub("", _text(ET.fromstring(f"<mrow>{formula.mathml}</mrow>")))  # noqa: S314 (the grammar's own)
    return " ".join(_RELATION.sub(r" \1 ", text).split())


def _text(element: ET.Element) -> str:
    parts = [_text(child) for child in element]
    match element.tag:
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "mroot":
            return f"{_script(parts[1], _ABOVE, '')}√{_grouped(parts[0])}"
        case "msub" | "munder":
            return parts[0] + _script(parts[1], _BELOW, "_")
        case "msup" | "mover":
            return parts[0] + _script(parts[1], _ABOVE, "^")
        case "msubsup" | "munderover":
            return parts[0] + _script(parts[1], _BELOW, "_") + _script(parts[2], _ABOVE, "^")
        case "mtr":
            return ", ".join(parts)
        case "mtable":
            return "; ".join(parts)
        case "mphantom":
            return " "
        case "mspace":
            return " " if not element.get("width", "").startswith("-") else ""
        case _:
            return (element.text or "") + "".join(parts)


def _script(text: str, letters: dict[int, int], sign: str) -> str:
    raised = text.translate(letters)
    if raised != text and all(letter not in text for letter in raised):
        return raised
    if text.isalpha() or text in {"′", "″", "‴", "⁗", "∘", "*", "∗"}:
        return text if sign == "^" and not text.isascii() else f"{sign}{_grouped(text)}"
    return f"{sign}{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
