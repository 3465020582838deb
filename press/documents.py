"""The ``document`` domain: the files each document is made of, and what its links show.

Sphinx takes a document for unchanged when its file is not newer than the last
reading, and knows nothing of links between documents.  An older file that was
moved to a document's place, a target that is renamed or gone: with these two
facts, a build knows which documents to read again and which pages to write again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from press.by_document import ByDocument

if TYPE_CHECKING:
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
