"""``press settings``: the page of reference of settings, and the register of Sphinx's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from press.settings import settings_page
from press.settings.sphinx_settings import REGISTER

if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("settings", help="write the reference page of settings")
    command.add_argument("--check", action="store_true", help="only say whether it is current")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page and the register; with ``--check`` return 1 where one is not current."""
    page: Path = options.folder / settings_page.PAGE
    made = {page: settings_page.page(), REGISTER: settings_page.register()}
    stale = [path for path, text in made.items() if _read(path) != text]
    for path in stale:
        if options.check:
            print(f"{path.name} is not current: run `python -m press settings`", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8", newline="\n")
            print(path)
    return 1 if stale and options.check else 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
