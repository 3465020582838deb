"""Front matter: what an editor types becomes an article, or one finding a fault."""

from __future__ import annotations

import datetime as dt
from functools import partial

import jsonschema
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from press.articles import front_matter
from press.articles.model import Article, Correction, Image
from press.text import yaml_block
from press.text.findings import Finding
from tests import golden_files
from tests.cost import calls

SECTIONS = ("international", "opinion")
NAME = "articles/2025/2025-04-27-a-name"
REQUIRED = "title: A title\ndate: 2025-04-27\nsection: opinion\nsummary: A sentence.\n"


def parse(fields: str, body: str = "Text.\n") -> tuple[Article | None, tuple[Finding, ...]]:
    text = f"---\n{fields}---\n{body}"
    article, length, findings = front_matter.parse(text, NAME, SECTIONS)
    assert length == fields.count("\n") + 2
    return article, findings


def sound(fields: str) -> Article:
    article, findings = parse(fields)
    assert findings == ()
    assert article is not None
    return article


def test_the_required_fields_are_enough() -> None:
    assert sound(REQUIRED) == Article(
        docname=NAME,
        title="A title",
        date=dt.date(2025, 4, 27),
        section="opinion",
        summary="A sentence.",
        lang="",  # the site's
    )


def test_every_field_arrives() -> None:
    article = sound(
        REQUIRED
        + "subtitle: 'Below: it'\n"
        + "topics: [NATO, civil war]\n"
        + "authors:\n  - Jane Doe\n  - محمد جواد ظریف\n"
        + "updated: 2025-05-02\n"
        + "corrections:\n  - {date: 2025-05-01, kind: editor's note, text: Mended.}\n"
        + "further-reading: [nunn2010columbian]\n"
        + "aliases: [articles/2025/old, old.html]\n"
        + "image: {src: ../img/a b.svg, alt: A map, credit: Jane Doe}\n"
        + "lang: pt-BR\n"
        + "status: draft\n"
        + "minor: 2025-05-03\n"
    )
    assert article == Article(
        docname=NAME,
        title="A title",
        date=dt.date(2025, 4, 27),
        section="opinion",
        summary="A sentence.",
        subtitle="Below: it",
        topics=("NATO", "civil war"),
        authors=("Jane Doe", "محمد جواد ظریف"),
        updated=dt.date(2025, 5, 2),
        corrections=(Correction(dt.date(2025, 5, 1), "editor's note", "Mended."),),
        further_reading=("nunn2010columbian",),
        aliases=("articles/2025/old", "old.html"),
        image=Image("../img/a b.svg", "A map", "Jane Doe"),
        lang="pt-BR",
        status="draft",
        minor=dt.date(2025, 5, 3),
    )


def test_a_small_change_is_not_before_the_article() -> None:
    text = f"---\n{REQUIRED}minor: 2025-04-26\n---\n\nText.\n"
    [finding] = front_matter.parse(text, NAME, SECTIONS)[2]
    assert (finding.line, finding.code) == (6, "date-order")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("'<script>alert(1)</script>'", "<script>alert(1)</script>"),
        ("'*Not* [Markdown](x) & \"quotes\"'", '*Not* [Markdown](x) & "quotes"'),
        (">-\n  Two\n  lines", "Two lines"),
        ("10\u00a0km", "10\u00a0km"),
        ("نیٹو اور یوکرین", "نیٹو اور یوکرین"),
        ('"1984"', "1984"),
    ],
)
def test_texts_are_plain_text_in_one_line(typed: str, title: str) -> None:
    assert sound(REQUIRED.replace("A title", typed)).title == title


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    text = f"---\n{REQUIRED}---\n\nText.\n"
    for variant in (text.replace("\n", "\r\n"), "\ufeff" + text, text.replace("---\n", "---  \n")):
        assert front_matter.parse(variant, NAME, SECTIONS) == front_matter.parse(
            text, NAME, SECTIONS
        )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("topics: nato", (6, "wrong-type", "topics must be a list")),
        ("topics: [no]", (6, "wrong-type", 'put it in quotation marks, "no"')),
        ("topic: [nato]", (6, "unknown-field", "did you mean topics?")),
        ("lang: english language", (6, "bad-value", "lang: en")),
        ("updated: yesterday", (6, "bad-date", "updated: 2025-05-02")),
        ("updated: 2025-05-02 10:00:00", (6, "bad-date", "is not a date")),
        ("updated: 20250502", (6, "bad-date", "is not a date")),
        ("minor: perhaps", (6, "bad-value", "minor: 2025-05-02")),
        ("minor: 2025-02-30", (6, "bad-value", "is neither a day nor true or false")),
        ("status: live", (6, "bad-value", "'draft' or 'published'")),
        ("image: {src: a.svg}", (6, "missing-field", "alt")),
        (
            "image: {src: 'https://example.org/a.svg', alt: A}",
            (6, "bad-value", "is on another site"),
        ),
        (
            "corrections:\n- {date: 2025-05-01,\n   kind: x, text: y}",
            (8, "bad-value", "retraction"),
        ),
    ],
)
def test_an_optional_field_at_fault_is_left_out(
    fields: str, expected: tuple[int, str, str]
) -> None:
    article, findings = parse(f"{REQUIRED}{fields}\n")
    assert [(finding.line, finding.code) for finding in findings] == [expected[:2]]
    assert expected[2] in findings[0].message
    assert article == sound(REQUIRED)


@pytest.mark.parametrize("field", ["title", "date", "section", "summary"])
def test_without_a_required_field_there_is_no_article(field: str) -> None:
    lines = REQUIRED.splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith(field))
    article, findings = parse(without)
    assert article is None
    assert [finding.code for finding in findings] == ["missing-field"]
    empty = "".join(f"{field}:\n" if line.startswith(field) else line for line in lines)
    article, findings = parse(empty)
    assert article is None
    assert [finding.code for finding in findings] == ["empty-field"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("articles/2025/2025-04-27-Name", "file-name"),
        ("articles/2025/2025-04-27-", "file-name"),
        ("articles/2025/2025-04-27-a--b", "file-name"),
        ("articles/2025/name", "file-name"),
        ("articles/2024/2025-04-27-name", "wrong-volume"),
        ("2025-04-27-name", "wrong-volume"),
        ("articles/2025/2025-04-28-name", "date-differs"),
    ],
)
def test_the_file_name_is_the_address(name: str, code: str) -> None:
    _, _, findings = front_matter.parse(f"---\n{REQUIRED}---\nText.\n", name, SECTIONS)
    assert [finding.code for finding in findings] == [code]


def test_a_summary_fits_300_characters() -> None:
    sound(REQUIRED.replace("A sentence.", "x" * 300))
    article, findings = parse(REQUIRED.replace("A sentence.", "x" * 301))
    assert [finding.code for finding in findings] == ["too-long"]
    assert article is not None


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("", True),
        ("## Heading\n\n<!-- comment\nof two lines -->\n% comment\n(label)=\n---\n", True),
        ("```{tldr}\n:name: x\n```\n", True),
        ("```{tldr}\n- Words.\n```\n", False),
        ("\n\nمتن\n", False),
        ("![A map](map.svg)\n", False),
        ("100 %\n", False),
    ],
)
def test_an_article_has_text(body: str, *, empty: bool) -> None:
    _, findings = parse(REQUIRED, body)
    assert [finding.code for finding in findings] == ["empty-article"] * empty


def test_hostile_yaml_costs_nothing() -> None:
    for hostile in ("[" * 200_000, "{a: " * 200_000, "- " * 200_000, "a: &a [*a, *a]\n" * 1000):
        text = f"title: {hostile}\n"
        _, findings = parse(text)
        assert [finding.code for finding in findings] == ["bad-yaml"]
        assert calls(partial(parse, text)) < 20_000


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="ab:-[]{}'\"#&*!|>%@`\n \t,?~1"),
        st.lists(
            st.tuples(
                st.sampled_from([*front_matter.json_schema()["properties"], "x"]),
                st.text(alphabet="ab[]{}:,-'\" 1\n") | st.dates().map(str),
            )
        ).map(lambda fields: "".join(f"{name}: {value}\n" for name, value in fields)),
    ),
    st.booleans(),
)
@example("\x00", True)
@example("\ud800", True)
@example("---\n---", False)
def test_parse_never_raises(block: str, closed: bool) -> None:
    text = f"---\n{block}\n---\nText." if closed else block
    article, length, findings = front_matter.parse(text, NAME, SECTIONS)
    assert article is not None or findings
    assert 0 <= length <= text.count("\n") + 1
    for finding in findings:
        assert 1 <= finding.line <= text.count("\n") + 1
        assert "\n" not in finding.message


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("status: draft", "draft"),
        ("status : draft  # soon", "draft"),
        ("status: 'draft'", "draft"),
        ('"status": "draft"', "draft"),
        ("status: published", "published"),
        ("status: draft-ish", "published"),
        ("subtitle: x", "published"),
    ],
)
def test_status_reads_what_parse_reads(line: str, status: str) -> None:
    text = f"---\n{REQUIRED}{line}\n---\nText.\nstatus: draft\n"
    article, _, _ = front_matter.parse(text, NAME, SECTIONS)
    assert article is not None
    assert front_matter.status(text) == article.status == status


def test_status_of_what_is_no_front_matter() -> None:
    assert front_matter.status("status: draft") == "published"
    assert front_matter.status("---\nstatus: draft") == "published"


def test_the_json_schema_agrees_with_the_parser() -> None:
    schema = front_matter.json_schema(SECTIONS)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    fields = schema["properties"].items()
    whole = {name: field["examples"][0] for name, field in fields if "examples" in field}
    validator.validate(whole)
    sound(yaml.safe_dump(whole, allow_unicode=True))
    for name in schema["required"]:
        assert list(validator.iter_errors({**whole, name: ""}))
        assert list(validator.iter_errors({key: whole[key] for key in whole if key != name}))
    wrongs: list[dict[str, object]] = [
        {"tag": []},
        {"topics": "nato"},
        {"section": "sports"},
        {"summary": "x" * 301},
    ]
    for wrong in wrongs:
        assert list(validator.iter_errors(whole | wrong))
    for value in (None, 1):
        assert list(validator.iter_errors({**whole, "updated": value}))


def test_the_json_schema_helps_an_editor() -> None:
    schema = front_matter.json_schema()
    for name, field in schema["properties"].items():
        assert "description" in field or "$ref" in field, name
    for definition in schema["$defs"].values():
        assert definition["description"]
        for field in definition["properties"].values():
            assert field["description"]
            assert field["examples"]


# What only the checks can know: it takes other files.
ACROSS_FILES = {
    "bad-citation", "cited-further-reading", "duplicate-slug", "missing-article", "missing-file",
    "missing-image", "not-utf-8", "remote-image", "unknown-key", "alias", "same-address",
    "outside-sources",
}  # fmt: skip


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(golden_files.FOLDER).as_posix()
        for path in golden_files.FOLDER.glob("articles/2*/2*.md")
        if "latin-1" not in path.name
    ),
)
def test_the_golden_articles(path: str) -> None:
    text = (golden_files.FOLDER / path).read_text(encoding="utf-8")
    _, length, findings = front_matter.parse(text, path.removesuffix(".md"), SECTIONS)
    assert list(findings) == [
        finding
        for place, finding in golden_files.expected()
        if place == path and finding.code not in ACROSS_FILES and (finding.line <= max(length, 1))
    ]


def test_yaml_lines_are_those_of_the_file() -> None:
    data, lines, findings = yaml_block.load("a: x\nb:\n  - c: y\n    d: [p,\n     q]\n", 10)
    assert findings == ()
    assert data == {"a": "x", "b": [{"c": "y", "d": ["p", "q"]}]}
    assert lines == {
        ("a",): 10,
        ("b",): 11,
        ("b", 0): 12,
        ("b", 0, "c"): 12,
        ("b", 0, "d"): 13,
        ("b", 0, "d", 0): 13,
        ("b", 0, "d", 1): 14,
    }
