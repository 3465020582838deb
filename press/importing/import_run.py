"""A run of the import: from files to the publication's files, all of it decided before any is written.

:func:`plan` reads and decides; :func:`write` puts what was decided on the disk.  A run is a
function of the sources, the publication and the decisions, whatever the order of the arguments.
"""

from __future__ import annotations

import ast
import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.core.layout import folder_of, page_name, slug_of, volume_page, volume_page_text, year_of
from press.importing import article_parts, placement, readers
from press.importing.decisions import Decisions, read_decisions
from press.importing.import_ledger import NAME as LEDGER
from press.importing.import_ledger import Entry, read_ledger, sha256, write_ledger
from press.importing.import_report import JSON, MARKDOWN, Item, Report, Told, as_json, as_markdown
from press.importing.imported_article import (
    Bibliography,
    Made,
    check_reading,
    make,
    page_references,
)
from press.importing.links_between import map_of, path_key
from press.importing.page_model import FileRemark, Page, Remark
from press.importing.source_files import SourceFile, UnreadableError, source_files
from press.rebuild.atomic import write_whole
from press.settings import conf_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from press.importing.placement import Options, Place

DECISIONS = "import/decisions.toml"


class CannotImportError(Exception):
    """What the editor asked for cannot be done; the message says why."""


@dataclass(frozen=True)
class Publication:
    """What an import must know of the publication in *folder*."""

    folder: Path
    name: str
    language: str
    sections: tuple[str, ...]
    bibliography: str
    content_sources: dict[str, object]


@dataclass(frozen=True)
class Plan:
    """What a run writes, and what it tells."""

    #: From a file below the publication's folder to its new bytes; ``None`` deletes it.
    files: dict[str, bytes | None]
    report: Report
    #: Files that hold already what this run would write.
    unchanged: int = 0


@dataclass
class _Placed:
    """A page with its place."""

    page: Page
    place: Place
    docname: str = ""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def output(self) -> str:
        return f"{self.docname}.md"


def publication(folder: Path) -> Publication:
    """Return what ``conf.py`` in *folder* says.

    Raises :class:`CannotImportError` where there is none or it cannot be read.
    """
    conf = folder / "conf.py"
    settings, faults = conf_file.read(conf)
    if faults:
        raise CannotImportError(f"{conf}: {faults[0].message}")
    if not settings.bibliographies:
        raise CannotImportError(
            f'{conf} names no bibliography: write bibtex_bibfiles = ["references.bib"]'
        )
    text = conf.read_text(encoding="utf-8", errors="replace")
    return Publication(
        folder,
        _literal(text, "project"),
        _literal(text, "language") or "en",
        settings.sections,
        settings.bibliographies[0],
        dict(settings.content_sources),
    )


def _literal(source: str, name: str) -> str:
    """Return a text that ``conf.py`` sets, "" where it sets none."""
    found = ""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in statement.targets
        ):
            value = statement.value
            found = (
                value.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
                else ""
            )
    return found


def plan(own: Publication, paths: Sequence[Path], options: Options, *, force: bool = False) -> Plan:
    """Return what importing *paths* writes and tells.

    Raises :class:`CannotImportError` for what makes the whole run impossible.
    """
    decisions = _decisions(own)
    known = read_ledger(_text(own.folder / LEDGER))
    told: list[Told] = []
    pages = list(_pages(own, paths, told))
    if len(pages) > 1 and (options.title or options.address or options.slug):
        raise CannotImportError(
            f"--title, --url and --slug are for one page, and these are {len(pages)}: use --urls"
        )
    placed = _placed(own, pages, options, told)
    pages.clear()
    duplicates = _assign(own, placed, known, told)
    bibliography = Bibliography(_bibliography(own), decisions)
    lines = [page_references(one.page, decisions) for one in placed]
    bibliography.merge([reference for found in lines for reference in found])
    places = map_of(
        {
            alias: entry.output.removesuffix(".md")
            for entry in known.values()
            for alias in entry.aliases
        },
        [(one.page.address, one.docname) for one in placed if not one.page.draft],
    )
    files: dict[str, bytes | None] = {}
    entries = dict(known)
    unchanged = 0
    aliases = {path_key(alias): entry.output for entry in known.values() for alias in entry.aliases}
    for one, references in zip(placed, lines, strict=True):
        alias = one.place.alias
        if alias and aliases.setdefault(path_key(alias), one.output) != one.output:
            one.remarks.append(
                Remark(
                    "decide",
                    "alias",
                    f"the former address /{alias} is that of {aliases[path_key(alias)]} already: only that one keeps it",
                )
            )
            alias = ""
        made = make(one.page, one.place, one.docname, alias, references, bibliography, places, own)
        remarks = [*one.remarks, *made.remarks]
        if made.text:
            unchanged += _decide(own, one, made, known, entries, files, remarks, alias, force=force)
        told.append(_told(one.output if made.text else "", one.page, made, remarks))
    _others(own, placed, bibliography, entries, files)
    report = _report(told, placed, duplicates, bibliography, lines)
    files[MARKDOWN] = as_markdown(report).encode()
    files[JSON] = as_json(report).encode()
    changed = {name: data for name, data in files.items() if _bytes(own.folder / name) != data}
    return Plan(changed, report, unchanged)


def _decisions(own: Publication) -> Decisions:
    path = own.folder / DECISIONS
    decisions, faults = read_decisions(_text(path))
    if faults:
        raise CannotImportError(f"{path}:{faults[0].line}: {faults[0].message}")
    return decisions


def _text(path: Path) -> str:
    data = _bytes(path)
    return data.decode("utf-8", "replace") if data is not None else ""


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _bibliography(own: Publication) -> str:
    data = _bytes(own.folder / own.bibliography)
    try:
        return (data or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotImportError(f"{own.bibliography} is not UTF-8: save it as UTF-8") from error


def _pages(own: Publication, paths: Sequence[Path], told: list[Told]) -> Iterator[Page]:
    """Yield the pages of all files with their parts found; tell what was found on the way."""
    register = readers.readers()
    remarked: dict[str, list[Remark]] = {}
    seen: set[str] = set()
    try:
        sources: Iterable[SourceFile] = source_files(paths)
        for source in sources:
            for found in readers.read(source, register):
                if isinstance(found, FileRemark):
                    remarked.setdefault(found.origin, []).append(found.remark)
                elif (same := f"{found.digest} {found.origin}") not in seen:
                    seen.add(same)
                    yield found
    except UnreadableError as error:
        raise CannotImportError(str(error)) from error
    for origin, remarks in sorted(remarked.items()):
        told.append(_told("", origin, None, list(dict.fromkeys(remarks))))


def _placed(
    own: Publication, pages: list[Page], options: Options, told: list[Told]
) -> list[_Placed]:
    """Return the pages that have a place, in the order of their files; tell of the others."""
    placed = []
    for read in pages:
        faults = check_reading(read)
        page = article_parts.find_parts(placement.with_options(read, options), own.name)
        where, remarks = placement.place(page, options, own.sections)
        if where is None or faults or any(remark.level == "error" for remark in page.remarks):
            told.append(_told("", page, None, [*page.remarks, *remarks, *faults]))
        else:
            placed.append(_Placed(page, where, remarks=list(remarks)))
    placed.sort(key=lambda one: (one.place.docname, one.page.digest, one.page.origin))
    return placed


def _assign(
    own: Publication, placed: list[_Placed], known: dict[str, Entry], told: list[Told]
) -> int:
    """Give every page a file of its own; return how many stand in the run twice."""
    by_slug: dict[str, str] = {}
    for path in sorted((own.folder / "articles").glob("*/[0-9][0-9][0-9][0-9]-??-??-*.md")):
        docname = f"{folder_of(path.parent.name)}/{path.stem}"
        by_slug[slug_of(docname)] = f"{docname}.md"
    for path in sorted((own.folder / "articles").glob("*.md")):
        by_slug[f"/{path.stem}"] = f"{page_name(path.stem)}.md"
    earlier: defaultdict[str, list[str]] = defaultdict(list)
    for output, entry in known.items():
        earlier[entry.slug].append(output)
    taken: dict[str, _Placed] = {}
    kept: list[_Placed] = []
    for one in placed:
        twin = (
            next((other for other in kept if _same_page(other, one)), None)
            if _clashes(one, taken)
            else None
        )
        if twin is not None:
            if twin.page.digest != one.page.digest:
                message = f"the same page stands in {twin.page.origin} too, with other words: only that one was taken; import this one alone to see how they differ"
                told.append(_told("", one.page, None, [Remark("decide", "page-twice", message)]))
            continue
        one.docname = _free(one, known, earlier[one.place.slug], by_slug, taken)
        if one.docname != one.place.docname:
            message = f"the slug {one.place.slug} is another article's: this one became {one.docname.rpartition('/')[2]}; --slug gives it a better one"
            one.remarks.append(Remark("decide", "slug-taken", message))
        taken[one.output] = one
        by_slug[_slug_of(one)] = one.output
        kept.append(one)
    count = len(placed) - len(kept)
    placed[:] = kept
    return count


def _clashes(one: _Placed, taken: dict[str, _Placed]) -> bool:
    return f"{one.place.docname}.md" in taken


def _same_page(one: _Placed, other: _Placed) -> bool:
    """Say whether two pages of a run are one: same words, or same address on the same day."""
    if one.page.digest == other.page.digest:
        return True
    return (
        bool(one.place.alias)
        and one.place.alias == other.place.alias
        and one.place.docname == other.place.docname
    )


def _slug_of(one: _Placed) -> str:
    slug = slug_of(one.docname)
    return f"/{slug}" if one.page.kind == "page" else slug


def _free(
    one: _Placed,
    known: dict[str, Entry],
    earlier: Sequence[str],
    by_slug: dict[str, str],
    taken: dict[str, _Placed],
) -> str:
    """Return the document's name for a page: its own of an earlier run, or the first that is free.

    *earlier* are the files of earlier runs whose slug is the page's.
    """
    base = one.place.docname
    mine = [output for output in earlier if output.startswith(f"{base}-")]
    for output in [f"{base}.md"] * (f"{base}.md" in known) + mine:
        if output not in taken and _was(known[output], one):
            return output.removesuffix(".md")
    number = 1
    while True:
        docname = base if number == 1 else f"{base}-{number}"
        slug = f"{one.place.slug}" if number == 1 else f"{one.place.slug}-{number}"
        slug = f"/{slug}" if one.page.kind == "page" else slug
        owner = by_slug.get(slug)
        # A file that no run has written may be this article, typed: the new version goes beside it.
        typed = owner == f"{docname}.md" and owner not in known and owner not in taken
        if owner is None or typed:
            return docname
        number += 1


def _was(entry: Entry, one: _Placed) -> bool:
    """Say whether an article of an earlier run is this page."""
    if entry.origin == one.page.origin or entry.source_sha256 == one.page.digest:
        return True
    if one.place.alias and one.place.alias in entry.aliases:
        return True
    mine, theirs = one.page.origin.partition("#")[2], entry.origin.partition("#")[2]
    return bool(mine) and mine == theirs


def _decide(
    own: Publication,
    one: _Placed,
    made: Made,
    known: dict[str, Entry],
    entries: dict[str, Entry],
    files: dict[str, bytes | None],
    remarks: list[Remark],
    alias: str,
    *,
    force: bool,
) -> int:
    """Decide whether an article is written, or goes beside one that was edited; 1 if it stands."""
    new = made.text.encode()
    old = _bytes(own.folder / one.output)
    before = known.get(one.output)
    ours = old is None or old == new or (before is not None and sha256(old) == before.output_sha256)
    for name, data in made.pictures.items():
        files[f"{one.output.rpartition('/')[0]}/{name}"] = data
    if not ours and not force and old is not None:
        message = f"{one.output} was edited since it was imported, or was not imported: the new version stands beside it (.new, .diff); merge them, or use --force"
        remarks.append(Remark("decide", "edited", message))
        files[f"{one.output}.new"] = new
        files[f"{one.output}.diff"] = diff(old, new, one.output, f"{one.output}.new").encode()
        return 0
    files[one.output] = new
    for name in (f"{one.output}.new", f"{one.output}.diff"):
        if (own.folder / name).exists():
            files[name] = None
    entries[one.output] = Entry(
        output=one.output,
        output_sha256=sha256(new),
        origin=one.page.origin,
        source_sha256=one.page.digest,
        words=made.words,
        aliases=(alias,) if alias else (),
        left_out=made.left_out,
        references=made.references,
        slug=one.place.slug,
    )
    return int(old == new)


def diff(old: bytes | None, new: bytes | None, before: str, after: str) -> str:
    """Return the unified diff of two texts; bytes that are no text are only said to differ."""
    try:
        one = (old or b"").decode("utf-8").splitlines(keepends=True)
        other = (new or b"").decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return f"Binary file {after}: {len(new or b'')} bytes\n"
    lines = difflib.unified_diff(
        one,
        other,
        before if old is not None else "/dev/null",
        after if new is not None else "/dev/null",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _others(
    own: Publication,
    placed: list[_Placed],
    bibliography: Bibliography,
    entries: dict[str, Entry],
    files: dict[str, bytes | None],
) -> None:
    """Add what is not an article: the pages of years, the bibliography, the ledger."""
    written = [one for one in placed if one.output in files or f"{one.output}.new" in files]
    years = {year_of(one.docname) for one in written if one.page.kind == "article"}
    for year in sorted(years):
        name = f"{volume_page(year)}.md"
        if not (own.folder / name).exists():
            files[name] = volume_page_text(year).encode()
    if written:
        files[own.bibliography] = bibliography.text.encode()
        files[LEDGER] = write_ledger(entries).encode()


def _told(output: str, page: Page | str, made: Made | None, remarks: Sequence[Remark]) -> Told:
    items = [
        Item(
            remark.level,
            remark.code,
            made.line_of(remark.text) if made else 0,
            remark.message,
            remark.text,
        )
        for remark in dict.fromkeys(remarks)
    ]
    origin = page if isinstance(page, str) else page.origin
    if made is None:
        return Told(output, origin, 0, tuple(items))
    return Told(output, origin, made.words, tuple(items), made.left_out, made.differences)


def _report(
    told: list[Told],
    placed: list[_Placed],
    duplicates: int,
    bibliography: Bibliography,
    lines: Sequence[Sequence[object]],
) -> Report:
    told = sorted(told, key=lambda one: (one.output, one.origin, one.items))
    items = [item for one in told for item in one.items]
    totals = {
        "articles": sum(bool(one.output) for one in told),
        "pages that could not be imported": sum(
            any(item.level == "error" for item in one.items) for one in told
        ),
        "pages given twice": duplicates,
        "words": sum(one.words for one in told),
        "pieces left out on purpose": sum(len(one.left_out) for one in told),
        "reference lines": sum(map(len, lines)),
        "works": len(set(bibliography.keys)),
        "for a person to decide": sum(item.level == "decide" for item in items),
        "to know": sum(item.level == "note" for item in items),
    }
    return Report(tuple(told), tuple(totals.items()))


def write(own: Publication, planned: Plan) -> None:
    """Write what was planned: each file whole, articles before the ledger that tells of them."""
    last = {LEDGER, MARKDOWN, JSON}
    for name, data in sorted(planned.files.items(), key=lambda item: (item[0] in last, item[0])):
        path = own.folder / name
        if data is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, data)
