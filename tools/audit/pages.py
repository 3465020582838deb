"""A page of each kind that a site has, found in its folder."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What says, in the page itself, that it is of a kind whose address is the publication's choice.
_MARKS = {"works": 'class="works-filter"', "corrections": '<ul class="corrections'}


# Where the pages of a kind lie.
_PLACES = {
    "section": "sections/*.html",
    "topic": "topics/*.html",
    "author": "authors/*.html",
    "topics": "topics.html",
    "volume": "articles/*/index.html",
    "citing": "works/cited/*/*.html",
}

_TITLE = re.compile(r"<title>([^<]*?)(?: - [^<]*)?</title>")


def kinds(site: Path) -> dict[str, str]:
    """Return the address of a page of each kind, below the site's; 404 is an address without one."""
    found = {"home": "index.html"}
    articles = [path for path in site.glob("articles/*/*.html") if path.name != "index.html"]
    if articles:
        # The longest: whoever reads it has the most to load.
        longest = max(articles, key=lambda path: (path.stat().st_size, path.name))
        found["article"] = _address(site, longest)
    for name, places in _PLACES.items():
        listed = sorted(site.glob(places), key=lambda path: (-path.stat().st_size, path))
        if listed:
            found[name] = _address(site, listed[0])
    for path in _single(site):
        text = path.read_text("utf-8")
        for name, mark in _MARKS.items():
            if mark in text:
                found.setdefault(name, _address(site, path))
    if (site / "search.html").exists():
        found["search"] = f"search.html?q={quote(_word(site / found.get('article', 'index.html')))}"
    return found | {"404": "no/such/page.html"}


def _word(path: Path) -> str:
    """Return the longest word of a page's title, which a search finds there."""
    title = _TITLE.search(path.read_text("utf-8"))
    words = re.findall(r"[^\W\d_]+", unescape(title[1]) if title else "")
    return max(words, key=len, default="")


def _single(site: Path) -> Iterator[Path]:
    """Yield the pages that are no article's, the largest of each folder first."""
    for folder in ("", "articles", "works"):  # a long list of works has a folder of its own
        pages = (site / folder).glob("*.html")
        yield from sorted(pages, key=lambda path: (-path.stat().st_size, path))


def _address(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix()
