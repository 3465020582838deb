"""What MyST's own parser makes of a written body: the witness against writer and account."""

from __future__ import annotations

import io

from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.docutils_ import Parser  # type: ignore[attr-defined]

SETTINGS = {
    "myst_enable_extensions": ["attrs_inline", "colon_fence", "dollarmath"],
    "myst_footnote_transition": False,
    "myst_disable_syntax": ["html_block", "html_inline"],
    "smart_quotes": False,
    "halt_level": 5,
    "report_level": 2,
    "_disable_config": True,
    "doctitle_xform": False,
}


def doctree(myst: str) -> tuple[nodes.document, str]:
    """Return the tree of a body under a title, and the parser's warnings."""
    stream = io.StringIO()
    tree = publish_doctree(
        f"# Top\n\n{myst}",
        parser=Parser(),
        settings_overrides={**SETTINGS, "warning_stream": stream},
    )
    return tree, stream.getvalue()


def printed(tree: nodes.document) -> tuple[str, list[str]]:
    """Return the text of a tree without its title, and the alternative texts of pictures."""
    lines: list[str] = []
    alts: list[str] = []

    def visit(node: nodes.Node) -> None:
        if isinstance(node, nodes.system_message | nodes.comment | nodes.target):
            return
        if isinstance(node, nodes.image):
            if node.get("alt"):
                alts.append(node["alt"])
            return
        if isinstance(node, nodes.Text):
            lines[-1] += node.astext()
            return
        block = not isinstance(node, nodes.Inline) or isinstance(node, nodes.label)
        if block:
            lines.append("")
        if isinstance(node, nodes.footnote):
            # Numbered anew: the label is the name that the source gave it.
            lines.append(node["names"][0] if node["names"] else "")
        for child in node.children:
            if not isinstance(child, nodes.label):
                visit(child)
        if block:
            lines.append("")

    for child in tree.children[1:] if len(tree.children) > 1 else tree.children:
        visit(child)
    if len(tree.children) == 1:
        lines = lines[3:] if lines[1:2] == ["Top"] else lines
    return "\n".join(lines), alts
