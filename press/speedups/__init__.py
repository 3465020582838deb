"""Speedups: functions of other packages, done again faster with the same result.

Sphinx, docutils and MyST do some things for each node or each document that are
done for nothing, or could be done once.  Each module here puts functions of its
own in the place of theirs, which give the same; :mod:`press.speedups.replaced`
does so only in the versions for which that was compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put faster functions in the place of others', in the versions they were written for."""
    from press.speedups import (
        doctrees,
        docutils_settings,
        garbage,
        html_pages,
        lighter_transforms,
        markdown_parser,
        messages_of_sphinx,
        startup,
        trees,
    )

    garbage.install()
    startup.install()
    messages_of_sphinx.install(app)
    trees.install()
    docutils_settings.install()
    markdown_parser.install()
    lighter_transforms.install()
    html_pages.install()

    app.connect("config-inited", garbage.on_config_inited, priority=999)
    app.connect("builder-inited", garbage.on_builder_inited, priority=0)
    app.connect("builder-inited", startup.on_builder_inited)
    app.connect("builder-inited", doctrees.on_builder_inited)
    app.connect("builder-inited", html_pages.on_builder_inited)
    app.connect("build-finished", garbage.on_build_finished, priority=999)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
