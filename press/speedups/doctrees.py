"""Doctrees are read again from disk when they are resolved, and not held in memory till then.

A serial build of Sphinx keeps every tree from reading to writing, some 300 KB
an article: ten thousand would need three gigabytes.  The trees are on disk
anyway, where a parallel build finds them; loading one takes a millisecond,
about what the collector spends on it when it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from press.speedups.replaced import replace

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Nothing(dict[str, Any]):
    """Forgets what is put into it."""

    def __setitem__(self, docname: str, doctree: object) -> None:
        """Keep nothing."""


def on_builder_inited(app: Sphinx) -> None:
    """Keep no tree, nor the bytes that are read of one."""
    nothing = Nothing()
    replace("Sphinx", app.env, _write_doc_doctree_cache=nothing, _pickled_doctree_cache=nothing)
