"""Theme ``press``: furo with a publication's templates and style sheet.

Set ``html_theme = "press"``.  furo's options keep their meaning; its CSS
variables set the colours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

FOLDER = Path(__file__).parent / "theme"

_WRAPPERS = frozenset({"table-wrapper", "math-wrapper"})


class OneIdEach(SphinxPostTransform):
    """Take back the ids that furo gives to its wrappers: tables and formulas keep theirs."""

    # Behind furo's transform (500).
    default_priority = 510
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Leave one element for an id (HTML, section 3.2.6)."""
        for node in self.document.findall(nodes.container):
            if not _WRAPPERS.isdisjoint(node["classes"]):
                node["ids"] = []
