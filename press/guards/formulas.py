"""Transforms of formulas: each is looked at once, while its article is read, for every format.

What the grammar does not know stands as it was typed, as code, and is one warning with file and
line.  ``press check`` says the same.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from press.formulas.grammar import read
from press.formulas.scanner import FormulaError

logger = logging.getLogger(__name__)


class CheckFormulas(SphinxTransform):
    """Tell of each formula that cannot be set, and show it as code."""

    # Before anything asks for the text of titles or marks the words of paragraphs.
    default_priority = 20

    def apply(self, **_kwargs: Any) -> None:
        """Look at every formula of the document that is being read."""
        for node in _formulas(self.document):
            _look_at(_inline(node) if isinstance(node, nodes.math_block) else node)


def _formulas(document: nodes.document) -> list[nodes.math | nodes.math_block]:
    kinds = nodes.math | nodes.math_block
    return [node for node in document.findall() if isinstance(node, kinds)]


def _look_at(node: nodes.Element) -> None:
    is_block = isinstance(node, nodes.math_block)
    if is_block:
        # The grammar knows what may stand in an equation, and the writer begins one.
        node["nowrap"] = node["no-wrap"] = False
    try:
        read(node.astext(), block=is_block)
    except FormulaError as error:
        logger.warning("%s", error, location=node, type="press", subtype="math")
        code = nodes.literal_block if is_block else nodes.literal
        node.replace_self(code(node.rawsource, node.astext(), language="text"))


def _inline(block: nodes.math_block) -> nodes.Element:
    """Return a display that was typed inside of a paragraph as what can stand there.

    A paragraph of nothing else becomes the display.
    """
    parent = block.parent
    if not isinstance(parent, nodes.paragraph):
        return block
    if all(child is block or not child.astext().strip() for child in parent.children):
        parent.replace_self(block)
        return block
    formula = nodes.math(block.rawsource, block.astext())
    formula.source, formula.line = block.source, block.line
    block.replace_self(formula)
    return formula
