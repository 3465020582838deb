"""The text as LaTeX wants it, in transforms that no other format sees.

Sphinx's LaTeX writer drops the classes of paragraphs, titles and table cells.
What hangs on them is said here in nodes that it does write: containers, whose
classes are environments (``sphinxclass<name>`` in ``press.sty``), and macros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.dates import format_date
from press.direction import RIGHT_TO_LEFT
from press.domain import article_domain
from press.retracted import listed_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from press.article import Article

# A MyST table's alignment as a column of tabulary.
_COLUMNS = {"text-left": "L", "text-center": "C", "text-right": "R"}


class Contents(SphinxPostTransform):
    """A volume opens with a list of its articles; other listings have no use in print."""

    # Before the listings become cards (8).
    default_priority = 7
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of ``{listing}``."""
        domain = article_domain(self.env)
        for node in [n for n in self.document.findall(nodes.Element) if n.tagname == "listing"]:
            articles = domain.select(node["selection"]) if node["selection"].volume else []
            lines = [_contents_line(article, node["docname"]) for article in articles]
            node.replace_self([nodes.container("", *lines, classes=["volume-contents"])])


def _contents_line(article: Article, refdoc: str) -> nodes.Element:
    link = addnodes.pending_xref(
        "",
        nodes.inline("", listed_title(article)),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{article.docname}",
        refdoc=refdoc,
        refexplicit=True,
        refwarn=True,
    )
    facts = nodes.Text(_facts(article))
    page = f"}}{{{article.docname}::doc}}"
    return nodes.paragraph("", "", _tex(r"\pressentry{"), link, _tex("}{"), facts, _tex(page))


def _facts(article: Article) -> str:
    return " · ".join(filter(None, [", ".join(article.authors), format_date(article.date)]))


class Parts(SphinxPostTransform):
    """Pages are parts of the book, but what stands in them is no chapter."""

    # After DocumentTargetTransform (400), which looks for each document's first section.
    default_priority = 690
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Announce volumes and pages; lower the sections of pages."""
        for file in list(_outermost_files(self.document)):
            part = next(file.findall(nodes.section), None)
            if part is None:
                continue
            if any(True for _ in part.findall(addnodes.start_of_file)):
                file.insert(file.index(part), _macro("pressvolume"))
                continue
            file.insert(file.index(part), _macro("presspage"))
            for section in [child for child in part if isinstance(child, nodes.section)]:
                # A section without a title is a level and nothing else.
                _wrap(section, nodes.section(""))


def _outermost_files(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the documents that are not inside of others, from above: Sphinx sets no parents."""
    for child in node.children:
        if isinstance(child, addnodes.start_of_file):
            yield child
        elif isinstance(child, nodes.Element):
            yield from _outermost_files(child)


class Openings(SphinxPostTransform):
    """An article opens with its section above the title, and its facts below."""

    # Before runs of other scripts are marked (700): authors' names are repeated here.
    default_priority = 695
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Take the head's lines apart."""
        articles = article_domain(self.env).articles
        for file in self.document.findall(addnodes.start_of_file):
            section = next((node for node in file if isinstance(node, nodes.section)), None)
            if file["docname"] not in articles or section is None:
                continue
            for node in list(section):
                if isinstance(node, nodes.container) and "article-head" in _classes(node):
                    self._open(articles[file["docname"]], file, section, node)

    def _open(
        self, article: Article, file: nodes.Element, section: nodes.Element, head: nodes.Element
    ) -> None:
        lines = {name: line for line in head for name in _classes(line)}
        kicker = self.config.press_sections.get(article.section, article.section)
        # Before the section: between a heading and its label nothing may stand.
        file.insert(file.index(section), _macro("presskicker", nodes.Text(kicker)))
        for inline in [n for n in head.findall(nodes.inline) if "reading-time" in _classes(n)]:
            at = inline.parent.index(inline)
            del inline.parent[max(at - 1, 0) : at + 1]  # With the dot before it.
        facts = _macro("presscontents", nodes.Text(_facts(article)))
        head.children = []
        head += facts
        for name in filter(lines.get, _PRINTED):
            head += nodes.container("", lines[name], classes=[name])


_PRINTED = ("subtitle", "byline", "dates")


class Classes(SphinxPostTransform):
    """Say direction, language and alignment in ways that the LaTeX writer hears."""

    # After the runs of other scripts are marked (700).
    default_priority = 710
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Wrap blocks, titles' runs and tables."""
        elements = list(self.document.findall(nodes.Element))
        for block in filter(_is_marked_block, elements):
            _wrap(block, nodes.container("", classes=_classes(block)))
        for inline in filter(_is_marked_inline, elements):
            if _in_title(inline):
                # In headings the writer leaves out the role, which sets the font.
                role = _tex(rf"\DUrole{{{_language(inline)}}}{{")
                inline.replace_self([role, *inline.children, _tex("}")])
        for table in list(self.document.findall(nodes.table)):
            _move_anchors(table)
            if spec := _columns(table):
                table.parent.insert(table.parent.index(table), addnodes.tabular_col_spec(spec=spec))


def _is_marked_block(node: nodes.Node) -> bool:
    blocks = nodes.paragraph | nodes.block_quote
    return isinstance(node, blocks) and bool("also-cited" in _classes(node) or _language(node))


def _is_marked_inline(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and bool(_language(node))


def _language(node: nodes.Node) -> str:
    """Return the class that names a right-to-left language."""
    names = [f"language-{code}" for code in RIGHT_TO_LEFT]
    return next((name for name in _classes(node) if name in names), "")


def _in_title(node: nodes.Node) -> bool:
    block: nodes.Element = node.parent
    while isinstance(block, nodes.Inline):
        block = block.parent
    return isinstance(block, nodes.title | nodes.rubric)


def _move_anchors(table: nodes.table) -> None:
    """Give the citations in a table's caption anchors of their own: the writer drops theirs."""
    for title in table.findall(nodes.title):
        for link in [node for node in title.findall(nodes.reference) if node["ids"]]:
            link.parent.insert(link.parent.index(link), nodes.target("", "", ids=link["ids"]))
            link["ids"] = []


def _columns(table: nodes.table) -> str:
    """Return tabulary's columns for a table whose Markdown says how they are aligned."""
    row = next(table.findall(nodes.row), None)
    entries = [] if row is None else [n for n in row if isinstance(n, nodes.entry)]
    aligned = [_COLUMNS.get(next(iter(_classes(entry)), ""), "") for entry in entries]
    return "".join(letter or "L" for letter in aligned) if any(aligned) else ""


def _classes(node: nodes.Node) -> list[str]:
    return node.get("classes", []) if isinstance(node, nodes.Element) else []


def _wrap(node: nodes.Element, parent: nodes.Element) -> None:
    """Put *node* into *parent*, and *parent* where it stood."""
    node.replace_self(parent)
    parent += node


def _macro(name: str, *content: nodes.Node) -> nodes.Element:
    r"""Return ``\name{content}`` for a place between blocks."""
    return nodes.inline("", "", _tex(rf"\{name}{{"), *content, _tex("}"))


def _tex(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    for transform in (Contents, Parts, Openings, Classes):
        app.add_post_transform(transform)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
