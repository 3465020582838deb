"""Markdown, with or without front matter (YAML, or TOML as Hugo writes it).

Read by the parser on which MyST stands, as HTML, and then like every HTML: with tables and
footnotes, with HTML inside.  Its words are counted in the Markdown once more, so that neither
the parser nor its extensions can lose any.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from press.importing import account, html_blocks
from press.importing.page_model import Block, Page, Remark
from press.importing.reader import Opened, Reader, digest, field_blocks

_YAML = re.compile(
    r"\ufeff?---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\n(?P<fields>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_MARKED = re.compile(
    r"^#{1,6} \S|^(?:```|~~~)|^> |\]\((?:https?:|/|\.|#)|^\[\^[^\]]+\]: |\*\*\S|^\|.*\|$\n^\|[ :|-]+\|$|^\S.*\n(?:===+|---+)$",
    re.MULTILINE,
)
_HTML = re.compile(r"\s*(?:<!doctype|<html|<\?xml|<head|<body|<!--)", re.IGNORECASE)
_NOTE = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:", re.MULTILINE)
_TITLED = re.compile(
    r'<p>(?P<image><img src="[^"]*" alt="[^"]*") title="(?P<title>[^"]*)" ?/?></p>'
)
# What is markup and no word in Markdown, for the second count.
_MARKUP = re.compile(
    r"<!--.*?-->|</?[a-zA-Z][^>]*>|\[\^[^\]\s]+\]:?|^ {0,3}\[[^\]]+\]:.*$|\]\([^)\s]*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|\]\[[^\]]*\]|^\s*(?:```|~~~).*$|^\s*\d{1,9}[.)](?=\s)",
    re.MULTILINE | re.DOTALL,
)
#: From the names that systems give a field to ours.
_FIELDS = {
    "title": "title", "subtitle": "subtitle", "date": "date", "published": "date", "publishdate": "date",
    "pubdate": "date", "published_at": "date", "lastmod": "updated", "updated": "updated", "modified": "updated",
    "last_modified_at": "updated", "last_modified": "updated", "section": "section", "category": "section", "categories": "section",
    "topics": "topics", "tags": "topics", "keywords": "topics", "author": "authors", "authors": "authors", "by": "authors",
    "summary": "summary", "description": "summary", "excerpt": "summary", "abstract": "summary",
    "slug": "slug", "url": "address", "permalink": "address", "canonical_url": "address", "link": "address",
    "aliases": "aliases", "redirect_from": "aliases", "lang": "lang", "language": "lang",
    "image": "image", "cover": "image", "featured_image": "image", "thumbnail": "image", "image_alt": "image_alt",
    "draft": "draft", "status": "draft",
}  # fmt: skip
_SILENT = frozenset("layout type id weight toc comments date_gmt orphan".split())


def _recognises(opened: Opened) -> bool:
    suffix = PurePosixPath(opened.source.name).suffix.lower()
    if _HTML.match(opened.text):
        return False
    if (
        suffix in {".md", ".markdown", ".mdown"}
        or _YAML.match(opened.text)
        or _TOML.match(opened.text)
    ):
        return True
    return (
        suffix not in {".html", ".htm", ".xhtml"} and len(_MARKED.findall(opened.text[:20_000])) > 1
    )


def _read(opened: Opened) -> Iterator[Page]:
    text = opened.text
    fields: dict[str, Any] = {}
    remarks: list[Remark] = []
    found = _YAML.match(text) or _TOML.match(text)
    if found:
        fields, fault = _load(found)
        if fault:
            remarks.append(Remark("error", "front-matter", fault))
        text = text[found.end() :]
    source = markdown_as_html(text)
    body = html_blocks.read_text(source)
    gone = account.missing(
        _MARKUP.sub(" ", html.unescape(text)), [source_words(source), *body.alts]
    )
    if gone:
        message = f"the Markdown holds words that its parser drops ({' '.join(gone[:12])}): write them otherwise"
        remarks.append(Remark("error", "markdown", message))
    given = _fields(fields)
    head, words = field_blocks(
        [
            (name, "\n".join(_texts(value)))
            for name, value in fields.items()
            if name.lower() not in _SILENT
        ]
    )
    head = tuple(block if _FIELDS.get(block.name.lower()) else _unknown(block) for block in head)
    yield Page(
        origin=opened.source.name,
        digest=digest(opened.text),
        reader=READER.name,
        blocks=(*head, *body.blocks),
        source_words=words + body.words,
        source_alts=body.alts,
        remarks=(*remarks, *body.remarks),
        files=opened.source.folder.read,
        **given,
    )


READER = Reader("markdown", _recognises, _read)


def source_words(source: str) -> str:
    """Return the words of the HTML that Markdown became."""
    return html.unescape(re.sub(r"<[^>]*>", " ", source))


def _unknown(block: Block) -> Block:
    return replace(block, kind="left-out", name=f"field {block.name}")


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
    )


def markdown_as_html(text: str) -> str:
    """Return Markdown as HTML; a note that nothing refers to stays, as a paragraph."""
    referred = set(re.findall(r"\[\^([^\]\s]+)\](?!:)", text))
    text = _NOTE.sub(
        lambda found: found[0] if found["label"] in referred else found[0].replace("[", "\\[", 1),
        text,
    )
    rendered: str = _parser().render(text)
    return _TITLED.sub(r"<figure>\g<image>><figcaption>\g<title></figcaption></figure>", rendered)


def _load(found: re.Match[str]) -> tuple[dict[str, Any], str]:
    try:
        if found[0].lstrip("\ufeff").startswith("+"):
            return tomllib.loads(found["fields"]), ""
        data = yaml.load(found["fields"], Loader=_Loader)  # noqa: S506 (a safe loader without dates)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        return {"": found["fields"]}, f"the front matter cannot be read ({reason}): mend it"
    if data is None:
        return {}, ""
    if not isinstance(data, dict):
        return {"": found["fields"]}, "the front matter is no list of fields: mend it"
    return {str(key): value for key, value in data.items()}, ""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's safe loader that leaves days and times as they are typed."""


_Loader.yaml_implicit_resolvers = {
    key: [
        (tag, pattern)
        for tag, pattern in resolvers
        if not tag.endswith(("timestamp", "int", "float"))
    ]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _texts(value: object) -> list[str]:
    """Return the texts in a value, those of lists and mappings one by one."""
    if isinstance(value, Mapping):
        return [text for inside in value.values() for text in _texts(inside)]
    if isinstance(value, list | tuple):
        return [text for inside in value for text in _texts(inside)]
    if isinstance(value, bool) or value is None:
        return []
    return [value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)]


def _fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return front matter as the fields of a page."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        ours = _FIELDS.get(name.lower())
        texts = _texts(value)
        if ours == "draft":
            found["draft"] = value is True or (
                isinstance(value, str) and value.lower() in {"draft", "private"}
            )
            if name.lower() == "published":
                found["draft"] = value is False
        elif not ours or not texts:
            continue
        elif ours == "section":
            found["sections"] = (*found.get("sections", ()), *texts)
        elif ours in {"topics", "authors"}:
            many = texts if isinstance(value, list) else re.split(r"\s*[,;]\s*", texts[0])
            found[ours] = (*found.get(ours, ()), *filter(None, many))
        elif ours == "aliases":
            found["aliases"] = tuple(texts)
        elif ours in {"date", "updated"}:
            found.setdefault(
                ours, texts[0][:10] if re.match(r"\d{4}-\d{2}-\d{2}", texts[0]) else texts[0]
            )
        elif ours == "image":
            found["image"] = texts[0]
            if isinstance(value, Mapping):
                found["image"] = str(value.get("src") or value.get("image") or texts[0])
                found["image_alt"] = str(value.get("alt") or "")
        else:
            found.setdefault(ours, " ".join(texts))
    return found
