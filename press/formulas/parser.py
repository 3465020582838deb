"""MyST's parser with the rule for dollar signs: formulas and prices, in every publication.

``conf.py`` needs nothing for it but ``"dollarmath"`` in ``myst_enable_extensions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.config.main import TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers import sphinx_
from myst_parser.warnings_ import create_warning

from press.formulas import dollars

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.warnings_ import MystWarnings
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Renderer(SphinxRenderer):
    """Knows in which line of a paragraph a formula stands."""

    def render_math_inline(self, token: SyntaxTreeNode) -> None:
        """Write a formula in running text."""
        super().render_math_inline(token)
        self._add_lines(token)

    def render_math_inline_double(self, token: SyntaxTreeNode) -> None:
        """Write a display inside of a paragraph."""
        super().render_math_inline_double(token)
        self._add_lines(token)

    def _add_lines(self, token: SyntaxTreeNode) -> None:
        node = self.current_node.children[-1]
        if node.line is not None:
            node.line += token.meta.get("line", 0)


class Parser(sphinx_.MystParser):
    """Reads an article."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Put what *inputstring* says into *document*, as MyST's own parser does."""
        config = document.settings.env.myst_config
        try:
            topmatter = read_topmatter(inputstring)
        except TopmatterReadError:
            topmatter = None  # told of while it is rendered
        if topmatter:

            def warn(kind: MystWarnings, message: str) -> None:
                create_warning(document, message, kind, line=1, append_to=document)

            config = merge_file_level(config, topmatter, warn)
        # By its module: what press.spared puts in its place is meant.
        parser = sphinx_.create_md_parser(config, Renderer)  # type: ignore[attr-defined]
        dollars.use(parser)
        parser.options["document"] = document
        parser.render(inputstring)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the parser in the place of MyST's."""
    app.setup_extension("myst_parser")
    app.add_source_parser(Parser, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
