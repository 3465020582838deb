"""WordPress exports (WXR): posts and pages with all that their items hold.

Reads the XML as a stream, so that an export of any size takes the memory of one item and of what
the attachments say.  No external entity is loaded and no entity is expanded.
"""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from press.importing import html_blocks
from press.importing.page_model import Block, FileRemark, Page, Remark, Span
from press.importing.reader import Opened, Reader, digest, field_blocks
from press.text.strings import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = re.compile(r"<rss\b[^>]*wordpress\.org/export/|<wp:wxr_version|xmlns:wp=", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE)
# A part that is taken as it is, or an ampersand that is none of XML's own.
_LOOSE = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:[a-zA-Z]\w*;)?",
    re.DOTALL,
)
_LOCAL = re.compile(r"\{[^}]*\}")
_CAPTION = re.compile(r"\[caption(?P<given>[^\]]*)\](?P<inside>.*?)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)\s*(.*)", re.DOTALL)
_INLINE_NOTE = re.compile(
    r"\[(footnote|efn_note|ref|note|fn)\](.*?)\[/\1\]|\(\((.{3,600}?)\)\)", re.DOTALL
)
_EMBED = re.compile(r"\[embed[^\]]*\](.*?)\[/embed\]", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|audio|video|playlist|contact-form|vc_\w+|et_pb_\w+|su_\w+|button|columns?)\b[^\]]*\]"
)
_BLOCK_NOTES = re.compile(r"<!--\s*wp:footnotes\b.*?/-->")
_REUSED = re.compile(r'<!--\s*wp:block\s+\{[^}]*"ref"\s*:\s*(\d+)[^}]*\}\s*/-->')
_IMAGE_BLOCK = re.compile(r"wp-image-(\d+)")
_WORDY = re.compile(r"[^\W\d_]{2,}\W+(?:\w+\W+)*[^\W\d_]{2,}")
#: Types of items that hold a site's settings and no text of its own.
_SETTINGS = frozenset(
    "nav_menu_item revision wp_global_styles wp_template wp_template_part wp_navigation custom_css"
    " customize_changeset oembed_cache user_request wp_font_family wp_font_face acf-field acf-field-group".split()
)
_SUMMARIES = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_genesis_description",
)
_STATUS = {"publish": False, "private": True, "draft": True, "pending": True, "future": False}


def _recognises(opened: Opened) -> bool:
    start = opened.text[:20_000]
    return "<rss" in start and bool(_ROOT.search(start))


@dataclass
class _Item:
    """What an item of the export says, by the local names of its elements."""

    texts: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    comments: list[dict[str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass
class _Site:
    """What holds for the whole export."""

    address: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, _Item] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def _read(opened: Opened) -> Iterator[Page | FileRemark]:
    name = opened.source.name
    encoded = _as_xml(opened.text).encode("utf-8", "replace")
    site = _Site()
    wanted = {"attachment", "wp_block"}
    fault = ""
    for item in _items(encoded, site):
        if isinstance(item, str):
            fault = item
        elif item["post_type"] in wanted:
            key = item["post_id"]
            if item["post_type"] == "attachment":
                site.attachments[key] = item
            else:
                site.blocks[key] = item["content:encoded"]
    if fault:
        yield FileRemark(name, Remark("error", "bad-xml", fault))
    for item in _items(encoded, site):
        if isinstance(item, str):
            continue
        kind = item["post_type"] or "post"
        if kind in wanted or kind in _SETTINGS:
            continue
        if item["status"] in {"trash", "auto-draft"}:
            text = " ".join(f"{item['title']} {item['content:encoded']}".split())
            if text:
                message = f"an item in the bin (status {item['status']}) was left out"
                yield FileRemark(
                    f"{name}#{item['post_id']}", Remark("note", "left-out", message, text)
                )
            continue
        yield _page(item, site, opened)
    for key, item in site.attachments.items():
        words = " ".join(
            filter(
                None,
                (
                    item["title"],
                    item["excerpt:encoded"],
                    item["content:encoded"],
                    _meta(item, "_wp_attachment_image_alt"),
                ),
            )
        )
        if key not in site.used and words.strip():
            message = f"the attachment {item['attachment_url']} stands in no post and was left out"
            yield FileRemark(f"{name}#{key}", Remark("note", "left-out", message, words))


READER = Reader("wordpress", _recognises, _read)


def _as_xml(text: str) -> str:
    """Return an export as XML that says nothing of entities: plugins write ``&nbsp;`` and bare ``&``."""
    text = CONTROL.sub(lambda found: "\n" if found[0] in "\x85\u2028\u2029" else "", text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    text = _DOCTYPE.sub("", text, count=1)
    return _LOOSE.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return found[0]
    said = html.unescape(found[0])
    return said if said != found[0] and said not in "&<>" else f"&amp;{found[0][1:]}"


def _items(data: bytes, site: _Site) -> Iterator[_Item | str]:
    """Yield the items of an export; a text where the XML breaks off."""
    context = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=False,
    )
    try:
        for _, element in context:
            tag = _LOCAL.sub("", str(element.tag))
            if tag == "item":
                yield _item(element)
                element.clear()
                while element.getprevious() is not None:
                    parent = element.getparent()
                    if parent is None:
                        break
                    del parent[0]
            elif tag == "author" and "export" in str(element.tag):
                said = {
                    _LOCAL.sub("", str(child.tag)): (child.text or "").strip() for child in element
                }
                full = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
                site.authors[said.get("author_login", "")] = said.get("author_display_name") or full
            elif tag in {"base_blog_url", "base_site_url"}:
                site.address = (element.text or "").strip() or site.address
    except etree.XMLSyntaxError as error:
        yield f"the XML breaks off ({error.msg}): export it again; what stands before was read"


def _item(element: etree._Element) -> _Item:
    item = _Item()
    for child in element:
        if not isinstance(child.tag, str):
            continue
        space, _, local = child.tag.rpartition("}")
        text = child.text or ""
        if local == "encoded":
            item.texts["excerpt:encoded" if "excerpt" in space else "content:encoded"] = text
        elif local == "category":
            item.terms.append(
                (child.get("domain") or "category", child.get("nicename") or "", text.strip())
            )
        elif local == "postmeta":
            said = {_LOCAL.sub("", str(part.tag)): part.text or "" for part in child}
            item.meta.append((said.get("meta_key", ""), said.get("meta_value", "")))
        elif local == "comment":
            item.comments.append(
                {
                    _LOCAL.sub("", str(part.tag)): (part.text or "").strip()
                    for part in child
                    if not len(part)
                }
            )
        else:
            item.texts.setdefault(local, text.strip())
    return item


def _meta(item: _Item, key: str) -> str:
    return next((value for name, value in item.meta if name == key), "")


def _page(item: _Item, site: _Site, opened: Opened) -> Page:
    remarks: list[Remark] = []
    content = _content(item, site, remarks)
    body = html_blocks.read_text(
        content, blank_lines="<!-- wp:" not in content and not re.search(r"<p[\s>]", content)
    )
    excerpt = html_blocks.read_text(item["excerpt:encoded"])
    summary = _plain(excerpt)
    terms = [(domain, nice, text) for domain, nice, text in item.terms if text]
    people = [text for domain, _, text in terms if domain == "author"]
    creator = site.authors.get(item["creator"], item["creator"])
    authors = tuple(people or [creator] if creator else people)
    categories = [
        (nice, text)
        for domain, nice, text in terms
        if domain == "category" and nice != "uncategorized"
    ]
    other = [
        (domain, text)
        for domain, _, text in terms
        if domain not in {"category", "post_tag", "author", "post_format"}
    ]
    tags = [text for domain, _, text in terms if domain == "post_tag"]
    metas = _text_metas(item)
    found = next((text for name in _SUMMARIES for key, text in metas if key == name), "")
    head, words = field_blocks(
        [
            ("title", html.unescape(item["title"])),
            ("authors", "\n".join(authors)),
            ("topics", "\n".join([*(text for _, text in categories), *tags])),
            ("summary", excerpt.words),
        ]
    )
    left, more = _left_out(
        [(f"field {domain}", text) for domain, text in other]
        + [(f"field {key}", text) for key, text in metas if text != found or summary]
    )
    if found and not summary:
        summary = found
        extra, said = field_blocks([("summary", found)])
        head, words = (*head, *extra), words + said
    comments, said = _comments(item)
    image, alt, caption, caption_words = _feature(item, site)
    sections = tuple(name for nice, text in categories for name in (unquote(nice), text))
    day = item["post_date"][:10]
    changed = item["post_modified"][:10]
    return Page(
        origin=f"{opened.source.name}#{item['post_id'] or digest(item['title'])[:8]}",
        digest=digest(repr((sorted(item.texts.items()), item.terms, item.meta, item.comments))),
        reader=READER.name,
        blocks=(*head, *left, *caption, *body.blocks, *comments),
        source_words=f"{words}\n{more}\n{caption_words}\n{body.words}\n{said}",
        source_alts=body.alts,
        kind="page" if item["post_type"] == "page" else "article",
        address=item["link"]
        if "?p=" not in item["link"] and "?page_id=" not in item["link"]
        else "",
        title=html.unescape(item["title"]),
        date="" if day.startswith("0000") else day,
        updated="" if changed.startswith("0000") or changed <= day else changed,
        slug=unquote(item["post_name"]),
        sections=sections,
        topics=tuple(dict.fromkeys([*(text for _, text in categories), *tags])),
        authors=authors,
        summary=summary,
        draft=_STATUS.get(item["status"], False),
        image=image,
        image_alt=alt,
        remarks=(*remarks, *body.remarks),
        files=opened.source.folder.read,
    )


def _plain(text: html_blocks.HtmlText) -> str:
    return " ".join(text.words.split())


def _content(item: _Item, site: _Site, remarks: list[Remark]) -> str:
    """Return an item's text with what WordPress would put in where it is shown."""
    content = item["content:encoded"]

    def reused(found: re.Match[str]) -> str:
        if found[1] not in site.blocks:
            remarks.append(
                Remark(
                    "decide",
                    "reused-block",
                    f"the post shows a reused block (number {found[1]}) that the export does not hold: put its text in",
                )
            )
        return site.blocks.get(found[1], "")

    content = _REUSED.sub(reused, content)
    content = _CAPTION.sub(_figure, content)
    content = _EMBED.sub(
        lambda found: f'<iframe src="{html.escape(found[1].strip())}"></iframe>', content
    )
    notes: list[tuple[str, str]] = []
    try:
        given = json.loads(_meta(item, "footnotes") or "[]")
        notes = [(str(note["id"]), str(note["content"])) for note in given]
    except (ValueError, TypeError, KeyError, RecursionError):
        remarks.append(
            Remark(
                "decide",
                "footnotes",
                "the post's field of footnotes cannot be read: look at its notes",
                _meta(item, "footnotes"),
            )
        )
    for key, text in notes:
        if f"#{key}" not in content:
            remarks.append(
                Remark(
                    "note",
                    "footnotes",
                    "a footnote stands in no place of the text: it is a line at the end",
                    text,
                )
            )
    listed = "".join(
        f'<li class="footnote" id="{html.escape(key)}">{text}</li>' for key, text in notes
    )
    listed = f'<ol class="wp-block-footnotes">{listed}</ol>' if listed else ""
    content, count = _BLOCK_NOTES.subn(listed.replace("\\", r"\\"), content, count=1)
    if listed and not count and 'class="wp-block-footnotes"' not in content:
        content += f"\n{listed}"
    content = _inline_notes(content)
    site.used.update(_IMAGE_BLOCK.findall(content))
    message = "a shortcode of WordPress stands in the text: write what it showed"
    shortcodes = (found[0] for found in _SHORTCODE.finditer(content))
    remarks += (Remark("decide", "shortcode", message, text) for text in shortcodes)
    return content


def _figure(found: re.Match[str]) -> str:
    """Return a caption shortcode as a figure."""
    inside = _PICTURE.fullmatch(found["inside"])
    if inside is None:
        return found["inside"]
    named = re.search(r'caption="([^"]*)"', found["given"])
    caption = inside[2].strip() or (named[1] if named else "")
    return f"<figure>{inside[1]}<figcaption>{caption}</figcaption></figure>"


def _inline_notes(content: str) -> str:
    """Return notes that plugins keep in the text (``[footnote]…[/footnote]``) as notes at its end."""
    notes: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        text = found[2] if found[2] is not None else found[3]
        if found[2] is None and "((" not in content:
            return found[0]
        notes.append(text.strip())
        number = len(notes)
        return f'<sup><a href="#fn-{number}" id="fnref-{number}">{number}</a></sup>'

    if (
        "[footnote" not in content
        and "[efn_note" not in content
        and "[ref]" not in content
        and "[note]" not in content
        and "[fn]" not in content
    ):
        return content
    content = _INLINE_NOTE.sub(numbered, content)
    listed = "".join(f'<li id="fn-{number}">{text}</li>' for number, text in enumerate(notes, 1))
    return f"{content}\n<ol>{listed}</ol>" if listed else content


def _text_metas(item: _Item) -> list[tuple[str, str]]:
    """Return the fields of plugins and themes that hold words and no settings."""
    found = []
    for key, value in item.meta:
        hidden = (
            key.startswith("_")
            and key not in _SUMMARIES
            and not key.startswith("_yoast_wpseo_title")
        )
        if (
            key != "footnotes"
            and not hidden
            and _WORDY.search(value)
            and not value.lstrip().startswith(("{", "[", "a:", "O:", "http"))
        ):
            found.append((key, value))
    return found


def _left_out(fields: list[tuple[str, str]]) -> tuple[tuple[Block, ...], str]:
    blocks = tuple(Block("left-out", (Span(text),), name=name) for name, text in fields)
    return blocks, "".join(f"\n{text}\n" for _, text in fields)


def _comments(item: _Item) -> tuple[tuple[Block, ...], str]:
    """Return readers' comments as blocks that are left out: an article has no place for them."""
    texts = []
    for comment in item.comments:
        if comment.get("comment_approved") in {"spam", "trash"} or not comment.get(
            "comment_content"
        ):
            continue
        who, when = comment.get("comment_author", ""), comment.get("comment_date", "")[:10]
        texts.append(("a reader's comment", f"{who} {when}: {comment['comment_content']}"))
    return _left_out(texts)


def _feature(item: _Item, site: _Site) -> tuple[str, str, tuple[Block, ...], str]:
    """Return a post's picture, what it shows, and its caption as a block that is left out."""
    attachment = site.attachments.get(_meta(item, "_thumbnail_id"))
    if attachment is None:
        return "", "", (), ""
    site.used.add(attachment["post_id"])
    caption = " ".join(attachment["excerpt:encoded"].split())
    blocks, words = field_blocks([("image", caption)])
    return (
        attachment["attachment_url"],
        _meta(attachment, "_wp_attachment_image_alt"),
        blocks,
        words,
    )
