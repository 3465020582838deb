"""The front page: the newest article large, the next ones beside it, then section by section.

No article stands there twice, and a section whose articles all stand above is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from press.articles.query import Selection
from press.site.cards import heading

if TYPE_CHECKING:
    from press.articles.domain import ArticleDomain
    from press.site.cards import Cards


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
