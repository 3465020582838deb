"""Citing: in-text citations of a page become roles, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from press.importing.article_parts import cut
from press.importing.citations import CitationReader, Listed, Unresolved
from press.importing.page_model import Block, Remark, Span, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from press.importing.decisions import Decisions

#: Stands for what is no prose: a note's number, code, a picture.
_MASK = "\ufffc"
_PROSE = frozenset({"paragraph", "item", "cell", "caption", "figure", "table", "quote", "note"})


@dataclass(frozen=True)
class Cited:
    """A page with its citations as roles."""

    blocks: tuple[Block, ...]
    keys: frozenset[str]
    remarks: tuple[Remark, ...]


def cite(
    blocks: Sequence[Block], listed: Sequence[Listed], decisions: Decisions, article: str
) -> Cited:
    """Return blocks with what cites a listed work as roles, and what stays as it is printed."""
    reader = CitationReader(listed, decisions, article)
    texts = [_prose(block.spans) for block in walk(blocks) if block.kind in _PROSE and block.spans]
    for text in texts:
        reader.define(text)
    keys: set[str] = set()
    remarks: list[Remark] = []

    def change(block: Block) -> Block:
        if block.kind in {"field", "reference", "left-out", "code"}:
            return block
        inside = tuple(map(change, block.blocks)) if block.blocks else ()
        spans = block.spans
        if spans and block.kind in _PROSE:
            spans = _cited(spans, reader, keys, remarks)
        if spans is block.spans and inside == block.blocks:
            return block
        return replace(block, spans=spans, blocks=inside)

    return Cited(tuple(map(change, blocks)), frozenset(keys), tuple(remarks))


def _prose(spans: Sequence[Span]) -> str:
    return "".join(
        span.text if span.kind in {"text", "break"} else _MASK * len(span.text) for span in spans
    ).replace("\n", " ")


def _cited(
    spans: tuple[Span, ...], reader: CitationReader, keys: set[str], remarks: list[Remark]
) -> tuple[Span, ...]:
    text = _prose(spans)
    found = reader.read(text)
    remarks += map(_remark, found.unresolved)
    made: list[Span] = []
    place = 0
    for citation in found.citations:
        if not citation.role:
            continue
        piece = cut(spans, citation.start, citation.end)
        if any(span.kind not in {"text", "break"} for span in piece):
            continue
        made += cut(spans, place, citation.start)
        said = "".join(span.text for span in piece)
        made.append(Span(said, "citation", value=citation.role))
        keys.update(target.key for target in citation.targets)
        place = citation.end
        links = {span.link for span in piece if span.link and "://" in span.link}
        for link in sorted(links):
            message = (
                f"the citation had a link of its own to {link}: the role leads to the reference"
            )
            remarks.append(Remark("note", "citation-link", message, said))
        if citation.printed and _folded(citation.printed) != _folded(said):
            message = f"the citation is printed as {citation.printed}"
            remarks.append(Remark("note", "citation-reads", message, said))
    return (*made, *cut(spans, place)) if made else spans


def _remark(unresolved: Unresolved) -> Remark:
    return Remark("decide", f"citation-{unresolved.reason}", unresolved.message, unresolved.text)


def _folded(text: str) -> str:
    return " ".join(text.replace("&", "and").replace("’", "'").split()).casefold()


def italics(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Return where a line is set in italics, as places of its text."""
    found = []
    place = 0
    for span in spans:
        if span.kind == "left-out":
            continue
        if "i" in span.styles and span.text.strip():
            found.append((place, place + len(span.text)))
        place += len(span.text)
    return tuple(found)
