"""``press check``: what is wrong with the sources, without building them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from press.checks import git_history, unannounced_changes
from press.checks.checks import check

if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="say what is wrong with the sources")
    command.add_argument("folder", nargs="?", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every finding; return 1 where there is a fault."""
    today = dt.date.today()  # noqa: DTZ011 (the editor's own day)
    changed = unannounced_changes.unannounced(*git_history.changed_articles(options.folder), today)
    silent = ((options.folder / f"{name}.md", finding) for name, finding in changed)
    found = sorted([*check(options.folder, today), *silent])
    for path, finding in found:
        note = "note: " if finding.note else ""
        line = f"{path}:{finding.line}: {note}{finding.message} [{finding.code}]"
        # One line, of characters that can be printed, whatever a file is called.
        print(line.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n"))
    notes = sum(finding.note for _, finding in found)
    faults = len(found) - notes
    print(f"{_count(faults, 'fault')}, {_count(notes, 'note')}.")
    return 1 if faults else 0


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
