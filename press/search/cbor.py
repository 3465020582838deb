"""CBOR, the part of it that Pagefind's index is written in.

Arrays, text and whole numbers, each of a known length (RFC 8949, section 3).

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Value: TypeAlias = "int | str | Sequence[Value]"

_NUMBER, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4


def decode(data: bytes) -> Value:
    """Return the one value that *data* holds.

    Raises :exc:`ValueError` for anything else.
    """
    try:
        value, end = _decode(data, 0)
    except IndexError as error:
        raise ValueError("the data ends too early") from error
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes follow the value")
    return value


def head_of_array(data: bytes, at: int = 0) -> tuple[int, int]:
    """Return how many values the array at *at* holds, and where the first one begins.

    Raises :exc:`ValueError` where there is no array.
    """
    if at >= len(data) or data[at] >> 5 != _ARRAY:
        raise ValueError(f"byte {at}: no array")
    return _read_head(data, at)[1:]


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    start = at
    kind, size, at = _read_head(data, at)
    if kind == _NUMBER:
        return size, at
    if kind == _NEGATIVE:
        return -1 - size, at
    if kind == _TEXT and at + size <= len(data):
        return data[at : at + size].decode("utf-8"), at + size
    if kind == _ARRAY:
        values: list[Value] = []
        for _ in range(size):
            value, at = _decode(data, at)
            values.append(value)
        return values, at
    raise ValueError(f"byte {start}: neither a number, nor text, nor an array")


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return a value's kind, its size (or the number itself), and where its content begins."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size > 27:
        raise ValueError(f"byte {at - 1}: a length that is not known ahead")
    if size > 23:
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    return kind, size, at


def array(size: int, content: bytes) -> bytes:
    """Return an array of *size* values whose forms are *content*, one behind the other."""
    return _head(_ARRAY, size) + content


def encode(value: Value) -> bytes:
    """Return the shortest form of *value* (RFC 8949, section 4.1)."""
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    if isinstance(value, int):
        return _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    return array(len(value), b"".join(map(encode, value)))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + size.to_bytes(1 << power, "big")
