"""Publication and publisher as plain data: what pages, imprint and feeds say of both.

``press_publisher`` may say ``name`` (else ``author`` is the publisher),
``address`` (postal, in lines), ``place``, ``email`` and ``url`` (else
``html_baseurl``).  ``press_issn`` is the publication's ISSN, ``press_isbn``
gives volumes their ISBN: ``{"2025": "978-…"}``.  Nothing is required.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from press.text.isbn_issn import isbn, issn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config


#: The kinds of article that schema.org knows (https://schema.org/NewsArticle).
ARTICLE_TYPES = frozenset(
    {
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "NewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
    }
)


class Named(NamedTuple):
    """A page or a section: its title and its address, "" where that is not known."""

    title: str
    address: str = ""


class Picture(NamedTuple):
    """A picture that stands for a page elsewhere: its address and size, and what it shows."""

    address: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Publication:
    """*home* is the address of the front page, *licence* that of the licence; "" if not known.

    *sections* maps keys to titles, *types* the keys of sections to one of
    :data:`ARTICLE_TYPES` each.
    """

    title: str
    publisher: str = ""
    home: str = ""
    language: str = "en"
    description: str = ""
    licence: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Publisher:
    """Who publishes; "" where the settings say nothing."""

    name: str
    address: str = ""
    place: str = ""
    email: str = ""
    url: str = ""

    @property
    def lines(self) -> list[str]:
        """The postal address, a line each."""
        return [line.strip() for line in self.address.splitlines() if line.strip()]


_KEYS = tuple(field.name for field in fields(Publisher))


def publisher(config: Config) -> Publisher:
    """Return who publishes, as the settings have it."""
    named = config.author and config.author != config.values["author"].default
    told = {"name": config.author if named else config.project, "url": config.html_baseurl}
    return Publisher(**{**told, **config.press_publisher})


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Say what is wrong with the settings, and build as if it were not there."""
    for key, value in config.press_publisher.items():
        if key not in _KEYS:
            _warn(f"press_publisher has a {key!r}: it may have {', '.join(_KEYS)}")
        elif not isinstance(value, str):
            _warn(f"press_publisher: the {key} is {value!r}: write a text in quotes")
    config.press_publisher = {
        key: value
        for key, value in config.press_publisher.items()
        if key in _KEYS and isinstance(value, str) and value.strip()
    }
    if config.press_issn:
        config.press_issn = _number("press_issn", config.press_issn, issn)
    numbers = {
        str(year): _number(f"press_isbn of {year}", number, isbn)
        for year, number in config.press_isbn.items()
    }
    config.press_isbn = {year: number for year, number in numbers.items() if number}


def _number(name: str, value: object, read: Callable[[str], str]) -> str:
    number = read(value) if isinstance(value, str) else ""
    if not number:
        _warn(f"{name} is {value!r}, which no such number can be: compare its digits")
    return number


def _warn(message: str) -> None:
    logger.warning("%s", message, type="press", subtype="bad-settings")
