"""Domain of documents: the files each is made of, and what its links show.

Sphinx takes a document for unchanged when its file is not newer than the last
reading, and knows nothing of links between documents.  An older file that was
moved to a document's place, a target that is renamed or gone: with these two
facts, a build knows which documents to read again and which pages to write again.
A link shows the title of its target, or the heading; it warns when the target
is gone.  An image's file name in a built folder depends on the other images.

:class:`ByDocument` is the base of every domain here: what is kept by document is
forgotten and merged in one place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Link:
    """A link to another document, ``""`` where *label* alone names the place.

    *explicit* says that the link has a text of its own and shows no title.
    """

    docname: str
    label: str
    explicit: bool


#: The attribute of a link that names a document and a place in it, and is no cross-reference.
DOCUMENT = "press_document"

#: What makes out a labelled place, and its heading.
_Place = tuple[tuple[str, ...], str]


class ByDocument:
    """A domain whose state is tables by document name, named in ``by_document``.

    Goes before the domain's other base class, whose methods it answers for.
    """

    data: dict[str, Any]
    by_document: ClassVar[tuple[str, ...]]

    def clear_doc(self, docname: str) -> None:
        """Forget everything that *docname* said."""
        for name in self.by_document:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel worker read in *docnames*."""
        for name in self.by_document:
            theirs = otherdata[name]
            self.data[name].update((doc, theirs[doc]) for doc in docnames if doc in theirs)

    def resolve_any_xref(self, *_args: object, **_kwargs: object) -> list[Any]:
        """Never answer Markdown's ambiguous links: nothing kept here is named by them."""
        return []


class DocumentDomain(ByDocument, Domain):
    """Files and links by document name."""

    name = "document"
    label = "Documents"
    # Raise it whenever the fields of Link change: a test says so.
    data_version = 2
    initial_data: ClassVar[dict[str, Any]] = {
        "files": {},  # docname -> {file: time}
        "content": {},  # docname -> digest of these files
        "links": {},  # docname -> tuple[Link, ...]
        "shown": {},  # docname -> what its links and images show
    }
    by_document: ClassVar[tuple[str, ...]] = ("files", "content", "links", "shown")

    # -- while reading --------------------------------------------------------

    def note_document(self, docname: str, links: tuple[Link, ...]) -> None:
        """Remember a document that was just read, its dependencies known."""
        files = {name: _time(path) for name, path in self._files(docname).items()}
        digest = hashlib.sha256()
        for path in self._files(docname).values():
            if path.is_file():
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        self.data["files"][docname] = files
        self.data["content"][docname] = digest.hexdigest()[:16]
        if links:
            self.data["links"][docname] = links

    def _files(self, docname: str) -> dict[str, Path]:
        names = sorted(str(name) for name in self.env.dependencies.get(docname, ()))
        paths = {name: Path(self.env.srcdir, name) for name in names}
        return {"": Path(self.env.doc2path(docname)), **paths}

    # -- before and after reading -----------------------------------------------

    def outdated(self, changed: AbstractSet[str]) -> list[str]:
        """Return the documents whose files have other times, or that link to one of *changed*.

        *changed* are the documents that are new or gone: MyST reads a link to
        what does not exist in another way.
        """
        links: Mapping[str, tuple[Link, ...]] = self.data["links"]
        linking = {
            docname
            for docname, found in links.items()
            if any(link.docname in changed for link in found)
        }
        files: Mapping[str, Mapping[str, int]] = self.data["files"]
        moved = {
            docname
            for docname, times in files.items()
            if docname in self.env.found_docs
            and any(times[name] != _time(path) for name, path in self._files(docname).items())
        }
        return sorted((linking | moved) & self.env.found_docs)

    def make_index(self) -> list[str]:
        """Settle what links and images show; return the documents where that changed."""
        images: dict[str, list[tuple[str, str]]] = {}
        for path, (docnames, name) in sorted(self.env.images.items()):
            for docname in docnames:
                images.setdefault(docname, []).append((path, name))
        places = self._places()
        shown = {
            docname: (
                [self._shows(link, places) for link in self.data["links"].get(docname, ())],
                images.get(docname, []),
            )
            for docname in sorted(self.data["links"].keys() | images.keys())
        }
        before = self.data["shown"]
        self.data["shown"] = shown
        return [docname for docname, value in shown.items() if before.get(docname) != value]

    def _places(self) -> dict[tuple[str, str], list[_Place]]:
        """Return every label's places, by document and id, by document and name, and by name."""
        places: dict[tuple[str, str], list[_Place]] = {}
        standard = self.env.domaindata["std"]
        for kind in ("labels", "anonlabels"):
            for name, (docname, anchor, *title) in sorted(standard[kind].items()):
                place = ((kind, name, docname, anchor), "".join(map(str, title)))
                for key in {(docname, anchor), (docname, name), ("", name)}:
                    places.setdefault(key, []).append(place)
        return places

    def _shows(
        self, link: Link, places: Mapping[tuple[str, str], list[_Place]]
    ) -> tuple[object, ...]:
        label = link.label if link.docname else link.label.lower()
        found = list(places.get((link.docname, label), ()))
        slugs = self.env.metadata.get(link.docname, {}).get("myst_slugs", {})
        for slug, (_line, anchor, heading) in slugs.items():
            if label in (slug, anchor):
                found.append((("slug", slug, anchor), heading))
        titles = [heading for _place, heading in found]
        if not label and link.docname in self.env.titles:
            titles.append(self.env.titles[link.docname].astext())
        return (
            link.docname in self.env.all_docs,
            [place for place, _heading in found],
            [] if link.explicit else titles,
        )


def _time(path: Path) -> int:
    """Return a file's time in nanoseconds, 0 where there is no file."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def document_domain(env: BuildEnvironment) -> DocumentDomain:
    """Return the environment's document domain, typed."""
    return cast("DocumentDomain", env.get_domain("document"))


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
