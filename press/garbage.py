"""Python's garbage collector, set for a program that builds many trees.

Docutils' trees refer to their own roots, so only the collector frees them, and
with Python's defaults it runs some hundred times while one article is made: a
quarter of a build.  Collections that are rarer by two orders of magnitude cost
next to nothing and hold a few dead trees for a moment.

When Python ends it looks through all objects some more times, which with the
environment of thousands of articles takes longer than a build where nothing
changed.  What the process leaves is the system's to free, so all of it is
taken out of the collector's sight.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: New objects between collections (an article is some 20,000), and how many
#: collections of a generation come before one of the next.
THRESHOLDS = (50_000, 20, 100)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the thresholds for the process that builds, and its workers."""
    gc.set_threshold(*THRESHOLDS)
    atexit.register(gc.freeze)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
