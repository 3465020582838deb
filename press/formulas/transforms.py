"""Transforms of formulas: each is looked at once, while its article is read, for every format.

What the grammar does not know stands as it was typed, as code, and is one warning with file and
line.  ``press check`` says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging, texescape

from press.formulas.grammar import read
from press.formulas.plain import plain
from press.formulas.scanner import FormulaError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


class CheckFormulas(SphinxTransform):
    """Tell of each formula that cannot be set, and show it as code."""

    # Before anything asks for the text of titles or marks the words of paragraphs.
    default_priority = 20

    def apply(self, **_kwargs: Any) -> None:
        """Look at every formula of the document that is being read."""
        for node in _formulas(self.document):
            _look_at(_inline(node) if isinstance(node, nodes.math_block) else node)


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both transforms."""
    app.add_transform(CheckFormulas)
    app.add_post_transform(WriteFormulas)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
