"""Atom feeds (RFC 4287) from plain data.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from press.text.xml_text import DECLARATION, element

#: The media type of a feed.
TYPE = "application/atom+xml"


@dataclass(frozen=True)
class Category:
    """What an entry is about: a term, and its name for readers."""

    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """An article, or a note on one.

    *content* is asked for its HTML when it is written, escaped already: an article
    stands in several feeds.  *updated* is the day of its last change.  Without authors the feed's counts.
    """

    id: str
    address: str
    title: str
    published: dt.date
    updated: dt.date
    summary: str
    content: Callable[[], str]
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed; *address* is its own, *page* that of the page for readers.

    It has an entry at least: without one there is no day at which it was updated.
    """

    address: str
    page: str
    title: str
    author: str
    language: str
    rights: str
    entries: Sequence[Entry]


def tag(address: str, day: dt.date, name: str) -> str:
    """Return a tag URI (RFC 4151): *name* as the host of *address* gave it on *day*."""
    return f"tag:{urlsplit(address).hostname},{day.isoformat()}:{quote(name, safe='/-._~')}"


def pieces(feed: Feed) -> Iterator[str]:
    """Yield the feed's XML, an entry at a time.

    It was updated when the newest of its entries was, never when it was built.
    """
    yield DECLARATION
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">\n'
    yield _lines(
        element("id", feed.address),
        element("title", feed.title),
        element("updated", _moment(max(entry.updated for entry in feed.entries))),
        element("link", rel="self", type=TYPE, href=feed.address),
        element("link", rel="alternate", type="text/html", href=feed.page),
        _person(feed.author),
        element("rights", feed.rights) if feed.rights else "",
    )
    for entry in feed.entries:
        yield from _entry(entry, feed.language)
    yield "</feed>\n"


def _entry(entry: Entry, language: str) -> Iterator[str]:
    differs = entry.language and entry.language != language
    yield f'<entry xml:lang="{entry.language}">\n' if differs else "<entry>\n"
    yield _lines(
        element("id", entry.id),
        element("title", entry.title),
        element("published", _moment(entry.published)),
        element("updated", _moment(entry.updated)),
        element("link", rel="alternate", type="text/html", href=entry.address),
        *(_person(name) for name in entry.authors),
        *(element("category", term=each.term, label=each.label) for each in entry.categories),
        element("summary", entry.summary),
        f'<content type="html">{entry.content()}</content>',
    )
    yield "</entry>\n"


def _person(name: str) -> str:
    return f"<author>{element('name', name)}</author>"


def _moment(day: dt.date) -> str:
    """Return a day as RFC 3339 writes a moment: its beginning, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _lines(*elements: str) -> str:
    return "".join(f"{each}\n" for each in elements if each)
