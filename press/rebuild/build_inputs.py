"""What a build reads and what it leaves, as digests that change when a file does.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

#: The package, whose templates and style sheets are part of every page.
_PACKAGE = Path(__file__).parents[1]

_COMPILED = "__pycache__"


@dataclass(frozen=True)
class Sources:
    """All files below *folder*, whatever a build makes of them.

    But for hidden folders, and for those in *without*, which lie in it directly:
    that is where a build writes.
    """

    folder: Path
    without: AbstractSet[str]

    def contents(self) -> str:
        """Digest the files by their names and contents."""
        digest = hashlib.sha256()
        for name, path in self._files():
            digest.update(f"{name}\0{_digest_of_file(path)}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def times(self) -> str:
        """Digest the files by their names, sizes and times."""
        return _digest_of_times(self._files())

    def hold(self, path: str) -> bool:
        """Say whether a file at *path*, relative or not, is one of these."""
        first = Path(os.path.relpath(Path(self.folder, path), self.folder)).parts[0]
        return first not in self.without and not first.startswith(".")

    def _files(self) -> Iterator[tuple[str, str]]:
        without = {*self.without, _COMPILED}
        for folder in sorted({self.folder, _PACKAGE}):
            yield from _below(folder, without)


def of_output(folder: Path) -> str:
    """Digest every file below *folder* by its name, size and time."""
    return _digest_of_times(_below(folder, frozenset(), hidden=True))


def of_machinery() -> str:
    """Digest what else decides on a build: Python, packages by their versions, the environment."""
    folders = [Path(path) for path in sys.path if path.endswith("site-packages")]
    packages = [sorted(path.name for path in folder.iterdir()) for folder in folders]
    # Sphinx sets this one itself, to the file beside conf.py.
    environment = sorted(item for item in os.environ.items() if item[0] != "DOCUTILSCONFIG")
    return _digest(repr((sys.version, packages, environment)))


def _below(
    folder: Path, without: AbstractSet[str], *, hidden: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every file, in an order that does not vary."""
    for root, folders, files in os.walk(folder, followlinks=True):
        if root == str(folder):
            folders[:] = [
                name
                for name in folders
                if name not in without and (hidden or not name.startswith("."))
            ]
        folders[:] = sorted(name for name in folders if name != _COMPILED)
        for name in sorted(files):
            path = f"{root}{os.sep}{name}"
            yield path[len(str(folder)) :], path


def _digest_of_times(files: Iterator[tuple[str, str]]) -> str:
    found = []
    for name, path in files:
        try:
            status = os.stat(path)  # noqa: PTH116 (thousands of files)
            found.append((name, status.st_size, status.st_mtime_ns))
        except OSError as error:
            found.append((name, -1, error.errno or 0))
    return _digest(repr(found))


def _digest_of_file(path: str) -> str:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
            return hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
