"""``press keys``: the keys of all works, for editors that complete them.

Writes ``_build/keys.json``, which is CSL-JSON: Zettlr, Obsidian's and VS Code's citation
pickers read it, or the ``.bib`` file itself.  ``--snippets`` writes VS Code's own snippets, which
need no extension: typing ``@`` and a part of a name offers the keys.  The file is written only
where it changes, so that ``make live`` can keep it current.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from press import apa
from press.bibliography import csl
from press.bibliography.reader import read_files
from press.commands.bibliography_files import bibliography_files
from press.commands.reference import plain_text

if TYPE_CHECKING:
    import argparse

    from pybtex.database import Entry

    from press.commands import Commands


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser("keys", help="write the keys of all works for editors' pickers")
    command.add_argument("--output", type=Path, default=Path("_build/keys.json"))
    command.add_argument("--snippets", type=Path, help="write VS Code's snippets there as well")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    works = read_files(bibliography_files(options.folder)).entries
    entries = [works[key] for key in sorted(works)]
    _write(options.folder / options.output, [csl.item(entry) for entry in entries])
    if options.snippets:
        _write(options.folder / options.snippets, dict(map(_snippet, entries)))
    return 0


def _snippet(entry: Entry) -> tuple[str, dict[str, object]]:
    """Return the snippet of a work: found by its key, authors and title, it writes the citation.

    https://code.visualstudio.com/docs/editing/userdefinedsnippets
    """
    reference = plain_text(apa.reference(entry)).replace("*", "")
    key = str(entry.key).replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return str(entry.key), {
        "scope": "markdown",
        "prefix": [f"@{entry.key}", f"[@{entry.key}"],
        "body": f"[@{key}$1]",
        "description": reference,
    }


def _write(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(path)
