"""Ghost's editors: what they keep of a post, Lexical or the older Mobiledoc, as HTML.

Lexical is a tree of nodes; Mobiledoc (https://github.com/bustle/mobiledoc-kit, MOBILEDOC.md) has
sections of markers, which open and close tags by number.  Cards of both keep their words in fields.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from press.importing.markdown_pages import markdown_as_html
from press.importing.page_model import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))


def as_html(lexical: str, mobiledoc: str, remarks: list[Remark]) -> str:
    """Return a post as HTML, "" where there is none; what cannot be read is told in *remarks*."""
    try:
        if lexical:
            return _node(json.loads(lexical)["root"], remarks)
        if mobiledoc:
            return _Mobiledoc(json.loads(mobiledoc), remarks).html()
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError, IndexError):
        message = "the post's text cannot be read: save it in Ghost and export again"
        remarks.append(Remark("error", "lexical" if lexical else "mobiledoc", message))
    return ""


class _Mobiledoc:
    """A document of the older editor."""

    def __init__(self, data: Mapping[str, Any], remarks: list[Remark]) -> None:
        self.data = data
        self.remarks = remarks

    def html(self) -> str:
        return "".join(map(self._section, self.data["sections"]))

    def _section(self, section: list[Any]) -> str:
        kind, *rest = section
        if kind == 1:
            tag = str(rest[0]).lower()
            tag = {"aside": "blockquote", "pull-quote": "blockquote"}.get(tag, tag)
            tag = tag if re.fullmatch("p|h[1-6]|blockquote", tag) else "p"
            return f"<{tag}>{self._markers(rest[1])}</{tag}>"
        if kind == 2:
            return f'<figure><img src="{html.escape(str(rest[0]))}" alt=""></figure>'
        if kind == 3:
            tag = "ol" if str(rest[0]).lower() == "ol" else "ul"
            items = "".join(f"<li>{self._markers(item)}</li>" for item in rest[1])
            return f"<{tag}>{items}</{tag}>"
        name, payload = self.data["cards"][rest[0]][:2]
        return _card(str(name), payload if isinstance(payload, dict) else {}, self.remarks)

    def _markers(self, markers: list[Any]) -> str:
        parts: list[str] = []
        opened: list[str] = []
        for kind, opens, closes, value in markers:
            for number in opens:
                tag, *attributes = self.data["markups"][number]
                given = attributes[0] if attributes else []
                named = dict(zip(given[::2], given[1::2], strict=False))
                href = f' href="{html.escape(str(named["href"]))}"' if "href" in named else ""
                tag = tag if re.fullmatch(r"[a-z][a-z0-9]*", str(tag)) else "span"
                parts.append(f"<{tag}{href}>")
                opened.append(f"</{tag}>")
            parts.append(self._atom(value) if kind == 1 else html.escape(str(value), quote=False))
            parts += [opened.pop() for _ in range(closes)]
        return "".join([*parts, *opened[::-1]])

    def _atom(self, number: int) -> str:
        name, text = self.data["atoms"][number][:2]
        return "<br>" if name == "soft-return" else html.escape(str(text), quote=False)


_CARDS = {
    "image": "image", "code": "codeblock", "hr": "horizontalrule",
}  # fmt: skip


def _card(name: str, payload: Mapping[str, Any], remarks: list[Remark]) -> str:
    """Return a card of Mobiledoc as HTML."""
    if name in {"markdown", "card-markdown"}:
        return markdown_as_html(str(payload.get("markdown") or ""))
    if name == "gallery":
        pictures = [picture for picture in payload.get("images") or () if isinstance(picture, dict)]
        shown = "".join(_node({**picture, "type": "image"}, remarks) for picture in pictures)
        caption = payload.get("caption") or ""
        return shown + (f"<p>{caption}</p>" if caption else "")
    metadata = payload.get("metadata")
    known = {**(metadata if isinstance(metadata, dict) else {}), **payload}
    return _node({**known, "type": _CARDS.get(name, name)}, remarks)


def _node(node: Mapping[str, Any], remarks: list[Remark]) -> str:
    kind = node.get("type", "")
    inside = "".join(_node(child, remarks) for child in node.get("children") or ())
    if kind in {"text", "extended-text"}:
        text = html.escape(node.get("text") or "", quote=False)
        for bit, tag in _FORMATS:
            if int(node.get("format") or 0) & bit:
                text = f"<{tag}>{text}</{tag}>"
        return text
    url = html.escape(str(node.get("url") or node.get("src") or ""))
    if kind in {"root", ""}:
        return inside
    if kind == "linebreak":
        return "<br>"
    if kind in {"link", "autolink"}:
        return f'<a href="{url}">{inside}</a>'
    if kind in {"heading", "extended-heading"}:
        heading = str(node.get("tag"))
        level = heading if re.fullmatch("h[1-6]", heading) else "h2"
        return f"<{level}>{inside}</{level}>"
    if kind == "list":
        start = (
            f' start="{int(node.get("start") or 1)}"' if node.get("listType") == "number" else ""
        )
        tag = "ol" if node.get("listType") == "number" else "ul"
        return f"<{tag}{start}>{inside}</{tag}>"
    if kind == "image":
        alt, caption = html.escape(node.get("alt") or ""), node.get("caption") or ""
        return f'<figure><img src="{url}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    if kind == "codeblock":
        return f'<pre><code class="language-{html.escape(node.get("language") or "")}">{html.escape(node.get("code") or "")}</code></pre>'
    simple = {
        "paragraph": "p",
        "listitem": "li",
        "quote": "blockquote",
        "extended-quote": "blockquote",
        "aside": "blockquote",
    }
    if kind in simple:
        return f"<{simple[kind]}>{inside}</{simple[kind]}>"
    if kind == "horizontalrule":
        return "<hr>"
    # Cards keep their words in fields; the address of what they show stays as a link.
    fields = (
        "html",
        "markdown",
        "heading",
        "header",
        "subheader",
        "calloutText",
        "title",
        "description",
        "content",
        "caption",
        "buttonText",
    )
    # What else is a sentence is kept too, whatever its field is called.
    others = sorted(
        name
        for name, value in node.items()
        if isinstance(value, str) and name not in fields and re.search(r"\w\s+\w", value)
    )
    words = "".join(
        f"<div>{node[name]}</div>"
        for name in (*fields, *others)
        if isinstance(node.get(name), str) and node[name]
    )
    link = f'<p><a href="{url}">{url}</a></p>' if url.startswith("http") else ""
    if not words and not link and not inside:
        remarks.append(
            Remark("decide", "card", f"a card of the kind {kind} holds no words and was left out")
        )
    return inside + words + link
