"""Pictures of a page: those that the export holds are copied, the others become links."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from press.importing.page_model import Block, Page, Remark, Span, mapped
from press.importing.picture_files import (
    SITE_ONLY,
    file_name,
    inline_data,
    kind_of,
    names_in_export,
)
from press.safety.picture_sources import fault, is_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LARGEST_ADDRESS = 300


@dataclass
class Pictures:
    """The pictures of one page as they are found."""

    page: Page
    slug: str
    #: Where pages may load pictures from: ``press_content_sources``.
    sources: Mapping[str, object]
    #: From a name beside the article to the picture's bytes.
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)

    def take(self, address: str) -> str:
        """Return a picture's name beside the article, or its address where pages may show it.

        "" where there is no picture to be had.
        """
        if address not in self._known:
            self._known[address] = self._take(address)
        return self._known[address]

    def _take(self, address: str) -> str:
        shown = address if len(address) < _LARGEST_ADDRESS else f"{address[:60]}…"
        data = inline_data(address) if address.startswith("data:") else self._held(address)
        if data is None:
            if (
                is_remote(address)
                and address.startswith("http")
                and not fault(address, self.sources)
            ):
                return address
            message = (
                f"the picture {shown} is not in the export: put its file below articles/ and show it "
                "with a {figure}; a link stands in its place"
            )
            self.remarks.append(Remark("decide", "picture-missing", message, shown))
            return ""
        kind = kind_of(data)
        if not kind:
            message = (
                f"{shown} is no picture that a page may show, and was not copied: look at the file"
            )
            self.remarks.append(Remark("decide", "no-picture", message, shown))
            return ""
        if kind in SITE_ONLY:
            message = f"the picture {shown} is a {kind.upper()}, which print cannot show: save it as PNG or JPEG"
            self.remarks.append(Remark("decide", "picture-kind", message, shown))
        name = file_name(address, data, kind, self.slug)
        number = 2
        while self.files.get(name, data) != data:
            name = f"{name.rpartition('.')[0]}-{number}.{kind}"
            number += 1
        self.files[name] = data
        return name

    def _held(self, address: str) -> bytes | None:
        read: Callable[[str], bytes | None] | None = self.page.files
        if read is None:
            return None
        for name in names_in_export(address):
            data = read(name)
            if data is not None:
                return data
        return None


def illustrated(blocks: Sequence[Block], pictures: Pictures) -> tuple[Block, ...]:
    """Return blocks with their pictures' new names, and links where there is no picture."""

    def change(block: Block) -> Block:
        if block.kind != "figure" and not any(span.kind == "picture" for span in block.spans):
            return block
        spans = tuple(
            _inline(span, pictures) if span.kind == "picture" else span for span in block.spans
        )
        block = replace(block, spans=spans) if spans != block.spans else block
        if block.kind != "figure":
            return block
        name = pictures.take(block.value)
        if name:
            return replace(block, value=name)
        shown = _link(block.value, block.alt)
        own = (Block("paragraph", block.spans),) if block.spans else ()
        link = (Block("paragraph", (shown,)),) if shown.value else ()
        return Block("group", (), (*link, *own, *block.blocks))

    return mapped(blocks, change)


def _inline(span: Span, pictures: Pictures) -> Span:
    name = pictures.take(span.value)
    return replace(span, value=name) if name else _link(span.value, span.alt)


def _link(address: str, alt: str) -> Span:
    """Return a link to a picture with its words; without an address, the words."""
    link = address if address.startswith(("http://", "https://")) else ""
    return Span("", "added", link=link, value=alt or (link.rpartition("/")[2] if link else ""))
