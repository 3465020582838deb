"""The theme ``press``: furo with a publication's templates and style sheet.

Set ``html_theme = "press"``.  furo's options keep their meaning; its CSS
variables set the colours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FOLDER = Path(__file__).parent / "site"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme; furo loads itself when it is used."""
    app.add_html_theme("press", str(FOLDER))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
