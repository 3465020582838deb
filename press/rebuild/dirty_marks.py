"""Dirty marks: a build takes nothing over from one that died.

A build that is killed, or that fails, leaves files half-written, and doctrees
newer than the environment; their times tell nothing.  Therefore a build marks
the folders that it changes and takes the marks away when it has finished.  One
that finds a mark reads every document again, or writes every page again, as
Sphinx itself does after an exception.  A file that cannot be written is a
warning to Sphinx, one that names no document: it leaves the mark too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME

from press.rebuild.atomic import is_marked, mark, unmark
from press.rebuild.manifest import PAGES, Ledger

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.rebuild.repeat_warnings import WarningLog


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Forget what an unfinished build left; this event comes before the environment is loaded."""
    if is_marked(app.doctreedir):
        (app.doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    if is_marked(app.outdir):
        ledger = Path(app.outdir) / PAGES
        Ledger(files=Ledger.read(ledger).files).write(ledger)


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Mark both folders: from now on their files change."""
    mark(app.doctreedir)
    mark(app.outdir)


def on_build_finished(log: WarningLog, app: Sphinx, exception: Exception | None) -> None:
    """Take the marks away, unless the build failed."""
    if exception is None:
        unmark(app.doctreedir)
        if not log.without_place:
            unmark(app.outdir)
