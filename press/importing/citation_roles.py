"""Roles of citations: what a citation is, the MyST that stands for it, and what the site prints.

Pure functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from press.apa import Cited, facts, in_text, labels
from press.importing.citation_words import WORD
from press.importing.cited_names import plain
from press.importing.entries import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from press.apa import Facts, Label
    from press.importing.cited_names import Listed

Mode = Literal["p", "t", "y"]


@dataclass(frozen=True)
class Target:
    """A cited work, the words before it («e.g.,») and the place in it («p. 4»)."""

    key: str
    pre: str = ""
    post: str = ""


@dataclass(frozen=True)
class Citation:
    """A citation whose works are known: *role* stands in place of the text from *start* to *end*.

    *mode* is ``p`` in parentheses, ``t`` in the sentence, ``y`` for the year alone.
    *printed* is what the site prints there.
    """

    start: int
    end: int
    text: str
    mode: Mode
    targets: tuple[Target, ...]
    role: str
    printed: str


Reason = Literal["unlisted", "ambiguous"]


@dataclass(frozen=True)
class Unresolved:
    """A citation that stays as printed, and the keys of the works that come nearest."""

    start: int
    end: int
    text: str
    reason: Reason
    nearest: tuple[str, ...]

    @property
    def message(self) -> str:
        """A sentence for the report."""
        near = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        why = (
            "more than one work of the list fits"
            if self.reason == "ambiguous"
            else "the list has no such work"
        )
        return f"“{self.text}” stays as printed, for {why}{near}"


@dataclass(frozen=True)
class Found:
    """The citations of a paragraph, each kind in the order of the text."""

    citations: tuple[Citation, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


class RoleWriter:
    """Writes the citations of one article, whose own list of works is *listed*."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._listed = listed
        self._labels: Mapping[str, Label] | None = None

    def in_sentence(
        self, text: str, at: int, start: int, end: int, targets: tuple[Target, ...]
    ) -> Citation:
        """Return the narrative citation from *at*; words that the role does not print stay before it."""
        printed = self._printed("t", targets)
        begins = re.match(r"[Tt]he\s+|(?:[^\W\d_]\.[\s-]?)+\s*", text[at:start])
        if begins and plain(begins[0]).split()[:1] != plain(printed).split()[:1]:
            at += begins.end()
        if re.match(r"[^\W\d_]\. ", printed) and not re.match(r"[^\W\d_]\.", text[at:]):
            given = re.search(rf"(?:{WORD}\s+)+$", text[max(0, at - 60) : at])
            if given and plain(printed)[:1] in {plain(word)[:1] for word in given[0].split()}:
                # «Anthony Smith» would become «Anthony A. Smith».
                return self.citation(text, start, end, "y", targets)
        return self.citation(text, at, end, "t", targets)

    def citation(
        self,
        text: str,
        start: int,
        end: int,
        mode: Mode,
        targets: tuple[Target, ...],
        *,
        inside: bool = False,
    ) -> Citation:
        """Return the citation of *targets* from *start* to *end*; *inside* a parenthesis that stays."""
        written = text[start:end]
        if mode == "p":
            name = "alp" if inside else "p"
        elif mode == "y":
            name = "yearpar"
        else:
            name = self._narrative_role(written, targets)
        role = f"{{cite:{name}}}`{','.join(_targets(targets))}`"
        return Citation(start, end, written, mode, targets, role, self._printed(name, targets))

    def _narrative_role(self, written: str, targets: tuple[Target, ...]) -> str:
        """Return the role that prints the names as they stood, where one does."""
        for name in ("t", "ct", "ts", "cts"):
            if _alike(self._printed(name, targets), written):
                return name
        printed = self._printed("t", targets)
        return "ct" if printed[:1].islower() and written[:1].isupper() else "t"

    def _printed(self, name: str, targets: tuple[Target, ...]) -> str:
        if self._labels is None:
            self._labels = labels(_facts(self._listed))
        cited = [
            Cited(self._labels[target.key], target.pre if first else "", target.post)
            for target, first in _firsts(targets)
            if target.key in self._labels
        ]
        return "".join(piece.text for piece in in_text(name, cited))


def _facts(listed: Sequence[Listed]) -> Iterator[Facts]:
    """Yield what naming the works in the text needs, each work once."""
    seen = set()
    for work in listed:
        if work.key not in seen:
            seen.add(work.key)
            known = facts(entry_of(work.reference))
            yield replace(known, key=work.key, place=(*known.place[:-1], work.key))


def _firsts(targets: Sequence[Target]) -> Iterator[tuple[Target, bool]]:
    """Yield each target, and whether the words before it are to be written there.

    «see Jones, 2011, 2013»: the words stand before both, and are written once.
    """
    before: Target | None = None
    for target in targets:
        yield target, before is None or before.pre != target.pre or not target.pre
        before = target


def _targets(targets: Sequence[Target]) -> Iterator[str]:
    for target, first in _firsts(targets):
        pre = f"{{{target.pre}}}" if target.pre and first else ""
        post = f"{{{target.post}}}" if target.post else ""
        yield f"{pre}{target.key}{post}"


def _alike(one: str, other: str) -> bool:
    return one == other or (
        re.sub(r"[\W_]+", " ", one.replace("&", "and")).strip()
        == re.sub(r"[\W_]+", " ", other.replace("&", "and")).strip()
    )
