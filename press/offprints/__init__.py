"""Offprints: every article as a file of its own, a PDF and an EPUB.

:mod:`press.offprints.builder` writes an article's EPUB and a page for print;
``python -m press.offprints`` sets the pages, which needs no Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    from press.offprints import builder

    app.add_builder(builder.Offprints)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
