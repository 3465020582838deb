"""A publication's files: the bibliography as ``conf.py`` names it, and what can cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.commands import UsageError
from press.settings.conf_file import read

if TYPE_CHECKING:
    from pathlib import Path


def bibliography_files(folder: Path) -> list[Path]:
    """Return the files of the publication in *folder*.

    Raises :exc:`press.commands.UsageError` where ``conf.py`` names none.
    """
    settings, findings = read(folder / "conf.py")
    if not settings.bibliographies:
        why = findings[0].message if findings else "bibtex_bibfiles names no file"
        raise UsageError(f"{folder / 'conf.py'}: {why}")
    return [folder / name for name in settings.bibliographies]


def article_files(folder: Path) -> list[Path]:
    """Return the files of a publication that can cite."""
    return sorted([*folder.glob("index.md"), *(folder / "articles").rglob("*.md")])
