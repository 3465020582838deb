"""Meta tags: all that a page says of itself to machines, put into its head.

The canonical address and the links to the pages before and after are the theme's.  A picture
for other sites is taken from ``press_picture`` in the page's context, a
:class:`~press.core.publication.Picture`: whoever makes pictures puts it there ahead of this handler.

``press_description``
    What the publication is, in a sentence: the front page's description.
``press_article_types``
    The kind of article, as schema.org names it, of a section: ``{"opinion":
    "OpinionNewsArticle"}``; ``NewsArticle`` without.
``press_offprints``
    Whether each article's PDF stands beside its page.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from press.articles.domain import FOLDERS, article_domain, page_name
from press.articles.titles import listed_title
from press.citations.domain import cite_domain
from press.core import addresses
from press.core.layout import volume_of_page
from press.core.publication import Named, Publication, publisher
from press.metadata.cited_works import Described, describe
from press.metadata.head_elements import article_tags, page_tags, tags_html
from press.metadata.json_ld import article_json, page_json, script
from press.metadata.page_facts import ArticlePage, Page
from press.text.messages import words_in, words_of
from press.text.strings import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

    from press.articles.model import Article
    from press.core.site_pages import SitePage


#: A description is no longer than what search engines show.
_LONGEST = 200


class MetaTags:
    """The heads of one build's pages; a work is described once, whoever cites it."""

    def __init__(self) -> None:
        self._publication = Publication("")
        self._words = words_in("en")
        self._described: dict[str, Described] = {}

    def on_write_started(self, app: Sphinx, builder: Builder) -> None:
        """Take the publication and the works of this build."""
        self._described.clear()
        self._publication = _publication(app.config)
        self._words = words_of(app.config)

    def on_page_context(self, app: Sphinx, page: SitePage) -> None:
        """Add the page's elements to its head."""
        article = article_domain(app.env).articles.get(page.name)
        if article is not None:
            shown = self._article(page.builder, article, page.context)
            head = tags_html(article_tags(shown)) + script(article_json(shown))
        elif page.name in app.env.found_docs or page.template == "listed.html":
            listed = self._page(page.builder, page.name, page.context, page.doctree)
            head = tags_html(page_tags(listed)) + script(page_json(listed))
        else:
            return  # the search, and the page for what is not there: no search engine lists them
        page.context["metatags"] = page.context.get("metatags", "") + head

    def _article(self, builder: Builder, article: Article, context: dict[str, Any]) -> ArticlePage:
        docname = article.docname
        section = self._publication.sections.get(article.section, article.section)
        listed = addresses.of_page(builder, page_name("section", article.section))
        page = Page(
            self._publication,
            listed_title(article),
            article.summary,
            addresses.of_page(builder, docname),
            (self._home(), Named(section, listed)),
            context.get("press_picture"),
        )
        return ArticlePage(
            article,
            page,
            tuple(self._works(builder, docname)),
            {
                name: addresses.of_page(builder, page_name("author", name))
                for name in article.authors
            },
            addresses.of_file(builder, f"{docname}.pdf") if builder.config.press_offprints else "",
        )

    def _works(self, builder: Builder, docname: str) -> Iterator[Described]:
        domain = cite_domain(builder.env)
        for key in domain.index.works_cited(docname):
            if key not in self._described:
                self._described[key] = describe(domain.works[key])
            yield self._described[key]

    def _home(self) -> Named:
        return Named(self._publication.title, self._publication.home)

    def _page(
        self,
        builder: Builder,
        pagename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> Page:
        """Return what is known of a page that is no article's."""
        volume = volume_of_page(pagename)
        title = unescape(re.sub("<[^>]*>", "", str(context["title"])))
        if pagename == builder.config.root_doc:
            title, above = self._publication.title, []
        else:
            _ = words_of(builder.config)
            title = _("Volume %s") % title if volume else title
            above = [self._home(), *_index_above(builder, context)]
        return Page(
            self._publication,
            title,
            clipped(self._description(title, context, doctree, home=not above), _LONGEST),
            addresses.of_page(builder, pagename),
            above,
            context.get("press_picture"),
            volume,
        )

    def _description(
        self, title: str, context: dict[str, Any], doctree: nodes.document | None, *, home: bool
    ) -> str:
        """Return a page's first paragraph, or what kind of page it is."""
        if home and self._publication.description:
            return self._publication.description
        section = doctree.next_node(nodes.section) if doctree else None
        for paragraph in section.children if section else ():
            if isinstance(paragraph, nodes.paragraph):
                return paragraph.astext()
        if home:
            return ""
        _ = self._words
        said = {
            "section": _("All articles of %(site)s in the section %(title)s, the newest first."),
            "topic": _("All articles of %(site)s on %(title)s, the newest first."),
            "author": _("All articles in %(site)s by %(title)s, the newest first."),
            "index": _("%(title)s in %(site)s, with the number of articles of each."),
            "cited": "%(title)s – %(site)s",
        }
        described = said.get(context.get("kind", ""), _("%(title)s of %(site)s"))
        return described % {"title": title, "site": self._publication.title}


def _index_above(builder: Builder, context: dict[str, Any]) -> Iterator[Named]:
    """Yield the page that lists pages such as this one, where there is one."""
    kind = context.get("kind")
    _ = words_of(builder.config)
    titles = {"topic": _("Topics"), "author": _("Authors")}
    if kind in titles:
        yield Named(titles[kind], addresses.of_page(builder, FOLDERS[kind]))
    works = cite_domain(builder.env).works_page
    if kind in {"works", "cited"} and works:
        title = builder.env.titles[works].astext()
        yield Named(title, addresses.of_page(builder, works))


def _publication(config: Config) -> Publication:
    """Return what the settings say of the publication."""
    return Publication(
        title=config.project,
        publisher=publisher(config).name,
        home=addresses.site(config),
        language=config.language,
        description=config.press_description,
        licence=config.press_licence.get("url", ""),
        sections=config.press_sections,
        types=config.press_article_types,
    )
