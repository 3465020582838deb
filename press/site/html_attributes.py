"""HTML attributes on standard nodes, and a translator that spends less on each.

A node's ``html_attributes`` mapping is written on its tag in every HTML
format: roles of DPUB-ARIA, ``epub:type``, ``dir``.  Other writers ignore it,
so no custom node has to reach any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from press.text.markup import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder

_WRAPPERS = frozenset({"table-wrapper", "math-wrapper"})


class Translator(HTML5Translator):
    """Sphinx's translator, with the attributes that a node asks for."""

    # Start tags with nothing but classes, which two tags of three are, on all pages.
    _start_tags: ClassVar[dict[tuple[object, ...], str]] = {}

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        # Docutils looks for its style sheet on disk for every page and title; Sphinx uses none.
        document.settings.stylesheet = document.settings.stylesheet_path = None
        super().__init__(document, builder)
        self._methods: dict[tuple[str, type], Callable[[nodes.Node], None] | None] = {}

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit *node* by the method of its class, looked up once for all nodes of the class."""
        method = self._method("visit", node)
        if method is None:
            super().dispatch_visit(node)
        else:
            method(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Depart from *node* likewise."""
        method = self._method("depart", node)
        if method is None:
            super().dispatch_departure(node)
        else:
            method(node)

    def _method(self, step: str, node: nodes.Node) -> Callable[[nodes.Node], None] | None:
        kind = node.__class__
        try:
            return self._methods[step, kind]
        except KeyError:
            names = (f"{step}_{each.__name__}" for each in kind.__mro__)
            found = (method for name in names if (method := getattr(self, name, None)))
            return self._methods.setdefault((step, kind), next(found, None))

    def _has_only_classes(self, given: dict[str, Any]) -> bool:
        """Say whether nothing of a node but its classes is on its tag, and nothing is special."""
        return (
            not given["ids"]
            and "html_attributes" not in given
            and not self.in_mailto
            and _WRAPPERS.isdisjoint(given["classes"])
        )

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write code; where its lines are longer than the window, the keyboard scrolls it."""
        try:
            super().visit_literal_block(node)
        except nodes.SkipNode:
            self.body[-1] = self.body[-1].replace("<pre>", '<pre tabindex="0">', 1)
            raise

    def encode(self, text: object) -> str:
        """Return text with its special characters escaped."""
        return escape(str(text))

    def starttag(
        self,
        node: nodes.Element,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        """Return a start tag; attributes are escaped as docutils escapes them.

        A header cell says what it heads (WCAG 2.2, technique H63).  What furo puts around a table
        or a formula leaves the id to these, and is scrolled by the keyboard too (2.1.1).
        """
        given = getattr(node, "attributes", {})
        if not attributes and given and tagname != "th" and self._has_only_classes(given):
            like = (node.__class__, tagname, suffix, empty, *given["classes"])
            if like not in self._start_tags:
                self._start_tags[like] = super().starttag(node, tagname, suffix, empty)
            return self._start_tags[like]
        if tagname == "th":
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        elif tagname == "div" and not _WRAPPERS.isdisjoint(given.get("classes", ())):
            given["ids"] = []
            attributes["tabindex"] = "0"
        own = given.get("html_attributes")
        if own:
            attributes.update(own)
        return super().starttag(node, tagname, suffix, empty, **attributes)
