"""Formulas in LaTeX: written anew from what the grammar has understood, not as they were typed."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import texescape

from press.formulas.grammar import read
from press.formulas.plain import plain
from press.formulas.scanner import FormulaError


class WriteFormulas(SphinxPostTransform):
    """Give LaTeX the formulas as the grammar has understood them, not as they were typed."""

    default_priority = 5
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Write every formula anew."""
        for node in _formulas(self.document):
            try:
                formula = read(node.astext(), block=isinstance(node, nodes.math_block))
            except FormulaError:  # none of an article's text: those were looked at
                node.replace_self(nodes.literal("", node.astext()))
                continue
            node.children = []
            node.append(nodes.Text(formula.tex))
            if isinstance(node.parent, nodes.title) and isinstance(
                node.parent.parent, nodes.section
            ):
                # A PDF's bookmarks hold letters only (hyperref's manual, "Bookmarks").
                letters = texescape.escape(plain(formula), "lualatex")
                start = nodes.raw("", r"\texorpdfstring{", format="latex")
                end = nodes.raw("", f"}}{{{letters}}}", format="latex")
                node.replace_self([start, node.deepcopy(), end])


def _formulas(document: nodes.document) -> list[nodes.math | nodes.math_block]:
    kinds = nodes.math | nodes.math_block
    return [node for node in document.findall() if isinstance(node, kinds)]
