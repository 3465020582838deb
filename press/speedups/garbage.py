"""Garbage collector: set for a program that builds many trees.

Docutils' trees refer to their own roots, so only the collector frees them, and
with Python's defaults it runs some hundred times while one article is made.
Collections that are rarer by two orders of magnitude cost
next to nothing and hold a few dead trees for a moment.

When Python ends it looks through all objects some more times, which with the
environment of thousands of articles takes longer than a build where nothing
changed.  What the process leaves is the system's to free, so all of it is
taken out of the collector's sight.

Gain: a tenth of the processor's time.  Risk: dead trees stay a little longer, some tens of megabytes; an object whose
finaliser must run when Python ends does not run it (none is known).  Upstream:
https://github.com/sphinx-doc/sphinx/issues/12181 and https://github.com/python/cpython/issues/124567
(Sphinx's builds are mostly the collector's).
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: New objects between collections (an article is some 20,000), and how many
#: collections of a generation come before one of the next.
THRESHOLDS = (50_000, 20, 100)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Let the environment be loaded in peace: nothing of it is garbage."""
    gc.disable()


def on_builder_inited(app: Sphinx) -> None:
    """Leave out what was loaded, the environment and all modules, in every look for garbage."""
    gc.freeze()
    gc.enable()


def install() -> None:
    """Set the thresholds for the process that builds, and its workers."""
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)
