"""The builder of e-books: :class:`press.epub.book.Book` in the place of Sphinx's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.epub3 import validate_config_values

from press.epub.book import Book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's."""
    app.setup_extension("press.site.mathml")
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(Book, override=True)
    app.add_config_value("press_printed", "", "", types=str)
    # Sphinx's check asks for settings that this book does without (a version, a contributor).
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
