"""Search index of a folder of pages, made again only where its pages changed.

It lies in the site's folder ``pagefind`` as a fixed number of shards, each a
complete index of Pagefind's, which the browser merges.  An article's name says
in which shard it is, so an edit costs one shard, and memory is that of a shard.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from press.rebuild.atomic import write_whole
from press.search import page_text, pagefind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

#: More shards make an edit cheaper and a query dearer: each is some requests of its own.
SHARDS = 6

FOLDER = "pagefind"
LEDGER = ".search.json"
_NEW = ".pagefind-new"


def shard_of(name: str) -> int:
    """Return the shard that holds the page *name*."""
    return hashlib.sha256(name.encode()).digest()[0] % SHARDS


def shards(names: Iterable[str]) -> list[int]:
    """Return the shards that hold any of the pages, in order."""
    return sorted(set(map(shard_of, names)))


def update(
    site: Path,
    pages: Mapping[str, str],
    facts: Callable[[str], page_text.Facts],
    language: str,
    memory: Path,
) -> None:
    """Bring the index in the folder *site* up to date with its finished pages.

    *pages* are the files by the names that they have for every builder; one that
    does not exist is not searched.  *facts*, of which the meta ``date`` puts results
    in order, are asked for by name.  *memory* is a file of this function's own,
    outside the site: it spares reading the pages that nobody has written since.
    Raises :exc:`press.search.pagefind.PagefindError`.
    """
    made_by = f"{page_text.VERSION}, {pagefind.program()}, {SHARDS} shards, {language}"
    known = _read(memory, site=str(site)).get("times", {})
    times = {name: time for name, file in pages.items() if (time := _time(site / file))}
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(times):
        members[str(shard_of(name))].append(name)

    def read(name: str) -> pagefind.Document:
        page = (site / pages[name]).read_text("utf-8")
        said = facts(name)
        html = page_text.for_index(page, said, language)
        return pagefind.Document(pages[name], html, said.meta["date"])

    before = _read(site / LEDGER, made_by=made_by).get("shards", {})
    after = dict(before)
    folder = site / FOLDER
    for shard in sorted({*before, *members, *(path.name for path in folder.glob("*"))}):
        recorded = before.get(shard, {}) if (folder / shard).is_dir() else {}
        documents: dict[str, pagefind.Document] = {}
        digests: dict[str, str] = {}
        for name in members[shard]:
            if name not in recorded or known.get(name) != times[name]:
                documents[name] = read(name)
                digests[name] = _digest(documents[name].html)
            else:
                digests[name] = recorded[name]
        if digests == recorded != {}:
            continue
        # What is on record is right, whenever the build may end.
        after.pop(shard, None)
        _write(site / LEDGER, made_by=made_by, shards=after)
        for path in (folder / shard, site / _NEW):
            shutil.rmtree(path, ignore_errors=True)
        if digests:
            every = (documents.get(name) or read(name) for name in digests)
            pagefind.write_index(every, site / _NEW)
            folder.mkdir(exist_ok=True)
            (site / _NEW).rename(folder / shard)
            after[shard] = digests
    _write(site / LEDGER, made_by=made_by, shards=after)
    _write(memory, site=str(site), times=times)


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def _time(path: Path) -> int:
    """Return a file's time in nanoseconds, 0 where there is no file."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path, **expected: str) -> dict[str, Any]:
    """Return what a file of this module's holds, nothing where it is about something else."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return data if expected.items() <= data.items() else {}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(path: Path, **data: Any) -> None:
    if _read(path) != data:
        # Without indents, which json writes in Python, an article at a time.
        write_whole(path, json.dumps(data, sort_keys=True) + "\n")
