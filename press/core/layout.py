"""Layout of the sources: ``articles/<year>/<date>-<slug>.md``, and the page of each year.

The one place that knows it; a document's name is its path without the suffix.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"articles/\d{4}/(?!index$)[^/]+", re.ASCII)
_YEAR = re.compile(r"articles/(\d{4})/", re.ASCII)
_VOLUME_PAGE = re.compile(r"articles/(\d{4})/index", re.ASCII)


def is_article(docname: str) -> bool:
    """Say whether a document is an article rather than a page: ``articles/<year>/…``."""
    return _ARTICLE.fullmatch(docname) is not None


def folder_of(year: str) -> str:
    """Return the folder of a year's articles."""
    return f"articles/{year}"


def year_of(docname: str) -> str:
    """Return the year in whose folder a document lies, "" where it lies in none."""
    match = _YEAR.match(docname)
    return match[1] if match else ""


def volume_page(year: str) -> str:
    """Return the document that is the page of a year's volume."""
    return f"{folder_of(year)}/index"


def volume_of_page(docname: str) -> str:
    """Return the year whose page a document is, "" where it is none."""
    match = _VOLUME_PAGE.fullmatch(docname)
    return match[1] if match else ""
