"""ISSN and ISBN: numbers that name a publication, with their check digits."""

from __future__ import annotations

import re

_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dXx])", re.ASCII)


def issn(text: str) -> str:
    """Return an ISSN as it is printed, ``1234-5679``, or "" where its check digit is wrong.

    ISO 3297: the digits, weighted from 8 to 1, add up to a multiple of 11; X is ten.
    """
    match = _ISSN.fullmatch(text.strip())
    if match is None:
        return ""
    digits = (match[1] + match[2]).upper()
    values = [10 if digit == "X" else int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True))
    return "" if total % 11 else f"{digits[:4]}-{digits[4:]}"


def isbn(text: str) -> str:
    """Return an ISBN of 13 digits as it was grouped, or "" where its check digit is wrong.

    ISO 2108: the digits, weighted 1 and 3 in turn, add up to a multiple of 10.
    """
    groups = text.split() if " " in text.strip() else text.strip().split("-")
    digits = "".join(groups)
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return ""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return "" if total % 10 else "-".join(groups)
