"""``press build``: sphinx-build with the speedups, unless its last build would only be repeated.

Takes sphinx-build's arguments, for any builder.  Loading Sphinx and all that it remembers takes
most of a build in which nothing has changed, and one that would only repeat the last (of the site)
takes none of it.  A build that starts here has the replacements of :mod:`press.speedups`; one that
``sphinx-build`` starts writes the same, later.
"""

from __future__ import annotations

import sys
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
    call = skip_build.Call.of(arguments)
    if call is not None and skip_build.is_repeated(call):
        return 0
    # What Sphinx, extensions and conf.py would find: skip_build compares its record with it.
    sys.argv = ["sphinx-build", *arguments]
    speedups.install()
    from sphinx.cmd.build import main as sphinx_build  # noqa: PLC0415 (half a second)

    return sphinx_build(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
