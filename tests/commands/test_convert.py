"""``press convert``: citations written the other way, and no other byte changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.__main__ import main
from press.commands.convert import to_markdown, to_roles

KNOWN = {"a", "b2", "c.d", "DBLP:x/y"}
PAIRS = [
    ("[@a]", "{cite:p}`a`"),
    ("[@a, p. 4]", "{cite:p}`a{p. 4}`"),
    ("[see @a, p. 4; @b2]", "{cite:p}`{see}a{p. 4}, b2`"),
    ("[-@c.d]", "{cite:yearpar}`c.d`"),
    ("@a", "{cite:t}`a`"),
    ("@a [p. 4]", "{cite:t}`a{p. 4}`"),
    ("@{a}b", "{cite:t}`a`b"),
    ("@DBLP:x/y", "{cite:t}`DBLP:x/y`"),
]
# Roles that Markdown cannot say, or not in their place.
ROLES_ONLY = [
    "{cite:author}`a`",
    "{cite:t}`a, b2`",
    "{cite:t}`unknown`",
    "word{cite:t}`a`",
    "{cite:p}`a`(x)",
    "{cite:t}`a` [note]",
    "{cite:p}`a b`",
]
HEAD = "---\ntitle: A [@a] and {cite:p}`a`\n---\n\n"
CODE = "`[@a]` ``{cite:p}`a` ``\n\n```\n[@a] {cite:p}`a`\n```\n% @a {cite:t}`a`\n\n"


@pytest.mark.parametrize(("markdown", "roles"), PAIRS)
def test_both_ways(markdown: str, roles: str) -> None:
    for form in ("{}", "Text {}, text.", "({})", "- {}\n- {}", "```{{note}}\n{}\n```", "*{}*"):
        one, other = (
            HEAD + CODE + form.format(*[markdown] * 2),
            HEAD + CODE + form.format(*[roles] * 2),
        )
        assert to_roles(one, KNOWN) == other
        assert to_markdown(other, KNOWN) == one


@pytest.mark.parametrize("text", ROLES_ONLY)
def test_what_cannot_be_said_stays(text: str) -> None:
    assert to_markdown(text, KNOWN) == text


PIECES = st.sampled_from(
    [
        *(text for pair in PAIRS for text in pair),
        *ROLES_ONLY,
        " ",
        "\n\n",
        "x",
        "me@a.org",
        CODE,
    ]
)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_what_is_converted_comes_back(text: str) -> None:
    roles = to_roles(text, KNOWN)
    assert to_roles(roles, KNOWN) == roles
    assert to_roles(to_markdown(roles, KNOWN), KNOWN) == roles


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "conf.py").write_text(
        'press_sections = {"o": "O"}\nbibtex_bibfiles = ["references.bib"]\n'
    )
    (tmp_path / "references.bib").write_text("@book{a, title = {T}}\n")
    article = tmp_path / "articles/2025/2025-01-01-one.md"
    article.parent.mkdir(parents=True)
    before = b"---\ntitle: T\n---\r\n\r\n[@a, p. 4]\tand @a\r\nno end"
    article.write_bytes(before)
    run = ["convert", "--to", "roles", "--folder", str(tmp_path)]
    assert main(run) == 0
    assert "+{cite:p}`a{p. 4}`" in capsys.readouterr().out
    assert article.read_bytes() == before
    assert main([*run, "--write"]) == 0
    assert article.read_bytes() == before.replace(b"[@a, p. 4]", b"{cite:p}`a{p. 4}`").replace(
        b"and @a", b"and {cite:t}`a`"
    )
    assert (
        main(["convert", str(article), "--to", "markdown", "--folder", str(tmp_path), "--write"])
        == 0
    )
    assert article.read_bytes() == before
