"""Page model: what a reader makes of a source, as plain data.

A page's :attr:`Page.blocks` hold every word of the source in the source's order.  Blocks of the
kinds ``field``, ``reference`` and ``left-out`` stand in the stream where their words stood and are
not written where they stand.  Pictures' alternative texts are a channel of their own (``alt``),
because HTML may name a caption before its picture and MyST may not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SpanKind = Literal[
    "text", "code", "break", "note", "picture", "math", "citation", "added", "left-out"
]  #: what a span is; "added" is written and stood in no source: the address of a film
BlockKind = Literal[
    "paragraph", "heading", "list", "item", "quote", "code", "table", "row", "cell",
    "figure", "caption", "rule", "note", "tldr", "group",
    "field", "reference", "left-out",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look."""

    #: The words as the source has them.
    text: str
    kind: SpanKind = "text"
    #: Letters of its styles in this order: b(old), i(talic), ^ (raised), _ (lowered), s(truck).
    styles: str = ""
    #: The address that it links to.
    link: str = ""
    #: A note's label, a picture's file, a citation's role, TeX, added words, why it is left out.
    value: str = ""
    #: A picture's alternative text.
    alt: str = ""
    #: The language that the source names for it, where it is another than the page's.
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page; its own spans come before the blocks inside it."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = ()
    #: A heading's level, an ordered list's first number (0: bullets), 1 in a table's header row.
    level: int = 0
    #: A field's name, a note's label, code's language, a reference's key, why it is left out.
    name: str = ""
    #: A field's value as it is written, a figure's file.
    value: str = ""
    #: A figure's alternative text.
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader has to tell a person about a page."""

    #: "error" (the page is not written), "decide" (something for a person) or "note".
    level: Literal["error", "decide", "note"]
    #: A stable, hyphenated name.
    code: str
    #: One sentence: what is so, and what to do.
    message: str
    #: The text as it stood.
    text: str = ""


@dataclass(frozen=True)
class FileRemark:
    """What a reader has to tell about a file as a whole, or about a part that is no page."""

    origin: str
    remark: Remark


@dataclass(frozen=True)
class Page:
    """One page of an archive, as its reader leaves it and as later stages complete it."""

    #: The file's name and, in an export, the page's number in it: "export.xml#12".
    origin: str
    #: SHA-256 of the page's part of the source.
    digest: str
    #: The reader's name.
    reader: str
    blocks: tuple[Block, ...]
    #: The words of the source, counted without the reader: :func:`press.importing.account.words`.
    source_words: str
    #: Alternative texts of the source, in order.
    source_alts: tuple[str, ...] = ()
    #: "article" or "page" (about, contact: no date, no section).
    kind: Literal["article", "page"] = "article"
    address: str = ""
    title: str = ""
    subtitle: str = ""
    date: str = ""
    updated: str = ""
    slug: str = ""
    #: Names that could be a section's: categories, the first tag, a folder.
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    lang: str = ""
    draft: bool = False
    #: Former addresses that the source itself names.
    aliases: tuple[str, ...] = ()
    #: The page's picture: its file or address, and what it shows.
    image: str = ""
    image_alt: str = ""
    #: (date, kind, text) of each correction.
    corrections: tuple[tuple[str, str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    #: Returns the bytes of a picture by the name that the page gives it, ``None`` for none.
    files: Callable[[str], bytes | None] | None = field(default=None, repr=False, compare=False)


def text_of(spans: Iterable[Span]) -> str:
    """Return the words of spans that are written where they stand."""
    return "".join(span.text for span in spans if span.kind != "left-out")


def all_text(block: Block) -> str:
    """Return every word of a block and of those inside it, a line a block."""
    return "\n".join("".join(span.text for span in part.spans) for part in walk((block,)))


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and those inside them, in order."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        yield block
        waiting.extend(reversed(block.blocks))


def mapped(blocks: Iterable[Block], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Return blocks with *change* made to each, those inside first."""
    found = []
    for block in blocks:
        inside = mapped(block.blocks, change) if block.blocks else ()
        same = all(one is other for one, other in zip(inside, block.blocks, strict=True))
        found.append(change(block if same else replace(block, blocks=inside)))
    return tuple(found)


def left_out(block: Block, reason: str) -> Block:
    """Return a block with all its words as one that is left out."""
    return Block("left-out", (Span(all_text(block)),), name=reason)
