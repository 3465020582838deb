"""The table of settings: every ``press_…`` name that ``conf.py`` may set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from press.settings import press_values as values
from press.settings.shapes import DICT, FLAG, NUMBER, TEXT, Shape, one_of

if TYPE_CHECKING:
    from press.settings.press_values import Reader


@dataclass(frozen=True)
class Setting:
    """One setting.

    *rebuild* says what a change makes again: "env" reads every document again, "html" writes the
    pages again, "" neither (what is made of it at the end of a build is made in every build).
    """

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    shape: Shape
    says: str  #: what it is for, in one sentence
    example: str
    read: Reader = values.as_it_is  #: what of a value of that shape is used


SETTINGS = (
    Setting(
        "press_sections", {}, "env", DICT,
        "The sections of the publication: keys for front matter, titles for readers.",
        'press_sections = {"economy": "Economy"}',
        values.sections,
    ),
    Setting(
        "press_drafts", False, "env", FLAG,
        "Build articles with ``status: draft`` too.",
        "press_drafts = True",
    ),
    Setting(
        "press_works_on_one_page", 100, "env", NUMBER,
        "How many works the page of all works shows before it leads to shelves by letter.",
        "press_works_on_one_page = 200",
        values.at_least_one,
    ),
    Setting(
        "press_content_sources", {}, "env", DICT,
        "What a page may load from other sites, by directive of the Content-Security-Policy.",
        'press_content_sources = {"img-src": "https://pics.example.org"}',
        values.content_sources,
    ),
    Setting(
        "press_titles",
        "sentence-case",
        "env",
        one_of(("sentence-case", "as-typed")),
        "How titles of works are printed: in sentence case, as APA 7 sets them, or as they are typed.",
        'press_titles = "as-typed"',
    ),
    Setting(
        "press_publisher", {}, "html", DICT,
        "Who publishes: name, address, place, email, url.",
        'press_publisher = {"name": "The Press", "place": "Geneva"}',
        values.publisher,
    ),
    Setting(
        "press_issn", "", "html", TEXT,
        "The publication's ISSN.",
        'press_issn = "1234-5679"',
        values.serial_number,
    ),
    Setting(
        "press_isbn", {}, "html", DICT,
        "The ISBN of each volume, by year.",
        'press_isbn = {"2025": "978-3-16-148410-0"}',
        values.book_numbers,
    ),
    Setting(
        "press_licence", {}, "html", DICT,
        "The licence of the articles: its name and its address.",
        'press_licence = {"name": "CC BY 4.0", "url": '
        '"https://creativecommons.org/licenses/by/4.0/"}',
        values.licence,
    ),
    Setting(
        "press_description", "", "html", TEXT,
        "What the front page says of the publication to search engines.",
        'press_description = "Sourced analysis of world affairs."',
    ),
    Setting(
        "press_article_types", {}, "html", DICT,
        "What schema.org calls the articles of a section.",
        'press_article_types = {"opinion": "OpinionNewsArticle"}',
        values.article_types,
    ),
    Setting(
        "press_report", "", "html", TEXT,
        "Where readers report an error; ``{title}``, ``{url}`` and ``{docname}`` are filled in.",
        'press_report = "mailto:desk@example.org?subject={title}&body={url}"',
        values.report,
    ),
    Setting(
        "press_jats", True, "html", FLAG,
        "Write each article as JATS XML where the site's address is known.",
        "press_jats = False",
    ),
    Setting(
        "press_share_images", False, "html", FLAG,
        "Draw a picture of each article's title for sites where its address is shared.",
        "press_share_images = True",
    ),
    Setting(
        "press_offprints", False, "html", FLAG,
        "Link each article's page to its PDF and EPUB, which ``make offprints`` makes.",
        "press_offprints = True",
    ),
    Setting(
        "press_volume_files", False, "html", FLAG,
        "Link each year's page to its PDF and EPUB, which ``make volumes`` makes.",
        "press_volume_files = True",
    ),
    Setting(
        "press_host",
        "readthedocs" if os.environ.get("READTHEDOCS") == "True" else "",
        "html",
        one_of(("", "readthedocs")),
        "Who serves the site and adds scripts of its own to its pages: these carry no policy then. "
        "Read the Docs says so itself.",
        'press_host = "readthedocs"',
    ),
    Setting(
        "press_feed_entries", 20, "", NUMBER,
        "How many articles a feed holds; 0 makes no feed.",
        "press_feed_entries = 50",
        values.at_least_none,
    ),
    Setting(
        "press_security", {}, "", DICT,
        "What ``.well-known/security.txt`` says: a contact, and when it expires (RFC 9116).",
        'press_security = {"contact": "mailto:desk@example.org", "expires": "2027-06-30"}',
        values.security,
    ),
    Setting(
        "press_print_size", "a4", "", one_of(("a4", "6x9")),
        "The size of the printed page: A4, or 6 × 9 inches.",
        'press_print_size = "6x9"',
    ),
    Setting(
        "press_print_articles", 200, "", NUMBER,
        "How many articles the one PDF holds at most; whole years, the newest first.",
        "press_print_articles = 500",
        values.at_least_one,
    ),
    Setting(
        "press_by_volume", False, "", FLAG,
        "Make a file of each year; set by ``make volumes``.",
        "press_by_volume = True",
    ),
    Setting(
        "press_printed", "", "", TEXT,
        "The folder with the printed volumes' text, for page numbers in e-books; set by "
        "``make volumes``.",
        'press_printed = "_build/volumes/latex"',
    ),
)  # fmt: skip
