"""Repeated warnings: each comes again in every build until its cause is mended.

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
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Handler = Callable[[Sphinx, Exception | None], None]


class WarningLog(logging.Handler):
    """The warnings of one build, printed or not."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._records: list[logging.LogRecord] = []

    @classmethod
    def of_build(cls) -> WarningLog:
        """Return one that listens to Sphinx's log from now to the end of the build."""
        log = cls()
        logging.getLogger(NAMESPACE).addHandler(log)
        return log

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self._records.append(record)

    def bound(self, handler: Callable[[WarningLog, Sphinx, Exception | None], None]) -> Handler:
        """Return a handler of ``build-finished`` that is told of this log."""
        return partial(handler, self)

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Listen no more."""
        logging.getLogger(NAMESPACE).removeHandler(self)

    def __len__(self) -> int:
        return len(self._records)

    @property
    def without_place(self) -> int:
        """The number of warnings that are about no place in a document."""
        return sum(getattr(record, "location", None) is None for record in self._records)

    def paths(self) -> set[str]:
        """Return the files named by warnings that were printed.

        Sphinx turns a record's location into text when it prints it; one that
        is suppressed keeps its node or tuple.
        """
        locations = (getattr(record, "location", None) for record in self._records)
        return {where.partition(":")[0] for where in locations if isinstance(where, str)}


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that the last build warned about."""
    path = _file(app)
    names: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [name for name in names if name in env.found_docs]


def on_build_finished(log: WarningLog, app: Sphinx, exception: Exception | None) -> None:
    """Write down the documents that this build warned about."""
    paths = log.paths()
    documents = app.env.found_docs if paths else ()
    names = sorted(name for name in documents if str(app.env.doc2path(name)) in paths)
    file = _file(app)
    if names or file.exists():
        write_whole(file, json.dumps(names))


def _file(app: Sphinx) -> Path:
    return app.doctreedir / "unmended.json"
