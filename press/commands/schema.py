"""``press schema``: the JSON Schema of front matter, by which editors complete the fields."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from press.articles import front_matter

if TYPE_CHECKING:
    import argparse

SCHEMA = Path(front_matter.__file__).with_name("article.schema.json")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("schema", help="write the JSON Schema of front matter")
    command.add_argument("--check", action="store_true", help="only say whether it is current")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the schema; with ``--check`` return 1 where it is not current."""
    text = json.dumps(front_matter.json_schema(), indent=2, ensure_ascii=False) + "\n"
    if not options.check:
        SCHEMA.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == text:
        return 0
    print(f"{SCHEMA.name} is not current: run `python -m press schema`", file=sys.stderr)
    return 1
