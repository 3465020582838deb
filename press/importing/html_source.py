"""HTML: from characters to a tree, and the words that a reader of the page sees.

The text is divided into tags and words here, by the rules of the HTML standard's tokenizer
(section 13.2.5) as far as they decide what is text, before libxml2 sees it.  So the account has
words that no parser could lose, and the parser gets nothing that it would understand otherwise:
no comments, no scripts, no bad entities, nothing after ``</html>``.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from press.text.strings import CONTROL

#: Elements that begin on a line of their own: their words are not glued to those before.
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe"
    " img input label legend li main menu nav noscript ol option optgroup p pre search section"
    " select source summary table tbody td textarea tfoot th thead title tr ul video audio".split()
)
_UNSEEN = "script|style|template|noscript|title|iframe|noembed|noframes|object|xml"
_PIECE = re.compile(
    r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>|</[^a-zA-Z>][^>]*>|</>)"
    rf"|<(?P<unseen>{_UNSEEN})\b(?P<given>[^>]*)(?<!/)>.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?P<rest>(?:=\s*+(?:"[^"]*+"|'[^']*+'|(?=[^"'\s])[^\s>]*+)|=\s*+(?=>)|[^=>])*+)>"""
    r"|(?P<cut></?[a-zA-Z][^<]*\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=/>"'][^\s=/>]*)\s*(?:=\s*(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)))?"""
)
_NAME = re.compile(r"[a-zA-Z][\w:.-]*", re.ASCII)
_DROPPED_TAGS = frozenset({"html", "body", "head"})


@dataclass(frozen=True)
class Tree:
    """A page's tree, and what was counted before it was made."""

    body: etree._Element
    #: The words of the page as a reader sees them, a line a block.
    text: str
    #: The alternative texts of its pictures, in order, without the empty ones.
    alts: tuple[str, ...]


def read_html(source: str) -> Tree:
    """Return the tree of a page or of a part of one; never raises on bad HTML."""
    source = CONTROL.sub(_control, source)
    text: list[str] = []
    alts: list[str] = []
    tags: list[str] = []
    opened: Counter[str] = Counter()
    place = 0
    for piece in _PIECE.finditer(source):
        if piece.start() > place:
            words = html.unescape(source[place : piece.start()])
            text.append(words)
            tags.append(_escaped(words))
        place = piece.end()
        name = (piece["name"] or "").lower()
        if piece["unseen"] and piece["unseen"].lower() in {"iframe", "object"}:
            text.append("\n")
            tags.append(f"<iframe{piece['given']}></iframe>")
        elif name and name not in _DROPPED_TAGS and _NAME.fullmatch(name):
            opened[name] += -1 if piece["close"] else 1
            if opened[name] < 0:
                # An end without a beginning: only these two mean something (section 13.2.6.4.7).
                opened[name] = 0
                if name in {"p", "br"}:
                    text.append("\n")
                    tags.append("<br>" if name == "br" else "<p></p>")
                continue
            if name in BLOCKS:
                text.append("\n")
            if name == "img" and not piece["close"]:
                alts.append(_alt(piece["rest"]))
            tags.append(f"<{piece['close']}{name}{piece['rest']}>")
        elif name:
            text.append("\n")
            tags.append("\n")
    if place < len(source):
        words = html.unescape(source[place:])
        text.append(words)
        tags.append(_escaped(words))
    page = f"<html><body><div>{''.join(tags)}</div></body></html>"
    # The parser's own depth: a hostile page ends there, and the account says so.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    body = root.find("body") if root is not None else None
    if body is None:
        body = etree.Element("body")
    return Tree(body, "".join(text), tuple(alt for alt in map(_one_line, alts) if alt))


def _alt(attributes: str) -> str:
    """Return the alternative text that a tag's attributes name; the first one counts."""
    for found in _ATTRIBUTE.finditer(attributes):
        if found["name"].lower() == "alt":
            return html.unescape(found["two"] or found["one"] or found["bare"] or "")
    return ""


def _control(found: re.Match[str]) -> str:
    return "\n" if found[0] in "\x85\u2028\u2029\x0b\x0c" else ""


def _escaped(words: str) -> str:
    words = CONTROL.sub("", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return " ".join(CONTROL.sub("", text).split())


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute's value in one line, "" where there is none."""
    value = element.get(name)
    return _one_line(value) if value else ""


def text_inside(element: etree._Element) -> str:
    """Return the text of an element, blocks in lines of their own."""
    pieces: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(part.tag, str):
            continue
        if part.tag in BLOCKS:
            pieces.append("\n")
        if event == "start":
            pieces.append(part.text or "")
        elif part is not element:
            pieces.append(part.tail or "")
    return "".join(pieces)


def squeezed(text: str) -> str:
    """Return text in one line."""
    return " ".join(text.split())


def tokens(element: etree._Element) -> list[str]:
    """Return the words of an element's classes and id, in lower case: "post-meta" is one."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
