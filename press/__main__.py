"""The command line: ``python -m press check``, ``new`` and ``schema``.

Sphinx never loads this.  It may read the clock; the build may not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path

from press import amendments, configuration, front_matter, published
from press.checks import NOTES, check
from press.commands import import_archive
from press.text import slugify

SCHEMA = Path(__file__).with_name("article.schema.json")

_ARTICLE = """\
---
title: {title}
date: {date}
section: {section}
topics: [{topics}]
summary: One or two plain sentences for cards, feeds and search engines.
status: draft  # delete this line to publish
---

```{{tldr}}
- What a hurried reader should know.
```

Text, with sources cited by their keys in the bibliography.
"""

_VOLUME = """\
# {year}

```{{listing}}
:volume: {year}
```

```{{toctree}}
:glob:
:hidden:
:reversed:

{year}-*
```
"""


class _UsageError(Exception):
    """What the editor asked for cannot be done; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, 1 for findings, 2 for a command that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m press", description="Tools for editors.")
    commands = parser.add_subparsers(required=True, metavar="command")

    command = commands.add_parser("check", help="say what is wrong with the sources")
    command.add_argument("folder", nargs="?", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_check)

    command = commands.add_parser("new", help="start an article")
    command.add_argument("title")
    command.add_argument("--section", required=True, help="one of those in conf.py")
    command.add_argument("--date", type=dt.date.fromisoformat, help="YYYY-MM-DD, default: today")
    command.add_argument("--topic", action="append", default=[], help="may be repeated")
    command.add_argument("--slug", default="", help="default: made of the title")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=_new)

    command = commands.add_parser("schema", help="write the JSON Schema of front matter")
    command.add_argument("--check", action="store_true", help="only say whether it is current")
    command.set_defaults(run=_schema)

    import_archive.add(commands)

    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except _UsageError as error:
        print(f"python -m press: {error}", file=sys.stderr)
        return 2


def _check(options: argparse.Namespace) -> int:
    today = dt.date.today()  # noqa: DTZ011 (the editor's own day)
    changed = amendments.unannounced(*published.changed_articles(options.folder), today)
    silent = ((options.folder / f"{name}.md", finding) for name, finding in changed)
    found = sorted([*check(options.folder, today), *silent])
    for path, finding in found:
        print(f"{path}:{finding.line}: {finding.message} [{finding.code}]")
    notes = sum(finding.code in NOTES for _, finding in found)
    faults = len(found) - notes
    print(f"{_count(faults, 'fault')}, {_count(notes, 'note')}.")
    return 1 if faults else 0


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _new(options: argparse.Namespace) -> int:
    date = options.date or dt.date.today()  # noqa: DTZ011 (the editor's own day)
    slug = options.slug or re.sub(r"[^a-z0-9]+", "-", slugify(options.title)).strip("-")
    if not slug:
        raise _UsageError("the title makes no slug in a-z and 0-9: add --slug")
    name = f"articles/{date:%Y}/{date}-{slug}"
    text = _ARTICLE.format(
        title=_quoted(options.title),
        date=date,
        section=_quoted(options.section),
        topics=", ".join(map(_quoted, options.topic)),
    )
    conf = options.folder / "conf.py"
    settings, faults = configuration.read(conf)
    if faults:
        raise _UsageError(f"{conf}: {faults[0].message}")
    _, _, faults = front_matter.parse(text, name, settings.sections)
    if faults:
        raise _UsageError(faults[0].message)
    path = options.folder / f"{name}.md"
    same = sorted(options.folder.glob(f"articles/*/[0-9][0-9][0-9][0-9]-??-??-{slug}.md"))
    if same:
        raise _UsageError(f"{same[0]} has this slug already: choose another title or add --slug")
    _write(path.with_name("index.md"), _VOLUME.format(year=f"{date:%Y}"))
    _write(path, text)
    return 0


def _quoted(text: str) -> str:
    # A plain word needs no quotation marks, unless YAML reads it as something else.
    plain = re.fullmatch(r"[A-Za-z][A-Za-z ]*", text)
    special = text.lower() in {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
    return text if plain and not special else json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return
    print(path)


def _schema(options: argparse.Namespace) -> int:
    text = json.dumps(front_matter.json_schema(), indent=2, ensure_ascii=False) + "\n"
    if not options.check:
        SCHEMA.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == text:
        return 0
    print(f"{SCHEMA.name} is not current: run `python -m press schema`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
