"""Page facts: what is known of a page, for all that is said of it to machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from press.articles.model import Article
    from press.core.publication import Named, Picture, Publication
    from press.metadata.cited_works import Described


@dataclass(frozen=True)
class Page:
    """A page of *publication*; *address* is its own, "" where the site's is not known.

    *above* are the pages that lead to it, the front page first.
    """

    publication: Publication
    title: str
    description: str = ""
    address: str = ""
    above: Sequence[Named] = ()
    picture: Picture | None = None
    volume: str = ""

    @property
    def is_home(self) -> bool:
        """Whether nothing leads to it."""
        return not self.above


@dataclass(frozen=True)
class ArticlePage:
    """An article's page: *works* are those that it cites, *pdf* is the address of its offprint.

    *authors* maps their names to the addresses of their pages.
    """

    article: Article
    page: Page
    works: Sequence[Described] = ()
    authors: Mapping[str, str] = field(default_factory=dict)
    pdf: str = ""

    @property
    def modified(self) -> str:
        """The day of the last change that was told, in ISO 8601."""
        article = self.article
        days = [article.date, article.updated or article.date]
        return max([*days, *(correction.date for correction in article.corrections)]).isoformat()

    @property
    def section(self) -> str:
        """The section's title."""
        key = self.article.section
        return self.page.publication.sections.get(key, key)
