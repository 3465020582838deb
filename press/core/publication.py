"""The publication as plain data: what every page says of the whole that it belongs to.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


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
