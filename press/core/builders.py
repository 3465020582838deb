"""Builders: which of them write the site, and which documents the one at work holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The builders that write pages of their own for sections, topics and authors.
PAGE_BUILDERS = frozenset({"html", "dirhtml"})


def page_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder where it writes the site, None where it writes print or a book."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.name in PAGE_BUILDERS:
        return builder
    return None


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder that a post-transform works for."""
    # Sphinx has no public way to ask from a post-transform; its own resolver asks like this.
    return env._app.builder  # noqa: SLF001


def held_by(builder: Builder) -> AbstractSet[str] | None:
    """Return the documents that a builder's file holds, None where it holds every one."""
    return getattr(builder, "held", None)


def is_held(builder: Builder, docname: str) -> bool:
    """Say whether what *builder* writes holds a document."""
    held = held_by(builder)
    return held is None or docname in held
