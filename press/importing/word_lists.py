"""Lists that Word exported as paragraphs: items of levels become lists in lists."""

from __future__ import annotations

import re
from dataclasses import replace

from press.importing.page_model import Block


def word_lists(blocks: list[Block]) -> tuple[Block, ...]:
    """Return blocks with the items that Word exported as paragraphs in lists, level by level."""
    if not any(block.kind == "item" for block in blocks):
        return tuple(blocks)
    found: list[Block] = []
    waiting: list[Block] = []
    for block in [*blocks, Block("rule")]:
        if block.kind == "item":
            waiting.append(block)
            continue
        if waiting:
            found.extend(_nested(waiting, min(item.level for item in waiting)))
            waiting = []
        found.append(block)
    return tuple(found[:-1])


def _nested(items: list[Block], level: int) -> list[Block]:
    lists: list[Block] = []
    place = 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].level > level:
            end += 1
        item = items[place]
        inside = _nested(items[place + 1 : end], level + 1) if end > place + 1 else []
        number = re.match(r"\s*(\d+)[.)]", item.spans[0].text) if item.spans else None
        own = replace(item, level=0, name="", blocks=tuple(inside))
        last = lists[-1] if lists else None
        if last is not None and bool(last.level) == bool(number):
            lists[-1] = replace(last, blocks=(*last.blocks, own))
        else:
            lists.append(Block("list", (), (own,), level=int(number[1]) if number else 0))
        place = end
    return lists
