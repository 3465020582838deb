"""``press build``: sphinx-build with the speedups, unless its last build would only be repeated.

Takes sphinx-build's arguments, for any builder.  Loading Sphinx and all that it remembers takes
most of a build in which nothing has changed, and one that would only repeat the last (of the site)
takes none of it.  A build that starts here has the replacements of :mod:`press.speedups`; one that
``sphinx-build`` starts writes the same, later.

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
from typing import TYPE_CHECKING

from press import speedups
from press.rebuild import skip_build

if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line; whatever follows its name is sphinx-build's."""
    command = commands.add_parser(
        "build",
        help="build what is out of date: sphinx-build, with its arguments, and faster",
        add_help=False,
        prefix_chars="\0",  # no argument is an option of ours
    )
    command.add_argument("arguments", nargs="*")
    command.set_defaults(run=lambda options: main(options.arguments))


def main(arguments: list[str]) -> int:
    """Build what is out of date; return sphinx-build's status, 0 where there is nothing to do."""
    # The other formats share the doctrees, and with them the place of the record.
    html = ("-b", "html") in pairwise(arguments)
    call = skip_build.Call.of(arguments) if html else None
    if call is not None and skip_build.is_repeated(call):
        return 0
    _have_a_locale()
    # What Sphinx, extensions and conf.py would find: skip_build compares its record with it.
    sys.argv = ["sphinx-build", *arguments]
    speedups.install()
    from sphinx.cmd import build  # noqa: PLC0415 (half a second)

    options = build.get_parser().parse_args(arguments)
    if not options.noconfig and _is_told(Path(options.confdir or options.sourcedir, "conf.py")):
        return 2
    return build.main(arguments)


def _is_told(path: Path) -> bool:
    """Print why Sphinx could not even load extensions with a ``conf.py``; say whether it is so."""
    from press.settings import conf_file  # noqa: PLC0415 (a repeated build goes without)

    findings = conf_file.stops(path.resolve())
    for finding in findings:
        where = f"{path.resolve()}:{finding.line}"
        print(f"{where}: ERROR: {finding.message} [press.{finding.code}]", file=sys.stderr)
    return bool(findings)


def _have_a_locale() -> None:
    """Have a locale that is installed: Sphinx ends at one that is not."""
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        # Every system has it, and Python reads and writes UTF-8 in it (PEP 540).
        os.environ["LC_ALL"] = "C"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
