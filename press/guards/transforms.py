"""Every link, picture and download of a document that was read is judged, once, in one place.

It does not matter which syntax a target came from: Markdown, a directive's option, front
matter.  What is refused loses its target and keeps its words.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import get_image_filename_for_language

from press.core.documents import DOCUMENT
from press.guards.findings import note_file, targets_of, warn
from press.guards.places import keep_words, line_at, line_of, put_words, remove
from press.safety import documents, limits, markup
from press.safety.schemes import LINKS, link_fault, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.safety.targets import Targets
    from press.text.findings import Finding

_JUDGED = frozenset(
    {
        nodes.image,
        nodes.reference,
        nodes.raw,
        nodes.target,
        nodes.tgroup,
        nodes.meta,
        addnodes.download_reference,
        addnodes.pending_xref,
        addnodes.tabular_col_spec,
        addnodes.toctree,
    }
)
# Cross-references by path; those by label or key name nothing that could be outside.
_BY_PATH = frozenset({(None, "myst"), ("", "myst"), ("doc", "myst"), ("std", "doc")})


class CheckTargets(SphinxTransform):
    """Judge what a document names, and refuse what it may not."""

    default_priority = 858

    def apply(self, **_kwargs: Any) -> None:
        """Go through the tree once."""
        found: list[Any] = [node for node in self.document.findall() if node.__class__ in _JUDGED]
        if not found:
            return
        docname = self.env.current_document.docname
        judge = _Judge(targets_of(self.env), self, Path(self.env.doc2path(docname)))
        for node in found:
            if not isinstance(node, addnodes.pending_xref):
                judge.judge(node)
            elif (node.get("refdomain"), node.get("reftype")) in _BY_PATH:
                judge.xref(node)


class _Judge:
    """Judges the nodes of one document."""

    def __init__(self, targets: Targets, transform: SphinxTransform, path: Path) -> None:
        self.targets = targets
        self.env = transform.env
        self.transform = transform
        self.path = path
        # The lines that were named already, by file and target.
        self.told: dict[tuple[str, str], set[int]] = {}

    def judge(self, node: nodes.Element) -> None:
        match node:
            case nodes.image():
                self.image(node)
            case addnodes.download_reference():
                self.download(node)
            case nodes.reference() if "refuri" in node:
                self.reference(node)
            case nodes.target() if "refuri" in node:
                if fault := link_fault(line_at(node), node["refuri"], self.targets.schemes):
                    self.refuse(fault, node)
                    del node["refuri"]
            case addnodes.toctree():
                self.toctree(node)
            case nodes.tgroup():
                self.columns(node)
            case nodes.raw() | addnodes.tabular_col_spec() | nodes.meta():
                self.raw(node)
            case _:
                pass

    def refuse(self, finding: Finding, node: nodes.Element, target: str = "") -> None:
        """Tell of a finding at a node, in the line of its paragraph in which its *target* stands."""
        above: nodes.Element | None = node
        while above is not None and (above.line is None or not above.source):
            above = above.parent
        source = str(above.source) if above is not None else str(self.path)
        line = finding.line
        if target:
            used = self.told.setdefault((source, target), set())
            line = line_of(target, line, Path(source), used)
            used.add(line)
        warn(finding, f"{source}:{line}")

    # -- pictures ---------------------------------------------------------------

    def image(self, node: nodes.image) -> None:
        """Refuse a picture that is none, and those that Sphinx may take in its place."""
        target: str = node["uri"]
        node["uri"] = path = self.targets.picture_path(self.path, target)
        for name in (target, *self._others(path)):
            if finding := self.targets.picture(self.path, line_at(node), name):
                self.refuse(finding, node, name)
                self._note(path if name == target else name)
                put_words(node, node.get("alt") or target)
                return

    def _others(self, path: str) -> Iterator[str]:
        """Yield the picture that Sphinx takes in its place for the language of the site."""
        if scheme_of(path) or path.startswith("//"):
            return
        env = self.env
        if env.config.language:
            name = get_image_filename_for_language(path, env)
            # Path.exists would raise for a name that is too long.
            if name != path and os.path.exists(env.relfn2path(name)[1]):  # noqa: PTH110
                yield name

    def _note(self, target: str) -> None:
        """Note that the document depends on a file that is not there, or not right, yet."""
        note_file(self.env, self.path, target)

    # -- links ------------------------------------------------------------------

    def download(self, node: addnodes.download_reference) -> None:
        """Refuse a file that readers may not be given."""
        if finding := self.targets.download(self.path, line_at(node), node["reftarget"]):
            self.refuse(finding, node, node["reftarget"])
            self._note(node["reftarget"])
            keep_words(node)

    def xref(self, node: addnodes.pending_xref) -> None:
        """Refuse a link to a document or a file that is not there."""
        kind, target = (node.get("refdomain"), node.get("reftype")), node.get("reftarget", "")
        finding = None
        match kind:
            case (None | "", "myst"):
                finding = self.targets.link(self.path, line_at(node), target)
            case ("doc", "myst") if target not in self.env.found_docs:
                # As it is written in most articles: from the document's folder.
                shown = os.path.relpath(f"{target}.md", self.env.docname.rpartition("/")[0] or ".")
                finding = self.targets.link(self.path, line_at(node), shown)
                file = Path(self.env.srcdir, f"{target}.md")
                if not finding and documents.faults(self.targets.sources, file):
                    keep_words(node)  # What is wrong with that document is told there.
                    return
            case ("std", "doc"):
                finding = self.targets.page(self.path, line_at(node), target)
            case _:
                pass
        if finding:
            self.refuse(finding, node, target.rpartition("/")[2])
            keep_words(node)
        elif kind[1] == "myst" and scheme_of(target) in LINKS:
            # One that MyST does not take for an address, such as tel:.
            link = nodes.reference("", "", *node.children, refuri=target)
            link.source, link.line = node.source, node.line
            node.replace_self(link)

    def reference(self, node: nodes.reference) -> None:
        """Refuse an address that runs something; lead a picture's ``:target:`` to its document."""
        address: str = node["refuri"]
        if scheme_of(address) or address.startswith(("#", "//")) or node.get("internal"):
            finding = link_fault(line_at(node), address, self.targets.schemes)
        else:
            finding = self.targets.led_to(self.path, line_at(node), address)
        if finding:
            self.refuse(finding, node, address)
            keep_words(node)
        elif not scheme_of(address) and not address.startswith(("#", "//")):
            self.lead(node, address)

    def lead(self, node: nodes.reference, address: str) -> None:
        """Lead a link of a path to the document or the file, which Sphinx does for Markdown's only."""
        path, _, anchor = unquote(address).partition("#")
        docname = self.env.path2doc(self.env.relfn2path(path)[1])
        if path.endswith(".md") and docname in self.env.found_docs:
            node[DOCUMENT] = (docname, anchor)
        elif not path.endswith(".md") and not node.get("internal"):
            download = addnodes.download_reference("", "", *node.children, reftarget=path)
            download.source, download.line = node.source, node.line
            node.replace_self(download)

    def toctree(self, node: addnodes.toctree) -> None:
        """Leave out what a table of contents may not lead to."""
        entries = []
        for title, target in node["entries"]:
            finding = link_fault(line_at(node), target, self.targets.schemes)
            if finding:
                self.refuse(finding, node)
            else:
                entries.append((title, target))
        node["entries"] = entries

    def columns(self, node: nodes.tgroup) -> None:
        """Refuse a table of too many columns, and widths that TeX cannot count."""
        if fault := limits.columns_fault(line_at(node), int(node.get("cols", 0))):
            self.refuse(fault, node)
            remove(node.parent)
            return
        columns = [column for column in node if isinstance(column, nodes.colspec)]
        widths = " ".join(str(column.get("colwidth", "")) for column in columns)
        # The option stands above what it is about.
        if fault := limits.widths_fault(max(1, line_at(node) - 6), widths):
            self.refuse(fault, node, ":widths:")
            for column in columns:
                column["colwidth"] = 1

    # -- other languages ----------------------------------------------------------

    def raw(self, node: nodes.Element) -> None:
        """Refuse what was written for one format alone, but for what press wrote itself."""
        if isinstance(node, nodes.meta) and "http-equiv" not in node:
            return
        if finding := markup.directive_fault(line_at(node), "raw", in_article=True):
            self.refuse(finding, node)
            remove(node)
