"""Atom feeds with the full text: of the whole, of sections, topics and authors, of corrections.

A feed stands beside the page for readers, ``topics/trade.xml`` at
``topics/trade.html``; that of the whole is ``feed.xml``.  A page names its feeds
in its head.  A feed is made again when a page that it repeats changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.util import logging

from press.articles.domain import FOLDERS, article_domain, page_name
from press.articles.retraction import listed_title
from press.core import addresses
from press.core.site_files import SiteFile
from press.feeds import atom
from press.feeds.full_text import full_text
from press.text.messages import words_of
from press.text.xml_text import text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from press.articles.model import Article, Correction

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

    def on_html_page_context(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give the head of a page the feeds of the whole, and of what the page belongs to."""
        article = article_domain(app.env).articles.get(pagename)
        page = page_name("section", article.section) if article else pagename
        own = self._by_page.get(page)
        context["press_feeds"] = [
            {"href": context["pathto"](quote(plan.name), 1), "title": plan.title}
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
    feed = atom.Feed(
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
    return atom.pieces(feed)


def _entry(
    builder: StandaloneHTMLBuilder, article: Article, text_of: Callable[[str], str]
) -> atom.Entry:
    section = builder.config.press_sections.get(article.section, article.section)
    return atom.Entry(
        id=_id(builder, article),
        address=addresses.of_page(builder, article.docname),
        title=listed_title(article),
        published=article.date,
        updated=article.changed,
        summary=article.summary,
        content=lambda: text_of(article.docname),
        authors=article.authors,
        categories=(
            atom.Category(article.section, section),
            *(atom.Category(topic, topic) for topic in article.topics),
        ),
        language=article.lang,
    )


def _note_entry(
    builder: StandaloneHTMLBuilder, article: Article, number: int, note: Correction
) -> atom.Entry:
    address = addresses.of_page(builder, article.docname)
    link = f'<a href="{escape(address)}">{escape(listed_title(article))}</a>'
    return atom.Entry(
        id=f"{_id(builder, article)}#correction-{number}",
        address=address,
        title=f"{note.kind.capitalize()}: {listed_title(article)}",
        published=note.date,
        updated=note.date,
        summary=note.text,
        content=lambda: text(f"<p>{escape(note.text)}</p>\n<p>{link}</p>"),
        categories=(atom.Category(note.kind, note.kind.capitalize()),),
        language=article.lang,
    )


def _id(builder: StandaloneHTMLBuilder, article: Article) -> str:
    return atom.tag(addresses.site(builder.config), article.date, article.docname)
