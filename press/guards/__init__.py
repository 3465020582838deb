"""Guards: what :mod:`press.safety` says of a text is asked while Sphinx reads it.

A document passes through here in three steps.  Before it is read, what cannot be read
safely is left out (:mod:`press.guards.reading`).  While it is read, directives that take
in files look at them first, and those that bring in another language are refused
(:mod:`press.guards.directives`).  When it is read, every picture, link and download in
the tree is judged once, whatever syntax it came from (:mod:`press.guards.transforms`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every guard, in the order in which a document meets them."""
    from press.guards import directives, leading, reading, transforms

    app.setup_extension("myst_parser")
    app.connect("config-inited", reading.on_config_inited)
    # Ahead of press.articles.reading (500): what is left out here is not opened there.
    app.connect("env-get-outdated", reading.on_env_get_outdated, priority=450)
    # Ahead of press.articles.reading (500), which takes the front matter away.
    app.connect("source-read", reading.on_source_read, priority=450)
    # docutils' own guard behind ours: https://docutils.sourceforge.io/docs/howto/security.html
    app.connect("builder-inited", reading.on_builder_inited)
    app.add_source_parser(reading.Parser, override=True)
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive(name, directive, override=True)
    app.add_role("raw", directives.raw_role, override=True)
    # Behind the article's own picture (857), before Sphinx collects files (880).
    app.add_transform(transforms.CheckTargets)
    # Before MyST and Sphinx resolve references (9, 10).
    app.add_post_transform(leading.LeadToDocuments)
    # When all is read: files that no document names.
    app.connect("env-updated", reading.on_env_updated)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
