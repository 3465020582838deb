"""Command line: ``python -m press check`` and its sisters, each a module of press/commands."""

from __future__ import annotations

import argparse
import sys

from press.commands import (
    UsageError,
    build,
    check,
    cite,
    convert,
    import_archive,
    keys,
    new,
    reference,
    refs,
    schema,
    settings,
)

_COMMANDS = (
    build,
    check,
    new,
    schema,
    reference,
    refs,
    convert,
    cite,
    keys,
    settings,
    import_archive,
)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, 1 for findings, 2 for a command that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m press", description="Tools for editors.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in _COMMANDS:
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except UsageError as error:
        print(f"python -m press: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
