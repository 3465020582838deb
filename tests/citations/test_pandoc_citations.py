"""Pandoc's citations: what they mean, and that they are the roles to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.checks.checks import check
from press.text import pandoc_citations
from tests.publication import Publication

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

KNOWN = {"nunn2010columbian", "smith2019first", "smith2019second", "a.b", "DBLP:x/y", "öz"}

ROLES = {
    "[@nunn2010columbian]": "{cite:p}`nunn2010columbian`",
    "[@nunn2010columbian, p. 4]": "{cite:p}`nunn2010columbian{p. 4}`",
    "[@nunn2010columbian p. 4]": "{cite:p}`nunn2010columbian{p. 4}`",
    "[@nunn2010columbian, pp. 3-4, 7]": "{cite:p}`nunn2010columbian{pp. 3-4, 7}`",
    "[@nunn2010columbian{p. 4}]": "{cite:p}`nunn2010columbian{p. 4}`",
    "[see @a.b, p. 4; @smith2019first]": "{cite:p}`{see}a.b{p. 4}, smith2019first`",
    "[see *also* @öz and others]": "{cite:p}`{see also}öz{and others}`",
    "[@{DBLP:x/y}; @DBLP:x/y]": "{cite:p}`DBLP:x/y, DBLP:x/y`",
    "[-@smith2019first]": "{cite:yearpar}`smith2019first`",
    "[-@smith2019first, p. 4; -@öz]": "{cite:yearpar}`smith2019first{p. 4}, öz`",
    "[see @a.b, p. 4; -@smith2019first]": "({cite:alp}`{see}a.b{p. 4}`; {cite:year}`smith2019first`)",
    "[@a.b, p. 4; and passim]": "{cite:p}`a.b{p. 4; and passim}`",
    "[@a.b, @öz]": "{cite:p}`a.b, öz`",
    "[انظر @öz، ص. 4؛ @a.b]": "{cite:p}`{انظر}öz{ص. 4}, a.b`",
    "[@a.b [sec. 3]; @öz]": "{cite:p}`a.b{[sec. 3]}, öz`",
    "[a note [@öz]]": "[a note {cite:p}`öz`]",
    "[@öz]{.aside #here lang=tr}.": "{cite:p}`öz`.",
    "[@öz]{an aside}": "{cite:p}`öz`{an aside}",
    "[@unknown2020]": "{cite:p}`unknown2020`",
    "@smith2019first": "{cite:t}`smith2019first`",
    "@smith2019first.": "{cite:t}`smith2019first`.",
    "@smith2019first's": "{cite:t}`smith2019first`'s",
    "(@smith2019first)": "({cite:t}`smith2019first`)",
    "@a.b.": "{cite:t}`a.b`.",
    "@{DBLP:x/y}x": "{cite:t}`DBLP:x/y`x",
    "@smith2019first [p. 4]": "{cite:t}`smith2019first{p. 4}`",
    "@smith2019first [p. 4; @öz]": "{cite:t}`smith2019first` [p. 4; {cite:t}`öz`]",
    "-@smith2019first": "{cite:yearpar}`smith2019first`",
}
TEXT = [
    "me@nunn2010columbian.org",
    "https://example.org/@smith2019first",
    "@somebody on a network",
    "\\@smith2019first",
    "[me@example.org]",
    "[@smith2019first](https://example.org)",
    "[x] [^1] [a] @",
    "word@smith2019first",
]


def as_roles(text: str) -> str:
    """Return *text* with roles for the citations in it, as the plug-in goes through it."""
    parts, at = [], 0
    while at < len(text):
        found = None
        if text[at - 1 : at] != "\\":
            if text[at] == "[":
                found = pandoc_citations.bracketed(text, at)
            elif text[at] in "@-":
                found = pandoc_citations.bare(text, at, KNOWN)
        if found:
            parts.append(pandoc_citations.as_roles(found))
            at = found.end
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)


@pytest.mark.parametrize(("text", "roles"), ROLES.items())
def test_a_citation_is_a_role(text: str, roles: str) -> None:
    assert as_roles(text) == roles
    assert as_roles(f"Before {text} after") == f"Before {roles} after"


@pytest.mark.parametrize("text", TEXT[:5] + TEXT[6:])
def test_addresses_and_handles_stay_text(text: str) -> None:
    assert as_roles(text) == text


@given(st.text(alphabet="[]@;,-{}ab. \\^`") | st.text())
def test_no_text_raises(text: str) -> None:
    for at in range(len(text)):
        pandoc_citations.bracketed(text, at)
        pandoc_citations.foreign(text, at)
        pandoc_citations.candidate(text, at)
        pandoc_citations.bare(text, at, {"a", "b"})


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (r"\cite{a}", "{cite:p}`a`"),
        (r"\citep[4]{a}", "{cite:p}`a{4}`"),
        (r"\citet[see][p. 4]{a, b}", "{cite:t}`{see}a, b{p. 4}`"),
        (r"\parencite{a}", "{cite:p}`a`"),
        (r"\textcite{a}", "{cite:t}`a`"),
        ("[^@a]", "[@a]"),
        ("[[@a]]", "[@a]"),
        (":cite:`a`", "{cite:p}`a`"),
        (":cite:t:`a`", "{cite:t}`a`"),
        ("{cite:p}``", "{cite:p}`key`"),
    ],
)
def test_other_dialects_are_told_what_to_write(text: str, advice: str) -> None:
    found = pandoc_citations.foreign(text, 0)
    assert found is not None
    assert (found.end, found.advice) == (len(text), advice)


@pytest.mark.parametrize(
    "text", ["{cite:p}``a``", "\\citadel{a}", "[^a]", "[[a]]", "`cite`", "\\citex", "{cite:p}`a`"]
)
def test_what_is_no_dialect_is_not_told(text: str) -> None:
    assert pandoc_citations.foreign(text, 0) is None


BODY = """{first}, as {second} says; {third} and {fourth}.

- {first}
- ```{{note}}
  {second}
  ```

| a | b |
| --- | --- |
| {first} | {third} |

{second}: me@example.org, @somebody, `[@a]`, [@label].[^n] *{first}*

[@label]: https://example.org
[^n]: {third}
"""
PANDOC = {
    "first": "[see @nunn2010columbian, pp. 3-4; @smith2019first]",
    "second": "@smith2019second [p. 4]",
    "third": "[-@smith2019second]",
    "fourth": "[@nunn2010columbian; -@smith2019first]",
}


def test_the_result_is_the_same_to_the_byte(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    pages = []
    publication = Publication(tmp_path, make_app)
    for name, written in (
        ("pandoc", PANDOC),
        ("roles", {key: as_roles(text) for key, text in PANDOC.items()}),
    ):
        docname = publication.article("2025-01-01-one", BODY.format(**written))
        publication.build(out=name)
        assert publication.warnings == ""
        pages.append((tmp_path / name / f"html/{docname}.html").read_bytes())
        assert [f for _, f in check(publication.folder) if not f.note] == []
    assert pages[0] == pages[1]
    assert pages[0].count(b'class="citation"') == 12


def test_a_key_in_a_sentence_follows_the_bibliography(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """An article that was not touched is read again when the key becomes a work, or none."""
    publication = Publication(tmp_path, make_app)
    docname = publication.article(
        "2025-01-01-one", "As @roe2020 says, and @nobody, [@smith2019first]."
    )
    other = publication.article("2025-01-02-two", "Nothing.")
    publication.build()
    assert "@roe2020" in publication.page(docname).get_text()
    bib = (tmp_path / "references.bib").read_text()
    work = "@book{roe2020, author = {Roe, Jane}, title = {A}, publisher = {P}, year = 2020}\n"
    publication.write("references.bib", bib + work)
    publication.build()
    assert "As Roe (2020) says" in publication.page(docname).get_text()
    assert publication.warnings == ""
    clean = (tmp_path / "_build/html" / f"{docname}.html").read_bytes()
    publication.build(out="_clean")
    assert (tmp_path / "_clean/html" / f"{docname}.html").read_bytes() == clean
    publication.write("references.bib", bib)
    publication.build()
    assert "@roe2020" in publication.page(docname).get_text()
    assert "reading sources... [100%] articles/2025/2025-01-02-two" not in publication.status
    assert other


def test_build_and_check_say_the_same_of_other_dialects(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    publication = Publication(tmp_path, make_app)
    publication.article(
        "2025-01-01-one",
        r"\citep[4]{nunn2010columbian} {footcite}`a` {citet}`a` {cite:foo}`a` [^@a] {cite:p}``"
        "\n\n{footcite:t}`b` [@nun2010columbian]",
    )
    publication.build()
    told = sorted(
        finding
        for _, finding in check(publication.folder)
        if finding.code in {"foreign-citation", "unknown-key"}
    )
    assert [finding.line for finding in told] == [8] * 6 + [10] * 2
    for finding in told:
        if finding.code == "foreign-citation":
            assert f":{finding.line}: WARNING: {finding.message}" in publication.warnings
    assert publication.warnings.count("WARNING") == len(told)
    assert "nunn2010columbian" in publication.warnings.rpartition("nearest")[2]
