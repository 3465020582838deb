"""Pagefind's index format: its packed files, and pieces of an index as large as a query can bear.

A file is CBOR (RFC 8949, section 3: arrays, text and whole numbers, each of a known length)
behind a signature, compressed.

A query fetches the piece that each of its words is in and the list of all
pieces.  Pagefind fills a piece with words in alphabetical order until it has a
given size, so that a common word brings along whatever stood before it.  Here
Pagefind is asked for pieces too small, and those without a common word are
joined: a common word costs little more than itself, and the list stays short.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from math import isqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def size_unpacked(content: bytes) -> int:
    """Return how large a file is once unpacked, without unpacking it (RFC 1952, ISIZE)."""
    return int.from_bytes(content[-4:], "little") - len(_SIGNATURE)


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


#: The first and the last words of a piece, and its name.
Piece: TypeAlias = tuple[str, str, str]


def asked_size(pages: int) -> int:
    """Return the size to ask Pagefind for: places of words, of which one takes three bytes.

    The pieces and their list grow alike, each as the root of the number of *pages*.
    """
    return max(100, 20 * isqrt(pages))


def join(
    pieces: Iterable[Piece], files: Mapping[str, bytes], asked: int
) -> Iterator[tuple[str, str, bytes]]:
    """Yield the pieces to serve, each its first and last words and its file.

    They are made of those of the size *asked* for.  Raises :exc:`ValueError` for
    pieces of another form.
    """
    for run in _runs(pieces, files, asked):
        yield run[0][0], run[-1][1], _content([files[name] for _first, _last, name in run])


def _runs(pieces: Iterable[Piece], files: Mapping[str, bytes], asked: int) -> Iterator[list[Piece]]:
    large, largest = 6 * asked, 12 * asked
    run: list[Piece] = []
    room = largest
    for piece in pieces:
        size = size_unpacked(files[piece[2]])
        alone = size >= large
        if run and (alone or size > room):
            yield run
            run, room = [], largest
        run.append(piece)
        room = 0 if alone else room - size
    if run:
        yield run


def _content(files: list[bytes]) -> bytes:
    """Return the file that holds the words of all *files*: an array in an array."""
    if len(files) == 1:
        return files[0]
    size = 0
    words = []
    for data in map(unpack, files):
        outer, at = head_of_array(data)
        count, at = head_of_array(data, at)
        if outer != 1:
            raise ValueError(f"a piece has {outer} parts")
        size += count
        words.append(data[at:])
    return pack(array(1, array(size, b"".join(words))))
