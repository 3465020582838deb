"""Page text for the search index: the article's words and, as attributes, the rest.

https://pagefind.app/docs/metadata/, https://pagefind.app/docs/filtering/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Raise it whenever what is made of the same page changes.
VERSION = 6

#: A word that all articles have, and no text: who asks for it, asks for every article.
EVERYTHING = "everyarticle"

_ARTICLE = '<article role="main"'
# What others wrote, and the same in many articles: it would be found instead of them.
_LIST = re.compile(r'<section class="(?:references|further-reading|sources|cite-this)[ "]')
_SECTION_END = "</section>"
# Excerpts would begin with them, and results say the title in their own words.
_LABELS = re.compile(
    r'<h1>.*?</h1>|(?<=<div class="tldr admonition">\n)<p class="admonition-title">[^<]*</p>',
    re.DOTALL,
)
# All that is no text up to the first letter: Pagefind skips the same.
_TO_A_WORD = re.compile(
    r'(?:<nav\b.*?</nav>|<div class="article-head.*?</div>|<[^>]*>|&[#\w]+;|[^<&\w])*+\w',
    re.DOTALL,
)
_HEADING = re.compile(r'<section[^>]* id="([^"]*)"[^>]*>\s*<(h[2-6])>')
_ID = re.compile(r' id="[^"]*"')


@dataclass(frozen=True)
class Facts:
    """What a result says of a page, and what narrows a search."""

    meta: Mapping[str, str]
    filters: Mapping[str, tuple[str, ...]]


def for_index(page: str, facts: Facts, language: str) -> str:
    """Return the HTML that Pagefind reads, from that of the finished *page*."""
    whole = _without_lists(_article(page))
    text = _LABELS.sub("", whole)
    if not _TO_A_WORD.match(text):
        text = whole  # Pagefind leaves out a page without a word: this one has its title
    # Pagefind links to headings by their own ids; Sphinx puts those on the sections around.
    text = _HEADING.sub(r'<section><\2 heading="\1">', text)
    text = _ID.sub("", text).replace(' heading="', ' id="')
    marked = [("meta", name, value) for name, value in facts.meta.items()]
    marked += [("filter", name, value) for name in facts.filters for value in facts.filters[name]]
    marked.append(("meta", "in", EVERYTHING))
    marks = "".join(
        f'<p data-pagefind-{kind}="{name}[title]" title="{escape(value)}"></p>'
        for kind, name, value in marked
    )
    return f'<html lang="{escape(language)}"><body>{marks}{text}</body></html>'


# Looked for as plain text: a regular expression that spans a page is ten times slower.


def _article(page: str) -> str:
    start = page.find(_ARTICLE)
    if start < 0:
        return ""
    return page[page.index(">", start) + 1 : page.find("</article>", start)]


def _without_lists(text: str) -> str:
    kept = []
    at = 0
    for found in _LIST.finditer(text):
        kept.append(text[at : found.start()])
        at = text.find(_SECTION_END, found.end()) + len(_SECTION_END)
    return "".join(kept) + text[at:]
