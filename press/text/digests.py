"""Digests of plain data: short texts that differ where the data does, the same in every process."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def content_digest(parts: object) -> str:
    """Return a short digest of plain data, the same in every process."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def plain(settings: Mapping[str, object]) -> str:
    """Return settings by their names as text that does not vary, for a digest."""
    return json.dumps(settings, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    """Return a setting's value that JSON does not know in an order that does not vary."""
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)
