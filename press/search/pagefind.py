"""Pagefind, the program that makes the search index, asked so that it repeats itself.

Pagefind numbers pages in the order in which the file system names them, and
writes the values of filters in an order that chance decides.  Here it gets the
pages one by one, in order, from its ``--service`` (the protocol of its own
Node and Python interfaces), and its filters are sorted afterwards: the same
pages give the same bytes.  https://pagefind.app/docs/node-api/

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from math import isqrt
from pathlib import Path
from typing import Any, cast

from pagefind_bin import get_executable

from press.search import cbor

#: What every packed file of Pagefind's begins with, once unpacked.
_SIGNATURE = b"pagefind_dcd"

# Links beside headings, and what stands under the title: results say it in their own words.
_NOT_TEXT = [".headerlink", ".article-head"]


class PagefindError(RuntimeError):
    """Pagefind is missing, stopped, or wrote what this module does not know."""


def program() -> str:
    """Return the program's name and version."""
    return f"pagefind {version('pagefind-bin')}"


def write_index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write a complete index of *pages*, each its address and its HTML, into *folder*.

    Raises :exc:`PagefindError`.
    """
    made = _run(sorted(pages))
    try:
        files = dict(_in_order(made))
    except (ValueError, TypeError, LookupError) as error:
        raise PagefindError(f"{program()} made an index of another form: {error!r}") from error
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


# -- asking ---------------------------------------------------------------------


def _run(pages: list[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files of an index by their names."""
    # A query fetches one piece for each of its words and a list of all pieces: pieces as large
    # as the root of their number keep the sum small. Pagefind's own size is for one large index.
    size = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(max(500, 100 * isqrt(len(pages))))}
    command = [get_executable(), "--service"]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=size) as service:
            new = _ask(service, type="NewIndex", config={"exclude_selectors": _NOT_TEXT})
            index = {"index_id": new["index_id"]}
            for address, html in pages:
                _ask(service, type="AddFile", file_path=address, file_contents=html, **index)
            # Not "WriteFiles": it answers, and may end, before all is written.
            files = _ask(service, type="GetFiles", **index)["files"]
    except OSError as error:
        raise PagefindError(f"{program()} does not run: {error}") from error
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _ask(service: subprocess.Popen[bytes], **payload: Any) -> dict[str, Any]:
    """Send a request, wait for the answer and return it.

    Both are JSON in base64, with a comma behind.
    """
    assert service.stdin is not None  # noqa: S101 (a pipe was asked for)
    assert service.stdout is not None  # noqa: S101
    request = json.dumps({"message_id": 1, "payload": payload}).encode()
    service.stdin.write(base64.b64encode(request) + b",")
    service.stdin.flush()
    answer = [b""]
    while not answer[-1].endswith(b","):
        answer.append(os.read(service.stdout.fileno(), 65_536))
        if not answer[-1]:
            raise BrokenPipeError(f"it ended at {payload['type']}")
    said: dict[str, Any] = json.loads(base64.b64decode(b"".join(answer)[:-1]))["payload"]
    if said["type"] == "Error":
        raise PagefindError(f"{program()} refused {payload['type']}: {said['message']}")
    return said


# -- the same bytes -------------------------------------------------------------


def _in_order(made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield what a browser fetches, with the filters in order and named by what they hold."""
    entry = json.loads(made["pagefind-entry.json"])
    [(name, language)] = entry["languages"].items()
    version, pages, pieces, filters, *more = _unpack(made[f"pagefind.{language['hash']}.pf_meta"])
    named = []
    for title, old in sorted(filters):
        values = _unpack(made[f"filter/{old}.pf_filter"])[1]
        packed = _pack([title, sorted(values)])
        named.append([title, f"{name}_{_digest(packed)}"])
        yield f"filter/{named[-1][1]}.pf_filter", packed
    packed = _pack([version, pages, pieces, named, *more])
    language["hash"] = f"{name}_{_digest(packed)}"
    yield f"pagefind.{language['hash']}.pf_meta", packed
    yield "pagefind-entry.json", json.dumps(entry).encode()
    for path in ("pagefind.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind"):
        yield path, made[path]
    for path, content in made.items():
        if path.startswith(("fragment/", "index/")):
            yield path, content


def _unpack(content: bytes) -> list[Any]:
    value = cbor.decode(gzip.decompress(content).removeprefix(_SIGNATURE))
    return cast("list[Any]", value)


def _pack(value: cbor.Value) -> bytes:
    return gzip.compress(_SIGNATURE + cbor.encode(value), mtime=0)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
