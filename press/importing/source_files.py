"""Source files: what an editor names (files, folders, archives) as bytes with their names.

A zip file's members are read in memory and never unpacked, so that none can leave its folder; a
name that tries to is refused all the same.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LARGEST = 2**30  # bytes of one file: an export of some ten thousand articles
LARGEST_PICTURE = 64 * 2**20
_PICTURES = frozenset(".png .jpg .jpeg .gif .webp .svg .avif .bmp .ico .tif .tiff".split())
_TEXTS = frozenset(
    ".txt .text .md .markdown .mdown .html .htm .xhtml .mht .xml .json .zip .wxr".split()
)


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Folder:
    """Where the files are that a page names: a folder, or the members of a zip file."""

    #: Returns the bytes of a file, ``None`` where there is none.
    read: Callable[[str], bytes | None]


@dataclass(frozen=True)
class SourceFile:
    """One file of what is imported."""

    #: Its name as it is shown, without the way to it, so that no machine's folders are told.
    name: str
    data: bytes = field(repr=False)
    #: Pictures and other files beside it.
    folder: Folder = field(repr=False)


def source_files(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """Yield the files that *paths* name, folders opened and sorted.

    Raises :class:`UnreadableError` at a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file
                for file in path.rglob("*")
                if file.is_file()
                and file.suffix.lower() in _TEXTS
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
                # A browser keeps a page's scripts and styles beside it.
                and not any(part.endswith("_files") for part in file.relative_to(path).parts[:-1])
            )
            if not inside:
                raise UnreadableError(
                    f"{path} holds no file that can be imported: name another folder"
                )
            for file in inside:
                yield _file(file, file.relative_to(path).as_posix(), path)
        else:
            yield _file(path, path.name, path.parent)


def _file(path: Path, name: str, top: Path) -> SourceFile:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"{path} is larger than a gigabyte: divide the export")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read ({error.strerror}): mend its name") from error
    return SourceFile(name, data, folder_of(top, path.parent))


def folder_of(top: Path, folder: Path) -> Folder:
    """Return a folder from which names lead to files below *top*, and to none above it."""
    top, start = top.resolve(), folder.resolve()

    def read(name: str) -> bytes | None:
        wanted = unquote(urlsplit(name).path) if "%" in name or "?" in name else name
        for candidate in dict.fromkeys((name, wanted)):
            try:
                path = (start / candidate).resolve()
                if path.is_relative_to(top) and path.is_file():
                    return path.read_bytes() if path.stat().st_size <= LARGEST_PICTURE else None
            except (OSError, ValueError):
                continue
        return None

    return Folder(read)


@dataclass(frozen=True)
class Archive:
    """The members of a zip file by name."""

    members: dict[str, zipfile.ZipInfo]
    file: zipfile.ZipFile = field(repr=False)

    def read(self, name: str, most: int = LARGEST) -> bytes | None:
        """Return a member's bytes; ``None`` where there is none, or it is larger than *most*."""
        info = self.members.get(name)
        if info is None or info.file_size > most:
            return None
        try:
            with self.file.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise UnreadableError(
                f"{name} in the zip file cannot be read ({error}): export it again"
            ) from error
        return data if len(data) <= most else None

    def folder(self, around: str) -> Folder:
        """Return the folder of a member, from which names lead to others and never out."""

        def read(name: str) -> bytes | None:
            for candidate in dict.fromkeys((name, unquote(name))):
                parts: list[str] = []
                for part in (*PurePosixPath(around).parent.parts, *PurePosixPath(candidate).parts):
                    if part == "..":
                        if not parts:
                            return None
                        parts.pop()
                    elif part not in {".", "/"}:
                        parts.append(part)
                data = self.read("/".join(parts), LARGEST_PICTURE)
                if data is not None:
                    return data
            return None

        return Folder(read)


def open_archive(source: SourceFile) -> tuple[Archive, tuple[str, ...]]:
    """Return a zip file's members, and the names that were refused.

    Raises :class:`UnreadableError` where it is no zip file.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(
            f"{source.name} is no whole zip file ({error}): export it again"
        ) from error
    members: dict[str, zipfile.ZipInfo] = {}
    refused = []
    for info in file.infolist():
        name = info.filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        if info.is_dir():
            continue
        if name.startswith("/") or ".." in parts or (parts and ":" in parts[0]):
            refused.append(info.filename)
        elif not any(part.startswith(".") or part == "__MACOSX" for part in parts):
            members[name] = info
    return Archive(members, file), tuple(refused)


def is_picture_name(name: str) -> bool:
    """Say whether a file's name is that of a picture."""
    return PurePosixPath(name).suffix.lower() in _PICTURES
