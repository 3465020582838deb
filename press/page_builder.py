"""The builder of the site, for whatever writes pages or files of the site and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from press.domain import PAGE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def page_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder where it writes the site, None where it writes print or a book."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name in PAGE_BUILDERS:
        return builder
    return None
