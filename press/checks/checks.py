"""Checks of a publication's sources: everything that can be wrong, told without a build.

Pure: a folder goes in, findings come out.  Nothing is built, so an editor hears
in a second what a build would say in a minute, all of it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.articles import front_matter
from press.bibliography import reader
from press.checks import configuration
from press.checks.markdown import Pointer, cited_keys, pointers
from press.checks.target_checks import Judge
from press.core.layout import is_article
from press.feeds import redirect
from press.feeds.well_known import security_faults
from press.formulas import finder
from press.safety import documents
from press.safety.documents import same_address
from press.safety.paths import Sources
from press.safety.picture_sources import fault
from press.safety.targets import Targets
from press.text import characters
from press.text.findings import Finding
from press.text.strings import nearest, read_text, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from press.articles.model import Article

    Found = tuple[Path, Finding]

#: Findings that are worth knowing, but no fault.
NOTES = frozenset({"uncited"})


@dataclass(frozen=True)
class _Page:
    """A page's file: the document's name, the text, and what its front matter says."""

    name: str
    path: Path
    text: str
    article: Article | None = None
    length: int = 0
    pointers: tuple[Pointer, ...] = ()

    def line_of(self, word: str) -> int:
        """Return the line of the front matter that holds *word*."""
        head = self.text.split("\n")[: self.length]
        return next((number for number, line in enumerate(head, 1) if word in line), 1)


def check(folder: Path, today: dt.date | None = None) -> Iterator[Found]:
    """Yield every finding in the publication in *folder*, with the file it is in.

    *folder* holds ``conf.py``, ``articles/`` and the bibliographies that
    ``conf.py`` names.  What expires is found by who says what day it is.  Never raises.
    """
    settings, findings = configuration.read(folder / "conf.py")
    yield from ((folder / "conf.py", finding) for finding in findings)
    if settings.security:
        for fault in security_faults(settings.security, today):
            yield folder / "conf.py", Finding(settings.security_line, "security", fault)
    works = _Works()
    for name in settings.bibliographies:
        yield from works.add(folder / name)
    sources = Sources(folder, settings.include, settings.exclude)
    linked = tuple(documents.linked_folders(sources))
    sources = Sources(folder, settings.include, (*settings.exclude, *linked))
    targets = Targets(sources, settings.schemes)
    paths = sorted([*folder.glob("index.md"), *(folder / "articles").rglob("*.md")])
    if paths and not (folder / "index.md").exists():
        yield folder / "index.md", documents.missing_index("index")
    if not paths:
        message = "there is no article here: name the folder that holds conf.py and articles/"
        yield folder, Finding(1, "no-articles", message)
    pages: list[_Page] = []
    for path in paths:
        page, findings = _read(sources, path, settings.sections)
        pages.append(page)
        yield from ((path, finding) for finding in findings)
    named: set[str] = set()
    for page in pages:
        image = page.article and page.article.image
        lead = (Pointer("image", image.src, page.line_of("image")),) if image else ()
        judge = Judge(targets, page.path, page.name, works.cite, named)
        yield from judge.faults((*page.pointers, *lead))
        yield from ((page.path, finding) for finding in _remote_pictures(page, settings))
        yield from ((page.path, finding) for finding in _formula_faults(page, settings))
        yield from ((page.path, finding) for finding in _further_reading_faults(page, works))
    yield from _slug_faults(pages)
    yield from _volume_faults(pages)
    yield from _address_faults(pages)
    yield from _alias_faults(pages)
    for path, finding in documents.strays(folder):
        if path.relative_to(folder).as_posix() not in named:
            yield path, finding
    yield from works.uncited()


class _Works:
    """The works of all bibliographies, and which of them are cited."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[Path, int]] = {}
        self.broken: set[str] = set()
        self.cited: set[str] = set()

    def add(self, path: Path) -> Iterator[Found]:
        """Take in the bibliography at *path*; yield what is wrong with it."""
        works = reader.read_file(path)
        yield from ((path, finding) for finding in works.findings)
        self.broken |= works.lines.keys() - works.entries.keys()
        for key in works.entries:
            other, line = self.places.setdefault(key, (path, works.lines[key]))
            if other != path:
                message = f"key {key} stands in {other.name} too (line {line}): keep one"
                yield path, Finding(works.lines[key], "repeated-key", message)

    def cite(self, key: str, line: int) -> Iterator[Finding]:
        """Note that *key* is cited; yield the finding where there is no such work."""
        self.cited.add(key)
        if key not in self.places and key not in self.broken:
            meant = nearest(key, self.places)
            advice = f"did you mean {' or '.join(meant)}?" if meant else "add the work"
            message = f"{key} is no work in the bibliography: {advice}"
            yield Finding(line, "unknown-key", message)

    def uncited(self) -> Iterator[Found]:
        """Yield a note for every work that nothing cites."""
        for key, (path, line) in self.places.items():
            if key not in self.cited:
                message = f"nothing cites {key}: cite it or list it as further-reading"
                yield path, Finding(line, "uncited", message)


def _read(
    sources: Sources, path: Path, sections: tuple[str, ...]
) -> tuple[_Page, tuple[Finding, ...]]:
    name = path.relative_to(sources.folder).with_suffix("").as_posix()
    if refused := documents.faults(sources, path):
        return _Page(name, path, ""), tuple(finding for finding in refused if finding.message)
    text, findings = read_text(path)
    if findings:
        return _Page(name, path, ""), findings
    article = None
    if is_article(name):
        article, length, findings = front_matter.parse(text, name, sections)
    else:
        _, findings, length = documents.page_head(text, name)
    body = documents.divided(text, length)[1]
    findings = (*findings, *characters.text_faults(body, length + 1))
    found = tuple(pointers(characters.without_forbidden(body), length + 1))
    return _Page(name, path, text, article, length, found), findings


def _remote_pictures(page: _Page, settings: configuration.Configuration) -> Iterator[Finding]:
    """Yield the pictures on other sites that pages do not show; the schema refuses one of its own."""
    for pointer in page.pointers:
        message = fault(pointer.target, settings.content_sources)
        if pointer.kind == "image" and message:
            yield Finding(pointer.line, "remote-image", message)


def _formula_faults(page: _Page, settings: configuration.Configuration) -> Iterator[Finding]:
    """Yield the formulas that no format can set."""
    body = characters.without_forbidden(documents.divided(page.text, page.length)[1])
    dollars = "dollarmath" in settings.markdown_extensions
    return finder.faults(body, page.length + 1, between_dollars=dollars)


def _further_reading_faults(page: _Page, works: _Works) -> Iterator[Finding]:
    if page.article is None or not page.article.further_reading:
        return
    targets = (pointer.target for pointer in page.pointers if pointer.kind == "citation")
    cited = {key for target in targets for key in cited_keys(target) or ()}
    for key in dict.fromkeys(page.article.further_reading):
        line = page.line_of(key)
        yield from works.cite(key, line)
        if key in cited:
            message = f"further-reading: {key} is cited in the text: delete it here"
            yield Finding(line, "cited-further-reading", message)


def _slug_faults(pages: list[_Page]) -> Iterator[Found]:
    first: dict[str, _Page] = {}
    for page in pages:
        if page.article is not None:
            other = first.setdefault(page.article.slug, page)
            if other is not page:
                message = (
                    f"the slug {page.article.slug} is already that of {other.name}.md: "
                    "give this file another name"
                )
                yield page.path, Finding(1, "duplicate-slug", message)


def _volume_faults(pages: list[_Page]) -> Iterator[Found]:
    """Yield the years that have articles but no page of their own."""
    names = {page.name for page in pages}
    first = {page.path.parent: page for page in reversed(pages) if is_article(page.name)}
    for folder, page in first.items():
        if f"{page.name.rpartition('/')[0]}/index" not in names:
            message = "the volume has no page: copy another year's index.md and mend its year"
            yield folder / "index.md", Finding(1, "missing-volume", message)


def _address_faults(pages: list[_Page]) -> Iterator[Found]:
    """Yield the topics and authors of different articles that differ and share a page."""
    articles = sorted(
        ((page, page.article) for page in pages if page.article), key=lambda it: it[1].order
    )
    for folder, field in (("topics", "topics"), ("authors", "authors")):
        places: dict[str, dict[str, _Page]] = {}
        for page, article in articles:
            for name in getattr(article, field):
                places.setdefault(f"{folder}/{slugify(name)}", {}).setdefault(name, page)
        for address, names in sorted(places.items()):
            first, *others = sorted(names)
            for other in others:
                message = same_address(first, other, address)
                yield names[other].path, Finding(1, "same-address", message)


def _alias_faults(pages: list[_Page]) -> Iterator[Found]:
    """Yield the former addresses that are somebody else's."""
    articles = [page.article for page in pages if page.article]
    places = redirect.Places(redirect.files_of((page.name for page in pages), articles))
    for page in pages:
        for alias in dict.fromkeys(page.article.aliases if page.article else ()):
            if message := places.fault(page.name, alias):
                yield page.path, Finding(page.line_of(alias), "alias", message)
