"""Addresses by which the world knows the site's pages and files, where it has one.

``html_baseurl`` is that of the site.  Without it nothing absolute can be said, and
what consists of absolute addresses (feeds, sitemap, data) is not written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from press.text.strings import slugify

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config


def site(config: Config) -> str:
    """Return the site's address with a slash behind, "" where it is not known."""
    base = str(config.html_baseurl).rstrip("/")
    return f"{base}/" if base else ""


def language(config: Config) -> str:
    """Return the publication's language as a BCP 47 tag."""
    return str(config.language).replace("_", "-")


def of_page(builder: Builder, page: str) -> str:
    """Return the address of a page, the canonical one, "" where the site's is not known."""
    base = site(builder.config)
    return base + builder.get_target_uri(page) if base else ""


def of_file(builder: Builder, name: str) -> str:
    """Return the address of a file by its name in the site's folder, "" likewise."""
    base = site(builder.config)
    return base + quote(name) if base else ""


def site_address(config: Config, docname: str) -> str:
    """Return the address of a document's page on the site, "" where the site's is not known."""
    suffix = config.html_link_suffix or config.html_file_suffix or ".html"
    base = config.html_baseurl.rstrip("/")
    return f"{base}/{quote(docname)}{suffix}" if base else ""


def file_name(config: Config, volume: str, suffix: str) -> str:
    """Return the name of a volume's file: ``the-title-2025.pdf``."""
    return f"{slugify(config.project)}-{volume}{suffix}"
