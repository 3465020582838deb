"""Builders: which of them write the site, and which documents the one at work holds."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

#: The builders that write pages of their own for sections, topics and authors:
#: :class:`press.site.builder.SiteBuilder` and its twin.
PAGE_BUILDERS = frozenset({"html", "dirhtml"})

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def page_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder where it writes the site, None where it writes print or a book."""
    return site_builder(app) if app.builder.name in PAGE_BUILDERS else None


def site_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """Return the builder of the site: for handlers that are called for no other (:func:`on_site`)."""
    return cast("StandaloneHTMLBuilder", app.builder)


def on_site(
    handler: Callable[Concatenate[Sphinx, Arguments], Result],
) -> Callable[Concatenate[Sphinx, Arguments], Result | tuple[()]]:
    """Return a handler of an event that calls *handler* where the site is written.

    Where another builder is at work it returns nothing of what Sphinx gathers: no document, no
    page.  For the tables of events in the rooms' ``setup``.
    """

    @wraps(handler)
    def guarded(
        app: Sphinx, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result | tuple[()]:
        return () if page_builder(app) is None else handler(app, *args, **kwargs)

    return guarded


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
