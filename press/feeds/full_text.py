"""The text of an article, cut from its finished page, for readers outside of the site.

A feed reader shows it at another address and with styles of its own: addresses
are absolute; names for styles and scripts, ids and what leads back and forth
within the page are left out.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

from press.text.urls import absolute

_ARTICLE = '<article role="main"'
_HEADING = "<h1"
_SECTION = re.compile(r"<(/?)section\b")

# The title and the lines below it, which feeds say in elements of their own; marks of
# headings; the way from a reference back to the text.  None of them holds its own kind.
_LEFT_OUT = re.compile(
    r'<h1\b.*?</h1>\n?|<div class="article-head[ "].*?</div>\n?'
    r'|<a class="headerlink".*?</a>|<span class="backlinks">.*?</span>'
    r"|<script\b.*?</script>|<style\b.*?</style>",
    re.DOTALL,
)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:=\"[^\"]*\")?)+)(\s*/?)>")
_ATTRIBUTE = re.compile(r'\s+([\w:-]+)(?:="([^"]*)")?')
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_DROPPED = frozenset({"id", "class", "role", "srcset", "sizes", "loading", "decoding", "tabindex"})
_DROPPED_KINDS = ("on", "data-", "aria-")


def full_text(page: str, address: str) -> str:
    """Return the text of the article on a finished *page* at *address*, as HTML.

    That is the section with the page's heading; empty where there is none.
    """
    text = _LEFT_OUT.sub("", _section(page))
    return _TAG.sub(lambda tag: _cleaned(tag, address), text).strip()


def _section(page: str) -> str:
    """Return what is in the section around the page's first heading."""
    heading = page.find(_HEADING, max(page.find(_ARTICLE), 0))
    start = page.rfind("<section", 0, heading)
    if heading < 0 or start < 0:
        return ""
    depth = 0
    for found in _SECTION.finditer(page, start):
        depth += -1 if found[1] else 1
        if not depth:
            return page[page.index(">", start) + 1 : found.start()]
    return ""


@lru_cache(maxsize=4096)
def _absolute(address: str, value: str) -> str:
    return escape(absolute(address, unescape(value)))


def _cleaned(tag: re.Match[str], address: str) -> str:
    kept = []
    for name, value in _ATTRIBUTE.findall(tag[2]):
        if name in _DROPPED or name.startswith(_DROPPED_KINDS):
            continue
        said = value
        if name in _ADDRESSES:
            # Most lead to a place on the page; joining addresses takes a while.
            said = escape(address) + value if value[:1] == "#" else _absolute(address, value)
        kept.append(f' {name}="{said}"')
    return f"<{tag[1]}{''.join(kept)}{tag[3].rstrip()}>"
