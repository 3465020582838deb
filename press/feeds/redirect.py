"""Redirects: pages at former addresses, which lead to where an article is now."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from press.text.strings import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from press.articles.model import Article

#: A list for the hosts that read it (Netlify, Cloudflare Pages): ``/from /to 301``.
LIST = "_redirects"

#: Folders that belong to the site's machinery.
_TAKEN = frozenset({"pagefind", "volumes"})

# Who asks for one of these cannot do anything with a page.
_DATA = frozenset(
    ".inv .map .mjs .woff .woff2 .webmanifest .zip .gz .xsl .xml .json .txt .pdf .epub .bib .ris .rss .atom .csv .css .js .png .jpg .jpeg .gif .svg .webp "
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


#: Pages and files of a site that stand at its root, whatever it holds.
_ROOT = ("404.html", "search.html", "genindex.html", "404/index.html", "search/index.html")


class Places:
    """The files of a site by their names, *taken* at first, and those that aliases take."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {*taken, *_ROOT}
        self.folders = _folders(self.taken)
        self.owners: dict[str, str] = {}

    def fault(self, docname: str, alias: str) -> str:
        """Return why the article *docname* cannot have *alias*; "" where it has it from now on."""
        files = tuple(files_at(alias))
        reason = "no page can stand for such a file" if names_data(alias) else ""
        for name in files:
            above = {str(parent) for parent in PurePosixPath(name).parents}
            if not is_free(name):
                reason = "the folder belongs to the site's machinery"
            elif name in self.owners:
                reason = f"{self.owners[name]}.md has it too"
            elif name in self.taken or name in self.folders or above & self.taken:
                reason = "a page is there"
        if reason:
            return f"aliases: {alias} leads nowhere, for {reason}: delete it here or there"
        self.owners.update(dict.fromkeys(files, docname))
        self.taken.update(files)
        self.folders |= _folders(files)
        return ""


def _folders(names: Iterable[str]) -> set[str]:
    return {str(parent) for name in names for parent in PurePosixPath(name).parents}


def files_of(docnames: Iterable[str], articles: Iterable[Article]) -> Iterator[str]:
    """Yield the files of the pages that documents have, and of those that articles are listed on."""
    names = set(docnames)
    for article in articles:
        names.add(f"sections/{slugify(article.section)}")
        names |= {f"topics/{slugify(topic)}" for topic in article.topics}
        names |= {f"authors/{slugify(author)}" for author in article.authors}
    for name in names:
        yield f"{name}.html"
        yield f"{name}/index.html"


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
