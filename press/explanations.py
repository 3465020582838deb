"""What pydantic finds wrong with front matter, in one line for an editor.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.findings import Finding
from press.picture_sources import is_remote
from press.text import nearest
from press.yaml_block import Lines, Unquoted

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails


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
