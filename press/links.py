"""A document is read, and its page written, again when what its links and files say changes.

A link shows the title of its target, or the heading; it warns when the target
is gone.  An image's file name in a built folder depends on the other images.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.documents import DOCUMENT, DocumentDomain, Link, document_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents that were changed unseen by Sphinx, or link to one that came or went."""
    return document_domain(env).outdated(added | removed)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note the document's files and links."""
    docname = app.env.current_document.docname
    document_domain(app.env).note_document(docname, tuple(dict.fromkeys(_links(app.env, doctree))))


def _links(env: BuildEnvironment, doctree: nodes.document) -> Iterator[Link]:
    for picture in doctree.findall(nodes.reference):
        if DOCUMENT in picture:
            docname, anchor = picture[DOCUMENT]
            yield Link(docname, anchor, explicit=True)
    for node in doctree.findall(addnodes.pending_xref):
        target: str = node.get("reftarget", "")
        explicit = bool(node.get("refexplicit"))
        match node.get("refdomain"), node.get("reftype"):
            case "doc", "myst":
                yield Link(target, node.get("reftargetid") or "", explicit)
            case None | "", "myst":
                # A label, or the path of what does not exist yet.
                yield Link("", target, explicit)
                yield Link(
                    env.path2doc(env.relfn2path(target.partition("#")[0])[1]) or "", "", explicit
                )
            case "std", "doc":
                yield Link(env.relfn2path(target)[0], "", explicit)
            case "std", _:
                yield Link("", target, explicit)
            case _:
                pass


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the images in one order, whatever the order of reading; see what links show now."""
    images = type(env.images)()
    for path, (docnames, _name) in sorted(env.images.items()):
        for docname in sorted(docnames):
            images.add_file(docname, path)
    env.images = images
    return document_domain(env).make_index()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the handlers."""
    app.add_domain(DocumentDomain)
    # Behind press.articles (500), which leaves out drafts.
    app.connect("env-get-outdated", on_env_get_outdated, priority=600)
    # Behind Sphinx's own collectors (880), which note dependencies.
    app.connect("doctree-read", on_doctree_read, priority=900)
    # Ahead of those who ask what an image is called (500).
    app.connect("env-updated", on_env_updated, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
