"""Citation roles: sphinxcontrib-bibtex's names and grammar, our bookkeeping.

``{cite:p}`{see}key{p. 3}, other``` leaves a ``pending_xref`` that carries its
targets; :mod:`press.citations.reference_lists` counts and records them when the
whole document is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole as BibtexCiteRole

from press.apa import ROLES
from press.text import pandoc_citations

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class CiteRole(BibtexCiteRole):
    """A citation; without a type (``{cite}``) it stands in parentheses."""

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,
    ) -> tuple[list[Node], list[system_message]]:
        """Put the parsed targets on the node; a malformed citation is a warning."""
        try:
            targets = [tuple(target) for target in parse_citation_targets(self.target)]
        except ValueError:
            logger.warning(
                "this citation cannot be read: %r; write it as key, or {see}key{p. 3}, "
                "several keys with commas between",
                self.target,
                location=(env.current_document.docname, self.lineno),
                type="press",
                subtype="malformed-citation",
            )
            return [node[0]], []
        node["reftype"] = "p" if node["reftype"] == "cite" else node["reftype"]
        node["refdomain"] = "cite"
        node["targets"] = targets
        node["line_cited"] = self.lineno
        return [node], []


#: The role that the parser makes of a citation in another dialect.
FOREIGN = "foreign-citation"


class ForeignCitation(SphinxRole):
    """A citation of another dialect: told, with what to write, and left as it is typed."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Warn of it."""
        if self.name == FOREIGN:
            message = pandoc_citations.advice(self.text)
        else:
            message = pandoc_citations.advice_for_role(self.name, self.text, ROLES)
        logger.warning(
            "%s",
            message,
            location=(self.env.current_document.docname, self.lineno),
            type="press",
            subtype="foreign-citation",
        )
        return [nodes.literal("", self.text)], []
