"""Core: what every room may ask of a build.

:mod:`~press.core.builders` says which builder is at work, :mod:`~press.core.addresses` how the
world knows a page, :mod:`~press.core.site_files` what a file of the site is that is no page,
:mod:`~press.core.documents` is the domain of documents and their links, and
:mod:`~press.core.publication` and :mod:`~press.core.publication` are the publication and who
publishes it, as plain data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the events of the site and the domain of documents."""
    from press.core import documents, site_files, site_pages

    app.add_event(site_files.EVENT)
    app.add_event(site_pages.EVENT)
    app.add_domain(documents.DocumentDomain)
    # Behind articles (500), which leave out drafts.
    app.connect("env-get-outdated", documents.on_env_get_outdated, priority=600)
    # Behind Sphinx's own collectors (880), which note dependencies.
    app.connect("doctree-read", documents.on_doctree_read, priority=900)
    # Ahead of those who ask what an image is called (500).
    app.connect("env-updated", documents.on_env_updated, priority=400)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
