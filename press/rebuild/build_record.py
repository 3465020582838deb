"""Has a finished build on record, so that ``python -m press.commands.build`` need not repeat it.

Only a build of pages without a single warning, which reads nothing from outside
of the folders that the record is about.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from press.core.builders import PAGE_BUILDERS
from press.rebuild import skip_build

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from press.rebuild.repeat_warnings import WarningLog


def on_build_finished(log: WarningLog, app: Sphinx, exception: Exception | None) -> None:
    """Complete the record that was begun before Sphinx was loaded."""
    call = skip_build.Call.of(sys.argv[1:])
    if (
        exception is None
        and not log
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
