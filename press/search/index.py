"""The search index of a folder of pages, made again only where its pages changed.

It lies in the site's folder ``pagefind`` as a fixed number of shards, each a
complete index of Pagefind's, which the browser merges.  An article's name says
in which shard it is, so an edit costs one shard, and memory is that of a shard.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from press.search import pagefind
from press.whole import write_whole

#: More shards make an edit cheaper and a query dearer: each is some requests of its own.
SHARDS = 8

FOLDER = "pagefind"
# Raise it whenever what Pagefind is given of a page changes.
_VERSION = 1

LEDGER = ".search.json"
_NEW = ".pagefind-new"

_ARTICLE = re.compile(r'<article role="main"[^>]*>(.*?)</article>', re.DOTALL)
# What others wrote, and the same in many articles: it would be found instead of them.
_LISTS = re.compile(r'<section class="(?:references|further-reading)[ "].*?</section>', re.DOTALL)
_HEADING = re.compile(r'<section[^>]* id="([^"]*)"[^>]*>\s*<(h[2-6])>')
_ID = re.compile(r' id="[^"]*"')


@dataclass(frozen=True)
class Page:
    """A page to be found: *file* in the site, what a result says of it, what narrows a search.

    *name* is its address in the sources, the same for every builder.
    """

    name: str
    file: str
    meta: Mapping[str, str]
    filters: Mapping[str, tuple[str, ...]]


def shard_of(name: str) -> int:
    """Return the shard that holds the page *name*."""
    return hashlib.sha256(name.encode()).digest()[0] % SHARDS


def shards(names: Iterable[str]) -> list[int]:
    """Return the shards that hold any of the pages, in order."""
    return sorted(set(map(shard_of, names)))


def update(site: Path, pages: Iterable[Page], language: str, memory: Path) -> None:
    """Bring the index in the folder *site* up to date with its finished *pages*.

    *memory* is a file of this function's own, outside the site: it spares reading
    the pages that nobody has written since.  Raises
    :exc:`press.search.pagefind.PagefindError`.
    """
    members: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        members[str(shard_of(page.name))].append(page)
    made_by = f"{_VERSION}, {pagefind.program()}, {SHARDS} shards, {language}"
    recorded = _read(site / LEDGER, made_by=made_by).get("shards", {})
    known = _read(memory, site=str(site)).get("times", {})
    times = {page.file: _time(site / page.file) for inside in members.values() for page in inside}
    digests = {name: digest for inside in recorded.values() for name, digest in inside.items()}
    for inside in members.values():
        for page in inside:
            if page.name not in digests or known.get(page.file) != times[page.file]:
                digests[page.name] = _digest(_text(site, page, language))
    after = {shard: {p.name: digests[p.name] for p in inside} for shard, inside in members.items()}
    folder = site / FOLDER
    right = {
        shard: found
        for shard, found in after.items()
        if found == recorded.get(shard) and (folder / shard).is_dir()
    }
    # Until all is done: a shard that is being replaced is not on record.
    _write(site / LEDGER, {"made_by": made_by, "shards": right})
    shutil.rmtree(site / _NEW, ignore_errors=True)
    for path in folder.glob("*"):
        if path.name not in right:
            shutil.rmtree(path)
    for shard in sorted(after.keys() - right.keys()):
        texts = [(page.file, _text(site, page, language)) for page in members[shard]]
        pagefind.write_index(texts, site / _NEW)
        folder.mkdir(exist_ok=True)
        (site / _NEW).rename(folder / shard)
    _write(site / LEDGER, {"made_by": made_by, "shards": after})
    _write(memory, {"site": str(site), "times": times})


def _text(site: Path, page: Page, language: str) -> str:
    """Return what Pagefind reads of a page: its article and, as attributes, the rest.

    https://pagefind.app/docs/metadata/, https://pagefind.app/docs/filtering/
    """
    found = _ARTICLE.search((site / page.file).read_text("utf-8"))
    text = _LISTS.sub("", found[1] if found else "")
    # Pagefind links to headings by their own ids; Sphinx puts those on the sections around.
    text = _HEADING.sub(r'<section><\2 heading="\1">', text)
    text = _ID.sub("", text).replace(' heading="', ' id="')
    facts = [("meta", name, value) for name, value in page.meta.items()]
    facts += [("filter", name, value) for name in page.filters for value in page.filters[name]]
    marks = "".join(
        f'<p data-pagefind-{kind}="{name}[title]" title="{escape(value)}"></p>'
        for kind, name, value in facts
    )
    return f'<html lang="{escape(language)}"><body>{marks}{text}</body></html>'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


def _read(path: Path, **expected: str) -> dict[str, Any]:
    """Return what a file of this module's holds, nothing where it is about something else."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return data if expected.items() <= data.items() else {}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(path: Path, data: Mapping[str, Any]) -> None:
    if _read(path) != data:
        write_whole(path, json.dumps(data, indent=0, sort_keys=True) + "\n")
