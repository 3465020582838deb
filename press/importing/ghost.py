"""Ghost exports (JSON): posts and pages as HTML, or as its editors keep them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from press.importing import ghost_editors, html_blocks
from press.importing.page_model import Block, FileRemark, Page, Remark, Span
from press.importing.reader import Opened, Reader, digest, field_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What stands for the site's address in an export.
SITE = "__GHOST_URL__"


def _recognises(opened: Opened) -> bool:
    start = opened.text[:4096].lstrip("\ufeff \n\t")
    return start.startswith("{") and bool(
        re.search(r'"(?:db|posts|data)"\s*:', opened.text[:200_000])
    )


def _read(opened: Opened) -> Iterator[Page | FileRemark]:
    name = opened.source.name
    try:
        data = json.loads(opened.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        message = f"the JSON cannot be read ({error}): export it again"
        yield FileRemark(name, Remark("error", "bad-json", message))
        return
    tables = _tables(data)
    if not tables.get("posts"):
        message = "the JSON holds no posts of a Ghost export: name another file"
        yield FileRemark(name, Remark("error", "no-posts", message))
        return
    index = _Index(tables)
    for post in tables["posts"]:
        if isinstance(post, dict):
            yield _page(post, index, opened)


READER = Reader("ghost", _recognises, _read)


def _tables(data: Any) -> dict[str, list[Any]]:
    """Return the tables of an export, whichever of Ghost's versions wrote it."""
    if isinstance(data, dict) and isinstance(data.get("db"), list) and data["db"]:
        data = data["db"][0]
    if isinstance(data, dict) and isinstance(data.get("data"), dict):
        data = data["data"]
    if not isinstance(data, dict):
        return {}
    return {key: rows for key, rows in data.items() if isinstance(rows, list)}


class _Index:
    """The tables of an export by what posts ask of them."""

    def __init__(self, tables: Mapping[str, list[Any]]) -> None:
        self.users = {
            row.get("id"): row for row in tables.get("users", ()) if isinstance(row, dict)
        }
        self.tags = {row.get("id"): row for row in tables.get("tags", ()) if isinstance(row, dict)}
        self.meta = {
            row.get("post_id"): row for row in tables.get("posts_meta", ()) if isinstance(row, dict)
        }
        self.authors_of = self._links(tables.get("posts_authors", ()), "author_id")
        self.tags_of = self._links(tables.get("posts_tags", ()), "tag_id")
        self.comments_of: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for row in tables.get("comments", ()):
            if isinstance(row, dict):
                self.comments_of[row.get("post_id")].append(row)

    @staticmethod
    def _links(rows: Any, name: str) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = defaultdict(list)
        for row in sorted(
            (row for row in rows if isinstance(row, dict)),
            key=lambda row: row.get("sort_order") or 0,
        ):
            found[row.get("post_id")].append(row.get(name))
        return found


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _page(post: Mapping[str, Any], index: _Index, opened: Opened) -> Page:
    key = post.get("id")
    meta = index.meta.get(key, {})
    remarks: list[Remark] = []
    source = _text(post, "html")
    if not source:
        source = ghost_editors.as_html(_text(post, "lexical"), _text(post, "mobiledoc"), remarks)
    body = html_blocks.read_text(source)
    authors = [
        _text(index.users.get(who, {}), "name")
        for who in index.authors_of.get(key, [post.get("author_id")])
    ]
    authors = [name for name in authors if name]
    tags = [index.tags.get(tag, {}) for tag in index.tags_of.get(key, ())]
    named = [
        _text(tag, "name")
        for tag in tags
        if _text(tag, "visibility") != "internal" and not _text(tag, "name").startswith("#")
    ]
    caption = html_blocks.read_text(
        _text(meta, "feature_image_caption") or _text(post, "feature_image_caption")
    )
    excerpt = _text(post, "custom_excerpt")
    described = _text(meta, "meta_description") or _text(post, "meta_description")
    head, words = field_blocks(
        [
            ("title", _text(post, "title")),
            ("authors", "\n".join(authors)),
            ("topics", "\n".join(named)),
            ("summary", excerpt or described),
            ("image", caption.words),
        ]
    )
    others = [
        (f"field {name}", _text(meta, name))
        for name in (
            "meta_title",
            "og_title",
            "og_description",
            "twitter_title",
            "twitter_description",
            "email_subject",
            "frontmatter",
        )
        if _text(meta, name)
    ]
    others += [("field meta_description", described)] if excerpt and described else []
    for row in index.comments_of.get(key, ()):
        said = html_blocks.read_text(_text(row, "html")).words
        others.append(("a reader's comment", f"{_text(row, 'created_at')[:10]}: {said}"))
    left = tuple(Block("left-out", (Span(text),), name=name) for name, text in others)
    day = (_text(post, "published_at") or _text(post, "created_at"))[:10]
    changed = _text(post, "updated_at")[:10]
    status = _text(post, "status")
    slug = _text(post, "slug")
    return Page(
        origin=f"{opened.source.name}#{key if key is not None else slug}",
        digest=digest(json.dumps([post, meta, authors, named], sort_keys=True, default=str)),
        reader=READER.name,
        blocks=(*head, *body.blocks, *left),
        source_words="\n".join((words, body.words, *(text for _, text in others))),
        source_alts=body.alts,
        kind="page" if _text(post, "type") == "page" or post.get("page") == 1 else "article",
        address=_text(post, "canonical_url")
        or (f"{SITE}/{slug}/" if slug and status != "draft" else ""),
        title=_text(post, "title"),
        date=day,
        updated=changed if changed > day and status == "published" else "",
        slug=slug,
        sections=tuple(
            name for tag in tags for name in (_text(tag, "slug"), _text(tag, "name")) if name
        ),
        topics=tuple(named),
        authors=tuple(authors),
        summary=" ".join((excerpt or described).split()),
        lang=_text(post, "locale"),
        draft=status not in {"published", "sent", "scheduled"},
        image=_text(post, "feature_image"),
        image_alt=_text(meta, "feature_image_alt"),
        remarks=(*remarks, *body.remarks),
        files=opened.source.folder.read,
    )
