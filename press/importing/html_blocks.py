"""HTML blocks: a walker over a page's tree that turns every word of it into the page model.

The walker goes through all elements in order.  It never skips text: what is furniture, hidden or
a note's number becomes ``left-out``, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from press.importing import furniture
from press.importing.html_flow import Flow, Look, trimmed
from press.importing.html_notes import Notes, find_notes
from press.importing.html_source import BLOCKS, attribute, read_html, squeezed, text_inside, tokens
from press.importing.html_tables import is_layout, owner, pieces
from press.importing.page_model import Block, Remark, Span, text_of
from press.importing.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_STYLES = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "sup": "^", "sub": "_", "s": "s", "strike": "s", "del": "s",
}  # fmt: skip
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEADING_CLASS = re.compile(
    r"(?:h[2-6]|(?:section-|sub-?|article-)?(?:heading|header|subhead(?:ing)?|subtitle|title)|crosshead|msoheading\d?)"
)
_MEDIA = frozenset({"iframe", "video", "audio", "embed", "object", "source", "track"})
_SCHEMES = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:language|lang|brush|highlight-source)[-:]?\s*([\w+#-]+)", re.IGNORECASE)
_DEEPEST = 120  # beyond this, an element is read as its text


@dataclass
class Options:
    """How a walker reads a page."""

    notes: Notes = field(default_factory=Notes)
    #: The page's own address, against which its links are read.
    base: str = ""
    #: The page's language.
    lang: str = ""
    #: Blank lines in text divide paragraphs (WordPress's classic editor).
    blank_lines: bool = False
    #: Bold paragraphs are headings: the page has no others.
    bold_headings: bool = False
    #: What is article and what is site was told by the export: nothing is furniture.
    trusted: bool = False
    #: The element that holds the article; what stands outside is furniture.
    root: etree._Element | None = None
    #: Elements that were found to hold a field: (name, value).
    fields: dict[etree._Element, tuple[str, str]] = field(default_factory=dict)


class Walker:
    """Reads a tree; :attr:`remarks` tells what a person should know of it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.remarks: list[Remark] = []
        self._around: set[etree._Element] = set()
        root = options.root
        while root is not None:
            self._around.add(root)
            root = root.getparent()

    def blocks(self, body: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of a page."""
        flow = Flow(blank_lines=self.options.blank_lines)
        self._children(body, Look(), flow, 0)
        flow.flush()
        return word_lists(flow.blocks)

    def _inside(
        self, element: etree._Element, look: Look, depth: int
    ) -> tuple[tuple[Span, ...], tuple[Block, ...]]:
        """Return an element's content: one line as spans, or blocks."""
        flow = Flow(blank_lines=self.options.blank_lines)
        self._children(element, look, flow, depth)
        flow.flush()
        blocks = tuple(flow.blocks)
        if len(blocks) == 1 and blocks[0].kind == "paragraph" and not blocks[0].blocks:
            return blocks[0].spans, ()
        return (), blocks

    def _children(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        flow.text(element.text or "", look)
        for child in element:
            if isinstance(child.tag, str):
                if depth > _DEEPEST:
                    flow.flush()
                    flow.text(text_inside(child), look)
                else:
                    self._element(child, look, flow, depth + 1)
            flow.text(child.tail or "", look)

    def _element(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        tag = element.tag
        if self._special(element, look, flow, depth):
            return
        if tag in _HEADINGS:
            self._heading(element, _HEADINGS[tag], look, flow, depth)
        elif tag in {"ul", "ol", "dir"}:
            self._list(element, look, flow, depth)
        elif tag == "table":
            self._table(element, look, flow, depth)
        elif tag == "blockquote":
            flow.flush()
            spans, blocks = self._inside(element, look, depth)
            if spans:
                blocks = (Block("paragraph", spans),)
            flow.add(Block("quote", (), blocks))
        elif tag == "pre":
            self._code(element, flow)
        elif tag == "figure":
            self._figure(element, look, flow, depth)
        elif tag == "hr":
            flow.add(Block("rule"))
        elif tag == "dt":
            flow.flush()
            self._children(element, look.styled("b"), flow, depth)
            flow.flush()
        elif tag == "math":
            self._math(element, look, flow)
        elif tag == "q":
            flow.text("“", look)  # As browsers print it.
            self._children(element, look, flow, depth)
            flow.text("”", look)
        elif tag in BLOCKS:
            self._block(element, look, flow, depth)
        else:
            self._children(element, self._look(element, look), flow, depth)

    def _special(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> bool:
        """Take an element that is no text of the article, or a picture; say whether it was one."""
        tag = element.tag
        notes = self.options.notes
        if element in notes.back:
            flow.spans.append(
                Span(text_inside(element), "left-out", value="the way back from a note")
            )
        elif tag == "a" and element in notes.references:
            label = notes.references[element]
            flow.spans.append(Span(text_inside(element), "note", value=label))
        elif element in notes.bodies:
            flow.flush()
            spans, blocks = self._note(element, look, depth)
            flow.add(Block("note", spans, blocks, name=notes.bodies[element]))
        elif element in self.options.fields:
            name, value = self.options.fields[element]
            flow.add(Block("field", (Span(text_inside(element)),), name=name, value=value))
        elif tag == "a" and _is_anchor(element):
            flow.spans.append(
                Span(text_inside(element), "left-out", value="a link to the heading itself")
            )
        elif tag == "br":
            flow.spans.append(Span("\n", "break"))
        elif "mso-list:ignore" in (element.get("style") or "").lower().replace(" ", ""):
            flow.spans.append(Span(text_inside(element), "left-out", value="the mark of a list"))
        elif tag == "img":
            self._picture(element, look, flow)
        elif tag in _MEDIA:
            self._media(element, look, flow, depth)
        elif why := self._reason(element):
            self._leave_out(element, why, flow)
        else:
            return False
        return True

    def _note(
        self, element: etree._Element, look: Look, depth: int
    ) -> tuple[tuple[Span, ...], tuple[Block, ...]]:
        flow = Flow()
        self._children(element, look, flow, depth)
        flow.flush()
        blocks = flow.blocks
        if (
            len(blocks) > 1
            and not text_of(blocks[0].spans).strip()
            and blocks[0].kind == "paragraph"
        ):
            # The number before the note stands in a line of its own: it is left out.
            first = Block(
                "left-out",
                (Span("".join(s.text for s in blocks[0].spans)),),
                name="a note's number",
            )
            return (), (first, *blocks[1:])
        if len(blocks) == 1 and blocks[0].kind == "paragraph":
            return blocks[0].spans, ()
        return (), tuple(blocks)

    def _reason(self, element: etree._Element) -> str:
        """Return why an element is left out, "" where it is part of the article."""
        if self.options.trusted:
            return furniture.hidden(element)
        if self._around:
            parent = element.getparent()
            if element in self._around:
                return ""
            if parent in self._around and parent is not self.options.root:
                why = furniture.reason(element)
                return why or ("" if furniture.is_text(element) else "outside the article")
        return furniture.reason(element)

    def _leave_out(self, element: etree._Element, why: str, flow: Flow) -> None:
        text = text_inside(element)
        pictures = [attribute(part, "alt") for part in element.iter("img")]
        alts = tuple(Span("", "left-out", alt=alt) for alt in pictures if alt)
        if element.tag in BLOCKS:
            flow.flush()
            if text.strip() or alts:
                # Quoted with a space between its pieces, as its site sets them apart.
                said = squeezed(" ".join(map(str, element.itertext())))
                flow.blocks.append(Block("left-out", (Span(text), *alts), name=why, value=said))
        else:
            flow.spans += [Span(text, "left-out", value=why), *alts]

    def _look(self, element: etree._Element, look: Look) -> Look:
        """Return what an inline element adds to a look."""
        tag = element.tag
        if tag == "a":
            return replace(look, link=self._address(element) or look.link)
        if tag in _CODE:
            return replace(look, code=True)
        if tag in _STYLES:
            return look.styled(_STYLES[tag])
        style = (element.get("style") or "").lower().replace(" ", "")
        if style:
            if re.search(r"font-weight:(?:bold|[6-9]00)", style):
                look = look.styled("b")
            if "font-style:italic" in style:
                look = look.styled("i")
            if "line-through" in style:
                look = look.styled("s")
        lang = (element.get("lang") or "").split("-")[0].lower()
        if lang and lang != self.options.lang.split("-")[0]:
            look = replace(look, lang=lang)
        return look

    def _address(self, element: etree._Element) -> str:
        """Return where a link leads, "" for nowhere that a page may link to."""
        href = (element.get("href") or "").strip()
        if not href or href.startswith("#"):
            return href if len(href) > 1 else ""
        if _SCHEMES.match(href):
            return href
        if _ANY_SCHEME.match(href) and not href.lower().startswith("www."):
            text = squeezed(text_inside(element))
            self._remark(
                "note",
                "link",
                f"a link to {href[:60]} was not taken over: only http, https and mailto are",
                text,
            )
            return ""
        # A path on the old site; it is resolved when all pages are known.
        return urljoin(self.options.base, href) if self.options.base else href

    def _remark(self, level: str, code: str, message: str, text: str = "") -> None:
        self.remarks.append(Remark(level, code, message, text[:200]))  # type: ignore[arg-type]

    def _block(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        """Read an element that only begins and ends a line."""
        flow.flush()
        first = len(flow.blocks)
        lang = (element.get("lang") or "").split("-")[0].lower()
        if (
            lang
            and lang != self.options.lang.split("-")[0]
            and element.tag not in {"body", "article", "main"}
        ):
            look = replace(look, lang=lang)
        self._children(element, look, flow, depth)
        flow.flush()
        new = flow.blocks[first:]
        if len(new) != 1 or new[0].kind != "paragraph":
            return
        item = self._word_item(element)
        if item is not None:
            flow.blocks[first:] = [replace(new[0], kind="item", level=item[0], name=item[1])]
        elif self._is_heading(element, new[0]):
            spans = _without_bold(new[0].spans)
            flow.blocks[first:] = [Block("heading", spans, level=self._level(element))]
        elif not self.options.trusted and furniture.is_line(text_of(new[0].spans)):
            flow.blocks[first:] = [Block("left-out", new[0].spans, name="the words of buttons")]

    def _is_heading(self, element: etree._Element, block: Block) -> bool:
        text = text_of(block.spans).strip()
        if not text or len(text) > 140 or text[-1] in ".;,،؛" or not any(map(str.isalnum, text)):
            return False
        if element.tag in {"div", "p", "header"} and any(
            map(_HEADING_CLASS.fullmatch, tokens(element))
        ):
            return True
        if element.get("role") == "heading":
            return True
        bold = all("b" in span.styles or not span.text.strip() for span in block.spans)
        return (
            self.options.bold_headings and bold and element.tag in {"p", "div"} and text[-1] != ":"
        )

    def _level(self, element: etree._Element) -> int:
        for name in tokens(element):
            if found := re.fullmatch(r"(?:mso)?h(?:eading)?([1-6])", name):
                return int(found[1])
        level = element.get("aria-level") or ""
        return int(level) if level.isdecimal() and 0 < int(level) < 7 else 2

    def _word_item(self, element: etree._Element) -> tuple[int, str] | None:
        """Return the level and the mark of a paragraph that Word exported as an item of a list."""
        if element.tag != "p" or not any(name.startswith("msolist") for name in tokens(element)):
            return None
        found = re.search(r"mso-list:\s*l\d+\s+level(\d+)", element.get("style") or "")
        return (int(found[1]) if found else 1), ""

    def _heading(
        self, element: etree._Element, level: int, look: Look, flow: Flow, depth: int
    ) -> None:
        flow.flush()
        inside = Flow()
        self._children(element, look, inside, depth)
        inside.flush()
        # What is no line of text stands before or after the heading, in its place.
        place = 0
        while place < len(inside.blocks) and inside.blocks[place].kind != "paragraph":
            place += 1
        flow.add(*inside.blocks[:place])
        spans: list[Span] = []
        while place < len(inside.blocks) and inside.blocks[place].kind == "paragraph":
            spans += [Span("\n", "break")] if spans else []
            spans += inside.blocks[place].spans
            place += 1
        if spans:
            flow.add(Block("heading", _without_bold(spans), level=level, name=_anchor(element)))
        flow.add(*inside.blocks[place:])

    def _list(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        """Read a list; notes in it, and what stands between its items, stand beside it."""
        flow.flush()
        start = 0
        if element.tag == "ol":
            number = (element.get("start") or "1").strip()
            start = min(int(number), 999_999_999) if number.isdecimal() else 1
        items: list[Block] = []
        ordered = element.tag == "ol"
        closed = 0

        def close() -> None:
            nonlocal closed
            if items:
                flow.add(
                    Block("list", (), tuple(items), level=max(1, start + closed) if ordered else 0)
                )
                closed += len(items)
                items.clear()

        def stray(text: str | None) -> None:
            if text and text.strip():
                close()
                flow.text(text, look)
                flow.flush()

        stray(element.text)
        for child in element:
            if isinstance(child.tag, str):
                if child.tag == "li" and self._is_item(child):
                    spans, blocks = self._inside(child, look, depth + 1)
                    if blocks and blocks[0].kind == "paragraph":
                        spans, blocks = blocks[0].spans, blocks[1:]
                    items.append(Block("item", spans, blocks))
                elif child.tag in {"ul", "ol"} and items:
                    # A nested list that is not in its item, as old editors wrote them.
                    nested = Flow()
                    self._element(child, look, nested, depth + 1)
                    nested.flush()
                    items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *nested.blocks))
                else:
                    close()
                    self._element(child, look, flow, depth + 1)
                    flow.flush()
            stray(child.tail)
        close()

    def _is_item(self, element: etree._Element) -> bool:
        """Say whether an ``li`` is an item, and no note or furniture."""
        notes = self.options.notes
        return (
            element not in notes.bodies and element not in notes.back and not self._reason(element)
        )

    def _table(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        """Read a table; one that only arranges a page is read as what is in it."""
        flow.flush()
        wide = any(
            sum(cell.tag in {"td", "th"} for cell in row) > 1
            for row in element.iter("tr")
            if owner(row, "table") is element
        )
        if not wide or is_layout(element):
            self._children(element, look, flow, depth)
            flow.flush()
            return
        caption: tuple[Span, ...] = ()
        rows: list[Block] = []
        for part, text in pieces(element):
            if part is None:
                # Words outside of all cells are a row of their own: they stand where they stood.
                rows.append(Block("row", (), (Block("cell", trimmed([Span(text)])),)))
            elif part.tag == "tr":
                rows.append(self._row(part, look, depth, first=not rows))
            else:
                spans, blocks = self._inside(part, look, depth + 1)
                if part.tag == "caption" and spans and not rows and not caption:
                    caption = spans
                elif spans or blocks:
                    rows.append(Block("row", (), (Block("cell", spans, blocks),)))
        if any((cell.get("rowspan") or "1") != "1" for cell in element.iter("td", "th")):
            what = "the table has cells that span several rows: look whether its columns still fit"
            self._remark("decide", "merged-cells", what, squeezed(text_inside(element)))
        flow.add(Block("table", caption, tuple(rows)))

    def _row(self, row: etree._Element, look: Look, depth: int, *, first: bool) -> Block:
        cells: list[Block] = []
        tags = {cell.tag for cell in row}
        header = (first and tags == {"th"}) or owner(row, "thead") is not None
        for cell, text in pieces(row, into=()):
            if cell is None:
                cells.append(Block("cell", trimmed([Span(text)])))
                continue
            own = look.styled("b") if cell.tag == "th" and not header else look
            spans, blocks = self._inside(cell, own, depth + 1)
            cells.append(Block("cell", spans, blocks))
            span = cell.get("colspan") or "1"
            extra = min(int(span), 50) - 1 if span.isdecimal() else 0
            cells.extend(Block("cell") for _ in range(extra))
        return Block("row", (), tuple(cells), level=int(header))

    def _code(self, element: etree._Element, flow: Flow) -> None:
        names = " ".join(
            filter(
                None,
                (element.get("class"), *(child.get("class") for child in element.iter("code"))),
            )
        )
        language = _LANGUAGE.search(names)
        text = "".join(_code_text(element)).strip("\n")
        if not text.strip():
            return
        flow.add(Block("code", (Span(text.expandtabs(4)),), name=language[1] if language else ""))

    def _figure(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        """Read a figure: a picture with its caption; one that holds something else is opened."""
        pictures = [
            picture for picture in element.iter("img") if owner(picture, "figure") is element
        ]
        captions = [part for part in element.iter("figcaption") if owner(part, "figure") is element]
        flow.flush()
        if len(pictures) != 1 or len(captions) > 1:
            self._children(element, look, flow, depth)
            flow.flush()
            return
        inside = Flow()
        self._children(element, look, inside, depth)
        inside.flush()
        picture: Span | None = None
        spans: list[Span] = []
        blocks: list[Block] = []
        for block in inside.blocks:
            mine = [span for span in block.spans if span.kind == "picture"]
            if block.kind == "paragraph" and mine and picture is None:
                picture = mine[0]
                rest = trimmed(span for span in block.spans if span is not mine[0])
                blocks.extend([Block("paragraph", rest)] if rest else [])
            else:
                blocks.append(block)
        if picture is None:
            flow.add(*blocks)
            return
        if len(blocks) == 1 and blocks[0].kind == "paragraph":
            spans, blocks = list(blocks[0].spans), []
        flow.add(Block("figure", tuple(spans), tuple(blocks), value=picture.value, alt=picture.alt))

    def _picture(self, element: etree._Element, look: Look, flow: Flow) -> None:
        source = ""
        for name in ("data-src", "data-lazy-src", "data-original", "src"):
            value = (element.get(name) or "").strip()
            if value and not (value.startswith("data:") and name == "src" and source):
                source = value
                break
        if not source and element.get("srcset"):
            source = (element.get("srcset") or "").split(",")[0].split()[0]
        alt = attribute(element, "alt")
        if not source:
            if alt:
                flow.spans.append(Span("", "left-out", alt=alt, value="a picture without a file"))
            return
        if self.options.base and not _ANY_SCHEME.match(source):
            source = source if not source.startswith("//") else f"https:{source}"
        flow.spans.append(Span("", "picture", link=look.link, value=source, alt=alt))

    def _media(self, element: etree._Element, look: Look, flow: Flow, depth: int) -> None:
        """Keep a film, a recording or a frame as a link to it."""
        source = (element.get("src") or element.get("data") or "").strip()
        if source.startswith("//"):
            source = f"https:{source}"
        if _SCHEMES.match(source):
            self._remark("note", "media", f"a {element.tag} is written as a link: {source}")
            flow.flush()
            flow.blocks.append(
                Block(
                    "group",
                    (),
                    (Block("paragraph", (Span("", "added", link=source, value=source),)),),
                )
            )
        self._children(element, look, flow, depth)

    def _math(self, element: etree._Element, look: Look, flow: Flow) -> None:
        """Read a formula: as TeX where the page says it, else as its letters."""
        tex = ""
        for note in element.iter("annotation"):
            if "tex" in (note.get("encoding") or "").lower():
                tex = squeezed(note.text or "")
        text = text_inside(element)
        if tex and "`" not in tex:
            flow.spans.append(Span(text, "math", value=tex))
        else:
            flow.text(text, look)


def _anchor(element: etree._Element) -> str:
    """Return the name by which a link reaches a heading: its own, or that of an empty ``<a>`` in it."""
    own = element.get("id") or ""
    return own or next((a.get("id") or a.get("name") or "" for a in element.iter("a")), "")


def _without_bold(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return a heading's spans: that they are bold goes without saying."""
    return tuple(replace(span, styles=span.styles.replace("b", "")) for span in spans)


def _is_anchor(element: etree._Element) -> bool:
    """Say whether a link is a heading's own mark: "#", "¶"."""
    if not (element.get("href") or "").startswith("#"):
        return False
    return text_inside(element).strip() in {"#", "¶", "§", "🔗", "∞", "Permalink", "Anchor"}


def _code_text(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _code_text(child)
        yield child.tail or ""


@dataclass(frozen=True)
class HtmlText:
    """A piece of HTML as blocks, with what was counted before it was read."""

    blocks: tuple[Block, ...]
    words: str
    alts: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_text(source: str, *, lang: str = "", blank_lines: bool = False) -> HtmlText:
    """Read the HTML of an article as an export holds it: nothing in it is the site's."""
    tree = read_html(source)
    options = Options(notes=find_notes(tree.body), lang=lang, blank_lines=blank_lines, trusted=True)
    walker = Walker(options)
    blocks = walker.blocks(tree.body)
    return HtmlText(blocks, tree.text, tree.alts, tuple(walker.remarks))
