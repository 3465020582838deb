"""Front matter of an imported article, as YAML that the schema of articles reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from press.text.strings import CONTROL, one_line

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.’()–—/-]*[\w.’)])?")
_SPECIAL = frozenset("true false yes no on off null y n ~".split())
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def quoted(text: str, *, in_list: bool = False) -> str:
    """Return a text as a YAML value: plain where YAML reads it as the same text."""
    text = one_line(CONTROL.sub("", text))
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL and not (in_list and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False)


def front_matter(fields: Iterable[tuple[str, object]]) -> str:
    """Return fields in their order between ``---`` lines; empty ones are left out."""
    lines = ["---"]
    for name, value in fields:
        if not value:
            continue
        if isinstance(value, str):
            lines.append(f"{name}: {value if _DAY.fullmatch(value) else quoted(value)}")
        elif isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += [f"  {key}: {quoted(text)}" for key, text in value.items() if text]
        elif isinstance(value, bool):
            lines.append(f"{name}: {str(value).lower()}")
        else:
            lines += _list(name, list(value) if isinstance(value, Sequence) else [])
    return "\n".join([*lines, "---", ""])


def _list(name: str, items: Sequence[object]) -> list[str]:
    if all(isinstance(item, str) for item in items):
        return [f"{name}: [{', '.join(quoted(str(item), in_list=True) for item in items)}]"]
    lines = [f"{name}:"]
    for item in items:
        if isinstance(item, Mapping):
            for number, (key, text) in enumerate(item.items()):
                value = text if _DAY.fullmatch(str(text)) else quoted(str(text))
                lines.append(f"  {'-' if not number else ' '} {key}: {value}")
    return lines
