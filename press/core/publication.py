"""Publication and publisher as plain data: what pages, imprint and feeds say of both.

``press_publisher`` may say ``name`` (else ``author`` is the publisher),
``address`` (postal, in lines), ``place``, ``email`` and ``url`` (else
``html_baseurl``).  ``press_issn`` is the publication's ISSN, ``press_isbn``
gives volumes their ISBN: ``{"2025": "978-…"}``.  Nothing is required.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config


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
    schema.org's kinds of article each.
    """

    title: str
    publisher: str = ""
    home: str = ""
    language: str = "en"
    description: str = ""
    licence: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


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


def publisher(config: Config) -> Publisher:
    """Return who publishes, as the settings have it."""
    named = config.author and config.author != config.values["author"].default
    told = {"name": config.author if named else config.project, "url": config.html_baseurl}
    return Publisher(**{**told, **config.press_publisher})
