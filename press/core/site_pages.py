"""Site pages: the event that asks the rooms what the template of a page is given.

The site's builder emits ``press-page-context`` for each page that it writes, with a source file
or without, ahead of Sphinx's ``html-page-context``, so that the theme and a publication's own
handlers of that find everything in its place.  No other builder emits it: a handler need not ask
what is being written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder

#: The event: called with the application and a :class:`SitePage`, by priority.
EVENT = "press-page-context"


@dataclass(frozen=True)
class SitePage:
    """A page that is about to be written."""

    builder: StandaloneHTMLBuilder
    name: str  #: as Sphinx names pages: no suffix, forward slashes
    template: str
    context: dict[str, Any]  #: what the template is given: handlers add to it and change it
    doctree: nodes.document | None  #: as it was resolved; None for a page without a source file
