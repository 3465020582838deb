"""Rebuild: what makes builds incremental, exact and safe to kill.

A build reads again what changed in content (:mod:`~press.core.documents`), leaves alone what did
not (:mod:`~press.rebuild.toctrees`, :mod:`~press.rebuild.skip_build`), writes files whole
(:mod:`~press.rebuild.atomic`), marks the folders that it is changing
(:mod:`~press.rebuild.dirty_marks`), keeps a manifest of what it wrote
(:mod:`~press.rebuild.manifest`) and repeats warnings until they are mended
(:mod:`~press.rebuild.repeat_warnings`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to the beginning and the end of a build."""
    from press.core.builders import on_site
    from press.rebuild import dirty_marks, repeat_warnings, skip_build, toctrees

    log = repeat_warnings.WarningLog.of_build()
    contents = toctrees.Contents()

    # Forgets what an unfinished build left, before the environment is loaded.
    app.connect("config-inited", dirty_marks.on_config_inited)
    app.connect("builder-inited", toctrees.on_builder_inited)  # keeps tables of contents packed

    app.connect("env-get-outdated", repeat_warnings.on_env_get_outdated)
    app.connect("env-get-outdated", contents.on_env_get_outdated, priority=900)
    app.connect("env-before-read-docs", dirty_marks.on_env_before_read_docs)
    app.connect("env-before-read-docs", contents.on_env_before_read_docs)
    app.connect("write-started", on_site(toctrees.on_write_started))

    app.connect("build-finished", log.bound(repeat_warnings.on_build_finished))
    # Behind everything that writes into the folder, the search index (800) too.
    app.connect("build-finished", log.bound(dirty_marks.on_build_finished), priority=900)
    app.connect("build-finished", log.bound(skip_build.on_build_finished), priority=950)
    app.connect("build-finished", log.on_build_finished, priority=990)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
