"""Pagefind, the program that makes the search index, asked so that it repeats itself.

It gets the pages one by one, in order, from its ``--service`` (the protocol of its own Node and
Python interfaces, https://pagefind.app/docs/node-api/): over a folder it numbers them as the file
system names them.  Two things it cannot be asked for, so that the lists of an index are written anew
(:mod:`press.search.pagefind_format`):

- *The same bytes.*  Pagefind writes the values of filters in an order that chance decides, and the
  list of all files, which is named by its content, with them
  (https://github.com/Pagefind/pagefind/issues/638: other files are stable since 1.3).  The values
  are sorted here.
- *Names.*  Pagefind names each page and each piece by a digest, which cannot be compressed, in a
  list that every query loads.  Numbers make it a third shorter (17 for 25 kB among 1,600 pages), and
  a page's name holds its date, so that equally good results are shown the newest first.  Pagefind's
  own sorting by date would put aside how good a result is.

A query fetches the piece that each of its words is in, and the list of all pieces.  Pagefind fills
a piece with words in alphabetical order until it has 20,000 places, so that a common word brings
along whatever stands before it: it is asked for smaller ones.  Of 267 pages, a shard of a site of
1,600, five words that all pages have cost 23 kB in place of 122.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from importlib.metadata import version
from math import isqrt
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pagefind_bin import get_executable

from press.search import pagefind_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# Links beside headings, and what stands under the title: results say it in their own words.
_NOT_TEXT = [".headerlink", ".article-head"]


class PagefindError(RuntimeError):
    """Pagefind is missing, stopped, or wrote what this module does not know."""


class Document(NamedTuple):
    """A page to be found: its address, its HTML, and what a browser may sort results by."""

    address: str
    html: str
    key: str


def program() -> str:
    """Return the program's name and version."""
    return f"pagefind {version('pagefind-bin')}"


def write_index(documents: Iterable[Document], folder: Path) -> None:
    """Write a complete index of *documents* into *folder*.

    The identifier of a result has its document's key behind its slash.  Raises
    :exc:`PagefindError`.
    """
    ordered = sorted(documents)
    made = _run(ordered, _size_of_pieces(len(ordered)))
    try:
        files = dict(_in_order(made, ordered))
    except (ValueError, TypeError, LookupError) as error:
        raise PagefindError(f"{program()} made an index of another form: {error!r}") from error
    for path in {(folder / name).parent for name in files}:
        path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


# -- asking ---------------------------------------------------------------------


def _size_of_pieces(pages: int) -> int:
    """Return the size to ask for: places of words, of which one takes three bytes.

    The pieces and their list grow alike, each as the root of the number of *pages*.
    """
    return max(300, 60 * isqrt(pages))


def _run(documents: Sequence[Document], size: int) -> dict[str, bytes]:
    """Return the files of an index by their names, its pieces of *size*."""
    environment = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(size)}
    command = [get_executable(), "--service"]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as service:
            new = _ask(service, type="NewIndex", config={"exclude_selectors": _NOT_TEXT})
            index = {"index_id": new["index_id"]}
            for address, html, _key in documents:
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


def _in_order(
    made: Mapping[str, bytes], documents: Sequence[Document]
) -> Iterator[tuple[str, bytes]]:
    """Yield what a browser fetches, with the filters in order and named by what they hold.

    Pages and pieces, of which each query loads the lists, have numbers for names, in a folder that
    is named by what the index holds.
    """
    entry = json.loads(made["pagefind-entry.json"])
    [language] = entry["languages"].values()
    version, pages, words, filters, *more = _unpack(made[f"pagefind.{language['hash']}.pf_meta"])
    pieces = [(first, last, made[f"index/{old}.pf_index"]) for first, last, old in words]
    texts = [made[f"fragment/{old}.pf_fragment"] for old, _count in pages]
    edition = pagefind_format.digest(*texts, *(content for _first, _last, content in pieces))
    listed: list[list[Any]] = []
    for (_old, count), document, content in zip(pages, documents, texts, strict=True):
        listed.append([f"{edition}/{document.key}.{len(listed)}", count])
        yield f"fragment/{listed[-1][0]}.pf_fragment", content
    parts: list[list[str]] = []
    for first, last, content in pieces:
        parts.append([first, last, f"{edition}/{len(parts)}"])
        yield f"index/{parts[-1][2]}.pf_index", content
    named = []
    for title, old in sorted(filters):
        values = _unpack(made[f"filter/{old}.pf_filter"])[1]
        content = pagefind_format.pack_value([title, sorted(values)])
        named.append([title, pagefind_format.digest(content)])
        yield f"filter/{named[-1][1]}.pf_filter", content
    content = pagefind_format.pack_value([version, listed, parts, named, *more])
    language["hash"] = pagefind_format.digest(content)
    yield f"pagefind.{language['hash']}.pf_meta", content
    yield "pagefind-entry.json", json.dumps(entry).encode()
    for path in ("pagefind.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind"):
        yield path, made[path]


def _unpack(content: bytes) -> list[Any]:
    return cast("list[Any]", pagefind_format.unpack_value(content))
