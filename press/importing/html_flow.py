"""Flow of HTML: lines as they are collected from inline elements, and the blocks that they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from press.importing.page_model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True)
class Look:
    """What an inline element gives to the text inside it."""

    styles: str = ""
    link: str = ""
    lang: str = ""
    code: bool = False

    def styled(self, letter: str) -> Look:
        """Return the look with one style more."""
        order = "bi^_s"
        return replace(self, styles="".join(x for x in order if x in self.styles + letter))


class Flow:
    """Blocks as they are collected, and the line that is being collected."""

    def __init__(self, *, blank_lines: bool = False) -> None:
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.blank_lines = blank_lines

    def text(self, text: str, look: Look) -> None:
        """Add text to the line."""
        if not text:
            return
        if self.blank_lines and "\n" in text:
            for number, part in enumerate(_BLANK.split(text)):
                if number:
                    self.flush()
                for count, line in enumerate(part.split("\n")):
                    if count and self.spans:
                        self.spans.append(Span("\n", "break"))
                    self._add(line, look)
            return
        self._add(text, look)

    def _add(self, text: str, look: Look) -> None:
        if text:
            kind = "code" if look.code and text.strip() else "text"
            last = self.spans[-1] if self.spans else None
            if (
                last is not None
                and last.kind == kind
                and last.styles == look.styles
                and last.link == look.link
                and last.lang == look.lang
            ):
                text = last.text + text
                self.spans.pop()
            self.spans.append(Span(text, kind, look.styles, look.link, lang=look.lang))  # type: ignore[arg-type]

    def flush(self) -> None:
        """End the line: what was collected is a paragraph, if it is anything."""
        if not self.spans:
            return
        spans = trimmed(self.spans)
        self.spans = []
        if spans:
            self.blocks.append(Block("paragraph", spans))

    def add(self, *blocks: Block) -> None:
        """End the line and add blocks."""
        self.flush()
        self.blocks.extend(blocks)


def trimmed(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans without spaces and breaks at the ends, nothing where that is all there is."""
    found = list(spans)
    if len(found) == 1 and found[0].kind == "text":  # Most paragraphs, and the space between them.
        span = found[0]
        text = span.text.strip(" \t\r\n")
        if not text.strip():
            return ()
        return (span,) if text == span.text else (replace(span, text=text),)

    def empty(span: Span) -> bool:
        return span.kind == "break" or (
            span.kind in {"text", "code"} and not span.text.strip(" \t\r\n")
        )

    while found and empty(found[-1]):
        found.pop()
    start = 0
    while start < len(found) and empty(found[start]):
        start += 1
    found = found[start:]
    if found and found[0].kind == "text":
        found[0] = replace(found[0], text=found[0].text.lstrip(" \t\r\n"))
    if found and found[-1].kind == "text":
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \t\r\n"))
    if not any(span.kind not in {"text", "break"} or span.text.strip() for span in found):
        return ()
    return tuple(found)
