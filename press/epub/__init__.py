"""EPUB: the publication, or a volume of it, as one e-book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's, with transforms that no other format sees."""
    from sphinx.builders.epub3 import validate_config_values

    from press.epub import book, transforms

    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(book.Book, override=True)
    # Sphinx's check asks for settings that this book does without (a version, a contributor).
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
    app.add_node(transforms.pop_up_note, html=(transforms.visit_note, transforms.depart_note))
    app.add_post_transform(transforms.PopUpNotes)
    app.add_post_transform(transforms.Semantics)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
