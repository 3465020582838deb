"""MyST writer: the blocks of a page as the body of an article.

Levels of headings follow one another from ``##``; a rule that docutils would refuse, and a
heading inside a list or a quotation, are written as what is allowed there.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from press.importing.myst_inline import address, clean, inline, line_start
from press.importing.page_model import Block, Span, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The marks of quotations, lists and notes, which may stand before a fence.
_BEFORE_FENCE = " >-*0123456789.)[]^:"
_UNWRITTEN = frozenset({"field", "reference", "left-out"})


def body(blocks: Iterable[Block]) -> str:
    """Return the body of an article: MyST without front matter, ending with a line end."""
    lines = _Writer().flow(_shown(blocks), top=True)
    return "\n".join(lines).strip("\n") + "\n" if lines else ""


def _shown(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks that are written, with what only groups others opened."""
    shown: list[Block] = []
    for block in blocks:
        if block.kind in _UNWRITTEN:
            continue
        if block.kind == "group":
            shown.extend(_shown(block.blocks))
        elif block.kind == "rule" or _is_something(block):
            shown.append(block)
    return shown


def _is_something(block: Block) -> bool:
    """Say whether a block holds more than spaces."""
    return any(
        part.value
        or (part.kind == "note" and part.name)
        or any(
            span.kind not in {"left-out", "break"} and (span.value or span.text.strip())
            for span in part.spans
        )
        for part in walk((block,))
        if part.kind not in _UNWRITTEN
    )


class _Writer:
    def __init__(self) -> None:
        self.level = 1

    def flow(self, blocks: Sequence[Block], *, top: bool = False) -> list[str]:
        """Return blocks with an empty line between them."""
        lines: list[str] = []
        marks = {"bullet": "-", "number": "."}
        last: Block | None = None
        for number, block in enumerate(blocks):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if block.kind == "rule" and not (top and _may_stand(last, following)):
                continue
            if block.kind == "list" and last is not None and last.kind == "list":
                # A list right after another of its kind would be one with it.
                marks = {"bullet": "*", "number": ")"} if marks["bullet"] == "-" else {"bullet": "-", "number": "."}  # fmt: skip
            part = self.block(block, marks, top=top)
            if part:
                lines += ["", *part] if lines else part
                last = block
        return lines

    def block(self, block: Block, marks: dict[str, str], *, top: bool) -> list[str]:
        """Return the lines of one block."""
        if block.kind == "heading":
            return self.heading(block, top=top)
        if block.kind == "list":
            return self.items(block, marks)
        if block.kind == "table":
            return self.table(block)
        if block.kind == "figure":
            return self.figure(block)
        if block.kind == "code":
            return _fenced(block.name, "".join(span.text for span in block.spans).split("\n"))
        if block.kind == "rule":
            return ["---"]
        if block.kind == "quote":
            return [f"> {line}".rstrip() for line in self.inside(block)]
        if block.kind == "note":
            first, *rest = self.inside(block) or [""]
            return [f"[^{block.name}]: {first}".rstrip(), *(f"    {x}".rstrip() for x in rest)]
        if block.kind == "tldr":
            return _directive("tldr", "", {}, self.inside(block))
        return self.inside(block)

    def inside(self, block: Block) -> list[str]:
        """Return a block's own spans as a paragraph and the blocks inside it."""
        own = (Block("paragraph", block.spans),) if block.spans and block.blocks else ()
        if block.blocks:
            return self.flow(_shown((*own, *block.blocks)))
        text = inline(block.spans)
        return text.split("\n") if text else []

    def heading(self, block: Block, *, top: bool) -> list[str]:
        """Return a heading; inside other blocks, where MyST allows none, a bold line."""
        text = inline(list(block.spans), breaks=False)
        if not text:
            return []
        if not top:
            bold = [
                replace(span, styles="b" + span.styles.replace("b", "")) for span in block.spans
            ]
            return [line_start(inline(bold, breaks=False))]
        self.level = max(2, min(block.level, self.level + 1, 6))
        if text.endswith("#"):
            text = f"{text[:-1]}\\#"
        target = [f"({block.name})="] if block.name else []
        return [*target, f"{'#' * self.level} {text}"]

    def items(self, block: Block, marks: dict[str, str]) -> list[str]:
        """Return a list; its items have empty lines between them where they hold more than text."""
        lines: list[str] = []
        shown = [item for item in block.blocks if item.kind not in _UNWRITTEN]
        loose = any(
            sum(part.kind != "list" for part in item.blocks) + bool(item.spans) > 1
            for item in shown
        )
        number = block.level
        for item in shown:
            mark = f"{number}{marks['number']} " if block.level else f"{marks['bullet']} "
            number += 1
            content = (self.inside(item) if loose or not item.blocks else self.tight(item)) or [""]
            lines += [""] if loose and lines else []
            lines.append((mark + content[0]).rstrip())
            lines.extend(f"{' ' * len(mark)}{line}".rstrip() for line in content[1:])
        return lines

    def tight(self, item: Block) -> list[str]:
        """Return an item's text and the lists in it without empty lines between them."""
        lines = inline(item.spans).split("\n") if item.spans else []
        last = ""
        marks = {"bullet": "-", "number": "."}
        for part in _shown(item.blocks):
            if part.kind == "rule":
                continue
            if part.kind == "list" and last == "list":
                marks = {"bullet": "*", "number": ")"} if marks["bullet"] == "-" else {"bullet": "-", "number": "."}  # fmt: skip
            if part.kind == "list" and part.level not in {0, 1} and lines:
                lines.append("")  # Only a list that begins with 1 may interrupt a paragraph.
            lines += self.block(part, marks, top=False)
            last = part.kind
        return lines

    def figure(self, block: Block) -> list[str]:
        """Return a figure; without a caption it is a picture alone."""
        caption = self.inside(block)
        if not caption:
            return [inline([Span("", "picture", value=block.value, alt=block.alt)])]
        options = {"alt": json.dumps(clean(block.alt), ensure_ascii=False)} if block.alt else {}
        return _directive("figure", address(block.value), options, caption)

    def table(self, block: Block) -> list[str]:
        """Return a table of lines and bars, or a list of rows where cells hold more than text."""
        caption = inline(block.spans, breaks=False)
        rows = [row for row in block.blocks if row.kind == "row"]
        width = max((len(row.blocks) for row in rows), default=0)
        if not width:
            return []
        headers = 0
        while headers < len(rows) and rows[headers].level:
            headers += 1
        simple = all(_is_line(cell) for row in rows for cell in row.blocks)
        if simple and headers == 1:
            cells = [[inline(cell.spans, in_table=True) for cell in row.blocks] for row in rows]
            cells = [[*row, *[""] * (width - len(row))] for row in cells]
            lines = [f"| {' | '.join(row)} |" for row in cells]
            lines.insert(1, f"|{' --- |' * width}")
            return _directive("table", caption, {}, lines) if caption else lines
        lines = []
        for row in rows:
            for number, cell in zip_longest(range(width), row.blocks[:width]):
                content = self.inside(cell) if cell is not None else []
                mark = "  - " if number else "* - "
                lines.append((mark + (content or [""])[0]).rstrip())
                lines.extend(f"    {line}".rstrip() for line in content[1:])
        headers = min(headers, len(rows) - 1)  # docutils wants a row that is none
        options = {"header-rows": str(headers)} if headers else {}
        return _directive("list-table", caption, options, lines)


def _is_line(cell: Block) -> bool:
    return not cell.blocks and all(span.kind != "break" for span in cell.spans)


def _may_stand(last: Block | None, following: Block | None) -> bool:
    """Say whether a rule may stand between two blocks: docutils wants text on both its sides."""
    sides = (last, following)
    return all(side and side.kind not in {"heading", "rule", "note"} for side in sides)


def _directive(
    name: str, argument: str, options: dict[str, str], content: Sequence[str]
) -> list[str]:
    lines = [f":{key}: {value}" for key, value in options.items()]
    lines += ["", *content] if lines else content
    return _fence(f"{{{name}}} {argument}".rstrip(), lines)


def _fenced(language: str, content: list[str]) -> list[str]:
    plain = "".join(letter for letter in language if letter.isalnum() or letter in "+-#.")
    return _fence(plain, content)


def _fence(info: str, content: Sequence[str]) -> list[str]:
    """Return content between fences longer than those inside; no info after ``` may hold a `."""
    mark = "~" if "`" in info else "`"
    bare = (line.lstrip(_BEFORE_FENCE) for line in content)
    longest = max((len(line) - len(line.lstrip(mark)) for line in bare), default=0)
    fence = mark * max(3, longest + 1)
    return [f"{fence}{info}", *content, fence]
