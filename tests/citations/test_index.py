"""The citation index: places, readers, labels and sentences, without a build."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person

from press.citations.index import Citation, CitationIndex, Place, Target, entry_id


def book(key: str, family: str, year: str, title: str) -> Entry:
    entry = Entry("book", {"title": title, "year": year, "publisher": "Press"})
    entry.persons["author"] = [Person(f"{family}, Jane")]
    entry.key = key
    return entry


WORKS = {
    "b": book("b", "Smith", "2019", "Beta"),
    "a": book("a", "Smith", "2019", "Alpha"),
    "c": book("c", "Adams", "2001", "Gamma"),
}


def citation(*keys: str, sentence: tuple[str | int, ...] = (), first: int = 1) -> Citation:
    targets = tuple(Target(key, "", "", f"cite-{first + n}") for n, key in enumerate(keys))
    return Citation("p", 1, targets, sentence)


def test_places_of_a_work_come_in_the_order_of_documents() -> None:
    index = CitationIndex({"d2": (citation("a"),), "d1": (citation("c"), citation("a"))}, WORKS)
    assert index.places("a") == [Place("d1", "cite-1", 1), Place("d2", "cite-1", 0)]
    assert index.places("b") == ()


def test_letters_follow_the_list_of_each_document() -> None:
    cited = {"both": (citation("b", "a"),), "one": (citation("b"),)}
    index = CitationIndex(cited, WORKS)
    assert {key: label.year for key, label in index.labels("both").items()} == {
        "a": "2019a",
        "b": "2019b",
    }
    assert index.labels("one")["b"].year == "2019"
    assert index.works_cited("both") == ["a", "b"]


def test_a_sentence_reads_as_printed() -> None:
    cited = {
        "d": (
            citation("b", sentence=("So it is ", 0, ", and ", 1, ".")),
            citation("a", sentence=("So it is ", 0, ", and ", 1, "."), first=2),
        )
    }
    index = CitationIndex(cited, WORKS)
    assert index.sentences("d") == ("So it is (Smith, 2019b), and (Smith, 2019a).",) * 2


def test_an_unknown_key_is_shown_and_not_lost() -> None:
    index = CitationIndex({"d": (citation("c", "missing"),)}, WORKS)
    text = "".join(piece.text for piece in index.pieces("d", 0))
    assert text == "(Adams, 2001)[missing?]"
    assert index.works_cited("d") == ["c"]


def test_other_readers_are_the_nearest_by_date() -> None:
    index = CitationIndex({f"d{n}": (citation("a"),) for n in range(6)}, WORKS)
    assert index.other_readers("a", "d3") == (("d1", "d2", "d4"), True)
    assert index.other_readers("a", "d0") == (("d1",), True)
    assert index.other_readers("a", "d2") == (("d0", "d1", "d3"), True)
    assert index.other_readers("c", "d2") == ((), False)


@given(st.sets(st.integers(0, 60), min_size=1), st.integers(0, 60))
def test_a_new_reader_changes_few_pages(readers: set[int], new: int) -> None:
    """Adding an article must not change every page that shares a source with it."""
    before = CitationIndex({f"d{n:02}": (citation("a"),) for n in readers}, WORKS)
    after = CitationIndex({f"d{n:02}": (citation("a"),) for n in readers | {new}}, WORKS)
    pages = [f"d{n:02}" for n in readers - {new}]
    changed = [
        page for page in pages if before.other_readers("a", page) != after.other_readers("a", page)
    ]
    assert len(changed) <= 6


def test_initials_fold_accents_and_scripts() -> None:
    works = {
        **WORKS,
        "o": book("o", "Öztürk", "2020", "Title"),
        "n": book("n", "1984", "1949", "T"),
    }
    index = CitationIndex({}, works)
    assert [index.initial(key) for key in ("o", "c")] == ["O", "A"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_unique_and_plain(one: str, other: str) -> None:
    assert (entry_id("ref", one) == entry_id("ref", other)) == (one == other)
    assert entry_id("ref", one).isascii()
    assert not set(entry_id("ref", one)) & set(" \"'<>&#%{}\\,:")
