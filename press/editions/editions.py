"""Editions: which volumes and documents a file of the publication holds.

The one PDF holds the newest volumes, as many as ``press_print_articles`` lets
in; a volume's own PDF and e-book hold that volume; the e-book of the
publication holds all; an offprint holds one article.  What an edition leaves
out stands on the site: links lead there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util import logging

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.core.layout import year_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """*volumes* are the years that a file holds, the newest first; *left_out* the others.

    An edition of one volume is *alone*: of the other pages it has that of the works.
    An offprint is alone with its *article*.
    """

    volumes: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    alone: bool = False
    article: str = ""

    @property
    def years(self) -> str:
        """The volumes as a title page names them: "2025–2026", "2025", or ""."""
        return "–".join(dict.fromkeys([*self.volumes[-1:], *self.volumes[:1]]))

    def articles(self, env: BuildEnvironment) -> list[Article]:
        """Return the articles of the edition, the newest first."""
        if self.article:
            return [article_domain(env).articles[self.article]]
        found = article_domain(env).newest_first
        return [article for article in found if article.volume in self.volumes]

    def outside(self, env: BuildEnvironment) -> set[str]:
        """Return the documents that the edition does not hold, whatever its toctrees name."""
        return env.found_docs - self.inside(env)

    def inside(self, env: BuildEnvironment) -> set[str]:
        """Return the documents that the edition holds."""
        if self.article:
            return {self.article}
        works = cite_domain(env).works_page
        return {docname for docname in env.found_docs if self._holds(docname, works)}

    def _holds(self, docname: str, works: str | None) -> bool:
        volume = year_of(docname)
        if volume:
            return volume not in self.left_out
        return not self.alone or docname == works


def whole(env: BuildEnvironment) -> Edition:
    """Return the edition of all volumes."""
    return Edition(_years(env))


def newest(env: BuildEnvironment, most: int) -> Edition:
    """Return the edition of the newest volumes with *most* articles together, of one at least."""
    volumes = article_domain(env).names("volume")
    years = _years(env)
    held, articles = 0, 0
    for year in years:
        articles += len(volumes[year])
        if held and articles > most:
            break
        held += 1
    return Edition(years[:held], years[held:])


def single(env: BuildEnvironment) -> list[Edition]:
    """Return the editions of one volume each, the newest first."""
    years = _years(env)
    return [Edition((y,), tuple(other for other in years if other != y), alone=True) for y in years]


def offprints(env: BuildEnvironment) -> list[Edition]:
    """Return the editions of one article each, the newest first."""
    found = article_domain(env).newest_first
    return [Edition((a.volume,), alone=True, article=a.docname) for a in found]


def _years(env: BuildEnvironment) -> tuple[str, ...]:
    return tuple(sorted(article_domain(env).names("volume"), reverse=True))


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Say what is wrong with the settings, and build as if nothing were set."""
    name = "press_print_articles"
    most = config[name]
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        default = config.values[name].default
        logger.warning(
            "%s is %r: write the number of articles that the one PDF holds at most, "
            "1 or more (built with %s)",
            name,
            most,
            default,
            type="press",
            subtype="bad-settings",
        )
        config[name] = default
