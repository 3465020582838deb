"""The search index without words that no page holds any more.

Sphinx loads the last build's index and takes documents out of it, but keeps
their words, each with an empty list of pages: what the index holds would
depend on the builds before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_html_collect_pages(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Forget such words; called when all pages are indexed and before the index is written."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.indexer:
        indexer = app.builder.indexer
        # Sphinx offers no other way to them.
        for words in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]
    return ()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the one event between indexing and writing the index."""
    app.connect("html-collect-pages", on_html_collect_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
