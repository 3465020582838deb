"""The editorial checks: everything that can be wrong with a publication's sources.

Pure: a folder goes in, findings come out.  Nothing is built, so an editor hears
in a second what a build would say in a minute, all of it at once.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from press import bibliography, configuration, front_matter
from press.article import is_article
from press.findings import Finding
from press.formulas import finder
from press.machine.well_known import security_faults
from press.markdown import Pointer, cited_keys, pointers
from press.picture_sources import fault
from press.text import nearest, read_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from press.article import Article

    Found = tuple[Path, Finding]

#: Findings that are worth knowing, but no fault.
NOTES = frozenset({"uncited"})

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SUFFIX = re.compile(r"\.\w+$")


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
    paths = sorted([*folder.glob("index.md"), *(folder / "articles").rglob("*.md")])
    if not paths:
        message = "there is no article here: name the folder that holds conf.py and articles/"
        yield folder, Finding(1, "no-articles", message)
    pages: list[_Page] = []
    for path in paths:
        page, findings = _read(folder, path, settings.sections)
        pages.append(page)
        yield from ((path, finding) for finding in findings)
    for page in pages:
        yield from ((page.path, finding) for finding in _pointer_faults(folder, page, works))
        yield from ((page.path, finding) for finding in _remote_pictures(page, settings))
        yield from ((page.path, finding) for finding in _formula_faults(page, settings))
        yield from ((page.path, finding) for finding in _further_reading_faults(page, works))
    yield from _slug_faults(pages)
    yield from _volume_faults(pages)
    yield from works.uncited()


class _Works:
    """The works of all bibliographies, and which of them are cited."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[Path, int]] = {}
        self.broken: set[str] = set()
        self.cited: set[str] = set()

    def add(self, path: Path) -> Iterator[Found]:
        """Take in the bibliography at *path*; yield what is wrong with it."""
        works = bibliography.read_file(path)
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


def _read(folder: Path, path: Path, sections: tuple[str, ...]) -> tuple[_Page, tuple[Finding, ...]]:
    name = path.relative_to(folder).with_suffix("").as_posix()
    text, findings = read_text(path)
    if findings:
        return _Page(name, path, ""), findings
    article, length = None, 0
    if is_article(name):
        article, length, findings = front_matter.parse(text, name, sections)
    elif name.count("/") > 1 and not name.endswith("/index"):
        message = "the file is not in a year's folder: an article belongs in articles/<year>/"
        findings = (Finding(1, "wrong-volume", message),)
    body = "\n".join(text.split("\n")[length:])
    return _Page(name, path, text, article, length, tuple(pointers(body, length + 1))), findings


def _pointer_faults(folder: Path, page: _Page, works: _Works) -> Iterator[Finding]:
    for pointer in page.pointers:
        if pointer.kind == "citation":
            keys = cited_keys(pointer.target)
            if keys is None:
                message = (
                    f"`{pointer.target}` is no citation: write {{before}}key{{after}}, "
                    "with commas between keys"
                )
                yield Finding(pointer.line, "bad-citation", message)
            for key in keys or ():
                yield from works.cite(key, pointer.line)
        else:
            yield from _target_faults(folder, page, pointer)
    if page.article and page.article.image:
        picture = Pointer("image", page.article.image.src, page.line_of("image"))
        yield from _target_faults(folder, page, picture)


def _target_faults(folder: Path, page: _Page, pointer: Pointer) -> Iterator[Finding]:
    """Yield the finding for a link or picture whose file is not there.

    A target without a suffix may be a label, which only the build can know.
    """
    target = unquote(re.split(r"[#?]", pointer.target, maxsplit=1)[0])
    if _SCHEME.match(target):
        return
    if pointer.kind == "page" and target:
        target += ".md"
    if not _SUFFIX.search(target):
        return
    start = folder if target.startswith("/") else page.path.parent
    path = start / target.lstrip("/")
    if path.is_file():
        return
    near = nearest(path.name, (other.name for other in path.parent.glob(f"*{path.suffix}")), 1)
    advice = f"did you mean {near[0]}?" if near else "mend the path or put the file there"
    message = f"{pointer.target} is not there: {advice}"
    if path.suffix == ".md":
        yield Finding(pointer.line, "missing-article", message)
    elif pointer.kind == "image":
        yield Finding(pointer.line, "missing-image", message)
    else:
        yield Finding(pointer.line, "missing-file", message)


def _remote_pictures(page: _Page, settings: configuration.Configuration) -> Iterator[Finding]:
    """Yield the pictures on other sites that pages do not show; the schema refuses one of its own."""
    for pointer in page.pointers:
        message = fault(pointer.target, settings.content_sources)
        if pointer.kind == "image" and message:
            yield Finding(pointer.line, "remote-image", message)


def _formula_faults(page: _Page, settings: configuration.Configuration) -> Iterator[Finding]:
    """Yield the formulas that no format can set."""
    body = "\n".join(page.text.split("\n")[page.length :])
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
