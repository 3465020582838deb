"""Atom feeds with the full text: of the whole, of sections, topics and authors, of corrections.

A feed stands beside the page for readers, ``topics/trade.xml`` at
``topics/trade.html``; that of the whole is ``feed.xml``.  A page names its feeds
in its head.  A feed is made again when a page that it repeats changed.

Atom feeds (RFC 4287) from plain data.


The text of an article, cut from its finished page, for readers outside of the site.

A feed reader shows it at another address and with styles of its own: addresses
are absolute; names for styles and scripts, ids and what leads back and forth
within the page are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from sphinx.util import logging

from press.articles.domain import FOLDERS, article_domain, page_name
from press.articles.titles import listed_title
from press.core import addresses
from press.core.site_files import SiteFile
from press.text.messages import words_of
from press.text.urls import absolute
from press.text.xml_text import DECLARATION, element, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from press.articles.model import Article, Correction
    from press.core.site_pages import SitePage


logger = logging.getLogger(__name__)

WHOLE = "feed.xml"
CORRECTIONS = "corrections.xml"

# The pages that tell readers of corrections, where there is one.
_ON_CORRECTIONS = ("corrections", "articles/corrections")

# Articles whose text is at hand while feeds are made: one is in several of them.
_AT_HAND = 256

#: A note on an article, and its number there.
_Note = tuple["Article", int, "Correction"]


@dataclass(frozen=True)
class _Plan:
    """A feed by its file, the page that it follows, its title and what it repeats."""

    name: str
    page: str
    title: str
    articles: Sequence[Article] = ()
    notes: Sequence[_Note] = ()


class Feeds:
    """The feeds of one build, by the page that they follow."""

    def __init__(self) -> None:
        self._by_page: dict[str, _Plan] = {}
        self._whole: tuple[_Plan, ...] = ()

    def on_press_site_files(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        listed: Mapping[str, Any],
        shown: Mapping[str, str],
    ) -> Iterator[SiteFile]:
        """Yield every feed."""
        self._by_page, self._whole = {}, ()
        if not addresses.site(app.config):
            logger.info("html_baseurl is not set: no feeds, no sitemap and no open data")
            return
        plans = [plan for plan in _plans(app, listed) if plan.articles or plan.notes]
        self._whole = tuple(plan for plan in plans if plan.name == WHOLE)
        self._by_page = {plan.page: plan for plan in plans if plan.name not in {WHOLE, CORRECTIONS}}

        @lru_cache(maxsize=_AT_HAND)
        def text_of(docname: str) -> str:
            page = Path(builder.get_output_path(docname)).read_text("utf-8")
            return text(full_text(page, addresses.of_page(builder, docname)))

        for plan in plans:
            repeated = [(article.docname, shown.get(article.docname)) for article in plan.articles]
            noted = [(article.docname, number, note) for article, number, note in plan.notes]
            titles = [listed_title(article) for article, *_rest in plan.notes]
            yield SiteFile(
                plan.name,
                (plan.page, plan.title, repeated, noted, titles, _settings(app)),
                partial(_pieces, builder, plan, text_of),
            )

    def on_page_context(self, app: Sphinx, page: SitePage) -> None:
        """Give the head of a page the feeds of the whole, and of what the page belongs to."""
        article = article_domain(app.env).articles.get(page.name)
        listed = page_name("section", article.section) if article else page.name
        own = self._by_page.get(listed)
        page.context["press_feeds"] = [
            {"href": page.context["pathto"](quote(plan.name), 1), "title": plan.title}
            for plan in (*self._whole, *([own] if own else []))
        ]


def _settings(app: Sphinx) -> tuple[object, ...]:
    config = app.config
    return (config.press_feed_entries, config.author, config.copyright, addresses.site(config))


def _plans(app: Sphinx, listed: Mapping[str, Any]) -> Iterator[_Plan]:
    """Yield what feeds there may be; one without an entry would have no date, and is left out."""
    config = app.config
    most = config.press_feed_entries
    newest = article_domain(app.env).newest_first
    if newest:
        yield _Plan(WHOLE, config.root_doc, config.project, newest[:most])
    for page in listed.values():
        if page.kind in FOLDERS and page.name.count("/") == 1 and page.articles:
            title = f"{config.project}: {page.title}"
            yield _Plan(f"{page.name}.xml", page.name, title, page.articles[:most])
    notes = article_domain(app.env).corrections()
    if notes:
        title = f"{config.project}: {words_of(config)('Corrections')}"
        found = (page for page in _ON_CORRECTIONS if page in listed or page in app.env.found_docs)
        page = next(found, config.root_doc)
        yield _Plan(CORRECTIONS, page, title, notes=notes[:most])


def _pieces(
    builder: StandaloneHTMLBuilder, plan: _Plan, text_of: Callable[[str], str]
) -> Iterator[str]:
    config = builder.config
    licence = config.press_licence.get("name", "")
    feed = Feed(
        address=addresses.of_file(builder, plan.name),
        page=addresses.of_page(builder, plan.page),
        title=plan.title,
        author=config.author or config.project,
        language=addresses.language(config),
        rights=". ".join(filter(None, (f"© {config.copyright}", licence))),
        entries=[
            *(_entry(builder, article, text_of) for article in plan.articles),
            *(_note_entry(builder, *note) for note in plan.notes),
        ],
    )
    return pieces(feed)


def _entry(
    builder: StandaloneHTMLBuilder, article: Article, text_of: Callable[[str], str]
) -> Entry:
    section = builder.config.press_sections.get(article.section, article.section)
    return Entry(
        id=_id(builder, article),
        address=addresses.of_page(builder, article.docname),
        title=listed_title(article),
        published=article.date,
        updated=article.changed,
        summary=article.summary,
        content=lambda: text_of(article.docname),
        authors=article.authors,
        categories=(
            Category(article.section, section),
            *(Category(topic, topic) for topic in article.topics),
        ),
        language=article.lang,
    )


def _note_entry(
    builder: StandaloneHTMLBuilder, article: Article, number: int, note: Correction
) -> Entry:
    address = addresses.of_page(builder, article.docname)
    link = f'<a href="{escape(address)}">{escape(listed_title(article))}</a>'
    return Entry(
        id=f"{_id(builder, article)}#correction-{number}",
        address=address,
        title=f"{note.kind.capitalize()}: {listed_title(article)}",
        published=note.date,
        updated=note.date,
        summary=note.text,
        content=lambda: text(f"<p>{escape(note.text)}</p>\n<p>{link}</p>"),
        categories=(Category(note.kind, note.kind.capitalize()),),
        language=article.lang,
    )


def _id(builder: StandaloneHTMLBuilder, article: Article) -> str:
    return tag(addresses.site(builder.config), article.date, article.docname)


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
        yield from _entry_element(entry, feed.language)
    yield "</feed>\n"


def _entry_element(entry: Entry, language: str) -> Iterator[str]:
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


_ARTICLE = '<article role="main"'
_HEADING = "<h1"
_SECTION = re.compile(r"<(/?)section\b")

# The title and the lines below it, which feeds say in elements of their own; marks of
# headings; the way from a reference back to the text.  None of them holds its own kind.
_LEFT_OUT = re.compile(
    r'<h1\b.*?</h1>\n?|<div class="article-head[ "].*?</div>\n?'
    r'|<a class="headerlink".*?</a>|<span class="backlinks">.*?</span>'
    r"|<script\b.*?</script>|<style\b.*?</style>",
    re.DOTALL,
)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:=\"[^\"]*\")?)+)(\s*/?)>")
_ATTRIBUTE = re.compile(r'\s+([\w:-]+)(?:="([^"]*)")?')
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_DROPPED = frozenset({"id", "class", "role", "srcset", "sizes", "loading", "decoding", "tabindex"})
_DROPPED_KINDS = ("on", "data-", "aria-")


def full_text(page: str, address: str) -> str:
    """Return the text of the article on a finished *page* at *address*, as HTML.

    That is the section with the page's heading; empty where there is none.
    """
    text = _LEFT_OUT.sub("", _section(page))
    return _TAG.sub(lambda tag: _cleaned(tag, address), text).strip()


def _section(page: str) -> str:
    """Return what is in the section around the page's first heading."""
    heading = page.find(_HEADING, max(page.find(_ARTICLE), 0))
    start = page.rfind("<section", 0, heading)
    if heading < 0 or start < 0:
        return ""
    depth = 0
    for found in _SECTION.finditer(page, start):
        depth += -1 if found[1] else 1
        if not depth:
            return page[page.index(">", start) + 1 : found.start()]
    return ""


@lru_cache(maxsize=4096)
def _absolute(address: str, value: str) -> str:
    return escape(absolute(address, unescape(value)))


def _cleaned(tag: re.Match[str], address: str) -> str:
    kept = []
    for name, value in _ATTRIBUTE.findall(tag[2]):
        if name in _DROPPED or name.startswith(_DROPPED_KINDS):
            continue
        said = value
        if name in _ADDRESSES:
            # Most lead to a place on the page; joining addresses takes a while.
            said = escape(address) + value if value[:1] == "#" else _absolute(address, value)
        kept.append(f' {name}="{said}"')
    return f"<{tag[1]}{''.join(kept)}{tag[3].rstrip()}>"
