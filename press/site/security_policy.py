"""Content-Security-Policy of every page, in a ``meta`` tag.

A page runs the site's own scripts and asks nobody else for anything
(https://www.w3.org/TR/CSP3/).  What stands in the page itself is allowed by its
hash, taken from what the page really holds: furo's script that sets the
colours before anything is drawn, its style sheet with the theme's variables,
and the ``style`` attributes that docutils writes for widths.

``press_content_sources = {"script-src": "https://count.example.org"}`` in
``conf.py`` allows more.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ThemeError
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from press.core.site_pages import SitePage

logger = logging.getLogger(__name__)

_DIRECTIVES = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    # furo's style sheet holds its icons as data; so does the page that has no icon of its own.
    "img-src": ("'self'", "data:"),
    # The search's worker may fetch its index; checkers of pages fetch robots.txt from within them.
    "connect-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')


def on_builder_inited(app: Sphinx) -> None:
    """Say that pages go without a policy where the host adds scripts to them.

    Read the Docs' add-ons are compiled in the browser (``new Function``), which every policy
    without ``'unsafe-eval'`` forbids: with one there is no menu of versions and downloads, no
    search, no notice on a preview.
    """
    if app.config.press_host:
        logger.info("press_host is %r: pages carry no policy", app.config.press_host)


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Give the template ``press_policy``, which makes a page's policy."""
    if app.config.press_host:
        return
    folders = tuple(str(folder) for folder in getattr(page.builder.templates, "pathchain", ()))
    more: dict[str, str] = app.config.press_content_sources

    def policy(theme_styles: str) -> str:
        """Return the policy of the page whose inline style sheets are *theme_styles*."""
        sources = {name: list(values) for name, values in _DIRECTIVES.items()}
        sources["script-src"] += _theme_scripts(folders)
        sources["script-src"] += _given_scripts(page.context["script_files"])
        sources["style-src"] += _hashes_in(_STYLE, theme_styles)
        if widths := _attributes(str(page.context.get("body", ""))):
            sources["style-src"] += ["'unsafe-hashes'", *widths]
        for name, given in sorted(more.items()):
            sources.setdefault(name, []).append(given)
        written = "; ".join(" ".join((name, *values)) for name, values in sources.items())
        return written.replace("&", "&amp;").replace('"', "&quot;")

    page.context["press_policy"] = policy


@cache
def _theme_scripts(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hashes of the scripts that stand in the theme's template of every page."""
    path = next((path for folder in folders if (path := Path(folder, "base.html")).is_file()), None)
    text = path.read_text("utf-8") if path else ""
    if any("{{" in script or "{%" in script for script in _SCRIPT.findall(text)):
        raise ThemeError(f"{path} has a script that differs from page to page: it has no hash")
    return _hashes_in(_SCRIPT, text)


def _given_scripts(files: Iterable[Any]) -> Iterator[str]:
    """Yield the hashes of scripts that ``html_js_files`` and extensions give as text."""
    for file in files:
        if body := getattr(file, "attributes", {}).get("body"):
            yield _hash(body)


@cache
def _hashes_in(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(map(_hash, pattern.findall(text)))


def _attributes(body: str) -> list[str]:
    """Return the hashes of the ``style`` attributes of a page, each once."""
    if 'style="' not in body:
        return []
    return [_hash(style) for style in sorted(set(map(unescape, _STYLE_ATTRIBUTE.findall(body))))]


def _hash(text: str) -> str:
    """Return the source expression that allows an inline text: CSP 3, section 2.3.1."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
