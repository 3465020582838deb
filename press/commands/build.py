"""``press build``: sphinx-build, unless its last build would only be repeated.

Takes sphinx-build's arguments.  Loading Sphinx and all that it remembers takes
most of a build in which nothing has changed, and this takes none of it.

What would end Sphinx with a traceback before it loads an extension is said here, in a line: a
``conf.py`` that cannot be run, a language that is no text, an extension that is not installed.
A locale that is not installed ends nothing.
"""

from __future__ import annotations

import locale
import os
import sys
from itertools import pairwise
from pathlib import Path

from press.rebuild import skip_build
from press.settings import conf_file


def main(arguments: list[str]) -> int:
    """Build what is out of date; return sphinx-build's exit status."""
    # The other formats share the doctrees, and with them the place of the record.
    html = ("-b", "html") in pairwise(arguments)
    call = skip_build.Call.of(arguments) if html else None
    if call is not None and skip_build.is_repeated(call):
        return 0
    _have_a_locale()
    from sphinx.cmd import build  # noqa: PLC0415 (a build that is not repeated goes without)

    options = build.get_parser().parse_args(arguments)
    if not options.noconfig:
        path = Path(options.confdir or options.sourcedir, "conf.py").resolve()
        findings = conf_file.stops(path)
        for finding in findings:
            where = f"{path}:{finding.line}"
            print(f"{where}: ERROR: {finding.message} [press.{finding.code}]", file=sys.stderr)
        if findings:
            return 2
    return build.main(arguments)


def _have_a_locale() -> None:
    """Have a locale that is installed: Sphinx ends at one that is not."""
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        # Every system has it, and Python reads and writes UTF-8 in it (PEP 540).
        os.environ["LC_ALL"] = "C"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
