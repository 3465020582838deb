"""Parts of an article: which of a page's blocks are its title, TL;DR, corrections, references.

Works on the page model alone, the same for all readers.  What it finds changes its kind and stays
where it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from press.importing.account import words
from press.importing.bylines import read_byline, read_day
from press.importing.furniture import is_label, is_line, is_references
from press.importing.html_flow import trimmed
from press.importing.page_model import Block, Page, Remark, Span, all_text, left_out, text_of
from press.importing.reference_lines import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TLDR = re.compile(r"\s*TL\s*[;:,]?\s*DR\b\s*[:：.—–]?\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•\-–—*·▪◦‣]\s+")
_CORRECTION = re.compile(
    r"\s*[\[(]?(?P<kind>corrections?|clarifications?|update(?:d)?|editor[’']s\s+note|retraction(?:\s+notice)?)\b"
    r"(?P<when>[^:.\n]{0,60}?)\s*[:：]\s*",
    re.IGNORECASE,
)
_KINDS = ("correction", "clarification", "update", "editor", "retraction")
_NOTES = frozenset(
    "notes|footnotes|endnotes|note|الهوامش|الحواشي|هوامش|notlar|dipnotlar|notes de bas de page|catatan kaki|حواشی".split("|")
)  # fmt: skip
_TOP = 14  # blocks in which a title, a byline and a day are looked for


def find_parts(page: Page, publication: str) -> Page:
    """Return a page with its parts named; *publication* is the name of this publication."""
    page = _title(page, publication)
    page = _bylines(page)
    blocks = page.blocks
    if page.reader in {"web page", "plain text"}:
        blocks = _furniture(blocks)
    blocks = _tldr(blocks)
    blocks = _notes_heading(blocks)
    blocks, corrections, remarks = _corrections(blocks)
    blocks = references(blocks)
    return replace(
        page,
        blocks=blocks,
        corrections=page.corrections + corrections,
        remarks=page.remarks + remarks,
    )


def _same(one: str, other: str) -> bool:
    mine = [word.casefold() for word in words(one)]
    return bool(mine) and mine == [word.casefold() for word in words(other)]


def as_field(block: Block, name: str, value: str = "") -> Block:
    """Return a block as the field of front matter that its words become."""
    return Block("field", (Span(all_text(block)),), name=name, value=value)


def _flat(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with groups opened: they only hold others together."""
    found: list[Block] = []
    for block in blocks:
        found.extend(_flat(block.blocks) if block.kind == "group" else [block])
    return found


def _title(page: Page, publication: str) -> Page:
    """Find the heading that repeats the title, or the one that is it."""
    blocks = _flat(page.blocks)
    title = page.title
    for place, block in enumerate(blocks[:_TOP]):
        text = text_of(block.spans)
        if block.kind in {"heading", "paragraph"} and _same(text, publication) and title != text:
            blocks[place] = left_out(block, "the site's name")
    top = [
        (place, block)
        for place, block in enumerate(blocks)
        if block.kind in {"heading", "paragraph"}
    ][:_TOP]
    found = next(
        (place for place, block in top if title and _same(text_of(block.spans), title)), None
    )
    if found is None and not title:
        found = _untold(page, blocks)
        if found is not None:
            title = " ".join(text_of(blocks[found].spans).split())
    if found is not None:
        blocks[found] = as_field(blocks[found], "title")
    return replace(page, blocks=tuple(blocks), title=title)


def _untold(page: Page, blocks: Sequence[Block]) -> int | None:
    """Return the place of the heading that is the title, where nothing else says which it is."""
    headings = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    highest = next((place for place in headings if blocks[place].level == 1), None)
    if highest is not None:
        return highest
    first = next(
        (place for place, block in enumerate(blocks) if block.kind not in {"left-out", "field"}),
        None,
    )
    return first if first in headings[:1] else None


def _bylines(page: Page) -> Page:
    """Read the lines above the text that say who wrote it, and when."""
    blocks = list(page.blocks)
    authors, day, updated = page.authors, page.date, page.updated
    for place, block in enumerate(blocks[:_TOP]):
        if block.kind == "field" and block.name == "byline":
            found = read_byline(text_of(block.spans))
        elif block.kind in {"paragraph", "heading"}:
            if len(words(text_of(block.spans))) > 25:
                break
            found = read_byline(text_of(block.spans))
        else:
            continue
        if found:
            authors, day, updated = authors or found[0], day or found[1], updated or found[2]
            blocks[place] = as_field(block, "byline")
    return replace(page, blocks=tuple(blocks), authors=authors, date=day, updated=updated)


def _furniture(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out lists of links under "Related", and lines that are the words of buttons."""
    found = list(blocks)
    for place, block in enumerate(found):
        text = text_of(block.spans)
        if block.kind == "paragraph" and is_line(text):
            found[place] = left_out(block, "the words of buttons")
        elif block.kind in {"heading", "paragraph"} and is_label(text):
            following = place + 1
            while following < len(found) and _is_linked(found[following]):
                following += 1
            ends = following >= len(found) or found[following].kind in {
                "heading",
                "left-out",
                "rule",
            }
            if following > place + 1 or (ends and block.kind == "paragraph"):
                for number in range(place, following):
                    found[number] = left_out(found[number], "related links")
    return tuple(found)


def _is_linked(block: Block) -> bool:
    """Say whether a block is nothing but links that lead to other pages."""
    if block.kind == "left-out":
        return True
    if block.kind not in {"list", "item", "paragraph", "group"}:
        return False
    inside = [*block.spans, *(span for item in block.blocks for span in _spans(item))]
    text = [span for span in inside if span.text.strip() and span.kind != "left-out"]
    linked = sum(len(span.text) for span in text if span.link)
    return linked > 0.8 * sum(len(span.text) for span in text) and not any(
        looks_like_reference(text_of(item.spans)) for item in block.blocks
    )


def _spans(block: Block) -> Iterator[Span]:
    yield from block.spans
    for inside in block.blocks:
        yield from _spans(inside)


def cut(spans: Sequence[Span], start: int, end: int | None = None) -> tuple[Span, ...]:
    """Return the part of spans between two places of their whole text."""
    found: list[Span] = []
    place = 0
    for span in spans:
        length = len(span.text)
        first, last = max(start - place, 0), length if end is None else min(end - place, length)
        inside = start <= place and (end is None or place < end) if not length else first < last
        if inside:
            found.append(replace(span, text=span.text[first:last]) if length else span)
        place += length
    return tuple(found)


def _tldr(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Put what stands under or after "TL;DR" into its box."""
    found = list(blocks)
    for place, block in enumerate(found):
        if block.kind not in {"heading", "paragraph"} or not block.spans:
            continue
        text = "".join(span.text for span in block.spans)
        label = _TLDR.match(text)
        if label is None:
            continue
        name = Block("left-out", cut(block.spans, 0, label.end()), name="the box has its own label")
        rest = trimmed(cut(block.spans, label.end()))
        end = place + 1
        if block.kind == "heading" and not rest:
            while end < len(found) and found[end].kind not in {"heading", "rule"}:
                end += 1
            inside: list[Block] = found[place + 1 : end]
        else:
            inside, end = _after_label(rest, found, end)
        if any(part.kind not in {"field", "left-out"} for part in inside):
            found[place:end] = [name, Block("tldr", (), tuple(inside))]
        break
    return tuple(found)


def _after_label(rest: tuple[Span, ...], blocks: list[Block], end: int) -> tuple[list[Block], int]:
    """Return what a line "TL;DR: …" begins: its own text, and the list that goes on with it."""
    inside: list[Block] = []
    following = blocks[end] if end < len(blocks) else None
    listed = following is not None and following.kind == "list"
    bullet = _BULLET.match("".join(span.text for span in rest)) if rest else None
    if bullet:
        first = Block("item", trimmed(cut(rest, bullet.end())))
        if listed and following is not None:
            return [replace(following, blocks=(first, *following.blocks))], end + 1
        return [Block("list", (), (first,))], end
    if rest:
        inside.append(Block("paragraph", rest))
    if (listed and following is not None) or (
        not rest and following is not None and following.kind == "paragraph"
    ):
        inside.append(following)
        end += 1
    return inside, end


def _notes_heading(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out a heading "Notes" under which only notes stand: notes have their place."""
    found = list(blocks)
    for place, block in enumerate(found):
        if block.kind not in {"heading", "paragraph"}:
            continue
        if text_of(block.spans).strip(" :").casefold() not in _NOTES:
            continue
        under = list(takewhile(lambda other: other.kind != "heading", found[place + 1 :]))
        real = [other for other in under if other.kind not in {"left-out", "rule", "field"}]
        if real and real[0].kind == "note":
            found[place] = left_out(block, "heading of the notes, which pages make themselves")
    return tuple(found)


def _corrections(
    blocks: Sequence[Block],
) -> tuple[tuple[Block, ...], tuple[tuple[str, str, str], ...], tuple[Remark, ...]]:
    """Take notes on changes after publication into the front matter, where their day is known."""
    found = list(blocks)
    notes: list[tuple[str, str, str]] = []
    remarks: list[Remark] = []
    for place, whole in enumerate(found):
        quoted = whole.kind == "quote" and len(whole.blocks) == 1
        block = whole.blocks[0] if quoted else whole
        if block.kind != "paragraph" or not block.spans:
            continue
        text = "".join(span.text for span in block.spans)
        label = _CORRECTION.match(text)
        if label is None:
            continue
        kind = next(name for name in _KINDS if label["kind"].lower().startswith(name))
        kind = "editor's note" if kind == "editor" else kind
        day = read_day(label["when"]) or read_day(text)
        plain = all(not span.link and span.kind in {"text", "break"} for span in block.spans)
        said = " ".join(text[label.end() :].strip(" ])").split())
        if day and plain and said:
            notes.append((day, kind, said))
            found[place] = as_field(whole, "corrections", f"{day} {kind}")
        else:
            why = "its day is not said" if not day else "it holds links, which front matter cannot"
            message = (
                f"a {kind} stands in the text, since {why}: move it into `corrections` with its day"
            )
            remarks.append(Remark("decide", "correction", message, text[:200]))
    return tuple(found), tuple(notes), tuple(remarks)


def references(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Find the lists of references, under their headings or at the end without one."""
    found = list(blocks)
    place = 0
    some = False
    while place < len(found):
        block = found[place]
        if block.kind in {"heading", "paragraph"} and is_references(text_of(block.spans)):
            lines, end = _lines(found, place + 1, block.level if block.kind == "heading" else 9)
            if any(line.kind == "reference" for line in lines):
                heading = left_out(block, "heading of the references, which pages make themselves")
                found[place:end] = [heading, *lines]
                place += len(lines)
                some = True
        place += 1
    return tuple(found) if some else _unheaded(found)


def _lines(blocks: Sequence[Block], start: int, level: int) -> tuple[list[Block], int]:
    """Return the lines of the list that begins at *start*, and where it ends."""
    lines: list[Block] = []
    place = start
    last = 0  # after the last block that is certainly part of the list
    end = start
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block.kind == "heading" and block.level <= level:
            break
        if block.kind == "heading":
            lines.append(left_out(block, "heading inside the references"))
        elif block.kind == "list":
            lines += _items(block)
            last, end = len(lines), place
        elif block.kind == "paragraph":
            pieces = _split(block)
            lines += pieces
            if any(looks_like_reference(text_of(piece.spans)) for piece in pieces):
                last, end = len(lines), place
        elif block.kind in {"left-out", "field", "rule"}:
            lines.append(block)
        else:
            break
    if not any(
        line.kind == "reference" and looks_like_reference(text_of(line.spans)) for line in lines
    ):
        return [], start
    return lines[:last], end


def _items(block: Block) -> list[Block]:
    lines = []
    for item in block.blocks:
        if item.kind == "item" and not item.blocks:
            lines.append(Block("reference", item.spans))
        elif item.kind == "item":
            inside = " ".join(all_text(item).split())
            lines.append(Block("reference", (Span(inside),)))
        else:
            lines.append(item)
    return lines


def _split(block: Block) -> list[Block]:
    """Return a paragraph's lines as references, where each of several lines is one."""
    pieces: list[list[Span]] = [[]]
    for span in block.spans:
        if span.kind == "break":
            pieces.append([])
        else:
            pieces[-1].append(span)
    lines = [line for line in map(trimmed, pieces) if line]
    if len(lines) > 1 and sum(looks_like_reference(text_of(line)) for line in lines) * 2 >= len(
        lines
    ):
        return [Block("reference", line) for line in lines]
    return [Block("reference", block.spans)]


def _unheaded(blocks: list[Block]) -> tuple[Block, ...]:
    """Find a list of references at the end that has no heading."""
    places = [
        place
        for place, block in enumerate(blocks)
        if block.kind not in {"left-out", "field", "rule", "note"}
    ]
    if not places:
        return tuple(blocks)
    last = blocks[places[-1]]
    if last.kind == "list" and len(last.blocks) > 1:
        if all(
            item.kind == "item" and not item.blocks and looks_like_reference(text_of(item.spans))
            for item in last.blocks
        ):
            blocks[places[-1] : places[-1] + 1] = _items(last)
        return tuple(blocks)
    lines = []
    for place in reversed(places):
        block = blocks[place]
        if block.kind != "paragraph" or not looks_like_reference(text_of(block.spans)):
            break
        lines.append(place)
    if len(lines) > 2:
        for place in lines:
            blocks[place] = Block("reference", blocks[place].spans)
    return tuple(blocks)
