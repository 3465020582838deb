"""Settings: every ``press_…`` name that ``conf.py`` may set, in one table."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx.config import ENUM

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


@dataclass(frozen=True)
class Setting:
    """One setting.

    *rebuild* says what a change makes again: "env" reads every document again, "html" writes the
    pages again, "" neither (what is made of it at the end of a build is made in every build).
    """

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    types: Any
    says: str  #: what it is for, in one sentence
    example: str


SETTINGS = (
    Setting(
        "press_sections", {}, "env", dict,
        "The sections of the publication: keys for front matter, titles for readers.",
        'press_sections = {"economy": "Economy"}',
    ),
    Setting(
        "press_drafts", False, "env", bool,
        "Build articles with ``status: draft`` too.",
        "press_drafts = True",
    ),
    Setting(
        "press_works_on_one_page", 100, "env", int,
        "How many works the page of all works shows before it leads to shelves by letter.",
        "press_works_on_one_page = 200",
    ),
    Setting(
        "press_content_sources", {}, "env", dict,
        "What a page may load from other sites, by directive of the Content-Security-Policy.",
        'press_content_sources = {"img-src": "https://pics.example.org"}',
    ),
    Setting(
        "press_publisher", {}, "html", dict,
        "Who publishes: name, address, place, email, url.",
        'press_publisher = {"name": "The Press", "place": "Geneva"}',
    ),
    Setting(
        "press_issn", "", "html", str,
        "The publication's ISSN.",
        'press_issn = "1234-5679"',
    ),
    Setting(
        "press_isbn", {}, "html", dict,
        "The ISBN of each volume, by year.",
        'press_isbn = {"2025": "978-3-16-148410-0"}',
    ),
    Setting(
        "press_licence", {}, "html", dict,
        "The licence of the articles: its name and its address.",
        'press_licence = {"name": "CC BY 4.0", "url": '
        '"https://creativecommons.org/licenses/by/4.0/"}',
    ),
    Setting(
        "press_description", "", "html", str,
        "What the front page says of the publication to search engines.",
        'press_description = "Sourced analysis of world affairs."',
    ),
    Setting(
        "press_article_types", {}, "html", dict,
        "What schema.org calls the articles of a section.",
        'press_article_types = {"opinion": "OpinionNewsArticle"}',
    ),
    Setting(
        "press_report", "", "html", str,
        "Where readers report an error; ``{title}``, ``{url}`` and ``{docname}`` are filled in.",
        'press_report = "mailto:desk@example.org?subject={title}&body={url}"',
    ),
    Setting(
        "press_jats", True, "html", bool,
        "Write each article as JATS XML where the site's address is known.",
        "press_jats = False",
    ),
    Setting(
        "press_share_images", False, "html", bool,
        "Draw a picture of each article's title for sites where its address is shared.",
        "press_share_images = True",
    ),
    Setting(
        "press_offprints", False, "html", bool,
        "Link each article's page to its PDF and EPUB, which ``make offprints`` makes.",
        "press_offprints = True",
    ),
    Setting(
        "press_volume_files", False, "html", bool,
        "Link each year's page to its PDF and EPUB, which ``make volumes`` makes.",
        "press_volume_files = True",
    ),
    Setting(
        "press_host",
        "readthedocs" if os.environ.get("READTHEDOCS") == "True" else "",
        "html",
        ENUM("", "readthedocs"),
        "Who serves the site and adds scripts of its own to its pages: these carry no policy then. "
        "Read the Docs says so itself.",
        'press_host = "readthedocs"',
    ),
    Setting(
        "press_feed_entries", 20, "", int,
        "How many articles a feed holds.",
        "press_feed_entries = 50",
    ),
    Setting(
        "press_security", {}, "", dict,
        "What ``.well-known/security.txt`` says: a contact, and when it expires (RFC 9116).",
        'press_security = {"contact": "mailto:desk@example.org", "expires": "2027-06-30"}',
    ),
    Setting(
        "press_print_size", "a4", "", ENUM("a4", "6x9"),
        "The size of the printed page: A4, or 6 × 9 inches.",
        'press_print_size = "6x9"',
    ),
    Setting(
        "press_print_articles", 200, "", int,
        "How many articles the one PDF holds at most; whole years, the newest first.",
        "press_print_articles = 500",
    ),
    Setting(
        "press_by_volume", False, "", bool,
        "Make a file of each year; set by ``make volumes``.",
        "press_by_volume = True",
    ),
    Setting(
        "press_printed", "", "", str,
        "The folder with the printed volumes' text, for page numbers in e-books; set by "
        "``make volumes``.",
        'press_printed = "_build/volumes/latex"',
    ),
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every setting."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=setting.types)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
