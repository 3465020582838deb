"""Schema of front matter: its fields, their types, and what they are for.

The only one: :mod:`press.articles.front_matter` reads with it, and :func:`json_schema`
turns it into the file that editors complete from.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from press.articles.model import Article, Correction, Image
from press.safety.limits import LONGEST_FIELD, LONGEST_TITLE, MOST_CITATIONS, MOST_ITEMS
from press.text.characters import is_invisible

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_SUMMARY = 300


def _iso_date(value: object) -> dt.date:
    """Read ``YYYY-MM-DD`` and nothing else: pydantic would also take times and numbers."""
    text = value if isinstance(value, str) else str(getattr(value, "text", ""))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise PydanticCustomError("bad_date", "is no day of the calendar") from error
    raise PydanticCustomError("bad_date", "is not a date")


def _visible(text: str) -> str:
    """Refuse text of nothing but spaces, marks and fillers: no reader would see it."""
    if is_invisible(text):
        raise PydanticCustomError("invisible", "holds nothing that can be seen")
    return text


_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_FIELD), AfterValidator(_visible)]
_Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE), AfterValidator(_visible)]
# Editors' tools seldom check a "format", always a pattern.
_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_Date = Annotated[dt.date, BeforeValidator(_iso_date), WithJsonSchema(_DAY)]


def _day_or_truth(value: object) -> dt.date | bool:
    """Read a day, ``true`` or ``false``: other words that YAML takes for these two are none."""
    text = getattr(value, "text", "")
    if text in {"true", "false"}:
        return bool(text == "true")
    try:
        return _iso_date(value)
    except PydanticCustomError as error:
        raise PydanticCustomError("bad_minor", "is neither a day nor true or false") from error


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class CorrectionFields(_Strict):
    """A dated note on a change after publication."""

    date: _Date = Field(description="The day of the change.", examples=["2025-05-02"])
    kind: Literal["correction", "clarification", "update", "editor's note", "retraction"] = Field(
        description="What was done.", examples=["correction"]
    )
    text: _Text = Field(
        description="What was wrong and what is right, in plain text.",
        examples=["An earlier version gave the wrong year for the ceasefire."],
    )


class ImageFields(_Strict):
    """The article's picture."""

    src: str = Field(
        pattern=r"^(?:\.\./)*[\w-][\w. -]*(?:/[\w-][\w. -]*)*$",
        description="The picture's file, relative to the article.",
        examples=["img/ceasefire.svg"],
    )
    alt: _Text = Field(
        description="What the picture shows, for readers who do not see it.",
        examples=["Map of the ceasefire line in 2025"],
    )
    credit: _Text = Field("", description="Who made the picture.", examples=["Jane Doe, CC BY 4.0"])


class FrontMatter(_Strict):
    """The front matter of an article: what its author says about it, in YAML."""

    title: _Title = Field(
        description="The page's heading, in plain text.",
        examples=["Mediation after the ceasefire"],
    )
    subtitle: _Title = Field(
        "", description="A line under the title.", examples=["What comes next"]
    )
    date: _Date = Field(
        description="The day of publication, the same as in the file's name.",
        examples=["2025-04-27"],
    )
    section: _Text = Field(
        description="The section in which the article appears, one of those in conf.py.",
        examples=["international"],
    )
    topics: tuple[_Title, ...] = Field(
        (),
        max_length=MOST_ITEMS,
        description="What the article is about; a topic's page appears by itself.",
        examples=[["mediation", "civil war"]],
    )
    authors: tuple[_Title, ...] = Field(
        (),
        max_length=MOST_ITEMS,
        description="Who wrote it; the publication itself where nobody is named.",
        examples=[["Jane Doe", "Arjun Rao"]],
    )
    summary: _Text = Field(
        description="One or two sentences of plain text for cards, feeds and search engines.",
        # No constraint for pydantic: an article with a long summary is still an article.
        json_schema_extra={"maxLength": LONGEST_SUMMARY},
        examples=["A ceasefire holds where both sides believe that the mediator will stay."],
    )
    updated: _Date | None = Field(
        None, description="The day of the last change worth telling.", examples=["2025-05-02"]
    )
    corrections: tuple[CorrectionFields, ...] = Field(
        (),
        max_length=MOST_ITEMS,
        description="What was changed after publication, and when.",
    )
    further_reading: tuple[_Text, ...] = Field(
        (),
        max_length=MOST_CITATIONS,
        description="Keys of works that the article lists without citing them.",
        examples=[["regan2009diplomatic"]],
    )
    aliases: tuple[Annotated[str, Field(pattern=r"^[\w-][\w.-]*(?:/[\w-][\w.-]*)*/?$")], ...] = (
        Field(
            (),
            max_length=MOST_ITEMS,
            description="Former addresses of the page on this site, without the leading slash.",
            examples=[["articles/2025/2025-04-27-former-name"]],
        )
    )
    image: ImageFields | None = Field(
        None, description="The article's picture, under its title and on cards."
    )
    lang: str = Field(
        "",
        pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
        description="The language of the article as a BCP 47 tag, where it is not the site's.",
        examples=["en", "ur", "pt-BR"],
    )
    status: Literal["draft", "published"] = Field(
        "published", description="A draft is built only in the preview.", examples=["draft"]
    )
    minor: Annotated[
        dt.date | bool,
        BeforeValidator(_day_or_truth),
        WithJsonSchema({"anyOf": [{"type": "boolean"}, _DAY]}),
    ] = Field(
        default=False,
        description="The day of the last change of the published text that no reader need know of.",
        examples=["2025-05-02", True],
    )

    def article(self, docname: str) -> Article:
        """Return the article that stands under this front matter in *docname*."""
        values: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        values["corrections"] = tuple(
            Correction(**correction.model_dump()) for correction in self.corrections
        )
        values["image"] = self.image and Image(**self.image.model_dump())
        return Article(docname=docname, **values)


#: The fields whose value has fields of its own.
NESTED: dict[str, type[BaseModel]] = {"corrections": CorrectionFields, "image": ImageFields}


class _JsonSchema(GenerateJsonSchema):
    """Says of a field that may be left out that it may be left out, not that it may be null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if not made.get("default"):
            made.pop("default", None)
        return made


def json_schema(sections: Collection[str] = ()) -> dict[str, Any]:
    """Return the schema of front matter as JSON Schema, draft 2020-12.

    With *sections*, the publication's own, the section is one of them.
    """
    schema = FrontMatter.model_json_schema(schema_generator=_JsonSchema)
    if sections:
        schema["properties"]["section"]["enum"] = list(sections)
    return {"$schema": _JsonSchema.schema_dialect} | schema
