"""Works of many articles become entries of one bibliography, each once, and never two as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.bibliography.bib_text import inserted
from press.bibliography.reader import read
from press.importing.decisions import read_decisions
from press.importing.reference_lines import read_reference
from press.importing.works_merge import Merged, merge_works
from tests.importing import marked_lines, planted

HERE = Path(__file__).parent
BIBLIOGRAPHY = """\
% Every source, once.

@article{regan2009diplomatic,
  author       = {Regan, Patrick M. and Frank, Richard W. and Aydin, Aysegul},
  title        = {Diplomatic interventions and civil war: A new dataset},
  journaltitle = {Journal of Peace Research},
  date         = {2009},
}

% He is asked for the second edition.
@book{zebra2001stripes,
  author       = {Zebra, Ann},
  title        = {Stripes},
  date         = {2001},
  publisher    = {Polity},
}
"""


def merged(*lines: str, bibliography: str = BIBLIOGRAPHY, decided: str = "") -> Merged:
    decisions, findings = read_decisions(decided)
    assert not findings
    return merge_works(bibliography, [read_reference(line) for line in lines], decisions)


REGAN = "Regan, P. M., Frank, R. W., & Aydın, A. (2009). Diplomatic Interventions and Civil War - a new dataset. The Journal of Peace Research."


def test_a_work_that_is_there_gets_its_key_and_no_new_entry() -> None:
    found = merged(REGAN)
    assert found.keys == ("regan2009diplomatic",)
    assert found.text == BIBLIOGRAPHY


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (REGAN.replace("2009", "2008"), "one title, but the years differ"),
        (REGAN.replace("Diplomatic", "Diplomatical"), "the titles are nearly the same"),
        (
            REGAN.replace("Regan, P", "Regan, Q"),
            "one title, but the first authors’ initials differ",
        ),
    ],
)
def test_what_is_nearly_the_same_is_its_own_entry_and_named(line: str, reason: str) -> None:
    found = merged(line)
    assert found.keys == found.new_keys != ("regan2009diplomatic",)
    (double,) = found.duplicates
    assert (double.index, double.other_key, double.reason) == (0, "regan2009diplomatic", reason)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Poe, A. (2010). Introduction. Public Culture, 2.",
            "Poe, A. (2010). Introduction. Critical Inquiry, 2.",
        ),
        (
            "Poe, A. (2010). Introduction. Public Culture, 2(1).",
            "Poe, A. (2010). Introduction. Public Culture, 2(3).",
        ),
        (
            "Poe, A. (2010). The war, part I: Causes. Polity.",
            "Poe, A. (2010). The war, part II: Causes. Polity.",
        ),
        (
            "Poe, A. (2010). A long history of water 1. Polity.",
            "Poe, A. (2010). A long history of water 2. Polity.",
        ),
        (
            "Poe, A. (2010). The great history of it (Vol. 1). Polity.",
            "Poe, A. (2010). The great history of it (Vol. 2). Polity.",
        ),
        (
            "Poe, A. (2010). The great history of it (2nd ed.). Polity.",
            "Poe, A. (2010). The great history of it (3rd ed.). Polity.",
        ),
        (
            "Poe, A. (2010). Long and the same title here. Nature, 1. doi:10.1000/1",
            "Poe, A. (2010). Long and the same title here. Nature, 1. doi:10.1000/2",
        ),
        (
            "Poe, A. (2010, May 1). What happened in the city today. Dawn.",
            "Poe, A. (2010, May 2). What happened in the city today. Dawn.",
        ),
        (
            "Poe, A. (n.d.). About us. https://a.org/one",
            "Poe, A. (n.d.). About us. https://a.org/two",
        ),
        (
            "One, A. (2010). First chapter of all. In A. Ed (Ed.), Book. Sage. doi:10.1000/b",
            "Two, B. (2010). Quite another thing. In A. Ed (Ed.), Book. Sage. doi:10.1000/b",
        ),
    ],
)
def test_different_works_stay_apart(lines: tuple[str, ...]) -> None:
    assert len(set(merged(*lines).keys)) == 2


def test_one_doi_is_one_work_and_what_it_says_otherwise_is_named() -> None:
    found = merged(
        "Poe, A. (2010). The history of water: A view from below. Nature, 12(3), 4–5. https://doi.org/10.1000/ABC",
        "Poe, A. (2010). The history of water. Nature, 13. doi:10.1000/abc",
    )
    assert len(set(found.keys)) == 1
    assert [(conflict.field, conflict.kept, conflict.given) for conflict in found.conflicts] == [
        ("volume", "12", "13")
    ]


def test_what_only_one_line_says_is_in_the_entry() -> None:
    found = merged(
        "Poe, A. (2010). The long history of water. Nature, 12(3), 4–5.",
        "Poe, A. (2010). The long history of water. Nature. https://doi.org/10.1000/abc",
    )
    entry = read(found.text).entries[found.keys[0]]
    assert (entry.fields["volume"], entry.fields["pages"], entry.fields["doi"]) == (
        "12",
        "4--5",
        "10.1000/abc",
    )


def test_new_entries_stand_in_the_order_of_keys_and_old_bytes_stay() -> None:
    found = merged("Ames, B. (1999). Water. Polity.", "Young, C. (2000). Fire and rain. Nature, 3.")
    assert list(read(found.text).entries) == [
        "ames1999water",
        "regan2009diplomatic",
        "young2000fire",
        "zebra2001stripes",
    ]
    text = found.text
    for key in found.new_keys:
        start = text.index(f"{{{key},")
        start = text.rindex("@", 0, start)
        end = text.index("\n}\n", start) + 3
        text = text[:start] + text[end:].removeprefix("\n")
    assert text == BIBLIOGRAPHY
    assert "% He is asked for the second edition.\n@book{zebra2001stripes" in found.text


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text, str.rstrip]
)
def test_line_ends_marks_and_a_missing_last_line_end_are_kept(change: Callable[[str], str]) -> None:
    before = change(BIBLIOGRAPHY)
    found = merged(
        "Ames, B. (1999). Water. Polity.", "Zy, C. (2000). Fire. Nature, 3.", bibliography=before
    )
    assert found.text.startswith(before[:24])
    assert ("\r\n" in found.text) == ("\r\n" in before)
    assert "\n" not in found.text.replace("\r\n", "") or "\r\n" not in before
    assert len(read(found.text).entries) == 4


def test_a_second_time_changes_nothing_and_order_does_not_count() -> None:
    lines = [
        marked.text
        for name in ("lines", "unseen")
        for marked in marked_lines.read(HERE / f"{name}.txt")
    ]
    lines.append("Edward W. Said: Orientalism; a line that {nobody} can read, 12_a \\ 50%")
    first = merged(*lines)
    again = merged(*lines, bibliography=first.text)
    assert (again.text, again.keys) == (first.text, first.keys)
    turned = merged(*lines[::-1])
    assert (turned.text, turned.keys[::-1]) == (first.text, first.keys)


def test_an_editor_decides_once() -> None:
    other = REGAN.replace("2009", "2008")
    same = merged(other, decided=f"[[same]]\nline = '''{other}'''\nkey = 'regan2009diplomatic'")
    assert same.keys == ("regan2009diplomatic",)
    assert not same.duplicates
    distinct = merged(
        other, decided=f"[[distinct]]\nline = '''{other}'''\nkey = 'regan2009diplomatic'"
    )
    assert distinct.keys == ("regan2008diplomatic",)
    assert not distinct.duplicates
    apart = merged(
        REGAN, decided=f"[[distinct]]\nline = '''{REGAN}'''\nkey = 'regan2009diplomatic'"
    )
    assert apart.keys == ("regan2009diplomaticinterventions",)
    assert merged(REGAN, decided=f"[[same]]\nline = '''{REGAN}'''\nkey = 'nobody'").unknown == (
        "nobody",
    )


def test_no_wrong_merge_in_ten_thousand_lines_with_planted_distortions() -> None:
    given_lines = list(planted.lines(seed=17, number=10_000))
    references = [read_reference(line) for _, line in given_lines]
    found = merge_works("", references)
    works_of_key: defaultdict[str, set[int]] = defaultdict(set)
    keys_of_work: defaultdict[int, set[str]] = defaultdict(set)
    for (work, _), key in zip(given_lines, found.keys, strict=True):
        works_of_key[key].add(work)
        keys_of_work[work].add(key)
    assert [key for key, works in works_of_key.items() if len(works) > 1] == []
    assert sum(len(keys) == 1 for keys in keys_of_work.values()) > 0.97 * len(keys_of_work)


_KEY = st.from_regex(r"[a-z]{1,3}\d{1,2}", fullmatch=True)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(_KEY, unique=True, max_size=5),
    st.lists(_KEY, unique=True, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)
def test_insertion_only_inserts(old: list[str], new: list[str], newline: str) -> None:
    text = "\n".join(f"@misc{{{key},\n  title = {{T}},\n}}\n" for key in old).replace("\n", newline)
    entries = [(f"x{key}", f"@misc{{x{key},\n  title = {{New}},\n}}\n") for key in new]
    result = inserted(text, entries)
    rest = iter(result)
    assert all(sign in rest for sign in text)
    assert {key.lower() for key in read(result).entries} == {*old, *(f"x{key}" for key in new)}
