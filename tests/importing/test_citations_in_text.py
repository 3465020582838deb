"""Citations in the text become roles by the article's own list, or stay as printed and are listed."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from press.importing.citations import CitationReader, Listed, further_reading
from press.importing.decisions import read_decisions
from press.importing.reference_lines import read_reference
from tests.importing import citation_cases
from tests.importing.citation_cases import Case

HERE = Path(__file__).parent
FILES = {
    name: citation_cases.read(HERE / f"{name}.txt")
    for name in ("citation_cases", "unseen_citations")
}
READERS = {name: CitationReader(listed) for name, (listed, _) in FILES.items()}
CASES = [(name, case) for name, (_, cases) in FILES.items() for case in cases]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[case.text for _, case in CASES])
def test_citation(name: str, case: Case) -> None:
    found = READERS[name].read(case.text)
    assert citation_cases.shown(found) == case.wanted
    keys = {work.key for work in FILES[name][0]}
    for citation in found.citations:
        assert case.text[citation.start : citation.end] == citation.text
        role = re.fullmatch(r"\{cite:(\w+)\}`(.+)`", citation.role)
        assert role is not None
        targets = parse_citation_targets(role[2])
        assert [target.key for target in targets] == [target.key for target in citation.targets]
        assert keys.issuperset(target.key for target in targets)
        assert citation.printed


def test_the_cases_are_many() -> None:
    assert len(CASES) >= 120
    assert {case.part for _, case in CASES} == {"in parentheses", "in the sentence", "no citations"}


def reader(*lines: str, decided: str = "", article: str = "") -> CitationReader:
    decisions, findings = read_decisions(decided)
    assert not findings
    return CitationReader(
        [
            Listed(line.partition(" | ")[0], read_reference(line.partition(" | ")[2]))
            for line in lines
        ],
        decisions,
        article,
    )


SAID = "said1978orientalism | Said, E. W. (1978). Orientalism. Pantheon."
BECK = "beck1992risk | Beck, U. (1992). Risk society. Sage."
HRW = "hrw2021threshold | Human Rights Watch. (2021). A threshold crossed. https://www.hrw.org/report/2021/"


def test_a_role_prints_what_stood_there() -> None:
    found = reader(SAID, BECK).read("So (see Beck, 1992; Said, 1978, p. 4), and Said (1978) too.")
    assert [(one.role, one.printed) for one in found.citations] == [
        (
            "{cite:p}`{see}beck1992risk,said1978orientalism{p. 4}`",
            "(see Beck, 1992; Said, 1978, p. 4)",
        ),
        ("{cite:t}`said1978orientalism`", "Said (1978)"),
    ]


def test_of_a_half_known_parenthesis_the_known_half_is_linked() -> None:
    text = "So (Said, 1978; Foucault, 1975)."
    found = reader(SAID).read(text)
    (citation,) = found.citations
    (unresolved,) = found.unresolved
    assert (citation.text, citation.role) == ("Said, 1978", "{cite:alp}`said1978orientalism`")
    assert (unresolved.text, unresolved.reason) == ("Foucault, 1975", "unlisted")


def test_what_is_not_listed_names_the_nearest_works() -> None:
    (unresolved,) = reader(SAID, BECK).read("So (Saïd, 1979).").unresolved
    assert unresolved.nearest == ("said1978orientalism",)
    assert (
        unresolved.message
        == "“(Saïd, 1979)” stays as printed, for the list has no such work; nearest: said1978orientalism"
    )


def test_an_abbreviation_that_the_text_defines_is_known() -> None:
    known = reader(
        "x1 | Ministry of Foreign Affairs of Japan. (2020). Diplomatic bluebook. https://www.mofa.go.jp/report"
    )
    assert not known.read("Abroad (Gaimusho, 2020).").citations
    known.define("The Ministry of Foreign Affairs of Japan (Gaimusho) says so.")
    assert known.read("Abroad (Gaimusho, 2020).").citations[0].targets[0].key == "x1"


def test_an_editor_decides_what_a_citation_means() -> None:
    decided = """
[[citation]]
text = "(Saïd, 1979)"
article = "2025-04-27-a"
keys = ["said1978orientalism"]
[[citation]]
text = "Beck (1992)"
keys = []
"""
    here = reader(SAID, BECK, decided=decided, article="2025-04-27-a")
    found = here.read("So (Saïd, 1979) and Beck (1992).")
    assert [one.role for one in found.citations] == ["{cite:p}`said1978orientalism`"]
    assert not found.unresolved
    assert reader(SAID, decided=decided, article="other").read("So (Saïd, 1979).").unresolved


def test_works_that_are_never_cited_are_further_reading() -> None:
    listed = [Listed(key, read_reference("Poe, A. (2010). X. Polity.")) for key in "abca"]
    assert further_reading(listed, {"b"}) == ("a", "c")


PIECES = st.sampled_from(
    ["(", ")", "[", "]", ";", ",", " ", "Said", "Beck", "1978", "1992a", "n.d.", " and ", " & ", "et al.", "see ", "p. 4", "’s", "HRW", "2021", "`", "{", "\\", "The ", "(2003–15)", "Smith", "\u200f", "\ufffc", "é"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_can_be_read_and_nothing_overlaps(text: str) -> None:
    known = reader(SAID, BECK, HRW)
    found = known.read(text)
    spans = [(one.start, one.end) for one in found.citations]
    spans = sorted(spans + [(one.start, one.end) for one in found.unresolved])
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    for citation in found.citations:
        assert text[citation.start : citation.end] == citation.text
        assert "`" not in citation.role.partition("`")[2][:-1]
