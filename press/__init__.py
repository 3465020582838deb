"""Press: a Sphinx extension that makes a publication of sourced articles.

List ``"press"`` in ``conf.py``'s ``extensions``.  Each room says in its ``__init__.py`` what it
is for, and registers there all that it hooks into Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0.dev0"

# In this order handlers of the same event and priority are called.
_ROOMS = (
    "speedups",
    "rebuild",
    "core",
    "citations",
    "guards",
    "articles",
    "site",
    "feeds",
    "jats",
    "search",
    "metadata",
    "print",
    "epub",
    "offprints",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings and every room."""
    app.setup_extension("press.settings")
    for room in _ROOMS:
        app.setup_extension(f"press.{room}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
