"""How the tests write rich text: italics between asterisks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.database import parse_string
from pybtex.richtext import Tag

from press.apa import Cited, in_text, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pybtex.database import Entry
    from pybtex.richtext import BaseText

    from press.apa import Piece


def shown(text: BaseText) -> str:
    inner = "".join(shown(part) for part in text.parts) if hasattr(text, "parts") else str(text)
    return f"*{inner}*" if isinstance(text, Tag) else inner


def said(pieces: Iterable[Piece]) -> str:
    return "".join(f"*{piece.text}*" if piece.italic else piece.text for piece in pieces)


def cite(role: str, entry: Entry) -> str:
    """Cite a work that is alone in its list."""
    return said(in_text(role, [Cited(labels([entry])[entry.key])]))


def entries(source: str) -> dict[str, Entry]:
    return dict(parse_string(source, "bibtex").entries)


def entry(kind: str, **fields: str) -> Entry:
    body = ",".join(f"{name} = {{{value}}}" for name, value in fields.items())
    return entries(f"@{kind}{{work,{body}}}")["work"]
