"""Markers in the printed volume's LaTeX: which line of which article made what follows.

Each block begins with a line like ``%: articles/2025/2025-01-01-one.md:12``.  LaTeX passes over it;
``tools/typeset`` names the article by it where LaTeX finds a fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

#: What a marker begins with.
MARK = "%: "


class MarkedTranslator(LaTeXTranslator):
    """Writes LaTeX with markers between the blocks."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._marked = ""

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Write a marker where a block begins that says where it is from."""
        self._mark(node)
        super().dispatch_visit(node)
        self._mark(node)

    def _mark(self, node: nodes.Node) -> None:
        if not isinstance(node, nodes.Element) or isinstance(node, nodes.Inline):
            return
        # In the middle of a line it would hide the rest of it: then after what begins the block.
        if not node.line or not node.source or not self.body or not self.body[-1].endswith("\n"):
            return
        path = Path(node.source)
        if not path.is_relative_to(self.builder.srcdir):
            return
        marker = f"{MARK}{path.relative_to(self.builder.srcdir).as_posix()}:{node.line}\n"
        if marker != self._marked:
            self._marked = marker
            self.body.append(marker)
