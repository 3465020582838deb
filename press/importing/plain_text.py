"""Plain text as a reader copies it from a page: headings are bare lines, bullets are signs.

Also the last reader, which takes what no other knows.  Levels of headings and emphasis are gone
from such a text, so all headings are of one level; nothing else is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from press.importing.bylines import read_byline
from press.importing.furniture import is_references
from press.importing.page_model import Block, Page, Span
from press.importing.reader import Opened, Reader, digest
from press.importing.reference_lines import looks_like_reference
from press.text.strings import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[•‣▪●◦○*·–—-]|(?P<number>\d{1,3})[.)])[ \t\u00a0]+(?P<text>\S.*)"
)
_BUTTONS = re.compile(r"\s*(?:[←‹«]\s*Prev(?:ious)?\b.*|.*\bNext\s*[→›»])\s*", re.IGNORECASE)
_SENTENCE_END = (".", "!", ";", ",", ":", "،", "؛", "。")
_LONGEST_HEADING = 140
_TABLE_CELL = "\t"
#: A list writes its numbers itself.
AS_NUMBER = "written as a list's number"


def _recognises(opened: Opened) -> bool:
    return True


def _read(opened: Opened) -> Iterator[Page]:
    text = CONTROL.sub(
        lambda found: "\n" if found[0] in "\x0b\x0c\x85\u2028\u2029" else "", opened.text
    )
    blocks = read_lines(text)
    yield Page(
        origin=opened.source.name,
        digest=digest(text),
        reader=READER.name,
        blocks=blocks,
        source_words=text,
        files=opened.source.folder.read,
    )


READER = Reader("plain text", _recognises, _read)


def read_lines(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text."""
    blocks: list[Block] = []
    chunk: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            chunk.append(line.rstrip())
        elif chunk:
            blocks += _chunk(chunk)
            chunk = []
    return tuple(_headings(_joined(blocks)))


def _chunk(lines: list[str]) -> list[Block]:
    """Return what stands between two empty lines."""
    found: list[Block] = []
    run: list[str] = []

    def close() -> None:
        if run:
            found.extend(_prose(run))
            run.clear()

    items: list[_Item] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item and not (item["mark"] in "–—-" and run and not items and len(run[-1]) > 60):
            close()
            number = int(item["number"]) if item["number"] else 0
            items.append(_Item(_width(item["indent"]), number, item["text"], item["mark"]))
        elif items and line.startswith((" ", "\t")) and _width(line) > items[-1].indent:
            # A line of an item that goes on below its text.
            items[-1].text += f"\n{line.strip()}"
        else:
            if items:
                found += _lists(items)
                items = []
            if _BUTTONS.fullmatch(line):
                close()
                found.append(Block("left-out", (Span(line),), name="the words of buttons"))
            else:
                run.append(line)
    close()
    return found + (_lists(items) if items else [])


def _width(text: str) -> int:
    text = text[: len(text) - len(text.lstrip(" \t"))]
    return len(text.expandtabs(4))


@dataclass
class _Item:
    indent: int
    number: int
    text: str
    mark: str = ""


def _lists(items: Sequence[_Item]) -> list[Block]:
    """Return lines with bullets and numbers as lists, those that stand further in inside."""
    lists: list[Block] = []
    place = 0
    lowest = min(item.indent for item in items)
    last_mark = ""
    while place < len(items):
        item = items[place]
        end = place + 1
        while end < len(items) and items[end].indent > max(lowest, item.indent):
            end += 1
        inside = tuple(_lists(items[place + 1 : end])) if end > place + 1 else ()
        text = " ".join(item.text.split("\n"))
        mark = (Span(f"{item.mark} ", "left-out", value=AS_NUMBER),) if item.number else ()
        block = Block("item", (*mark, Span(text)), inside)
        kind = "number" if item.number else item.mark
        previous = lists[-1] if lists else None
        follows = previous is not None and (
            item.number == previous.level + len(previous.blocks)
            if item.number
            else previous.level == 0 and last_mark == kind
        )
        if previous is not None and follows and bool(previous.level) == bool(item.number):
            lists[-1] = replace(previous, blocks=(*previous.blocks, block))
        else:
            lists.append(Block("list", (), (block,), level=item.number))
        last_mark = kind
        place = end
    return lists


def _prose(lines: list[str]) -> list[Block]:
    """Return lines without marks: a table, a wrapped paragraph, verses, or a paragraph a line."""
    cells = [line.strip().count(_TABLE_CELL) for line in lines]
    if len(lines) > 1 and cells[0] and len(set(cells)) == 1:
        rows = (
            Block(
                "row",
                (),
                tuple(
                    Block("cell", (Span(cell.strip()),)) for cell in line.strip().split(_TABLE_CELL)
                ),
                level=int(not number),
            )
            for number, line in enumerate(lines)
        )
        return [Block("table", (), tuple(rows))]
    if len(lines) == 1:
        return [_paragraph(lines)]
    lengths = [len(line.strip()) for line in lines]
    refs = sum(map(looks_like_reference, (line.strip() for line in lines)))
    bylines = any(read_byline(line) for line in lines)
    if bylines or refs * 2 > len(lines) or is_references(lines[0]) or max(lengths) > 110:
        return [_paragraph([line]) for line in lines]
    if min(lengths[:-1]) >= 45:
        return [_paragraph([" ".join(line.strip() for line in lines)])]
    return [_paragraph(lines)]


def _paragraph(lines: list[str]) -> Block:
    spans: list[Span] = []
    for number, line in enumerate(lines):
        if number:
            spans.append(Span("\n", "break"))
        spans.append(Span(line.strip().replace("\t", " ")))
    return Block("paragraph", tuple(spans))


def _joined(blocks: list[Block]) -> list[Block]:
    """Return blocks with lists joined that only empty lines divide."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            last is not None
            and last.kind == block.kind == "list"
            and bool(last.level) == bool(block.level)
            and (not block.level or block.level == last.level + len(last.blocks))
        ):
            found[-1] = replace(last, blocks=(*last.blocks, *block.blocks))
        else:
            found.append(block)
    return found


def _headings(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks with the bare lines that stand over a text as headings."""
    for place, block in enumerate(blocks):
        text = block.spans[0].text if len(block.spans) == 1 else ""
        after = next((b for b in blocks[place + 1 :] if b.kind != "left-out"), None)
        if block.kind == "paragraph" and after is not None and _is_heading(text):
            yield replace(block, kind="heading", level=2)
        elif block.kind == "list" and len(block.blocks) == 1 and block.level:
            # "1. Introduction" alone, with prose under it.
            item = block.blocks[0]
            line = "".join(span.text for span in item.spans)
            alone = not item.blocks and _is_heading(item.spans[-1].text)
            if alone and after is not None and after.kind in {"paragraph", "heading"}:
                yield Block("heading", (Span(line),), level=2)
            else:
                yield block
        else:
            yield block


def _is_heading(text: str) -> bool:
    text = text.strip()
    if not text or len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_END):
        return is_references(text)
    if not any(map(str.isalpha, text)) or looks_like_reference(text) or read_byline(text):
        return False
    return not re.match(r"(?:by\s|TL\s*;?\s*DR\b|https?:)", text, re.IGNORECASE)
