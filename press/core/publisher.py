"""Who publishes: the settings that an imprint, a page's metadata and a feed go by.

``press_publisher`` may say ``name`` (else ``author`` is the publisher),
``address`` (postal, in lines), ``place``, ``email`` and ``url`` (else
``html_baseurl``).  ``press_issn`` is the publication's ISSN, ``press_isbn``
gives volumes their ISBN: ``{"2025": "978-…"}``.  Nothing is required.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.config import Config


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
