"""What Sphinx and furo do again for every page, done once or done with less.

The checksums of style sheets and scripts, whose paths are resolved by the file
system each time; whether a page has headings, for which its table of contents
is copied; the title of each page, rendered like a document; the address of a
page, quoted for each link to it.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.builders import html
from sphinx.builders.html import _assets

from press.speedups.replaced import replace
from press.text.markup import escape

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_checksum = cache(_assets._file_checksum)  # noqa: SLF001
_quote = lru_cache(maxsize=2**16)(quote)
_render_partial = html.StandaloneHTMLBuilder.render_partial


class _Title(dict[str, str]):
    """The parts of a title of plain text: anything but its text is rendered when asked for."""

    def __init__(self, builder: StandaloneHTMLBuilder, node: nodes.title) -> None:
        super().__init__(title=escape(node.astext()))
        self._render = partial(_render_partial, builder, node)

    def __missing__(self, name: str) -> str:
        return self._render()[name]


def _partial(self: StandaloneHTMLBuilder, node: nodes.Node | None) -> dict[str, str]:
    """Render a node, a title of plain text without transforms and a visitor."""
    if isinstance(node, nodes.title) and all(isinstance(c, nodes.Text) for c in node.children):
        return _Title(self, node)
    return _render_partial(self, node)


def _has_no_headings(builder: StandaloneHTMLBuilder, docname: str) -> bool:
    """Say whether a table of contents has no entry but the title and tables of other pages."""
    title: list[Any] = builder.env.tocs[docname][:1]
    below = title[0][1:2] if title else []
    return not below or all(entry.tagname == "toctree" for entry in below[0])


def on_builder_inited(app: Sphinx) -> None:
    """Forget the checksums of an earlier build; the theme is loaded by now, if it is furo."""
    _checksum.cache_clear()
    if "furo" in sys.modules:
        furo = sys.modules["furo"]
        replace("furo", furo, has_not_enough_items_to_show_toc=_has_no_headings)


def install() -> None:
    """Replace the functions, furo's when it is there."""
    replace("Sphinx", html, _file_checksum=_checksum, quote=_quote)
    replace("Sphinx", html.StandaloneHTMLBuilder, render_partial=_partial)
