"""Atomic writes: a file as a whole or not at all; and the mark of a build that has not finished."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it holds the old content or the new, whenever a build dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(new, path)  # noqa: PTH105 (Sphinx's paths are text, whose replace is another)


def mark(folder: Path) -> None:
    """Mark a folder as one that a build is changing."""
    folder.mkdir(parents=True, exist_ok=True)
    _mark(folder).touch()


def unmark(folder: Path) -> None:
    """Mark a folder as finished."""
    _mark(folder).unlink(missing_ok=True)


def is_marked(folder: Path) -> bool:
    """Say whether the last build that changed a folder did not finish."""
    return _mark(folder).exists()


def _mark(folder: Path) -> Path:
    return folder / ".unfinished"
