"""Front matter: what stands between the ``---`` lines at the top of an article.

The build, the checks and the importer all read it here; its fields are in
:mod:`press.schema`.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from press import yaml_block
from press.explanations import explain, line_of
from press.findings import Finding
from press.safety.documents import part_fault
from press.schema import LONGEST_SUMMARY, NESTED, FrontMatter, json_schema
from press.text import clipped, slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from press.article import Article
    from press.yaml_block import Lines, Value

__all__ = ["json_schema", "parse", "status"]

_REQUIRED = {name for name, field in FrontMatter.model_fields.items() if field.is_required()}
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_STATUS = re.compile(r"""["']?status["']?\s*:\s*(["']?)draft\1\s*(?:\s#.*)?""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Headings, targets, fences, options of directives, MyST comments.
_NOT_TEXT = re.compile(r"\s*(?:#{1,6}(?:\s|$)|\([^()]*\)=\s*$|[`~:]{3,}|:[\w-]+:|%)")


def parse(
    text: str, docname: str, sections: Collection[str]
) -> tuple[Article | None, int, tuple[Finding, ...]]:
    """Return the article in *text*, the lines its front matter takes, and the findings.

    *docname* is the document's name, ``articles/<year>/<date>-<slug>``; *sections*
    the sections that the publication has.  The article is ``None`` where a
    required field or the file's name is at fault; an optional field at fault is
    left out of it.  Lines are those of the file, from 1.  Never raises.
    """
    findings = list(_name_faults(docname))
    usable = not findings
    block = _block(text)
    fields = None
    if block is None:
        findings.append(_no_front_matter(text))
    else:
        data, lines, faults = yaml_block.load("\n".join(block), 2)
        findings.extend(faults)
        if data is not None:
            fields, faults = _validate(data, lines)
            findings.extend(faults)
    if fields is not None:
        faults = tuple(_rules(fields, docname, sections, lines))
        findings.extend(faults)
        usable = usable and all(fault.code != "unknown-section" for fault in faults)
    length = 0 if block is None else len(block) + 2
    body = "\n".join(text.split("\n")[length:])
    if not _has_text(body):
        message = "the article has no text: write it under the front matter"
        findings.append(Finding(max(length, 1), "empty-article", message))
    article = _addressed(fields).article(docname) if fields is not None and usable else None
    return article, length, tuple(sorted(findings))


def _addressed(fields: FrontMatter) -> FrontMatter:
    """Return the fields without what can have no page of its own, which a finding tells."""
    kept = {
        name: tuple(item for item in getattr(fields, name) if not _address_fault(name, item, 1))
        for name in ("topics", "authors", "aliases")
    }
    if all(kept[name] == getattr(fields, name) for name in kept):
        return fields
    return fields.model_copy(update=kept)


def _address_fault(name: str, item: str, line: int) -> Finding | None:
    address = item if name == "aliases" else slugify(item)
    if not address:
        message = f"{name}: {item!r} makes no address: use letters or digits"
        return Finding(line, "bad-value", message)
    return part_fault(line, f"{name}: {clipped(item, 60)}", address)


def status(text: str) -> str:
    """Return "draft" or "published", what the front matter in *text* says of itself.

    Cheap: looks for the line without reading the YAML.
    """
    drafts = (_STATUS.fullmatch(line.rstrip()) for line in _block(text) or ())
    return "draft" if any(drafts) else "published"


def _block(text: str) -> list[str] | None:
    """Return the lines between the ``---`` lines, ``None`` where there are no such lines."""
    lines = text.removeprefix("\ufeff").split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    return lines[1 : ends[1]] if len(ends) == 2 and ends[0] == 0 else None


def _no_front_matter(text: str) -> Finding:
    if text.removeprefix("\ufeff").split("\n", 1)[0].rstrip() == "---":
        message = "the front matter is never closed: put a line `---` under its last field"
    else:
        message = "there is no front matter: start the file with a line `---`, fields, and `---`"
    return Finding(1, "no-front-matter", message)


def _name_faults(docname: str) -> Iterator[Finding]:
    folder, _, name = docname.rpartition("/")
    match = _NAME.fullmatch(name)
    if match is None:
        message = (
            f"the file's name {name}.md is not <date>-<slug>.md: write the date as 2025-04-27 "
            "and the slug in a-z, 0-9 and single hyphens"
        )
        yield Finding(1, "file-name", message)
    elif folder != f"articles/{name[:4]}":
        message = f"the file is in {folder or '.'}/: move it to articles/{name[:4]}/"
        yield Finding(1, "wrong-volume", message)


def _validate(
    data: dict[str, Value], lines: Lines
) -> tuple[FrontMatter | None, tuple[Finding, ...]]:
    try:
        return FrontMatter.model_validate(data), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings = tuple(
        explain(error, lines, _model(error))
        for error in errors
        # A key without a value is there, and was reported.
        if error["type"] != "missing" or error["loc"] not in lines
    )
    faulty = {error["loc"][0] for error in errors}
    if faulty & _REQUIRED:
        return None, findings
    rest = {name: value for name, value in data.items() if name not in faulty}
    return FrontMatter.model_validate(rest), findings


def _model(error: ErrorDetails) -> type[BaseModel]:
    name, *rest = error["loc"]
    inside = rest or error["type"] == "model_type"
    return NESTED.get(str(name), FrontMatter) if inside else FrontMatter


def _rules(
    fields: FrontMatter, docname: str, sections: Collection[str], lines: Lines
) -> Iterator[Finding]:
    """Yield what the schema cannot say: faults between fields, and with the file's name."""
    if sections and fields.section not in sections:
        message = f"section {fields.section!r} is not one of {', '.join(sections)}: choose one"
        yield Finding(lines["section",], "unknown-section", message)
    match = _NAME.fullmatch(docname.rpartition("/")[2])
    if match and match[1] != fields.date.isoformat():
        message = (
            f"date {fields.date} differs from the file name ({match[1]}): "
            "rename the file or mend the date"
        )
        yield Finding(lines["date",], "date-differs", message)
    if len(fields.summary) > LONGEST_SUMMARY:
        message = (
            f"summary has {len(fields.summary)} characters, {LONGEST_SUMMARY} is the most: "
            "shorten it"
        )
        yield Finding(lines["summary",], "too-long", message)
    if fields.updated and fields.updated < fields.date:
        message = f"updated {fields.updated} is before date {fields.date}: mend one of them"
        yield Finding(lines["updated",], "date-order", message)
    if not isinstance(fields.minor, bool) and fields.minor < fields.date:
        message = f"minor {fields.minor} is before date {fields.date}: mend one of them"
        yield Finding(lines["minor",], "date-order", message)
    for index, correction in enumerate(fields.corrections):
        if correction.date < fields.date:
            message = (
                f"the correction of {correction.date} is before date {fields.date}: "
                "mend one of them"
            )
            yield Finding(lines["corrections", index, "date"], "date-order", message)
    for name in ("topics", "authors", "further-reading", "aliases"):
        yield from _list_faults(name, getattr(fields, name.replace("-", "_")), lines)


def _list_faults(name: str, items: Iterable[str], lines: Lines) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for index, item in enumerate(items):
        line = line_of((name, index), lines)
        # A topic's and an author's page has the slug as its address.
        key = item if name in {"further-reading", "aliases"} else slugify(item)
        fault = None if name == "further-reading" else _address_fault(name, item, line)
        if fault:
            yield fault
        elif key in seen:
            other = "" if seen[key] == item else f" (as {seen[key]!r})"
            message = f"{name}: {item!r} stands in the list twice{other}: keep one"
            yield Finding(line, "repeated-item", message)
        seen.setdefault(key, item)


def _has_text(body: str) -> bool:
    lines = _COMMENT.sub("", body).split("\n")
    return any(re.search(r"\w", line) and not _NOT_TEXT.match(line) for line in lines)
