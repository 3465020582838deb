"""Manifest of the output folder: by page what it shows, and every file.

Sphinx compares times of files and knows nothing of pages that show other
documents.  The ledger lies in the folder itself, so it is right whatever
happens to the environment: a second format that reads the sources in between,
another folder, an interrupted build.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.rebuild.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The ledger's name in a folder of pages.
PAGES = ".pages.json"

_VERSION = 1


@dataclass(frozen=True)
class Ledger:
    """*pages* maps a page's name to a digest of what it shows; *files* may be in the folder.

    File names are relative to the folder, with forward slashes.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """Return the ledger at *path*, an empty one where there is none of this version."""
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(data, dict) or data.get("version") != _VERSION:
            return cls()
        return cls(data["pages"], frozenset(data["files"]))

    def write(self, path: Path) -> None:
        """Write the ledger, the same bytes for the same content."""
        data = {"version": _VERSION, "pages": dict(self.pages), "files": sorted(self.files)}
        # Lines without an indent: json knows this in C, and indents in Python.
        write_whole(path, json.dumps(data, separators=(",\n", ": "), sort_keys=True) + "\n")


def remove(folder: Path, files: frozenset[str]) -> None:
    """Remove files from a folder, and the folders below it that this leaves empty."""
    for name in sorted(files):
        path = folder / name
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
