"""Well-known files: what machines look for at a fixed place of a site (RFC 8615).

Among them sitemaps: every page and the day it changed (https://www.sitemaps.org/protocol.html).
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import islice
from typing import TYPE_CHECKING

from press.text.xml_text import DECLARATION, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROBOTS = "robots.txt"
OPEN_SEARCH = "opensearch.xml"
SECURITY = ".well-known/security.txt"

_URI = re.compile(r"(?:https|mailto|tel):\S+")
# RFC 9116, 2.5: fields that may be repeated or not, and are addresses but for the languages.
_FIELDS = {
    "encryption": "Encryption",
    "acknowledgments": "Acknowledgments",
    "policy": "Policy",
    "hiring": "Hiring",
    "languages": "Preferred-Languages",
}


def robots(sitemap: str) -> str:
    """Return ``robots.txt`` (RFC 9309): everything may be read, and here is the list."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"


def open_search(name: str, description: str, search: str, language: str) -> str:
    """Return an OpenSearch 1.1 description; *search* is the address of the search page.

    A short name has 16 characters at most, a long one 48, a description 1,024
    (https://github.com/dewitt/opensearch, "OpenSearch description elements").
    """
    lines = (
        element("ShortName", _first_words(name, 16)),
        element("LongName", _first_words(name, 48)),
        element("Description", _first_words(description, 1024)),
        element("Url", type="text/html", method="get", template=f"{search}?q={{searchTerms}}"),
        element("Language", language),
        element("InputEncoding", "UTF-8"),
        element("OutputEncoding", "UTF-8"),
    )
    body = "".join(f"{line}\n" for line in lines)
    namespace = "http://a9.com/-/spec/opensearch/1.1/"
    return f'{DECLARATION}<OpenSearchDescription xmlns="{namespace}">\n{body}</OpenSearchDescription>\n'


def _first_words(text: str, length: int) -> str:
    """Return as many whole words as fit, a piece of the first where it does not."""
    if len(text) <= length:
        return text
    kept = text[: length + 1].rpartition(" ")[0].rstrip()
    return kept or text[:length]


# -- security.txt -----------------------------------------------------------------


def security(settings: Mapping[str, object], address: str) -> str:
    """Return ``security.txt`` (RFC 9116) from settings without a fault."""
    lines = [f"Contact: {contact}" for contact in _listed(settings["contact"])]
    lines.append(f"Expires: {settings['expires']}T00:00:00Z")
    for name, field in _FIELDS.items():
        lines += [f"{field}: {value}" for value in _listed(settings.get(name, ()))]
    lines.append(f"Canonical: {address}")
    return "".join(f"{line}\n" for line in lines)


def security_faults(settings: Mapping[str, object], today: dt.date | None = None) -> Iterator[str]:
    """Yield what is wrong with the settings of ``security.txt``, and what to do about it.

    Only who names a day hears that they have expired: a build has none.
    """
    for name in settings.keys() - {"contact", "expires", *_FIELDS}:
        yield f"press_security knows no {name!r}: write {', '.join(['contact, expires', *_FIELDS])}"
    contacts = _listed(settings.get("contact", ()))
    if not contacts:
        yield 'press_security names no contact: add "contact": "mailto:…" or "https://…"'
    for name in ("contact", *_FIELDS):
        for value in _listed(settings.get(name, ())) if name != "languages" else ():
            if not _URI.fullmatch(value):
                yield f"press_security: {name} {value!r} is no address: write mailto:…, https://… or tel:…"
    try:
        expires = dt.date.fromisoformat(str(settings.get("expires", "")))
    except ValueError:
        yield 'press_security says no day on which it expires: add "expires": "YYYY-MM-DD"'
    else:
        if today and expires <= today:
            yield (
                f"press_security has expired on {expires}: see whether the contact is right, "
                "and write a day within the next year"
            )


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


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
