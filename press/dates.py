"""Dates as readers see them.

Ground floor.  Month names are spelled out here rather than taken from the
system's locale, which differs from machine to machine.
"""

from __future__ import annotations

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
    """Return a date in full: "27 April 2025"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
