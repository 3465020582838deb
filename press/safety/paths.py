"""The resolver of paths: which file a document names, and why it may not.

A document may name what lies below the publication's sources: the files that
``include_patterns`` and ``exclude_patterns`` of ``conf.py`` name, and the folders in
which these patterns look.  Symbolic links are followed first, and no part of a path,
before or after, starts with a dot.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from press.text.strings import CONTROL

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The most bytes of a file that a document names, 100 MB: it is copied into every format.
LARGEST_FILE = 100_000_000


@dataclass(frozen=True)
class Refusal:
    """Why a path names no file that a document may use.

    *code* is a finding's; *reason* follows the path in a message, and *advice* the reason.
    """

    code: str
    reason: str
    advice: str


@dataclass(frozen=True)
class Sources:
    """The files that documents may name, in the publication in *folder*.

    *include* and *exclude* are ``include_patterns`` and ``exclude_patterns``
    (https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-include_patterns).
    """

    folder: Path
    include: Sequence[str] = ("**",)
    exclude: Sequence[str] = ()
    #: The folder with its symbolic links followed.
    real: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "real", os.path.realpath(self.folder))

    def resolve(self, target: str, document: Path) -> Path | Refusal:
        """Return the file that *document* names as *target*, or why it may not name it.

        *target* is relative to the document's folder or, with a slash ahead, to the
        publication's, as Sphinx reads it; ``%20`` is no space here.  *document* is a
        path below *folder*.  Says nothing of what is outside, not even whether it is there.
        """
        named = self.name_of(target, document)
        if isinstance(named, Refusal):
            return named
        path = Path(self.folder, named)
        return self.refusal(path) or path

    def name_of(self, target: str, document: Path) -> str | Refusal:
        """Return the path from the publication's folder that *target* stands for, links not followed."""
        if CONTROL.search(target):
            return Refusal("bad-path", "holds a control character", "delete it")
        if not target.strip("/"):
            return Refusal("bad-path", "names no file", "write the file's path")
        start = "" if target.startswith("/") else self._relative(document.parent)
        name = os.path.normpath(os.path.join(start, target.lstrip("/")))  # noqa: PTH118
        return name.replace(os.sep, "/")

    def _relative(self, path: Path) -> str:
        return os.path.relpath(path, self.folder)

    def refusal(self, path: Path) -> Refusal | None:
        """Return why no document may use the file *path*, None where it may.

        What cannot be asked (a name too long, a circle of links) is not there.
        """
        try:
            real = os.path.realpath(path)
            names = [os.path.relpath(path, self.folder), os.path.relpath(real, self.real)]
        except (OSError, ValueError):
            return _MISSING
        names = [name.replace(os.sep, "/") for name in names]
        for name in names:
            if refused := self._leaves(name):
                return refused
        if not all(map(self._holds, names)):
            return _NO_SOURCE
        return _kind_fault(real)

    def _leaves(self, name: str) -> Refusal | None:
        parts = name.split("/")
        if parts[0] == ".." or name.startswith("/"):
            return Refusal(
                "outside-sources",
                "lies outside of the publication",
                "put the file beside the article",
            )
        if any(part.startswith(".") and part != "." for part in parts):
            return Refusal(
                "outside-sources",
                "is hidden: its path has a part that starts with a dot",
                "put the file beside the article",
            )
        return None

    def excludes(self, name: str) -> bool:
        """Say whether a pattern excludes a file or folder by its name, or a folder that it lies in."""
        above = [name, *(name[: at.start()] for at in re.finditer("/", name))]
        return any(_matches(pattern, part) for pattern in self.exclude for part in above)

    def _holds(self, name: str) -> bool:
        if name == "conf.py" or self.excludes(name):
            return False
        return any(
            _matches(pattern, name) or name.startswith(_folder_of(pattern))
            for pattern in self.include
        )


_NO_SOURCE = Refusal(
    "outside-sources",
    "is none of the publication's sources (include_patterns in conf.py)",
    "put the file beside the article",
)
_MISSING = Refusal("missing-file", "is not there", "mend the path or put the file there")


def _kind_fault(path: str) -> Refusal | None:
    try:
        found = os.stat(path)  # noqa: PTH116 (a text: Path costs as much again)
    except (OSError, ValueError):
        return _MISSING
    if stat.S_ISDIR(found.st_mode):
        return Refusal("bad-path", "is a folder", "name a file")
    if not stat.S_ISREG(found.st_mode):
        return Refusal("bad-path", "is no ordinary file", "put a file there")
    if not os.access(path, os.R_OK):
        return Refusal("unreadable-file", "cannot be read", "mend the file's rights")
    if found.st_size > LARGEST_FILE:
        size, most = found.st_size // 1_000_000, LARGEST_FILE // 1_000_000
        return Refusal("too-large", f"has {size} MB, {most} is the most", "make it smaller")
    return None


@lru_cache(maxsize=64)
def _folder_of(pattern: str) -> str:
    """Return the folder in which a pattern looks, with a slash behind; no text starts with NUL."""
    folder = re.split(r"[*?\[]", pattern, maxsplit=1)[0].rpartition("/")[0]
    return f"{folder}/" if folder and folder != pattern else "\0"


def _matches(pattern: str, name: str) -> bool:
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a regular expression for a pattern, as ``sphinx.util.matching`` reads it."""
    pieces = re.findall(r"\*\*|\*|\?|\[!?\]?[^\]]*\]|.", pattern, re.DOTALL)
    return re.compile("".join(map(_piece, pieces)), re.DOTALL)


def _piece(piece: str) -> str:
    special = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in special:
        return special[piece]
    if len(piece) > 1:
        inside = piece[1:-1].replace("\\", r"\\")
        if inside.startswith("!"):
            return f"[^/{inside[1:]}]"
        return rf"[\{inside}]" if inside.startswith("^") else f"[{inside}]"
    return re.escape(piece)
