"""Changes of files, shown before they are made."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from press.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_exactly(path: Path) -> str:
    """Return a file's text with the line ends that it has.

    Raises :exc:`press.commands.UsageError` for a file that is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 (byte {error.start}): save the file as UTF-8"
        ) from error


def show_or_write(changes: Mapping[Path, tuple[str, str]], *, write: bool) -> int:
    """Show what changes in each file, from the first text to the second, or write it.

    Line ends stay as they are in the texts.  Returns 0; what is not changed is not touched.
    """
    changed = {path: texts for path, texts in changes.items() if texts[0] != texts[1]}
    for path, (before, after) in changed.items():
        if write:
            path.write_text(after, encoding="utf-8", newline="")
            print(path)
        else:
            old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
            for line in difflib.unified_diff(old, new, str(path), str(path)):
                print(line, end="" if line.endswith("\n") else "\n\\ No newline at end of file\n")
    if changed and not write:
        print(f"{len(changed)} file{'s' if len(changed) > 1 else ''} would change: add --write")
    elif not changed:
        print("Nothing to change.")
    return 0
