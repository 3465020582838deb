"""A warning is repeated in every build until its cause is mended.

Sphinx prints warnings only for what it reads or writes: a second build of the
same faulty sources says nothing and succeeds, even with warnings as errors.
This extension remembers which documents a build warned about, beside the
pickled environment, and has the next build read them again.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE

from press.rebuild.atomic import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class Collector(logging.Handler):
    """Keeps the warnings of one build."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)

    def paths(self) -> set[str]:
        """Return the files named by warnings that were printed.

        Sphinx turns a record's location into text when it prints it; one that
        is suppressed keeps its node or tuple.
        """
        locations = (getattr(record, "location", None) for record in self.records)
        return {where.partition(":")[0] for where in locations if isinstance(where, str)}


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that the last build warned about."""
    path = _file(app)
    names: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [name for name in names if name in env.found_docs]


def on_build_finished(collector: Collector, app: Sphinx, exception: Exception | None) -> None:
    """Write down the documents that this build warned about."""
    logging.getLogger(NAMESPACE).removeHandler(collector)
    paths = collector.paths()
    documents = app.env.found_docs if paths else ()
    names = sorted(name for name in documents if str(app.env.doc2path(name)) in paths)
    file = _file(app)
    if names or file.exists():
        write_whole(file, json.dumps(names))


def _file(app: Sphinx) -> Path:
    return app.doctreedir / "unmended.json"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to Sphinx's log from now to the end of the build."""
    collector = Collector()
    logging.getLogger(NAMESPACE).addHandler(collector)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("build-finished", partial(on_build_finished, collector))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
