"""Readers: the register of formats, and which of them a file is.

A reader is one module with a :class:`Reader`.  Another package adds its own by an entry point in
the group ``press.readers``, whose object is a :class:`Reader`; those are asked first, by name.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from press.importing import ghost, markdown_pages, plain_text, substack, web_page, wordpress
from press.importing.charset import decode
from press.importing.page_model import FileRemark, Page, Remark
from press.importing.reader import Opened, Reader
from press.importing.source_files import (
    Archive,
    SourceFile,
    UnreadableError,
    is_picture_name,
    open_archive,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: In the order in which they are asked; the last takes whatever is left.
READERS: tuple[Reader, ...] = (
    wordpress.READER,
    ghost.READER,
    markdown_pages.READER,
    web_page.READER,
    plain_text.READER,
)
_DEEPEST = 2  # a zip file in a zip file is opened, one in that is not


def readers() -> tuple[Reader, ...]:
    """Return the readers of other packages, by name, and those of this one."""
    found = sorted(entry_points(group="press.readers"), key=lambda point: point.name)
    return (*(point.load() for point in found), *READERS)


def read(source: SourceFile, register: tuple[Reader, ...] = READERS) -> Iterator[Page | FileRemark]:
    """Yield the pages in a file, and what is to be told of it.  Never raises on bad content."""
    try:
        yield from _read(source, register, 0)
    except UnreadableError as error:
        yield FileRemark(source.name, Remark("error", "unreadable", str(error)))


def _read(
    source: SourceFile, register: tuple[Reader, ...], depth: int
) -> Iterator[Page | FileRemark]:
    if source.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _archive(source, register, depth)
        return
    if not source.data.strip():
        yield FileRemark(
            source.name, Remark("error", "empty-file", "the file is empty: export it again")
        )
        return
    if _is_binary(source.data):
        message = "the file is no text, no page and no export: name another"
        yield FileRemark(source.name, Remark("error", "not-text", message))
        return
    text, note = decode(source.data)
    opened = Opened(source, text)
    if note:
        yield FileRemark(source.name, Remark("note", "charset", note))
    for reader in register:
        if reader.recognises(opened):
            yield from reader.read(opened)
            return


def _archive(
    source: SourceFile, register: tuple[Reader, ...], depth: int
) -> Iterator[Page | FileRemark]:
    archive, refused = open_archive(source)
    for name in refused:
        message = f"{name} in the zip file leads out of its folder and was not read"
        yield FileRemark(source.name, Remark("decide", "zip-member", message))
    if substack.recognises(archive):
        yield from substack.read(source, archive)
        return
    if depth >= _DEEPEST:
        message = "the zip file stands in others too deep to be opened: unpack it"
        yield FileRemark(source.name, Remark("error", "zip-depth", message))
        return
    for name in sorted(archive.members):
        yield from _member(source, archive, name, register, depth)


def _member(
    source: SourceFile, archive: Archive, name: str, register: tuple[Reader, ...], depth: int
) -> Iterator[Page | FileRemark]:
    """Read a member that can be text; pictures wait for the page that shows them."""
    if is_picture_name(name) or PurePosixPath(name).suffix.lower() in {
        ".css",
        ".js",
        ".woff",
        ".woff2",
        ".pdf",
        ".map",
        ".csv",
    }:
        return
    data = archive.read(name)
    if data is None:
        message = f"{name} in the zip file is too large: divide the export"
        yield FileRemark(source.name, Remark("error", "too-large", message))
        return
    member = SourceFile(f"{source.name}/{name}", data, archive.folder(name))
    try:
        yield from _read(member, register, depth + 1)
    except UnreadableError as error:
        yield FileRemark(member.name, Remark("error", "unreadable", str(error)))


def _is_binary(data: bytes) -> bool:
    """Say whether bytes are no text: zeros that are not those of UTF-16 or UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    start = data[:4096]
    if b"\0" not in start:
        return data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))
    odd, even = start[1::2].count(0), start[::2].count(0)
    return not (odd > len(start) * 0.4 or even > len(start) * 0.4)
