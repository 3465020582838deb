"""Pages at former addresses, which lead to where an article is now.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath

#: A list for the hosts that read it (Netlify, Cloudflare Pages): ``/from /to 301``.
LIST = "_redirects"

#: Folders that belong to the site's machinery.
_TAKEN = frozenset({"pagefind", "volumes"})

# Who asks for one of these cannot do anything with a page.
_DATA = frozenset(
    ".xml .json .txt .pdf .epub .bib .ris .rss .atom .csv .css .js .png .jpg .jpeg .gif .svg .webp "
    ".ico".split()
)


def files_at(alias: str) -> Iterator[str]:
    """Yield the files that make a static host answer at *alias*, a path without a slash ahead.

    Some hosts answer at ``a/b`` with ``a/b.html``, all of them with ``a/b/index.html``, and
    Sphinx's own page was at ``a/b.html``; an address that names a file or ends in a slash is
    answered by that one alone.
    """
    path = alias.rstrip("/")
    if path.endswith((".html", ".htm")):
        yield path
        return
    if path == alias:
        yield f"{path}.html"
    yield f"{path}/index.html"


def is_free(file: str) -> bool:
    """Say whether a file lies outside of the folders that are the site's own."""
    first, slash, _rest = file.partition("/")
    return not slash or not (first in _TAKEN or first.startswith((".", "_")))


def names_data(alias: str) -> bool:
    """Say whether an address is that of a file which no page can stand for, such as a feed."""
    return any(PurePosixPath(part).suffix in _DATA for part in alias.split("/"))


def page(title: str, address: str, canonical: str, language: str, moved: str) -> str:
    """Return a page that leads to *address*, at once and by a link; *moved* says so."""
    where = escape(address)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n"""
        f"<title>{escape(title)}</title>\n"
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={where}">\n</head>\n<body>\n'
        f'<p>{escape(moved)} <a href="{where}">{escape(title)}</a></p>\n</body>\n</html>\n'
    )
