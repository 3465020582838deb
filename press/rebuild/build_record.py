"""Has a finished build on record, so that ``python -m press.commands.build`` need not repeat it.

Only a build of pages without a single warning, which reads nothing from outside
of the folders that the record is about.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE

from press.core.builders import PAGE_BUILDERS
from press.rebuild import skip_build

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Warnings(logging.Handler):
    """Counts the warnings of one build, printed or not."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count the record."""
        self.count += 1


def on_build_finished(warnings: Warnings, app: Sphinx, exception: Exception | None) -> None:
    """Complete the record that was begun before Sphinx was loaded."""
    logging.getLogger(NAMESPACE).removeHandler(warnings)
    call = skip_build.Call.of(sys.argv[1:])
    if (
        exception is None
        and not warnings.count
        and call is not None
        and app.builder.name in PAGE_BUILDERS
        and (call.source, call.out, call.doctrees) == (app.srcdir, app.outdir, app.doctreedir)
        and app.confdir == app.srcdir
        and all(map(call.sources.hold, _read_by(app)))
    ):
        skip_build.finish(call)


def _read_by(app: Sphinx) -> Iterator[str]:
    """Yield every file that the build has looked at, or the folder that it lies in."""
    env, config = app.env, app.config
    yield from {docname.partition("/")[0] for docname in env.found_docs}
    yield from map(str, chain(*env.dependencies.values(), env.images, env.dlfiles))
    yield from chain(config.templates_path, config.html_static_path, config.html_extra_path)
    yield from chain(config.bibtex_bibfiles, config.locale_dirs)
    yield from filter(None, (config.html_logo, config.html_favicon))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect behind everything that writes into the folder."""
    warnings = Warnings(level=logging.WARNING)
    logging.getLogger(NAMESPACE).addHandler(warnings)
    app.connect("build-finished", partial(on_build_finished, warnings), priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
