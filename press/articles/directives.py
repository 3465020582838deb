"""Directives of articles: ``{tldr}``, ``{corrections}``, and ``:credit:`` on figures and tables.

``:credit:`` says below a figure or a table who made it, or where its numbers are from.

    ```{figure} img/harbor.jpg
    :alt: …
    :credit: Photograph by Jane Doe, [CC BY 4.0](https://…)

    The caption.
    ```

The line is set as it is written, with links and citations.  Every format gets a
paragraph of class ``credit-line``: in a figure's legend, and after a table.

``{corrections}``: every correction of every article, the newest first.

A page that has it is written again when what it shows changes: the domain compares that with
the last build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.tables import RSTTable
from sphinx.directives import patches
from sphinx.util.docutils import SphinxDirective

from press.articles.domain import article_domain
from press.articles.page_language import words_for
from press.articles.titles import kind_of, title_link
from press.core.placeholders import Placeholders
from press.text.messages import Words, words_of

if TYPE_CHECKING:
    from press.articles.model import Article, Correction


class Tldr(SphinxDirective):
    """Paragraphs, bullets and citations in a box with the label "TL;DR"."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return an admonition, which every writer sets as a box."""
        box = nodes.admonition("", classes=["tldr"])
        _ = words_for(self.env, self.env.current_document.docname)
        box += nodes.title("", _("TL;DR"))
        box += self.parse_content_to_nodes()
        self.set_source_info(box)
        return [box]


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


class corrections_list(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for the list of all corrections in ``docname``."""


class Corrections(SphinxDirective):
    """Show every correction with a link to its article."""

    def run(self) -> list[nodes.Node]:
        """Note the page, which shows what other documents say, and leave a placeholder."""
        docname = self.env.current_document.docname
        article_domain(self.env).note_corrections_page(docname)
        return [corrections_list("", docname=docname)]


class CorrectionsLists(Placeholders):
    """Turn the placeholders into lists."""

    placeholder = corrections_list

    def content(self, node: nodes.Element) -> nodes.Element:
        """Return the list, or a sentence where nothing was corrected yet."""
        words = words_of(self.config)
        items = [
            _item(article, correction, node["docname"], words)
            for article, _number, correction in article_domain(self.env).corrections()
        ]
        if not items:
            return nodes.paragraph("", words("No corrections yet."))
        return nodes.bullet_list("", *items, classes=["corrections"])


def _item(article: Article, correction: Correction, refdoc: str, words: Words) -> nodes.list_item:
    label = f"{kind_of(correction, words)}{words.comma}{words.date(correction.date)}"
    link = title_link(article, refdoc)
    return nodes.list_item(
        "",
        nodes.paragraph("", "", nodes.strong("", label), nodes.Text(" · "), link),
        nodes.paragraph("", correction.text),
    )
