"""Output folder of the site: all that the sources ask for, as they ask, and nothing else.

Adds the pages without a source file, has every page rewritten that shows
something new of others, makes the other files that extensions ask for, and
removes what deleted articles leave behind, so that building on an older folder
gives the same files as building from nothing.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from press.articles.domain import article_domain
from press.citations.catalogue import ShelfPage, WorksPage, works_body, works_pages
from press.citations.domain import cite_domain
from press.citations.year_pages import YearPage
from press.core.builders import site_builder
from press.core.site_files import EVENT, SiteFile, write_pieces
from press.rebuild.manifest import PAGES, Ledger, remove
from press.safety.documents import same_address
from press.site.cards import Cards, article_list, by_month, month_anchor
from press.site.page_digests import files, shown_by_pages, shown_everywhere, written_at
from press.site.taxonomy_pages import ListedPage, clashes, listed_pages
from press.text.digests import content_digest
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.text.messages import Words

logger = logging.getLogger(__name__)


class Pages:
    """What one build makes of its folder of pages."""

    def __init__(self) -> None:
        self.listed: dict[str, ListedPage | WorksPage] = {}
        self.others: dict[str, SiteFile] = {}
        self.before = Ledger()
        self.after = Ledger()
        # When the pages that are to be rewritten were written last.
        self.times: dict[str, int] = {}
        self.stale_files: set[str] = set()

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents whose pages no longer show what they should."""
        _warn_of_clashes(env)
        builder = site_builder(app)
        domain = article_domain(env)
        pages: list[ListedPage | WorksPage] = [
            *listed_pages(domain, env.config.press_sections, words_of(env.config))
        ]
        pages += works_pages(cite_domain(env), words_of(env.config))
        self.listed = {page.name: page for page in pages}
        self.before = Ledger.read(_file(builder))
        everywhere = shown_everywhere(app, builder)
        shown = shown_by_pages(app, everywhere, self.listed)
        asked = app.emit(EVENT, builder, self.listed, shown)
        self.others = {file.name: file for found in asked for file in found}
        for name, file in self.others.items():
            if file.make is not None:
                shown[name] = content_digest((everywhere, file.shown))
        self.after = Ledger(shown, frozenset((*files(builder, self.listed), *self.others)))
        stale = {name for name in shown if self.before.pages.get(name) != shown[name]}
        self.times = {
            page: written_at(builder.get_output_path(page)) for page in stale - self.others.keys()
        }
        self.stale_files = stale & self.others.keys()
        if stale or self.before.files != self.after.files:
            # Until the build is finished: what is not known to be right, and all there may be.
            right = {page: self.after.pages[page] for page in self.after.pages.keys() - stale}
            Ledger(right, self.before.files | self.after.files).write(_file(builder))
        return sorted(stale - self.listed.keys() - self.others.keys())

    def on_html_collect_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield the pages without a source file that have to be written."""
        builder = site_builder(app)
        for name, page in self.listed.items():
            if name in self.times or not builder.get_output_path(name).exists():
                yield name, _context(builder, page), "listed.html"

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove leftovers, make the other files, and write down what the folder holds now."""
        if exception is not None:
            return
        builder = site_builder(app)
        folder = Path(builder.outdir)
        remove(folder, self.before.files - self.after.files)
        for name, file in self.others.items():
            path = folder / name
            if file.make is not None and (name in self.stale_files or not path.exists()):
                try:
                    write_pieces(path, file.make())
                except OSError as error:
                    reason = error.strerror or str(error)
                    logger.warning("%s cannot be written: %s", name, reason, type="press")
        written = {
            page: shown
            for page, shown in self.after.pages.items()
            if page not in self.times
            or self.times[page] != written_at(builder.get_output_path(page))
        }
        finished = Ledger(written, self.after.files)
        if finished != Ledger.read(_file(builder)):
            finished.write(_file(builder))


def _file(builder: StandaloneHTMLBuilder) -> Path:
    return Path(builder.outdir) / PAGES


# -- pages without a source file ----------------------------------------------


def _context(builder: StandaloneHTMLBuilder, page: ListedPage | WorksPage) -> dict[str, Any]:
    """Return what the template ``listed.html`` shows; titles are HTML, as Sphinx's own are."""
    _ = words_of(builder.config)

    def link(article: Article, title: nodes.Element) -> nodes.Element:
        uri = builder.get_relative_uri(page.name, article.docname)
        return nodes.reference("", "", title, internal=True, refuri=uri)

    def html(*blocks: nodes.Node) -> str:
        body = nodes.container("", *blocks)
        builder.imgpath = relative_uri(builder.get_target_uri(page.name), builder.imagedir)
        builder.post_process_images(body)
        return builder.render_partial(body)["fragment"]

    context: dict[str, Any] = {"title": escape(page.title), "kind": page.kind, "metatags": ""}
    if isinstance(page, ShelfPage | YearPage):
        context["body"] = html(*works_body(page, cite_domain(builder.env), builder, _))
        if isinstance(page, YearPage):
            address = builder.get_relative_uri(page.name, page.entry.docname)
            context["within"] = f"{address}#{page.entry.anchor}"
            context["kicker"] = escape(page.entry.text)
            context["heading"] = escape(page.heading)
    elif page.kind == "index":
        context["pages"] = [
            {
                "href": builder.get_relative_uri(page.name, listed.name),
                "title": escape(listed.title),
                "count": _count(_, listed.count),
            }
            for listed in page.pages
        ]
    else:
        config, pictures = builder.config, article_domain(builder.env).pictures
        cards = Cards(config.press_sections, link, pictures, _)
        arrange = by_month if page.volume else article_list
        kinds = {"topic": _("Topic"), "author": _("Author")}
        context["kicker"] = escape(page.title) if page.within else kinds.get(page.kind)
        context["count"] = _count(_, page.count)
        context["body"] = html(*arrange(page.articles, cards))
        context["volume"] = page.volume
        context["within"] = page.within and builder.get_relative_uri(page.name, page.within)
        context["volumes"] = [_volume(builder, _, page, volume) for volume in page.pages]
        if page.volume:
            context["title"] += f", {page.volume}"
    return context


def _volume(
    builder: StandaloneHTMLBuilder, _: Words, page: ListedPage, volume: ListedPage
) -> dict[str, Any]:
    """Return the links to a volume's page and to its months."""
    href = builder.get_relative_uri(page.name, volume.name)
    months = [
        {"href": f"{href}#{month_anchor(month)}", "title": _.month(month), "count": count}
        for month, count in volume.months.items()
    ]
    return {
        "href": href,
        "title": volume.volume,
        "count": _count(_, volume.count),
        "months": months,
    }


def _count(_: Words, number: int) -> str:
    return _.plural("%(count)s article", "%(count)s articles", number)


def _warn_of_clashes(env: BuildEnvironment) -> None:
    for clash in clashes(article_domain(env)):
        logger.warning(
            "%s",
            same_address(*clash.names, clash.page),
            location=(clash.article.docname, 1),
            type="press",
            subtype="same-address",
        )
