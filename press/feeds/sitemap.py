"""Sitemaps: every page and the day it changed (https://www.sitemaps.org/protocol.html).

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from press.text.xml_text import DECLARATION, element

#: The sitemap, or the list of its parts.
FILE = "sitemap.xml"

#: Pages in one file; the protocol allows five times as many, in 50 MB.
MOST = 10_000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: An address, and the day of the last change where one is known.
Place = tuple[str, dt.date | None]


def split(places: Sequence[Place], most: int = MOST) -> dict[str, Sequence[Place]]:
    """Return the places by the name of the file that lists them."""
    if len(places) <= most:
        return {FILE: places}
    rest = iter(places)
    parts = iter(lambda: list(islice(rest, most)), [])
    return {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}


def newest(places: Sequence[Place]) -> dt.date | None:
    """Return the day of the last change in a file."""
    return max((day for _address, day in places if day), default=None)


def urlset(places: Sequence[Place]) -> Iterator[str]:
    """Yield a sitemap."""
    yield from _list("urlset", "url", places)


def index(parts: Sequence[Place]) -> Iterator[str]:
    """Yield the list of sitemaps."""
    yield from _list("sitemapindex", "sitemap", parts)


def _list(whole: str, part: str, places: Sequence[Place]) -> Iterator[str]:
    yield f'{DECLARATION}<{whole} xmlns="{_NAMESPACE}">\n'
    for address, day in places:
        changed = element("lastmod", day.isoformat()) if day else ""
        yield f"<{part}>{element('loc', address)}{changed}</{part}>\n"
    yield f"</{whole}>\n"
