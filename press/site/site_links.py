"""The links that stand on every page of the site.

Their number depends on sections and volumes, never on articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.articles.domain import FOLDERS, article_domain, page_name
from press.core.layout import volume_of_page
from press.text.messages import words_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


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
