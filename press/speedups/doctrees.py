"""Doctrees: read again from disk when they are resolved, and not held in memory till then.

A serial build of Sphinx keeps every tree from reading to writing, and afterwards the bytes of each
that was read: some 300 KB an article, three gigabytes for ten thousand.  The trees are on disk
anyway, where a parallel build finds them; loading one takes a millisecond, about what the collector
spends on it when it is kept.

Gain: memory, some 45 MB of 200 among 200 articles.  Risk: two attributes of the environment
that are Sphinx's own business; where they are gone, nothing happens.  Upstream:
https://github.com/sphinx-doc/sphinx/issues/11124 (the memory) and
https://github.com/sphinx-doc/sphinx/pull/11290 (keeping the trees is slower than reading them).
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
