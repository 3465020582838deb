"""Pagefind's packed files: CBOR behind a signature, compressed.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib

from press.search import cbor

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


def pack_value(value: cbor.Value) -> bytes:
    """Return the file that holds one *value*."""
    return pack(cbor.encode(value))


def unpack_value(content: bytes) -> cbor.Value:
    """Return the one value that a file holds, or raise :exc:`ValueError`."""
    return cbor.decode(unpack(content))


def digest(*contents: bytes) -> str:
    """Return what tells files from their other versions, in the caches of browsers."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(content)
    return whole.hexdigest()[:10]
