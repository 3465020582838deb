"""A reader: what a module that reads a format has to give."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.importing.page_model import Block, FileRemark, Page, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from press.importing.source_files import SourceFile


@dataclass(frozen=True)
class Opened:
    """A file and its text, decoded."""

    source: SourceFile
    text: str


@dataclass(frozen=True)
class Reader:
    """A format: a name, whether a file is of it, and how its pages are read."""

    name: str
    #: Says by content, not by name alone, whether a file is of the format.
    recognises: Callable[[Opened], bool]
    #: Yields the pages; raises nothing but ``source_files.UnreadableError``.
    read: Callable[[Opened], Iterable[Page | FileRemark]]


def digest(text: str) -> str:
    """Return the SHA-256 of a page's part of a source."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def field_blocks(fields: Iterable[tuple[str, str]]) -> tuple[tuple[Block, ...], str]:
    """Return an export's fields as blocks at the head of a page, and their words."""
    given = [(name, text) for name, text in fields if text.strip()]
    blocks = tuple(Block("field", (Span(text),), name=name) for name, text in given)
    return blocks, "".join(f"\n{text}\n" for _, text in given)
