"""JATS body: the text of an article, from its resolved tree.

Every block and phrase that Markdown makes has an element; what is known only to
the page (the head, the notices, the lists of works) is the front's and the back's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes

from press.jats.formula import formula
from press.text.xml_text import element, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What stands elsewhere, or says nothing to a reader of the text.
_ELSEWHERE = frozenset({"article-head", "correction", "references", "further-reading", "backlinks"})
_SILENT = frozenset({"comment", "substitution_definition", "raw", "index", "system_message"})
_SILENT |= frozenset({"transition", "meta", "pending", "colspec", "label", "title"})

_PHRASES = {
    "emphasis": "italic",
    "title_reference": "italic",
    "strong": "bold",
    "literal": "monospace",
    "subscript": "sub",
    "superscript": "sup",
    "abbreviation": "abbrev",
}
_BLOCKS = {
    "paragraph": "p",
    "definition_list": "def-list",
    "definition_list_item": "def-item",
    "term": "term",
    "line_block": "verse-group",
    "line": "verse-line",
    "attribution": "attrib",
    "thead": "thead",
    "tbody": "tbody",
    "row": "tr",
}
_BOXES = frozenset(
    "admonition attention caution danger error hint important note tip warning topic sidebar".split()
)
_NUMBERS = {
    "arabic": "order",
    "loweralpha": "alpha-lower",
    "upperalpha": "alpha-upper",
    "lowerroman": "roman-lower",
    "upperroman": "roman-upper",
}
_XREF = re.compile(r'<xref rid="([^"]*)">(.*?)</xref>', re.DOTALL)
# What ``ref-type`` calls the places that are no sections.
_KINDS = {"figure": "fig", "table": "table", "math_block": "disp-formula", "footnote": "fn"}
_LANGUAGE = re.compile(r"language-([a-z]{2,3}(?:-[A-Za-z0-9]+)*)")


@dataclass
class Text:
    """An article's text in pieces of XML: what is said first, the body, its notes."""

    tldr: str = ""
    body: str = ""
    notes: list[str] = field(default_factory=list)


class Body:
    """Writes one article's text.

    *address* makes a link's target absolute, *works* are the ids in the lists of works.
    """

    def __init__(self, address: Callable[[str], str], works: Iterable[str]) -> None:
        self._address = address
        self._places = dict.fromkeys(works, "bibr")
        self._same: dict[str, str] = {}
        self._text = Text()

    def of(self, document: nodes.document) -> Text:
        """Return the text of a resolved document."""
        article: Any = next(iter(document.findall(nodes.section)), document)
        self._text.body = self._known(self._all(article))
        self._text.tldr = self._known(self._text.tldr)
        self._text.notes = list(map(self._known, self._text.notes))
        return self._text

    def _known(self, xml: str) -> str:
        """Lead references within the text to ids that are in it; others are left out."""

        def lead(found: re.Match[str]) -> str:
            place = self._same.get(found[1], found[1])
            kind = self._places.get(place)
            return f'<xref ref-type="{kind}" rid="{place}">{found[2]}</xref>' if kind else found[2]

        return _XREF.sub(lead, xml)

    def _id(self, node: nodes.Element) -> str:
        """Return the attribute for a node's id; links to its other ids lead to the first."""
        ids: list[str] = node["ids"]
        if not ids:
            return ""
        self._places[ids[0]] = _KINDS.get(node.tagname, "sec")
        for other in ids[1:]:
            self._same[other] = ids[0]
        return f' id="{text(ids[0])}"'

    # -- nodes ------------------------------------------------------------------

    def _all(self, node: Any) -> str:
        return "".join(self._pieces(node.children))

    def _pieces(self, found: Iterable[Any]) -> Iterator[str]:
        for node in found:
            name = node.tagname
            if name == "#text":
                yield text(str(node))
            elif name not in _SILENT:
                yield self._element(name, node)

    def _element(self, name: str, node: Any) -> str:
        classes: list[str] = node["classes"]
        if classes and not _ELSEWHERE.isdisjoint(classes):
            return ""
        if name in _PHRASES:
            kind = _PHRASES[name]
            return f"<{kind}>{self._all(node)}</{kind}>"
        if name in _BLOCKS:
            kind = _BLOCKS[name]
            return f"<{kind}{_language(node)}>{self._all(node)}</{kind}>\n"
        if name in _BOXES:
            return self._box(node)
        write = getattr(self, f"_{name}", None)
        return write(node) if write else self._all(node)

    def _paragraphs(self, node: Any, also: tuple[str, ...] = ()) -> str:
        """Return blocks where JATS has paragraphs, and what *also* names; these hold the others."""
        bare = ("<p>", "<p ", *also)
        found = ("".join(self._pieces([block])).strip() for block in node)
        blocks = [xml if xml.startswith(bare) else f"<p>{xml}</p>" for xml in found if xml]
        return "\n".join(blocks) or "<p/>"

    def _list_item(self, node: Any) -> str:
        return f"<list-item>{self._paragraphs(node, ('<list ', '<def-list>'))}</list-item>\n"

    def _definition(self, node: Any) -> str:
        return f"<def>{self._paragraphs(node)}</def>\n"

    def _rubric(self, node: Any) -> str:
        return f"<p><bold>{self._all(node)}</bold></p>\n"

    def _caption(self, node: Any) -> str:
        return f"<p>{self._all(node)}</p>"

    def _inline(self, node: Any) -> str:
        language = _language(node)
        inner = self._all(node)
        return f"<styled-content{language}>{inner}</styled-content>" if language else inner

    def _reference(self, node: Any) -> str:
        inner = self._all(node)
        target = f"#{node['refid']}" if "refid" in node else node.get("refuri", "")
        if target.startswith("#"):
            return f'<xref rid="{text(target[1:])}">{inner}</xref>'
        address = self._address(target)
        return f'<ext-link ext-link-type="uri" xlink:href="{text(address)}">{inner}</ext-link>'

    def _section(self, node: Any) -> str:
        return f"<sec{self._id(node)}>\n{self._title_of(node)}{self._all(node)}</sec>\n"

    def _title_of(self, node: Any) -> str:
        title = next((child for child in node if child.tagname == "title"), None)
        return f"<title>{self._all(title)}</title>\n" if title is not None else ""

    def _box(self, node: Any) -> str:
        if "tldr" in node["classes"]:
            self._text.tldr += self._title_of(node) + self._paragraphs(node)
            return ""
        title = self._title_of(node)
        caption = f"<caption>{title}</caption>" if title else ""
        return f"<boxed-text{self._id(node)}>{caption}{self._all(node)}</boxed-text>\n"

    def _block_quote(self, node: Any) -> str:
        return f"<disp-quote{_language(node)}>{self._all(node)}</disp-quote>\n"

    def _bullet_list(self, node: Any) -> str:
        return f'<list list-type="bullet">\n{self._all(node)}</list>\n'

    def _enumerated_list(self, node: Any) -> str:
        kind = _NUMBERS.get(node.get("enumtype", ""), "order")
        return f'<list list-type="{kind}">\n{self._all(node)}</list>\n'

    def _literal_block(self, node: Any) -> str:
        return f"<preformat>{text(node.astext())}</preformat>\n"

    def _footnote_reference(self, node: Any) -> str:
        return f'<xref rid="{text(node["refid"])}">{self._all(node)}</xref>'

    def _footnote(self, node: Any) -> str:
        label = "".join(element("label", child.astext()) for child in node[:1])
        self._text.notes.append(f"<fn{self._id(node)}>{label}{self._paragraphs(node)}</fn>\n")
        return ""

    def _math(self, node: Any) -> str:
        return f"<inline-formula>{formula(node.astext(), block=False)}</inline-formula>"

    def _math_block(self, node: Any) -> str:
        inner = formula(node.astext(), block=True)
        return f"<disp-formula{self._id(node)}>{inner}</disp-formula>\n"

    # -- pictures and tables ----------------------------------------------------

    def _figure(self, node: Any) -> str:
        said = "".join(
            self._caption(child) if child.tagname == "caption" else self._paragraphs(child)
            for child in node
            if child.tagname in {"caption", "legend"}
        )
        caption = f"<caption>{said}</caption>" if said else ""
        # A picture that is a link stands in a reference.
        pictures = "".join(self._picture("graphic", each) for each in node.findall(nodes.image))
        return f"<fig{self._id(node)}>{caption}{pictures}</fig>\n"

    def _picture(self, name: str, node: Any) -> str:
        said = element("alt-text", node["alt"]) if node.get("alt") else ""
        address = text(self._address(node["uri"]))
        return f'<{name} xlink:href="{address}">{said}</{name}>'

    def _image(self, node: Any) -> str:
        inline = isinstance(node.parent, nodes.TextElement)
        return self._picture("inline-graphic" if inline else "graphic", node)

    def _table(self, node: Any) -> str:
        title = self._title_of(node).strip()
        caption = f"<caption>{title}</caption>" if title else ""
        inner = self._all(node)
        return f"<table-wrap{self._id(node)}>{caption}<table>\n{inner}</table></table-wrap>\n"

    def _entry(self, node: Any) -> str:
        kind = "th" if node.parent.parent.tagname == "thead" else "td"
        spans = "".join(
            f' {attribute}="{node[more] + 1}"'
            for attribute, more in (("colspan", "morecols"), ("rowspan", "morerows"))
            if node.get(more)
        )
        alone = len(node) == 1 and node[0].tagname == "paragraph"
        return f"<{kind}{spans}>{self._all(node[0] if alone else node)}</{kind}>"


def _language(node: Any) -> str:
    """Return the attribute for the language that a node's classes name."""
    languages = map(_LANGUAGE.fullmatch, node["classes"])
    return next((f' xml:lang="{found[1]}"' for found in languages if found), "")
