"""Pagefind's index format: its packed files.

A file is CBOR (RFC 8949, section 3: arrays, text and whole numbers, each of a known length)
behind a signature, compressed.  Pagefind publishes neither, and has no option for what is changed
here: the names of files and the order of filters (:mod:`press.search.pagefind` says why).
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE = b"pagefind_dcd"
_GZIP = 16 + zlib.MAX_WBITS


def pack(data: bytes) -> bytes:
    """Return the file that holds *data*, the same at every time."""
    return gzip.compress(_SIGNATURE + data, mtime=0)


def unpack(content: bytes) -> bytes:
    """Return the CBOR that a file holds.

    Raises :exc:`ValueError` for a file of another form.
    """
    try:
        data = zlib.decompress(content, _GZIP)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not data.startswith(_SIGNATURE):
        raise ValueError("the signature is missing")
    return data[len(_SIGNATURE) :]


def pack_value(value: Value) -> bytes:
    """Return the file that holds one *value*."""
    return pack(encode(value))


def unpack_value(content: bytes) -> Value:
    """Return the one value that a file holds, or raise :exc:`ValueError`."""
    return decode(unpack(content))


def digest(*contents: bytes) -> str:
    """Return what tells files from their other versions, in the caches of browsers."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(content)
    return whole.hexdigest()[:10]


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


def encode(value: Value) -> bytes:
    """Return the shortest form of *value* (RFC 8949, section 4.1)."""
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    if isinstance(value, int):
        return _head(_NUMBER, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + size.to_bytes(1 << power, "big")
