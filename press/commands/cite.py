"""``press cite DOI|ISBN|URL|FILE``: a work put into the bibliography, once.

A DOI is asked for at doi.org, an ISBN at Open Library, a page for what its head says of itself;
a file can be BibTeX, RIS or CSL-JSON.  The entry is written in the style of the file that it
goes into, under a key by the house's rule, in its place; no other byte changes.  A work that is
there already is not written again: its key is printed.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from press.bibliography import bib_text, records
from press.bibliography.bibtex import Place, scan
from press.bibliography.faults import doi as doi_in
from press.bibliography.field_names import PRIVATE, TIES
from press.bibliography.foreign_records import from_csl, from_open_library, from_page, from_ris
from press.bibliography.reader import read, read_files
from press.bibliography.records import Record
from press.commands import UsageError
from press.commands.bibliography_files import bibliography_files
from press.commands.changes import read_exactly
from press.commands.network import NoAnswer, ask

if TYPE_CHECKING:
    import argparse

    from press.commands import Commands

# For tests, and for publications with servers of their own.
_DOI_SERVER = "PRESS_DOI_SERVER", "https://doi.org"
_ISBN_SERVER = "PRESS_ISBN_SERVER", "https://openlibrary.org"
_JSON = (
    "application/vnd.citationstyles.csl+json, application/json;q=0.9, application/x-bibtex;q=0.5"
)


def add(commands: Commands) -> None:
    """Give the command line this command."""
    command = commands.add_parser("cite", help="put a work into the bibliography and print its key")
    command.add_argument(
        "what", nargs="+", help="a DOI, an ISBN, an address, or a .bib, .ris or .json file"
    )
    command.add_argument("--file", type=Path, help="the .bib file; default: conf.py's last")
    command.add_argument("--key", default="", help="default: author, year, first telling word")
    command.add_argument("--dry-run", action="store_true", help="print the entry; write nothing")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    paths = [options.file] if options.file else bibliography_files(options.folder)
    target = paths[-1]
    for what in options.what:
        for record in _records(what):
            print(_put(record, paths, target, key=options.key, dry_run=options.dry_run))
    return 0


def _put(record: Record, paths: list[Path], target: Path, *, key: str, dry_run: bool) -> str:
    """Write *record* into the file *target*, unless one of *paths* has the work; return its key."""
    bibliography = read_files([path for path in paths if path.exists()])
    text = read_exactly(target) if target.exists() else ""
    style, old = bib_text.style_of(text), records.uses_old_names(text)
    works = {work.key: work for work in bibliography.entries.plain()}
    (work,) = read(records.entry_of(record, "x", style, old=old)).entries.plain()
    there = records.same_work(work, works)
    if there:
        print(f"{there} is there already", file=sys.stderr)
        return there
    taken = {each.lower() for each in bibliography.places}
    if key and (key.lower() in taken or not re.fullmatch(r"\w(?:[\w:.+/-]*\w)?", key)):
        raise UsageError(f"{key} is taken, or cannot be a key: choose another")
    key = key or records.house_key(work, taken)
    entry = records.entry_of(record, key, style, old=old)
    for _path, finding in read(entry).findings:
        print(f"look at this: {finding.message}", file=sys.stderr)
    if dry_run:
        print(entry.replace("\r\n", "\n"))
    else:
        target.write_text(bib_text.inserted(text, [(key, entry)]), encoding="utf-8", newline="")
        print(f"written to {target}", file=sys.stderr)
    return key


def _records(what: str) -> list[Record]:
    path = Path(what)
    if path.suffix.lower() in {".bib", ".ris", ".json"}:
        if not path.is_file():
            raise UsageError(f"{what} is not there: name a .bib, .ris or .json file")
        found = _from_file(path)
        if not found:
            raise UsageError(f"{what} holds no work that can be read")
        return found
    number = doi_in(what)
    if number:
        return [_from_doi(number)]
    isbn = re.sub(r"(?i)^isbn[:\s]*|[\s-]", "", what).upper()
    if re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", isbn):
        return [_from_isbn(isbn)]
    if re.match(r"https?://", what):
        return [_from_url(what)]
    raise UsageError(f"{what} is no DOI, ISBN, address or file: write 10.1093/…, 978…, https://…")


def _from_file(path: Path) -> list[Record]:
    text = read_exactly(path).removeprefix("\ufeff")
    match path.suffix.lower():
        case ".bib":
            return _from_bibtex(text)
        case ".ris":
            return from_ris(text)
        case _:
            try:
                data = json.loads(text)
            except ValueError as error:
                raise UsageError(f"{path} is no JSON ({error}): export CSL-JSON") from error
            items = data if isinstance(data, list) else data.get("items", [data])
            return [from_csl(item) for item in items if isinstance(item, dict)]


def _from_bibtex(text: str) -> list[Record]:
    """Return the entries of BibTeX as they are written, without what is private to a program."""
    found = []
    for place in scan(text.replace("\r\n", "\n"), {}):
        if isinstance(place, Place) and place.source is not None:
            record = Record(place.source.type.lower(), as_typed=True)
            for field in place.source.fields:
                name = field.name.lower()
                if name not in PRIVATE and name not in TIES and "-" not in name and field.value:
                    record.fields.setdefault(name, field.value)
            if record.type not in {"xdata", "set"}:
                found.append(record)
    return found


def _server(server: tuple[str, str]) -> str:
    variable, usual = server
    return os.environ.get(variable, usual).rstrip("/")


def _from_doi(number: str) -> Record:
    url = f"{_server(_DOI_SERVER)}/{quote(number, safe='/:;()._-')}"
    answer = ask(url, _JSON)
    if isinstance(answer, NoAnswer):
        raise _could_not(answer, f"no work has the DOI {number}")
    if "bibtex" in answer.type or answer.text.lstrip().startswith("@"):
        found = _from_bibtex(answer.text)
    else:
        try:
            data = json.loads(answer.text)
        except ValueError:
            data = None
        found = [from_csl(data)] if isinstance(data, dict) else []
    if not found:
        raise UsageError(
            f"{url} does not say what it knows of {number}: give its address or a file"
        )
    found[0].fields["doi"] = number
    return found[0]


def _from_isbn(isbn: str) -> Record:
    url = f"{_server(_ISBN_SERVER)}/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data"
    answer = ask(url, "application/json")
    if isinstance(answer, NoAnswer):
        raise _could_not(answer, f"no book has the ISBN {isbn}")
    try:
        book = json.loads(answer.text).get(f"ISBN:{isbn}")
    except (ValueError, AttributeError):
        book = None
    if not isinstance(book, dict):
        raise UsageError(f"Open Library knows no book with the ISBN {isbn}: give a DOI or a file")
    return from_open_library(book, isbn)


def _from_url(url: str) -> Record:
    answer = ask(url, "text/html, application/xhtml+xml")
    if isinstance(answer, NoAnswer):
        raise _could_not(answer, f"there is no page at {url}")
    if "html" not in answer.type:
        raise UsageError(f"{url} is {answer.type}, not a page: give its DOI or a file")
    record = from_page(answer.text, url)
    number = doi_in(record.fields.get("doi", ""))
    if number:
        try:
            return _from_doi(number)
        except UsageError:
            record.fields["doi"] = number
    elif record.type == "online":
        record.fields["urldate"] = dt.date.today().isoformat()  # noqa: DTZ011 (the editor's own day)
    if not record.fields.get("title"):
        raise UsageError(f"{url} does not say what it is called: write the entry by hand")
    return record


def _could_not(answer: NoAnswer, missing: str) -> UsageError:
    if answer.missing:
        return UsageError(f"{missing} ({answer.reason}): look for a slip in it")
    return UsageError(
        f"could not ask {answer.url} ({answer.reason}): try again later, or export a file"
    )
