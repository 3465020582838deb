"""``press convert --to roles|markdown [FILE…]``: citations written the other way.

``[@key, p. 4]`` becomes ``{cite:p}`key{p. 4}```, or the other way round.  Without ``--write``
the change is only shown.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from press.bibliography import read_files
from press.citation_syntax import to_markdown, to_roles
from press.commands import UsageError
from press.commands.bibliography_files import bibliography_files
from press.commands.changes import read_exactly, show_or_write

if TYPE_CHECKING:
    from press.commands import Commands

_WAYS = {"roles": to_roles, "markdown": to_markdown}


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser("convert", help="write citations as roles, or as Markdown's own")
    command.add_argument("file", nargs="*", type=Path, help="default: every article")
    command.add_argument("--to", choices=sorted(_WAYS), required=True)
    command.add_argument("--write", action="store_true", help="change the files")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    known = read_files(bibliography_files(options.folder)).entries
    paths = options.file or article_files(options.folder)
    changes = {}
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path} is not there: name an article's file")
        text = read_exactly(path)
        changes[path] = (text, _WAYS[options.to](text, known))
    return show_or_write(changes, write=options.write)


def article_files(folder: Path) -> list[Path]:
    """Return the files of a publication that can cite."""
    return sorted([*folder.glob("index.md"), *(folder / "articles").rglob("*.md")])
