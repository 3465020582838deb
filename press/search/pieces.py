"""The pieces of an index, as large as a query can bear.

A query fetches the piece that each of its words is in and the list of all
pieces.  Pagefind fills a piece with words in alphabetical order until it has a
given size, so that a common word brings along whatever stood before it.  Here
Pagefind is asked for pieces too small, and those without a common word are
joined: a common word costs little more than itself, and the list stays short.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isqrt
from typing import TypeAlias

from press.search import cbor
from press.search.packed_files import pack, size_unpacked, unpack

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
        outer, at = cbor.head_of_array(data)
        count, at = cbor.head_of_array(data, at)
        if outer != 1:
            raise ValueError(f"a piece has {outer} parts")
        size += count
        words.append(data[at:])
    return pack(cbor.array(1, cbor.array(size, b"".join(words))))
