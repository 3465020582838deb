"""Dates as readers see them.

Month names are spelled out here rather than taken from the
system's locale, which differs from machine to machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def format_date(date: dt.date) -> str:
    """Return a date in full, as APA 7 writes it in a text: "April 27, 2025"."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"
