"""``:credit:`` says below a figure or a table who made it, or where its numbers are from.

    ```{figure} img/harbor.jpg
    :alt: …
    :credit: Photograph by Jane Doe, [CC BY 4.0](https://…)

    The caption.
    ```

The line is set as it is written, with links and citations.  Every format gets a
paragraph of class ``credit-line``: in a figure's legend, and after a table.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.tables import RSTTable
from sphinx.directives import patches
from sphinx.util.docutils import SphinxDirective

CREDIT = "credit-line"


class _Credited(SphinxDirective):
    """A directive with ``:credit:``."""

    def take_credit(self) -> list[nodes.Node]:
        """Return the credit as a paragraph, and what is wrong with it; nothing where none is."""
        text = self.options.pop("credit", "")
        if not text:
            return []
        # MyST adds one to the line that it is given.
        line = self.lineno + self._lines_before() - 1
        words, messages = self.parse_inline(text, lineno=line)
        paragraph = nodes.paragraph(text, "", *words, classes=[CREDIT])
        self.set_source_info(paragraph)
        return [paragraph, *messages]

    def _lines_before(self) -> int:
        lines = self.block_text.splitlines()
        return next((n for n, line in enumerate(lines) if line.lstrip().startswith(":credit:")), 0)


class Figure(_Credited, patches.Figure):
    """``{figure}`` with a credit, which ends its legend."""

    option_spec: ClassVar[Any] = {
        **(patches.Figure.option_spec or {}),
        "credit": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        credit = self.take_credit()
        found: list[nodes.Node] = super().run()
        figure = found[0]
        if credit and isinstance(figure, nodes.figure):
            legend = figure[-1]
            if not isinstance(legend, nodes.legend):
                legend = nodes.legend()
                figure += legend
            legend += credit
        return found


class Table(_Credited, RSTTable):
    """``{table}`` with a credit, which follows it."""

    option_spec: ClassVar[Any] = {
        **(RSTTable.option_spec or {}),
        "credit": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:  # type: ignore[override]
        """Return the table and its credit."""
        credit = self.take_credit()
        return [*super().run(), *credit]
