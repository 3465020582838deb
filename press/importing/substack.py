"""Substack exports: a zip file with ``posts.csv`` and a page of HTML for each post.

The lists of subscribers in it are nobody's business and are never opened.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from press.importing import html_blocks
from press.importing.charset import decode
from press.importing.page_model import FileRemark, Page, Remark
from press.importing.reader import digest, field_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.importing.source_files import Archive, SourceFile

NAME = "substack"
_FILE = re.compile(r"(?:.*/)?posts/(?P<id>\d+)(?:\.(?P<slug>[^/]*))?\.html?")


def recognises(archive: Archive) -> bool:
    """Say whether a zip file is an export of Substack."""
    return _table(archive) is not None and any(map(_FILE.fullmatch, archive.members))


def _table(archive: Archive) -> str | None:
    tables = [name for name in archive.members if PurePosixPath(name).name == "posts.csv"]
    return min(tables, key=len) if tables else None


def read(source: SourceFile, archive: Archive) -> Iterator[Page | FileRemark]:
    """Yield the posts of an export."""
    table = _table(archive)
    text, note = decode(archive.read(table) or b"") if table else ("", "")
    if note:
        yield FileRemark(f"{source.name}/posts.csv", Remark("note", "charset", note))
    rows: dict[str, dict[str, str]] = {}
    csv.field_size_limit(2**24)
    try:
        for row in csv.DictReader(io.StringIO(text)):
            said = {
                key: (value or "").strip()
                for key, value in row.items()
                if key and isinstance(value, str | None)
            }
            rows[said.get("post_id", "").split(".")[0]] = said
    except csv.Error as error:
        yield FileRemark(
            source.name,
            Remark("error", "bad-csv", f"posts.csv cannot be read ({error}): export it again"),
        )
    seen = set()
    for name in sorted(archive.members):
        found = _FILE.fullmatch(name)
        if found:
            seen.add(found["id"])
            yield from _page(source, archive, name, rows.get(found["id"], {}))
    for key, row in rows.items():
        if key not in seen and any(row.get(name) for name in ("title", "subtitle")):
            words = " ".join(filter(None, (row.get("title", ""), row.get("subtitle", ""))))
            message = "posts.csv names a post whose page is not in the zip file: it was left out"
            yield FileRemark(f"{source.name}#{key}", Remark("decide", "no-page", message, words))


def _page(
    source: SourceFile, archive: Archive, name: str, row: dict[str, str]
) -> Iterator[Page | FileRemark]:
    found = _FILE.fullmatch(name)
    data = archive.read(name)
    if found is None or data is None:
        yield FileRemark(
            f"{source.name}/{name}",
            Remark("error", "too-large", "the page is too large to be read"),
        )
        return
    text, note = decode(data)
    body = html_blocks.read_text(text)
    title, subtitle = row.get("title", ""), row.get("subtitle", "")
    head, words = field_blocks([("title", title), ("subtitle", subtitle)])
    slug = row.get("post_id", "").partition(".")[2] or found["slug"] or ""
    remarks = list(body.remarks)
    if note:
        remarks.append(Remark("note", "charset", note))
    if row.get("podcast_url"):
        remarks.append(
            Remark(
                "decide", "podcast", f"the post has a recording at {row['podcast_url']}: link to it"
            )
        )
    published = row.get("is_published", "").lower() != "false"
    day = row.get("post_date", "")[:10]
    yield Page(
        origin=f"{source.name}#{found['id']}",
        digest=digest(repr((sorted(row.items()), text))),
        reader=NAME,
        blocks=(*head, *body.blocks),
        source_words=words + body.words,
        source_alts=body.alts,
        kind="page" if row.get("type") == "page" else "article",
        address=f"/p/{slug}" if slug and published else "",
        title=title,
        subtitle=subtitle,
        date=day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else "",
        slug=slug,
        draft=not published,
        remarks=tuple(remarks),
        files=archive.folder(name).read,
    )
