"""Checks of a publication's sources: everything that can be wrong, told without a build.

Pure: a folder goes in, findings come out.  Nothing is built, so an editor hears
in a second what a build would say in a minute, all of it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.articles import front_matter
from press.bibliography import reader
from press.checks.markdown import Pointer, cited_keys, pointers
from press.checks.target_checks import Judge
from press.citations.article_names import names_in
from press.citations.printed import TYPED, changes
from press.core.layout import front_page_is_missing, is_article
from press.feeds import redirect
from press.safety import documents
from press.safety.documents import same_address
from press.safety.paths import Sources
from press.safety.picture_sources import fault
from press.safety.targets import Targets
from press.settings import conf_file
from press.settings.press_values import security_has_expired
from press.text import characters
from press.text.findings import Finding
from press.text.pandoc_citations import candidates
from press.text.strings import nearest, read_text, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from press.articles.model import Article

    Found = tuple[Path, Finding]


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
    settings, findings = conf_file.read(folder / "conf.py")
    yield from ((folder / "conf.py", finding) for finding in findings)
    expired = security_has_expired(settings.security, today) if today else ""
    if expired:
        line = settings.line("press_security", "expires")
        yield folder / "conf.py", Finding(line, "security", expired)
    works = _Works(reader.read_files([folder / name for name in settings.bibliographies]))
    paths = sorted(
        {
            *folder.glob("index.md"),
            *folder.glob(f"{settings.root_doc}.md"),
            *(folder / "articles").rglob("*.md"),
        }
    )
    if not paths:
        message = "there is no article here: name the folder that holds conf.py and articles/"
        yield folder, Finding(1, "no-articles", message)
    if settings.places is None:
        return  # whatever depends on a setting would be told for nothing
    root = folder / f"{settings.root_doc}.md"
    if paths and not (root.is_file() and settings.is_source(f"{settings.root_doc}.md")):
        yield root, Finding(1, "missing-index", front_page_is_missing(settings.root_doc))
    sources = Sources(folder, settings.include, settings.exclude)
    linked = tuple(documents.linked_folders(sources))
    sources = Sources(folder, settings.include, (*settings.exclude, *linked))
    targets = Targets(sources, settings.schemes)
    pages: list[_Page] = []
    for path in paths:
        page, findings = _read(sources, path, settings.sections)
        pages.append(page)
        yield from ((path, finding) for finding in findings)
    named: set[str] = set()
    for page in pages:
        image = page.article and page.article.image
        lead = (Pointer("image", image.src, page.line_of("image")),) if image else ()
        judge = Judge(targets, page.path, page.name, works, named)
        yield from judge.faults((*page.pointers, *lead))
        yield from ((page.path, finding) for finding in _remote_pictures(page, settings))
        yield from ((page.path, finding) for finding in _further_reading_faults(page, works))
    yield from _slug_faults(pages)
    yield from _volume_faults(pages)
    yield from _address_faults(pages)
    yield from _alias_faults(pages)
    for path, finding in documents.strays(folder):
        if path.relative_to(folder).as_posix() not in named:
            yield path, finding
    yield from works.faults()
    if settings.titles != TYPED:
        yield from works.title_case(page.text for page in pages if is_article(page.name))


class _Works:
    """The works of the bibliography, and which of them are cited."""

    def __init__(self, works: reader.Bibliography) -> None:
        self.works = works
        self.broken = reader.broken_keys(works.findings)
        self.cited: set[str] = set()

    def cite(self, key: str, line: int) -> Iterator[Finding]:
        """Note that *key* is cited; yield the finding where there is no such work."""
        self.cited.add(key)
        if key not in self.works.entries and key not in self.broken:
            meant = nearest(key, self.works.entries)
            advice = f"did you mean {' or '.join(meant)}?" if meant else "add the work"
            message = f"{key} is no work in the bibliography: {advice}"
            yield Finding(line, "unknown-key", message)

    def mentioned(self, candidate: str) -> list[str]:
        """Return the key of the work that *candidate* in a sentence stands for, if there is one."""
        return [key for key in candidates(candidate) if key in self.works.entries][:1]

    def mention(self, candidate: str) -> None:
        """Note the work that *candidate* in a sentence stands for as cited, if there is one."""
        self.cited.update(self.mentioned(candidate))

    def faults(self) -> Iterator[Found]:
        """Yield what is wrong with the files, and a note for every work that nothing cites."""
        yield from reader.judged(self.works.findings, self.cited, self.works.parents)
        inherited = {parent for parents in self.works.parents.values() for parent in parents}
        for key in self.works.entries:
            if key not in self.cited and key not in inherited:
                message = f"nothing cites {key}: cite it or list it as further-reading"
                path, line = self.works.places[key]
                yield path, Finding(line, "uncited", message, note=True, work=key)

    def title_case(self, texts: Iterable[str]) -> Iterator[Found]:
        """Yield a note for every title that is printed in other capitals than it is typed in.

        *texts* are the articles', whose names keep their capitals.
        """
        names = {name for text in texts for name in names_in(text)}
        for change in changes(self.works.entries.plain(), names):
            path, line = self.works.places[change.key]
            message = (
                f"{change.field} of {change.key} is printed `{change.after}`, typed "
                f"`{change.before}`: put in braces what must keep its capital"
            )
            yield path, Finding(line, "title-case", message, note=True, work=change.key)


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


def _remote_pictures(page: _Page, settings: conf_file.Configuration) -> Iterator[Finding]:
    """Yield the pictures on other sites that pages do not show; the schema refuses one of its own."""
    for pointer in page.pointers:
        message = fault(pointer.target, settings.content_sources)
        if pointer.kind == "image" and message:
            yield Finding(pointer.line, "remote-image", message)


def _further_reading_faults(page: _Page, works: _Works) -> Iterator[Finding]:
    if page.article is None or not page.article.further_reading:
        return
    cited = {key for pointer in page.pointers for key in _keys(pointer, works)}
    for key in dict.fromkeys(page.article.further_reading):
        line = page.line_of(key)
        yield from works.cite(key, line)
        if key in cited:
            message = f"further-reading: {key} is cited in the text: delete it here"
            yield Finding(line, "cited-further-reading", message)


def _keys(pointer: Pointer, works: _Works) -> Iterable[str]:
    """Return the keys that a pointer cites."""
    if pointer.kind == "citation":
        return cited_keys(pointer.target) or ()
    if pointer.kind == "mention":
        return works.mentioned(pointer.target)
    return ()


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
