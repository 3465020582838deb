"""Feeds: files by which programs follow the site.

Atom feeds, the sitemap and ``robots.txt``, open data, and pages at former addresses, all made
from the domains alone and never from the pages' contexts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role for links to such files; connect what makes them."""
    from press.core import site_files, site_pages
    from press.feeds import aliases, discovery, feeds, open_data, roles

    atom = feeds.Feeds()

    app.add_role(roles.KIND, roles.SiteFileRole())
    app.connect("missing-reference", roles.on_missing_reference)  # resolves that role
    # Behind the domain's own handler (500).
    app.connect("env-updated", aliases.on_env_updated, priority=900)
    app.connect(site_files.EVENT, atom.on_press_site_files)
    app.connect(site_files.EVENT, discovery.on_press_site_files)
    app.connect(site_files.EVENT, open_data.on_press_site_files)
    app.connect(site_files.EVENT, aliases.on_press_site_files)
    app.connect(site_pages.EVENT, atom.on_page_context)
    app.connect(site_pages.EVENT, discovery.on_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
