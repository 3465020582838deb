"""``{tldr}``: an article in a few lines, as a labelled box in every format.

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
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.articles.domain import article_domain
from press.articles.page_language import words_for
from press.articles.titles import kind_of, title_link
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


class CorrectionsLists(SphinxPostTransform):
    """Turn the placeholders into lists."""

    # Before Sphinx's ReferencesResolver (10), which makes the links inside.
    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder."""
        words = words_of(self.config)
        for node in list(self.document.findall(corrections_list)):
            items = [
                _item(article, correction, node["docname"], words)
                for article, _number, correction in article_domain(self.env).corrections()
            ]
            if items:
                node.replace_self(nodes.bullet_list("", *items, classes=["corrections"]))
            else:
                node.replace_self(nodes.paragraph("", words("No corrections yet.")))


def _item(article: Article, correction: Correction, refdoc: str, words: Words) -> nodes.list_item:
    label = f"{kind_of(correction, words)}{words.comma}{words.date(correction.date)}"
    link = title_link(article, refdoc)
    return nodes.list_item(
        "",
        nodes.paragraph("", "", nodes.strong("", label), nodes.Text(" · "), link),
        nodes.paragraph("", correction.text),
    )
