"""Navigation: the same few links on every page, and each article's neighbours by date.

furo asks Sphinx for the whole site's tree on every page, which makes building
and bytes grow with the square of the articles.  This extension answers for
Sphinx, and gives the theme's templates the site's links instead.

The links that stand on every page of the site.

Their number depends on sections and volumes, never on articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from markupsafe import escape as html_text

from press.articles.domain import FOLDERS, article_domain, page_name
from press.articles.titles import listed_title
from press.core.addresses import file_name
from press.core.layout import volume_of_page, volume_page
from press.text.bidi import direction
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.core.site_pages import SitePage


_KINDS = ((".pdf", "PDF"), (".epub", "EPUB"))


class Navigation:
    """The links of every page, made once for all pages of a folder and section."""

    def __init__(self) -> None:
        self._groups: tuple[Group, ...] = ()
        self._pages: frozenset[str] = frozenset()
        self._known: dict[tuple[str, ...], list[dict[str, Any]]] = {}

    def on_write_started(self, app: Sphinx, builder: Builder) -> None:
        """Take the links of this build."""
        self._groups = site_links(app.env)
        self._pages = frozenset(link.page for group in self._groups for link in group.links)
        self._known.clear()

    def on_page_context(self, app: Sphinx, page: SitePage) -> None:
        """Give the templates links, the article, its neighbours and its volume.

        Titles in the context are HTML, as Sphinx's own are.
        """
        context = page.context
        pathto: Callable[..., str] = context["pathto"]
        domain = article_domain(app.env)
        article = domain.articles.get(page.name)
        # A reader of an article is in its section.
        section = page_name("section", article.section) if article else ""
        listed = page.name if page.name in self._pages else ""
        folder = page.builder.get_target_uri(page.name).rpartition("/")[0]
        # The page for addresses that do not exist leads to the root in a way of its own.
        key = (folder, pathto("", True), listed, section)
        if key not in self._known:
            here = {listed: "page", section: "true"}
            self._known[key] = [_links(group, here, pathto) for group in self._groups]
        context.update(_names_as_html(context))
        context["press_links"] = self._known[key]
        context["toctree"] = _no_tree
        context["press_files"] = _files(app, page.name, article, pathto)
        context["press_licence"] = app.config.press_licence
        context["press_article"] = article
        context["prev"] = context["next"] = None
        context["parents"] = []
        if article is not None:
            context["press_direction"] = direction(article.lang)
            older, newer = domain.neighbours(page.name)
            context["prev"] = _link(older, pathto)
            context["next"] = _link(newer, pathto)
            volume = volume_page(article.volume)
            if volume in app.env.titles:
                _ = words_of(app.config)
                title = _("Volume %s") % app.env.titles[volume].astext()
                context["parents"] = [{"link": pathto(volume), "title": escape(title)}]


def _names_as_html(context: Mapping[str, Any]) -> dict[str, Markup]:
    """Return the publication's names as HTML: some of furo's templates take them for that.

    A name that is marked as HTML is not escaped once more by those that do escape it.
    """
    names = ("project", "docstitle", "shorttitle", "copyright", "version", "release")
    return {name: html_text(context[name]) for name in names if isinstance(context.get(name), str)}


def _links(group: Group, here: Mapping[str, str], pathto: Callable[..., str]) -> dict[str, Any]:
    """Return a group of links for the template; *here* says which are current, and how."""
    links = [
        {
            "href": pathto(link.page),
            "title": escape(link.title),
            "current": here.get(link.page),
        }
        for link in group.links
    ]
    return {"name": group.name, "title": escape(group.title), "links": links}


def _files(
    app: Sphinx, pagename: str, article: Article | None, pathto: Callable[..., str]
) -> list[dict[str, str]]:
    """Return links to an article's or a volume's PDF and e-book, where there are such files."""
    volume = volume_of_page(pagename)
    if article is not None and app.config.press_offprints:
        names = {title: f"{pagename}{suffix}" for suffix, title in _KINDS}
    elif volume and app.config.press_volume_files:
        names = {
            title: f"volumes/{file_name(app.config, volume, suffix)}" for suffix, title in _KINDS
        }
    else:
        return []
    return [{"link": pathto(name, 1), "title": title} for title, name in names.items()]


def _no_tree(**_kwargs: object) -> str:
    return ""


def _link(article: Article | None, pathto: Callable[[str], str]) -> dict[str, str] | None:
    if article is None:
        return None
    return {"link": pathto(article.docname), "title": escape(listed_title(article))}


@dataclass(frozen=True)
class Link:
    """A page's name and what a link to it says, as plain text."""

    page: str
    title: str


@dataclass(frozen=True)
class Group:
    """Links under a common heading."""

    name: str
    title: str
    links: tuple[Link, ...]


def site_links(env: BuildEnvironment) -> tuple[Group, ...]:
    """Return sections, single pages and volumes, without the groups that are empty.

    Volumes and single pages are those of the root document's ``toctree``, in
    its order; the indexes of topics and authors are there when they have any.
    """
    _ = words_of(env.config)
    domain = article_domain(env)
    sections = env.config.press_sections.items()
    indexes = (("topic", _("Topics")), ("author", _("Authors")))
    listed = [Link(FOLDERS[kind], title) for kind, title in indexes if domain.names(kind)]
    documents = list(_documents(env))
    groups = (
        Group(
            "sections",
            _("Sections"),
            tuple(Link(page_name("section", key), title) for key, title in sections),
        ),
        Group(
            "more",
            _("More"),
            (*listed, *(link for link in documents if not volume_of_page(link.page))),
        ),
        Group(
            "volumes",
            _("Volumes"),
            tuple(link for link in documents if volume_of_page(link.page)),
        ),
    )
    return tuple(group for group in groups if group.links)


def _documents(env: BuildEnvironment) -> Iterator[Link]:
    for docname in env.toctree_includes.get(env.config.root_doc, ()):
        if docname in env.titles:
            yield Link(docname, env.titles[docname].astext())
