"""Editions: which documents a file of the publication holds, and whether it is current.

Used by the rooms that make such files: print, the e-book, offprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Check the setting that says how much the one PDF holds."""
    from press.editions import editions

    app.connect("config-inited", editions.on_config_inited)  # press_print_articles
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
