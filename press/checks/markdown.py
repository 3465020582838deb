"""Markdown targets: what an article's text points at (works, pages, pictures), without a build.

A reader for checks, not a Markdown parser: it knows enough of MyST to leave
out code and comments, and gives the line of everything it finds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Pointer:
    """A citation's target, a link's address, a picture's file or a ``{doc}`` role's page."""

    kind: Literal["citation", "link", "image", "page"]
    target: str
    line: int


_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,}|:{3,})\s*(.*?)\s*")
_DIRECTIVE = re.compile(r"\{([\w:.+-]+)\}\s*(.*)")
_CODE = frozenset(
    {"code", "code-block", "highlight", "literalinclude", "math", "raw", "sourcecode"}
)
_PICTURES = frozenset({"figure", "image"})
# A code span or, with a name in braces before it, a role; neither runs past a blank line.
_SPAN = re.compile(
    r"(?<![\\`])(?:\{(?P<role>[\w:.+-]+)\})?(?P<ticks>`+)(?!`)"
    r"(?P<content>(?:(?!\n[^\S\n]*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_LINK = re.compile(r"(!\[[^\[\]]*)?\]\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\S\n]+<?([^\s>]+)", re.MULTILINE)
_TITLED = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
# sphinxcontrib-bibtex's grammar (citation_target.py): {pre}key{post}, separated by commas.
_TARGET = re.compile(r"\s*(?:\{[^{}]+\})?\s*(?P<key>[^{}\s,]+)\s*(?:\{[^{}]+\})?\s*")


def pointers(text: str, first_line: int = 1) -> Iterator[Pointer]:
    """Yield what *text* points at; *first_line* is the line at which it starts in its file."""
    prose, pictures = _without_code(text, first_line)
    yield from pictures
    spans = list(_SPAN.finditer(prose))
    for span in spans:
        line = first_line + prose.count("\n", 0, span.start())
        role = span["role"] or ""
        if role == "cite" or role.startswith("cite:"):
            yield Pointer("citation", span["content"], line)
        elif role == "doc":
            titled = _TITLED.fullmatch(span["content"])
            yield Pointer("page", titled[1] if titled else span["content"].strip(), line)
    prose = _SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), prose)
    for link in _LINK.finditer(prose):
        line = first_line + prose.count("\n", 0, link.start())
        yield Pointer("image" if link[1] else "link", link[2] or link[3] or "", line)
    for definition in _DEFINITION.finditer(prose):
        line = first_line + prose.count("\n", 0, definition.start())
        yield Pointer("link", definition[1], line)


def cited_keys(target: str) -> list[str] | None:
    """Return the keys in a citation's target, ``None`` where it does not follow the grammar."""
    keys = []
    position = 0
    while (match := _TARGET.match(target, position)) is not None:
        keys.append(match["key"])
        position = match.end() + 1
        if match.end() == len(target):
            return keys
        if target[match.end()] != ",":
            return None
    return None


def _without_code(text: str, first_line: int) -> tuple[str, list[Pointer]]:
    """Return *text* with code and comments as empty lines, and the pictures of directives."""
    kept: list[str] = []
    pictures: list[Pointer] = []
    open_fences: list[str] = []
    code = ""
    for number, line in enumerate(text.split("\n"), first_line):
        fence = _FENCE.fullmatch(line)
        closes = fence is not None and not fence[2]
        if code:
            if fence is not None and closes and fence[1].startswith(code):
                code = ""
            kept.append("")
        elif fence is None:
            kept.append("" if line.startswith("%") else line)
        elif closes and open_fences and fence[1].startswith(open_fences[-1]):
            open_fences.pop()
            kept.append("")
        else:
            directive = _DIRECTIVE.fullmatch(fence[2])
            if directive is None or directive[1] in _CODE:
                code = "" if directive is None and fence[1].startswith(":") else fence[1]
                kept.append("")
                continue
            open_fences.append(fence[1])
            pictured = directive[1] in _PICTURES
            if pictured:
                pictures.append(Pointer("image", directive[2], number))
            kept.append("" if pictured else directive[2])
    return "\n".join(kept), pictures
