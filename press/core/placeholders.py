"""Placeholders: nodes that stand for what only the finished environment knows.

A directive or a transform leaves one while a document is read; for each format it becomes
ordinary nodes, before Sphinx resolves the links in them, so that every builder can write it.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes


class Placeholders(SphinxPostTransform):
    """A transform that replaces every placeholder of one class."""

    # Before Sphinx's ReferencesResolver (10), which makes the links inside.
    default_priority = 8

    #: The class of the placeholder; its ``docname`` is the document that it stands in, for in
    #: LaTeX one document holds many articles.
    placeholder: ClassVar[type[nodes.Element]]

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder."""
        for node in list(self.document.findall(self.placeholder)):
            node.replace_self(self.content(node))

    @abstractmethod
    def content(self, node: nodes.Element) -> nodes.Node | Sequence[nodes.Node]:
        """Return what stands in the place of a placeholder."""
