"""What an article's text points at, found without building it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from press.checks.markdown import Pointer, cited_keys, pointers


def found(text: str) -> list[tuple[str, str, int]]:
    return [(pointer.kind, pointer.target, pointer.line) for pointer in pointers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{cite:p}`a`", [("citation", "a", 1)]),
        ("{cite}`a`, {cite:authorpars}`b`", [("citation", "a", 1), ("citation", "b", 1)]),
        ("x\n{cite:p}`a,\nb` and\n{cite:t}`c`", [("citation", "a,\nb", 2), ("citation", "c", 4)]),
        ("- item\n\n      {cite:p}`a`", [("citation", "a", 3)]),
        ("[text](a.md)", [("link", "a.md", 1)]),
        ("[text](<a b.md> 'Title')", [("link", "a b.md", 1)]),
        ("[text](a_(b).md)", [("link", "a_(b).md", 1)]),
        ("[`code` *text*](a.md)", [("link", "a.md", 1)]),
        ("![alt](a.svg)", [("image", "a.svg", 1)]),
        ("[![alt](a.svg)](a.md)", [("image", "a.svg", 1), ("link", "a.md", 1)]),
        ("[a]: a.md\n[^a]: a.md", [("link", "a.md", 1)]),
        ("{doc}`a` {doc}`text </b>`", [("page", "a", 1), ("page", "/b", 1)]),
        ("```{figure} a.svg\n{cite:p}`a`\n```", [("image", "a.svg", 1), ("citation", "a", 2)]),
        (":::{image} a.svg\n:::\n[x](a.md)", [("image", "a.svg", 1), ("link", "a.md", 3)]),
        ("```{table} {cite:p}`a`\n```", [("citation", "a", 1)]),
        ("> ```{note}\n> {cite:p}`a`\n> ```", [("citation", "a", 2)]),
    ],
)
def test_pointers_are_found(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`{cite:p}` and ``{cite:p}`a` ``",
        "`[text](a.md)`",
        "```\n{cite:p}`a`\n```",
        "~~~python\n{cite:p}`a`\n```\n[x](a.md)\n~~~",
        "```{code-block} markdown\n{cite:p}`a`\n```",
        "````{note}\n```\n{cite:p}`a`\n```\n````",
        "% {cite:p}`a`",
        "one ` tick\n\n{x} ` another",
        "{term}`a`",
    ],
)
def test_code_and_comments_point_at_nothing(text: str) -> None:
    assert found(text + "\n\n{cite:p}`last`") == [("citation", "last", text.count("\n") + 3)]


def test_lines_may_start_anywhere() -> None:
    assert list(pointers("\n{cite:p}`a`", 10)) == [Pointer("citation", "a", 11)]


@given(st.text(alphabet="a, {}\n1.") | st.text())
def test_keys_are_those_of_sphinxcontrib_bibtex(target: str) -> None:
    try:
        expected = [part.key for part in parse_citation_targets(target)]
    except ValueError:
        expected = None
    assert cited_keys(target) == expected


@given(st.text(alphabet="`{}[]()!:~ \nac%"))
def test_pointers_never_raise(text: str) -> None:
    for pointer in pointers(text):
        assert 1 <= pointer.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a]", [("citation", "a", 1)]),
        ("x\n[see @a, p. 4;\n-@b] y", [("citation", "a", 2), ("citation", "b", 2)]),
        ("As @a says [p. 4].", [("mention", "a", 1)]),
        ("[text @a](a.md)", [("mention", "a", 1), ("link", "a.md", 1)]),
        ("[@a](a.md)", [("mention", "a", 1), ("link", "a.md", 1)]),
        ("[@a]\n\n[@a]: a.md", [("mention", "a", 1), ("mention", "a", 3), ("link", "a.md", 3)]),
        ("me@a.org, https://x.org/@a, \\@a, `[@a]`, [me@a.org]", []),
        ("```\n[@a]\n```\n% [@a]", []),
        ("{footcite}`a`", [("foreign", "cite:p", 1)]),
        ("{citep}`a` {cite:foo}`a`", [("foreign", "cite:p", 1)] * 2),
        ("\\citet{a} [^@a] :cite:`a` {cite:p}``", [("foreign", "", 1)] * 4),
    ],
)
def test_citations_that_are_no_roles(text: str, expected: list[tuple[str, str, int]]) -> None:
    pointed = found(text)
    assert [(kind, line) for kind, _target, line in pointed] == [(k, n) for k, _t, n in expected]
    for (_, target, _), (kind, wanted, _) in zip(pointed, expected, strict=True):
        assert wanted in target if kind == "foreign" else wanted == target
