"""YAML mapping as plain data, with the line of every key and what is wrong with it.

Reads the small YAML that front matter needs: text, lists and mappings.  YAML's
guesses are not followed ("no" is not false, 0012 is not ten), because an editor
who leaves out quotation marks should be told rather than misunderstood.

Built on PyYAML's stream of events, not its tree: the C library crashes the
interpreter on a deeply nested tree, and the tree hides repeated keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.resolver import Resolver

from press.text.characters import control_message, is_unclosed, without_forbidden
from press.text.findings import Finding
from press.text.strings import CONTROL, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 4
_KINDS = {"bool": "true or false", "int": "a number", "float": "a number"}

#: From the way to a key ("image", "alt") or to a list's item ("topics", 0) to its line.
Lines: TypeAlias = dict[tuple[str | int, ...], int]


@dataclass(frozen=True)
class Unquoted:
    """A value without quotation marks that YAML does not read as text."""

    text: str
    kind: str


Value: TypeAlias = "str | Unquoted | list[Value] | dict[str, Value]"


class _FaultError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def load(
    text: str, first_line: int = 1
) -> tuple[dict[str, Value] | None, Lines, tuple[Finding, ...]]:
    """Return the mapping in *text*, the lines of its keys and items, and the findings.

    *first_line* is the line at which *text* starts in its file.  Where the YAML
    cannot be read, the mapping is ``None`` and the last finding says why.
    Values have their white space collapsed; a key without a value is left out
    of the mapping, but not of the lines.
    """
    reader = _Reader(first_line)
    control = CONTROL.search(text)
    if control is not None:
        line = first_line + text.count("\n", 0, control.start())
        return None, {}, (_control(line, control[0]),)
    try:
        data = reader.document(yaml.parse(text, Loader=_LOADER))
    except _FaultError as fault:
        return None, {}, (*reader.findings, fault.finding)
    except yaml.MarkedYAMLError as error:
        # Where the quotation or the bracket opens, not where YAML gave up looking for its end.
        unclosed = (error.context or "").startswith(
            ("while scanning a quoted", "while parsing a flow")
        )
        mark = error.context_mark if unclosed else error.problem_mark
        line = first_line + (mark.line if mark else 0)
        line = min(line, first_line + text.rstrip("\n").count("\n"))
        message = (
            f"the YAML cannot be read ({error.problem}): put text that holds a colon, "
            "a hash or a quotation mark in quotation marks, and indent with spaces"
        )
        return None, {}, (Finding(line, "bad-yaml", message),)
    return data, reader.lines, tuple(reader.findings)


def _control(line: int, character: str) -> Finding:
    return Finding(line, "control-character", control_message(character))


class _Reader:
    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: Lines = {}
        self.findings: list[Finding] = []
        self.resolver = Resolver()

    def line(self, event: Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def document(self, events: Iterator[Event]) -> dict[str, Value]:
        starts = (event for event in events if isinstance(event, DocumentStartEvent))
        if next(starts, None) is None:
            return {}
        event = next(events)
        if not isinstance(event, MappingStartEvent):
            message = "the front matter is not a list of fields: write one `field: value` a line"
            raise _FaultError(Finding(self.line(event), "bad-yaml", message))
        data = self.mapping(events, ())
        if (second := next(starts, None)) is not None:
            message = "a second YAML document starts here: delete the `...` or `---` before it"
            raise _FaultError(Finding(self.line(second), "bad-yaml", message))
        return data

    def value(self, event: Event, events: Iterator[Event], path: tuple[str | int, ...]) -> Value:
        if mark := _mark(event):
            message = (
                f"{mark} means something else in YAML: put text that starts so in quotation marks"
            )
            raise _FaultError(Finding(self.line(event), "bad-yaml", message))
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if len(path) >= _DEEPEST:
            message = "brackets, lists or indentation are nested too deeply: mend the YAML"
            raise _FaultError(Finding(self.line(event), "bad-yaml", message))
        if isinstance(event, SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def scalar(self, event: ScalarEvent) -> Value:
        control = CONTROL.search(event.value)
        if control is not None:
            self.findings.append(_control(self.line(event), control[0]))
        tag = self.resolver.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        kind = str(tag).rpartition(":")[2]
        if kind == "null":
            return ""
        text = one_line(CONTROL.sub("", event.value))
        if is_unclosed(text):
            message = (
                "a mark that opens a direction stands here and is not closed: delete it, or close "
                "it where the words end"
            )
            self.findings.append(Finding(self.line(event), "unclosed-direction", message))
            text = without_forbidden(text)
        return Unquoted(text, _KINDS.get(kind, kind)) if kind in _KINDS else text

    def sequence(self, events: Iterator[Event], path: tuple[str | int, ...]) -> list[Value]:
        items: list[Value] = []
        for event in takewhile(lambda event: not isinstance(event, SequenceEndEvent), events):
            self.lines[*path, len(items)] = self.line(event)
            items.append(self.value(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[Event], path: tuple[str | int, ...]) -> dict[str, Value]:
        data: dict[str, Value] = {}
        for event in takewhile(lambda event: not isinstance(event, MappingEndEvent), events):
            if not isinstance(event, ScalarEvent):
                message = "a field's name must be one word: mend the brackets or the `?`"
                raise _FaultError(Finding(self.line(event), "bad-yaml", message))
            name = one_line(event.value)
            place = (*path, name)
            value_event = next(events)
            line = self.line(event)
            if place in self.lines:
                first = self.lines[place]
                message = f"{name} stands here a second time (first in line {first}): keep one"
                self.findings.append(Finding(line, "repeated-field", message))
                self.value(value_event, events, (*path, ""))
                continue
            self.lines[place] = line
            value = self.value(value_event, events, place)
            if _is_null(value_event):
                message = f"{name} has no value: write one or delete the line"
                self.findings.append(Finding(line, "empty-field", message))
            else:
                data[name] = value
        return data


def _mark(event: Event) -> str:
    """Return the anchor, alias or tag that an editor typed by accident, or nothing."""
    if isinstance(event, AliasEvent):
        return f"*{event.anchor}"
    if isinstance(event, ScalarEvent | CollectionStartEvent):
        return f"&{event.anchor}" if event.anchor else event.tag or ""
    return ""


def _is_null(event: Event) -> bool:
    return isinstance(event, ScalarEvent) and event.implicit[0] and event.value in ("", "~", "null")
