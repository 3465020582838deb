"""Cite domain: every document's citations, kept between builds.

Builds on sphinxcontrib-bibtex's domain for the roles, their grammar and the
place where it keeps ``references.bib``; its own bookkeeping, whose cost grows
with works × citations, is replaced by :class:`~press.citations.index.CitationIndex`,
made once a build.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from pybtex.database import BibliographyData
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import BibData
from sphinxcontrib.bibtex.domain import BibtexDomain

from press.bibliography.reader import broken_keys, judged
from press.bibliography.works import Works
from press.citations import shelving
from press.citations.citing_sentences import Sentences
from press.citations.index import Citation, CitationIndex, entry_id
from press.citations.kept_references import write
from press.citations.page_digests_of_works import Shown
from press.citations.printed import casings, printed
from press.citations.reference_html import reference_html
from press.citations.roles import CiteRole, ForeignCitation
from press.citations.years import by_year
from press.core.documents import ByDocument
from press.text.digests import content_digest
from press.text.strings import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from press.bibliography.entries import Reading
    from press.bibliography.reader import Bibliography
    from press.bibliography.works import Work
    from press.citations.years import ByYear

logger = logging.getLogger(__name__)


class CiteDomain(ByDocument, BibtexDomain):
    """What each document cites, lists for further reading and shows of others."""

    data_version = 2007 + BibtexDomain.data_version
    initial_data: ClassVar[dict[str, Any]] = {
        **BibtexDomain.initial_data,
        "bibdata": BibData(encoding="", bibfiles={}, data=BibliographyData()),
        "works": (),  # every Work, in the order of the bibliography
        "readings": {},  # chunk of a .bib file -> Reading
        "findings": (),  # (path, Finding) of every .bib file
        "parents": {},  # key -> keys of the entries that it inherits from
        "cited": {},  # docname -> tuple[Citation, ...]
        "said": {},  # docname -> digest of its citations
        "further": {},  # docname -> tuple[(key, line), ...]
        "works_pages": {},  # docname -> True
        "mentions": {},  # docname -> {what may be a key -> whether it was one}
        "shown": {},  # docname -> digest of what the page shows of others
        "sentences": {},  # docname -> Kept
        "shelved": {},  # key -> Shelved, where works stand on shelves
        "written": {},  # key -> (digest of the work, its reference as HTML)
        "casings": {},  # key -> Casing, of works whose titles may change
        "names": {},  # docname -> names that the document writes
    }
    by_document: ClassVar[tuple[str, ...]] = (
        "cited",
        "said",
        "further",
        "works_pages",
        "mentions",
        "shown",
        "sentences",
        "names",
    )

    roles: ClassVar[dict[str, Any]] = {name: CiteRole() for name in BibtexDomain.roles}

    # Of this build, from env-updated on.
    index: CitationIndex
    sentences: Sentences
    shelves: Mapping[str, shelving.Shelf]
    shelf_of: Mapping[str, str]
    by_year: Mapping[str, ByYear]  # of works with more places than an entry shows
    shown: Shown

    # -- while reading --------------------------------------------------------

    def note_citations(self, docname: str, citations: tuple[Citation, ...]) -> None:
        """Remember a document's citations, in the order of its text."""
        self.data["cited"][docname] = citations
        self.data["said"][docname] = content_digest(citations)

    def note_further_reading(self, docname: str, keys: tuple[tuple[str, int], ...]) -> None:
        """Remember the works a document lists for further reading: keys and lines."""
        self.data["further"][docname] = keys

    def note_names(self, docname: str, names: tuple[str, ...]) -> None:
        """Remember the names that a document writes."""
        self.data["names"][docname] = names

    def note_works_page(self, docname: str) -> None:
        """Remember that *docname* shows every work."""
        self.data["works_pages"][docname] = True

    def note_mention(self, docname: str, key: str) -> None:
        """Remember that a document's text depends on whether *key* is that of a work."""
        self.data["mentions"].setdefault(docname, {})[key] = key in self.works

    def mentioned_otherwise(self) -> set[str]:
        """Return the documents that were read when another answer was right."""
        return {
            docname
            for docname, mentions in self.data["mentions"].items()
            if any((key in self.works) is not known for key, known in mentions.items())
        }

    def role(self, name: str) -> RoleFunction | None:
        """Return a role; one that is not there says what to write."""
        if name not in self.roles:
            return ForeignCitation()
        return super().role(name)

    def note_bibliography(
        self,
        bibdata: BibData,
        bibliography: Bibliography,
    ) -> None:
        """Take the bibliography; *bibdata* says of which files, for sphinxcontrib-bibtex."""
        self.data["bibdata"] = bibdata
        self.data["works"] = bibliography.entries.plain()
        self.data["readings"] = bibliography.readings
        self.data["findings"] = bibliography.findings
        self.data["parents"] = bibliography.parents

    # -- after reading --------------------------------------------------------

    def env_updated(self) -> list[str]:
        """Index all citations; return the documents that show something changed.

        Called by sphinxcontrib-bibtex on Sphinx's ``env-updated``: before any
        document is resolved and before the environment is pickled.
        """
        further = {doc: [key for key, _ in keys] for doc, keys in self.data["further"].items()}
        self._print_works()
        works = self.works.digests()
        known = shelving.unchanged(self.data["shelved"], works)
        in_list = {key: place for key, (_digest, _letters, place) in known.items()}
        self.index = CitationIndex(self.data["cited"], self.works, further, in_list)
        self.data["written"] = write(self.index, works, self.data["written"])
        self._titles: dict[str, str] = {}
        self.sentences = Sentences(self.index, works, self.data["said"], self.data["sentences"])
        most = self.env.config.press_works_on_one_page
        many = len(works) > most
        self.data["shelved"] = shelving.shelve(self.index, known, works) if many else {}
        self.shelves = shelving.shelves(shelving.letters_of(self.data["shelved"]), most)
        self.shelf_of = shelving.shelf_of(self.shelves)
        self.by_year = by_year(self.index, works)
        sentence = self.sentences.sentence
        self.shown = Shown(self.index, works, self.shelf_of, self.by_year, sentence, self.title)
        self._warn()
        everywhere = (self.works_page, bool(self.shelves))
        digests = {
            docname: content_digest([*self.shown.in_lists(docname), *everywhere])
            for docname in sorted(self.data["cited"].keys() | further.keys())
        }
        for docname in sorted(self.data["works_pages"]):
            # Shelves are pages of their own; here only their names and sizes show.
            on_page = shelving.first_shelves(self.shelves)
            digests[docname] = content_digest(on_page or self.shown.of_works(works))
        shown = self.data["shown"]
        changed = [docname for docname, value in digests.items() if shown.get(docname) != value]
        self.data["shown"] = digests
        return changed

    def _print_works(self) -> None:
        """Take the works as they are printed, from here on."""
        works = self.data["works"]
        self.data["casings"] = casings(works, self.data["casings"])
        names = {name for names in self.data["names"].values() for name in names}
        titles = self.env.config.press_titles
        self._works = Works(printed(works, titles, names, self.data["casings"]))
        self._works_of = works

    def _warn(self) -> None:
        """Say what is wrong in every build until it is mended, not only at reading."""
        in_use = {
            target.key for each in self.data["cited"].values() for c in each for target in c.targets
        }
        in_use.update(key for keys in self.data["further"].values() for key, _line in keys)
        for path, finding in judged(self.data["findings"], in_use, self.data["parents"]):
            if finding.note:
                continue
            logger.warning(
                "%s",
                finding.message,
                location=f"{path}:{finding.line}",
                type="press",
                subtype=finding.code,
            )
        broken = broken_keys(self.data["findings"])
        for docname in sorted(self.data["cited"].keys() | self.data["further"].keys()):
            cited = self.data["cited"].get(docname, ())
            places = [
                (target.key, citation.line) for citation in cited for target in citation.targets
            ]
            for key, line in dict.fromkeys([*places, *self.data["further"].get(docname, ())]):
                if key not in self.works and key not in broken:
                    near = ", ".join(nearest(key, self.works)) or "none is like it"
                    logger.warning(
                        "no work has the key %r: correct the key or add the work to the "
                        "bibliography (nearest keys: %s)",
                        key,
                        near,
                        location=(docname, line),
                        type="press",
                        subtype="unknown-key",
                    )

    # -- looking up -----------------------------------------------------------

    @property
    def works(self) -> Works:
        """Every work by its key, in the order of the bibliography.

        From ``env-updated`` on they are as they are printed.
        """
        if self._works_of is not self.data["works"]:
            self._works_of = self.data["works"]
            self._works = Works(self._works_of)
        return self._works

    _works_of: tuple[Work, ...] | None = None
    _works: Works

    @property
    def readings(self) -> Mapping[bytes, Reading]:
        """What was read of the bibliography's files, by chunk."""
        return cast("Mapping[bytes, Reading]", self.data["readings"])

    def further(self, docname: str) -> list[str]:
        """Return the known works that a document lists for further reading."""
        keys = dict.fromkeys(key for key, _line in self.data["further"].get(docname, ()))
        return [key for key in keys if key in self.works]

    def title(self, docname: str) -> str:
        """Return a document's title as text."""
        if docname not in self._titles:
            title = self.env.titles.get(docname)
            self._titles[docname] = docname if title is None else title.astext()
        return self._titles[docname]

    def reference_html(self, key: str, suffix: str) -> str:
        """Return a work's reference as HTML; *suffix* is the letter after the year."""
        if suffix:
            return reference_html(self.index.reference(key, suffix))
        return str(self.data["written"][key][1])

    @property
    def works_page(self) -> str | None:
        """The document that shows all works, the first when there are several."""
        return min(self.data["works_pages"], default=None)

    # -- resolving ------------------------------------------------------------

    def resolve_xref(  # type: ignore[override]  # a citation holds several links
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Set a citation as APA 7 does, each work linked to its entry in the same document."""
        citation = self.data["cited"][fromdocname][node["citation"]]
        anchors: dict[str, str] = {}
        for cited in citation.targets:
            anchors.setdefault(cited.key, cited.anchor)
        result = nodes.inline("", "", classes=["citation"])
        pieces = self.index.pieces(fromdocname, node["citation"])
        linked = set() if node.get("in_link") else {piece.key for piece in pieces}
        # Works that show no link, as cite:empty's, have a place to come back to all the same.
        result += [
            nodes.target("", "", ids=[anchor])
            for key, anchor in anchors.items()
            if key not in linked and key in self.works
        ]
        for key, run in groupby(pieces, key=lambda piece: piece.key):
            content: list[nodes.Node] = [
                nodes.emphasis("", piece.text) if piece.italic else nodes.Text(piece.text)
                for piece in run
            ]
            if key in linked and key:
                link = nodes.reference("", "", *content, internal=True)
                link["refid"] = entry_id("ref", key)
                link["ids"] = [anchors.pop(key)] if key in anchors else []
                link["html_attributes"] = {"role": "doc-biblioref"}
                content = [link]
            result += content
        return result


def cite_domain(env: BuildEnvironment) -> CiteDomain:
    """Return the environment's cite domain, typed."""
    return cast("CiteDomain", env.get_domain("cite"))
