"""Messages of Sphinx: those for debugging are composed where somebody asked for them.

Sphinx makes a record of each of them, whatever the build shows (``-vv`` shows them), and
for one writes out what an event is about: the whole of a page, its context and its tree.

Gain: 2 %.  Risk: a handler of an extension's own that wants records which the build does
not show.  Upstream: https://github.com/sphinx-doc/sphinx/pull/7224 mended the same in the translators;
none found for events.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx import events
from sphinx.util.logging import NAMESPACE, VERBOSITY_MAP

from press.speedups.replaced import is_known, replace

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _written_out(about: object) -> str:
    """Return what an event is about, for the only message that says so."""
    return repr(about) if events.logger.isEnabledFor(logging.DEBUG) else ""


def install(app: Sphinx) -> None:
    """Let through what this build shows, and no less than that."""
    replace("Sphinx", events, repr=_written_out)
    if is_known("Sphinx"):
        logging.getLogger(NAMESPACE).setLevel(VERBOSITY_MAP[app.verbosity] or logging.DEBUG)
