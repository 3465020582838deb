"""``{site-file}`` role: a link to a file at the root of the site, from a page for readers.

Where the file is not (in print, in the e-book, on a site without an address) its
name stands by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

from press.core import addresses
from press.core.builders import PAGE_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

KIND = "site-file"


class SiteFileRole(SphinxRole):
    """Leave a reference that is resolved for each format."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference."""
        docname = self.env.current_document.docname
        said = {"refdomain": "", "reftype": KIND, "reftarget": self.text, "refdoc": docname}
        name = nodes.literal("", self.text)
        return [addnodes.pending_xref("", name, refwarn=False, **said)], []


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """Return the link; Sphinx's own resolvers do not know the kind."""
    if node.get("reftype") != KIND:
        return None
    if app.builder.name not in PAGE_BUILDERS or not addresses.site(app.config):
        return content
    page = app.builder.get_target_uri(node["refdoc"])
    uri = relative_uri(page, node["reftarget"])
    return nodes.reference("", "", content, internal=True, refuri=uri)
