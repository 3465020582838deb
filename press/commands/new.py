"""``press new``: an article begun, as a draft."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from press.articles import front_matter
from press.commands import UsageError
from press.core.layout import article_name, volume_page_text
from press.settings import conf_file
from press.text.strings import slugify

if TYPE_CHECKING:
    import argparse

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


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("new", help="start an article")
    command.add_argument("title")
    command.add_argument("--section", required=True, help="one of those in conf.py")
    command.add_argument("--date", type=dt.date.fromisoformat, help="YYYY-MM-DD, default: today")
    command.add_argument("--topic", action="append", default=[], help="may be repeated")
    command.add_argument("--slug", default="", help="default: made of the title")
    command.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the article, and its volume's page where there is none; print their paths."""
    date = options.date or dt.date.today()  # noqa: DTZ011 (the editor's own day)
    slug = options.slug or re.sub(r"[^a-z0-9]+", "-", slugify(options.title)).strip("-")
    if not slug:
        raise UsageError("the title makes no slug in a-z and 0-9: add --slug")
    name = article_name(date.isoformat(), slug)
    text = _ARTICLE.format(
        title=_quoted(options.title),
        date=date,
        section=_quoted(options.section),
        topics=", ".join(map(_quoted, options.topic)),
    )
    conf = options.folder / "conf.py"
    settings, faults = conf_file.read(conf)
    if faults:
        raise UsageError(f"{conf}: {faults[0].message}")
    _, _, faults = front_matter.parse(text, name, settings.sections)
    if faults:
        raise UsageError(faults[0].message)
    path = options.folder / f"{name}.md"
    same = sorted(options.folder.glob(f"articles/*/[0-9][0-9][0-9][0-9]-??-??-{slug}.md"))
    if same:
        raise UsageError(f"{same[0]} has this slug already: choose another title or add --slug")
    _write(path.with_name("index.md"), volume_page_text(f"{date:%Y}"))
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
