"""Front matter: what stands between the ``---`` lines at the top of an article.

The build, the checks and the importer all read it here; its fields are in
:mod:`press.articles.schema`.


What pydantic finds wrong with front matter, in one line for an editor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from press.articles.schema import LONGEST_SUMMARY, NESTED, FrontMatter, json_schema
from press.core.layout import folder_of
from press.safety.documents import part_fault
from press.safety.picture_sources import is_remote
from press.text import yaml_block
from press.text.findings import Finding
from press.text.strings import clipped, nearest, slugify
from press.text.yaml_block import Lines, Unquoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from press.articles.model import Article
    from press.text.yaml_block import Value


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
    elif folder != folder_of(name[:4]):
        message = f"the file is in {folder or '.'}/: move it to {folder_of(name[:4])}/"
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


def explain(error: ErrorDetails, lines: Lines, model: type[BaseModel]) -> Finding:
    """Return the finding for one of pydantic's errors about a field of *model*.

    Every kind of error that the schema can give is told apart; see
    https://docs.pydantic.dev/latest/errors/validation_errors/.
    """
    path = error["loc"]
    line = line_of(path, lines)
    name = ": ".join(part for part in path if isinstance(part, str))
    field = _field(model, path)
    value = error["input"]
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return Finding(line, "missing-field", f"{name} is missing: add {_example(field)}")
        case "extra_forbidden":
            return Finding(
                line, "unknown-field", f"{name} is no known field: {_known(path, model)}"
            )
        case "string_type":
            return Finding(line, "wrong-type", f"{name} {_not_text(value)}")
        case "tuple_type":
            return Finding(line, "wrong-type", f"{name} must be a list: write {_example(field)}")
        case "model_type":
            fields = ", ".join(_names(model))
            return Finding(
                line,
                "wrong-type",
                f"{name} needs fields of its own: write {fields} under it, indented",
            )
        case "string_too_short":
            return Finding(line, "empty-field", f"{name} is empty: write it or delete the line")
        case "string_too_long":
            most = context["max_length"]
            message = f"{name} has {len(str(value)):,} characters, {most:,} is the most: shorten it"
            return Finding(line, "too-long", message)
        case "too_long":
            most, length = context["max_length"], context["actual_length"]
            message = f"{name} has {length:,} items, {most:,} is the most: keep those that matter"
            return Finding(line, "too-many", message)
        case "invisible":
            message = f"{name} {error['msg']}: write {_example(field)}"
            return Finding(line, "invisible-text", message)
        case "literal_error":
            message = f"{name} {value!r} is not one of {context['expected']}: choose one"
            return Finding(line, "bad-value", message)
        case "string_pattern_mismatch" if name == "image: src" and is_remote(str(value)):
            message = (
                f"{name} {value!r} is on another site, and print and cards need the file: put it "
                f"beside the article and write {_example(field)}"
            )
            return Finding(line, "bad-value", message)
        case "string_pattern_mismatch":
            message = f"{name} {value!r} will not do: write {_example(field)}"
            return Finding(line, "bad-value", message)
        case _:
            shown = _shown(value)
            message = f"{name} {shown!r} {error['msg']}: write {_example(field)}"
            code = "bad-date" if error["type"] == "bad_date" else "bad-value"
            return Finding(line, code, message)


def _shown(value: object) -> object:
    """Return a value as its editor wrote it, as far as a line has room."""
    if isinstance(value, list):
        return [_shown(item) for item in value[:5]]
    shown = getattr(value, "text", value)
    return f"{shown[:60]}…" if isinstance(shown, str) and len(shown) > 60 else shown


def line_of(path: tuple[str | int, ...], lines: Lines) -> int:
    """Return the line of *path* or, where it is missing, of what should hold it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _field(model: type[BaseModel], path: tuple[str | int, ...]) -> FieldInfo | None:
    names = [part for part in path if isinstance(part, str)]
    fields = dict(zip(_names(model), model.model_fields.values(), strict=True))
    return fields.get(names[-1])


def _example(field: FieldInfo | None) -> str:
    if field is None or not field.examples:
        return "each item on a line of its own after `- `"
    value = field.examples[0]
    text = f"[{', '.join(value)}]" if isinstance(value, list) else value
    text = str(text).lower() if isinstance(value, bool) else text
    return f"a line such as `{field.alias}: {text}`"


def _known(path: tuple[str | int, ...], model: type[BaseModel]) -> str:
    names = _names(model)
    meant = nearest(str(path[-1]), names, 1)
    if meant:
        return f"did you mean {meant[0]}?"
    return f"the fields are {', '.join(names)}"


def _not_text(value: object) -> str:
    if isinstance(value, Unquoted):
        return f'is read as {value.kind}: put it in quotation marks, "{value.text}"'
    kind = "a list" if isinstance(value, list) else "fields of its own"
    return f"must be text, not {kind}: write it on one line"
