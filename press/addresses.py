"""The addresses of pages and files on the site, and the publication that they belong to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from press.publication import Publication
from press.publisher import publisher

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config


def page_address(builder: Builder, page: str) -> str:
    """Return the address of a page, the canonical one, "" where the site's is not known."""
    base = builder.config.html_baseurl
    return posixpath.join(base, builder.get_target_uri(page)) if base else ""


def file_address(config: Config, name: str) -> str:
    """Return the address of a file of the site, "" where the site's is not known."""
    return posixpath.join(config.html_baseurl, quote(name)) if config.html_baseurl else ""


def publication_of(config: Config) -> Publication:
    """Return what the settings say of the publication."""
    return Publication(
        title=config.project,
        publisher=publisher(config).name,
        home=posixpath.join(config.html_baseurl, "") if config.html_baseurl else "",
        language=config.language,
        description=config.press_description,
        licence=config.press_licence.get("url", ""),
        sections=config.press_sections,
        types=config.press_article_types,
    )
