"""``{listing}`` and ``{front-page}`` directives: the newest articles as cards.

A listing shows those of a volume, section, topic or author; those of a volume
stand under their months.  The front page arranges the newest of all and of each
section; print leaves it out, and the e-book has plain cards in its place.

A page that lists others is rewritten when what it shows of them changes, and
only then: the domain compares it with the last build.

The front page: the newest article large, the next ones beside it, then section by section.

No article stands there twice, and a section whose articles all stand above is
left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.articles.domain import Selection, article_domain
from press.articles.titles import title_link
from press.core.builders import PAGE_BUILDERS, builder_of
from press.core.placeholders import Placeholders
from press.site.cards import Cards, article_list, by_month, heading
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from press.articles.domain import ArticleDomain
    from press.articles.model import Article, Picture


logger = logging.getLogger(__name__)


class listing(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for a ``selection`` of articles shown in ``docname``, or for its ``front``."""


class Listing(SphinxDirective):
    """Show a selection of articles, the newest first."""

    option_spec = {  # noqa: RUF012 (docutils' own style)
        "volume": directives.unchanged_required,
        "section": directives.unchanged_required,
        "topic": directives.unchanged_required,
        "author": directives.unchanged_required,
        "limit": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Note the selection and leave a placeholder."""
        docname = self.env.current_document.docname
        selection = Selection(**self.options)
        article_domain(self.env).note_selection(docname, selection)
        return [listing("", docname=docname, selection=selection)]


class FrontPageDirective(SphinxDirective):
    """Arrange the newest articles of the publication.

    ``latest`` is the number beside the first, ``by-section`` the number in each
    section, ``sections`` which of them in which order.
    """

    option_spec = {  # noqa: RUF012 (docutils' own style)
        "latest": directives.nonnegative_int,
        "by-section": directives.nonnegative_int,
        "sections": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Note what the page may show and leave a placeholder."""
        known: Mapping[str, str] = self.config.press_sections
        named = self.options.pop("sections", "").replace(",", " ").split()
        for name in named:
            if name not in known:
                logger.warning(
                    "section %r is not one of %s: choose one",
                    name,
                    ", ".join(known),
                    location=self.get_location(),
                    type="press",
                    subtype="unknown-section",
                )
        options = {name.replace("-", "_"): value for name, value in self.options.items()}
        front = FrontPage(**options, sections=tuple(name for name in named if name in known))
        docname = self.env.current_document.docname
        for selection in front.selections(known):
            article_domain(self.env).note_selection(docname, selection)
        return [listing("", docname=docname, selection=front.top, front=front)]


class Listings(Placeholders):
    """Turn the placeholders into cards."""

    placeholder = listing

    def content(self, node: nodes.Element) -> Sequence[nodes.Node]:
        """Return the selected articles as cards, or the front page's blocks."""
        domain = article_domain(self.env)
        on_site = builder_of(self.env).name in PAGE_BUILDERS
        pictures: Mapping[str, Picture] = domain.pictures if on_site else {}
        docname, selection = node["docname"], node["selection"]
        link = partial(_link, docname)
        cards = Cards(self.config.press_sections, link, pictures, words_of(self.config))
        articles = domain.select(selection)
        if "front" in node and on_site and articles:
            to_section = partial(_link_to_section, docname)
            return list(node["front"].blocks(domain, cards, to_section))
        if selection.volume and not selection.limit:
            return by_month(articles, cards)
        return article_list(articles, cards)


def _link(refdoc: str, article: Article, title: nodes.Element) -> nodes.Element:
    """Return a link made when the builder is known."""
    return title_link(article, refdoc, title)


def _link_to_section(refdoc: str, section: str, title: nodes.Element) -> nodes.Element:
    return addnodes.pending_xref(
        "",
        title,
        refdomain="article",
        reftype="section",
        reftarget=section,
        refdoc=refdoc,
        refwarn=False,
    )


@dataclass(frozen=True)
class FrontPage:
    """*latest* articles stand beside the first, *by_section* in each of *sections*, all if none."""

    latest: int = 4
    by_section: int = 3
    sections: tuple[str, ...] = ()

    @property
    def top(self) -> Selection:
        """The articles above the sections; where there is no front page, all that is shown."""
        return Selection(limit=1 + self.latest)

    def selections(self, sections: Mapping[str, str]) -> Iterator[Selection]:
        """Yield all that can decide what the page shows; *sections* are the publication's."""
        yield self.top
        for section in self.sections or sections:
            yield self._of_section(section)

    def _of_section(self, section: str) -> Selection:
        # So many may stand above.
        return Selection(section=section, limit=1 + self.latest + self.by_section)

    def blocks(
        self,
        domain: ArticleDomain,
        cards: Cards,
        section_link: Callable[[str, nodes.Element], nodes.Element],
    ) -> Iterator[nodes.Element]:
        """Yield the page's parts; *section_link* makes a link to a section from its title."""
        above = domain.select(self.top)
        top = [cards.grid(above[:1], name="lead")]
        if above[1:]:
            top.append(cards.grid(above[1:], name="latest"))
        yield nodes.container("", *top, classes=["front-top"])
        shown = {article.docname for article in above}
        for section in self.sections or cards.sections:
            found = domain.select(self._of_section(section))
            rest = [article for article in found if article.docname not in shown]
            if rest:
                title = cards.sections.get(section, section)
                link = section_link(section, nodes.inline("", title))
                more = section_link(section, nodes.inline("", cards.words("All of %s") % title))
                yield nodes.container(
                    "",
                    heading(title, "front-heading", "", link),
                    cards.grid(rest[: self.by_section], level=3),
                    nodes.paragraph("", "", more, classes=["front-more"]),
                    classes=["front-section"],
                )
