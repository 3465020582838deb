"""Metadata: what a page says of itself to machines, as plain data and as HTML.

:mod:`~press.metadata.cited_works` describes a cited work, once; :mod:`~press.metadata.page_facts` says
what is known of a page, :mod:`~press.metadata.head_elements` makes its ``meta`` elements of that (Open
Graph, Twitter, Highwire Press, Dublin Core) and :mod:`~press.metadata.json_ld` its JSON-LD.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the page's head, between the navigation (400) and furo (500)."""
    from press.core import site_files, site_pages
    from press.core.builders import on_site
    from press.metadata import meta_tags, share_images

    pictures = share_images.ShareImages()
    tags = meta_tags.MetaTags()

    app.connect("write-started", on_site(tags.on_write_started))
    # Ahead of the metadata, which names the picture.
    app.connect(site_pages.EVENT, pictures.on_page_context, priority=430)
    app.connect(site_pages.EVENT, tags.on_page_context, priority=450)
    app.connect(site_files.EVENT, pictures.on_press_site_files)
    # Behind what removes old files (500).
    app.connect("build-finished", pictures.on_build_finished, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
