"""What holds for any entry, whatever is typed into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from press.apa import KINDS, ROLES, Cited, in_text, labels, missing, reference, sort_key
from tests.apa.shown import said, shown
from tests.apa.test_in_text import AUTHORS

if TYPE_CHECKING:
    from random import Random

NAMES = (
    "title subtitle titleaddon shorttitle booktitle maintitle journal journaltitle date year month"
    " day origdate urldate eventdate volume number pages eid edition publisher institution school"
    " organization type entrysubtype howpublished version url doi eprint eprinttype pubstate"
    " options translator narrator bookauthor authortype editortype nameaddon venue eventtitle"
    " addendum chapter langid sorttitle"
)
# Values that meet the code's branches, beside any text at all.
LIKELY = (
    "2019 2019-04 2019-04-05 2019/2020 2015/ 1377~ -0349 2020-22 n.d. inpress inpreparation apr 12"
    " 3--5 2nd phdthesis podcast newspaper sentencecase retrieved arxiv host https://example.org/"
    " 10.1/x Doe,~J. {{Group}} others german"
)
FIELDS = st.sampled_from(NAMES.split())
values = st.sampled_from(LIKELY.split()) | st.text(max_size=12)
word = st.text("abcdeABCDE-'’.{}ʿıÖعλ王 ", max_size=8)


def person(text: str) -> Person:
    try:
        return Person(text)
    except PybtexError:
        return Person(last="{Group}")


names = st.builds(
    lambda family, given: person(f"{family}, {given}" if given else family), word, word
)
works = st.builds(
    lambda kind, fields, authors, editors: Entry(
        kind, fields=list(fields.items()), persons={"author": authors, "editor": editors}
    ),
    st.sampled_from(sorted(KINDS | {"hologram"})),
    st.dictionaries(FIELDS, values, max_size=8),
    st.lists(names, max_size=4),
    st.lists(names, max_size=3),
)


@st.composite
def lists(draw: st.DrawFn) -> list[Entry]:
    # Few names and years, so that works collide as they rarely do in life.
    family = st.sampled_from(["Smith", "Jones", "de Waal", "{Group}", "Öztürk"])
    given = st.sampled_from(["A.", "Bea", ""])
    few = st.builds(
        lambda last, first: person(f"{last}, {first}" if first else last), family, given
    )
    number = draw(st.integers(1, 8))
    result = []
    for place in range(number):
        entry = Entry(
            draw(st.sampled_from(["book", "article"])),
            fields=[
                ("title", draw(st.sampled_from("ABC"))),
                ("date", draw(st.sampled_from(["2019", "n.d."]))),
            ],
            persons={"author": draw(st.lists(few, max_size=5))},
        )
        entry.key = f"k{place}"
        result.append(entry)
    return result


@given(works)
def test_any_entry_gives_a_reference(work: Entry) -> None:
    work.key = "k"
    written = reference(work)
    assert isinstance(written, Text)
    assert str(written)
    sort_key(work)
    missing(work)


# Without the marks that may well be doubled or left open by who types them.
tidy = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters=" -:?!"), max_size=10
)


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(FIELDS, tidy, max_size=10))
def test_punctuation_is_never_doubled_nor_left_open(kind: str, fields: dict[str, str]) -> None:
    work = Entry(
        kind, fields=list(fields.items()), persons={"author": [Person("King, Jr., M. L.")]}
    )
    work.key = "k"
    written = shown(reference(work))
    assert not re.search(
        r"\.\.|\. \.|,,|\(\)|\[\]|\*\*|[.,;:]  |\s$|\( |, \.", written.replace("…", "")
    )
    assert written.count("(") == written.count(")")
    assert written.count("[") == written.count("]")
    assert written.count("*") % 2 == 0


@given(lists(), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_where_it_begins(
    list_: list[Entry], chance: Random
) -> None:
    once = [work.key for work in sorted(list_, key=sort_key)]
    assert [work.key for work in sorted(chance.sample(list_, len(list_)), key=sort_key)] == once
    assert len({sort_key(work) for work in list_}) == len(list_)


@given(lists())
def test_no_two_works_of_a_list_are_cited_alike(list_: list[Entry]) -> None:
    named = labels(list_)
    for role in ("p", "t"):
        cited = {said(in_text(role, [Cited(label)])) for label in named.values()}
        assert len(cited) == len(list_)


@given(lists())
def test_labels_do_not_depend_on_the_order_of_the_works(list_: list[Entry]) -> None:
    assert labels(list_) == labels(list(reversed(list_)))


@given(lists())
def test_the_year_cited_is_the_year_of_the_reference(list_: list[Entry]) -> None:
    named = labels(list_)
    for work in list_:
        label = named[work.key]
        assert f"({label.year})" in shown(reference(work, label.suffix))


@given(
    lists(),
    st.sampled_from(sorted(ROLES - {"empty"} - AUTHORS)),
    st.text(max_size=6),
    st.text(max_size=6),
)
def test_every_citation_links_every_work(
    list_: list[Entry], role: str, pre: str, post: str
) -> None:
    named = labels(list_)
    cited = [
        Cited(label, pre if place == 1 else "", post if place == 0 else "")
        for place, label in enumerate(named.values())
    ]
    pieces = in_text(role, cited)
    assert {piece.key for piece in pieces} - {""} == set(named)
    assert all(piece.text for piece in pieces)
