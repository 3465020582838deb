"""JATS: articles as XML of the Journal Article Tag Suite (ANSI/NISO Z39.96-2021, version 1.3).

https://jats.nlm.nih.gov/publishing/tag-library/1.3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the writing of an article's page."""
    from press.core import site_files, site_pages
    from press.core.builders import on_site
    from press.jats import files

    app.connect("env-updated", on_site(files.on_env_updated))
    app.connect(site_files.EVENT, files.on_press_site_files)
    app.connect(site_pages.EVENT, files.on_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
