"""``press import``: an archive comes in, and what a person must decide is told."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.commands import UsageError

if TYPE_CHECKING:
    import argparse

#: The report's files, in the publication's folder.
MARKDOWN, JSON = "import-report.md", "import-report.json"


def add(commands: Any) -> None:
    """Add the command to a parser's commands."""
    command = commands.add_parser(
        "import",
        help="bring in articles: text, Markdown, web pages, WordPress, Ghost, Substack",
        description="Bring in articles. Exit status: 0, 1 (something for a person), 2 (cannot be done).",
    )
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files and folders")
    command.add_argument("--url", default="", help="the address that the page had")
    command.add_argument("--urls", type=Path, help="a table: file, tab, address")
    command.add_argument("--date", default="", help="YYYY-MM-DD, the day of publication")
    command.add_argument("--section", default="", help="one of those in conf.py")
    command.add_argument("--title", default="", help="of the one page that is imported")
    command.add_argument("--slug", default="", help="of the one page that is imported")
    command.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")
    command.add_argument("--force", action="store_true", help="overwrite edited articles")
    command.add_argument("--report", action="store_true", help="print the whole report")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import; return the exit status."""
    # Loaded here: what an import needs is no part of what a build or another command needs.
    try:
        from press.importing import import_run  # noqa: PLC0415
        from press.importing.import_report import as_markdown  # noqa: PLC0415
        from press.importing.placement import Options  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed, which an import needs: pip install {error.name}"
        raise UsageError(message) from error
    try:
        if not options.files:
            return _last_report(options)
        own = import_run.publication(options.folder)
        wishes = Options(
            addresses=_addresses(options.urls) if options.urls else {},
            address=options.url,
            date=options.date,
            section=options.section,
            title=options.title,
            slug=options.slug,
        )
        planned = import_run.plan(own, options.files, wishes, force=options.force)
    except import_run.CannotImportError as error:
        print(f"press import: {error}", file=sys.stderr)
        return 2
    report = planned.report
    if options.dry_run:
        for name, data in sorted(planned.files.items()):
            if name not in {MARKDOWN, JSON}:
                old = (own.folder / name).read_bytes() if (own.folder / name).is_file() else None
                sys.stdout.write(import_run.diff(old, data, name, name))
    else:
        import_run.write(own, planned)
    if options.report:
        sys.stdout.write(as_markdown(report))
    else:
        _brief(
            report,
            len(planned.files) - len({MARKDOWN, JSON} & planned.files.keys()),
            dry=options.dry_run,
        )
    return report.status


def _brief(report: Any, changed: int, *, dry: bool) -> None:
    """Say on standard error what was done; whatever a person must do, line by line."""
    for told in report.told:
        for item in told.items:
            if item.level != "note":
                where = f"{told.output}:{item.line}" if told.output else told.origin
                quoted = f" “{' '.join(item.text.split())[:100]}”" if item.text else ""
                print(f"{where}: {item.message}{quoted} [{item.code}]", file=sys.stderr)
    totals = ", ".join(f"{name} {number}" for name, number in report.totals)
    done = "would be changed" if dry else "changed"
    print(f"{changed} files {done}; {totals}.", file=sys.stderr)
    if not dry:
        print(f"The whole report: {MARKDOWN}", file=sys.stderr)


def _addresses(path: Path) -> dict[str, str]:
    """Read ``--urls``: a file's name (or name#number) and its address in each line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}): mend it") from error
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, tab, address = line.partition("\t")
            if not tab or not address.strip():
                raise UsageError(f"{path}:{number}: write the file's name, a tab, and its address")
            found[name.strip()] = address.strip()
    return found


def _last_report(options: argparse.Namespace) -> int:
    """Print the report of the last import."""
    path = options.folder / MARKDOWN
    if not options.report:
        raise UsageError("name the files to import")
    try:
        sys.stdout.write(path.read_text(encoding="utf-8"))
        status = (options.folder / JSON).read_text(encoding="utf-8")
    except OSError:
        raise UsageError(f"there is no {path}: import something") from None
    return int(json.loads(status)["status"])
