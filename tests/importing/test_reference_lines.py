"""A line of a reference list becomes a reference with every field right, or says what is open."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.apa import KINDS
from press.bibliography.reader import read
from press.bibliography.works import Work
from press.importing.decisions import read_decisions
from press.importing.entries import difference, entry_of, entry_text, set_again
from press.importing.reference_lines import looks_like_reference, read_reference
from tests.importing import marked_lines
from tests.importing.marked_lines import Marked

HERE = Path(__file__).parent
#: Lines that the reader was written from, and three sets that it had not seen when they were
#: marked: it read 105 of 116, 97 of 103 and 54 of 56 of them right at first sight.
FILES = ("lines", "unseen", "unseen_again", "unseen_last")
LINES = [marked for name in FILES for marked in marked_lines.read(HERE / f"{name}.txt")]
# Faults that belong to the line, not to the way in which its entry is written.
OF_THE_LINE = {"missing-field", "unknown-type"}


def wrong(marked: Marked) -> dict[str, tuple[object, object]]:
    found = read_reference(marked.text)
    return {
        name: (value, getattr(found, name))
        for name, value in marked.fields.items()
        if getattr(found, name) != value
    }


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_every_line_is_right(name: str) -> None:
    marked = marked_lines.read(HERE / f"{name}.txt")
    assert len({line.kind for line in marked}) == 9
    faults = {line.number: found for line in marked if (found := wrong(line))}
    assert faults == {}


def test_the_lines_are_many_and_a_third_of_them_was_unseen() -> None:
    assert len(LINES) >= 300
    assert len(LINES) == len({line.text for line in LINES})


def test_every_word_of_a_line_is_in_its_entry() -> None:
    assert {line.text: left for line in LINES if (left := read_reference(line.text).left)} == {}


def test_words_that_no_field_holds_are_named_and_kept_in_a_note() -> None:
    line = "Poe, A. (2010). Water (Lecture 12 of many, gold foil). Polity. Cloth bound, 12 euro."
    found = read_reference(line)
    entry = read(entry_text(found, "key")).entries["key"]
    if found.left:
        assert any(guess.field == "note" for guess in found.guesses)
        assert entry.fields["note"] == line
    words = set(re.findall(r"\w+", line))
    assert words <= set(re.findall(r"\w+", entry_text(found, "key")))


@pytest.mark.parametrize("marked", LINES, ids=lambda marked: f"{marked.kind}-{marked.number}")
def test_an_entry_is_sound_and_reads_as_it_was_meant(marked: Marked) -> None:
    reference = read_reference(marked.text)
    bibliography = read(entry_text(reference, "key"))
    findings = [f for _path, f in bibliography.findings if f.code not in OF_THE_LINE and not f.note]
    assert findings == []
    entry = bibliography.entries["key"]
    assert entry.type in KINDS | {"jurisdiction", "legislation", "legal"}
    assert Work.of(entry).digest == Work.of(entry_of(reference)).digest


@pytest.mark.parametrize(
    "line",
    [
        "Mearsheimer, J. J. (2019). Bound to fail: The rise and fall of the liberal international order. International Security, 43(4), 7–50. https://doi.org/10.1162/isec_a_00342",
        "Spivak, G. C. (1988). Can the subaltern speak? In C. Nelson & L. Grossberg (Eds.), Marxism and the interpretation of culture (pp. 271–313). University of Illinois Press.",
        "Ibn Khaldūn. (2015). The Muqaddimah: An introduction to history (N. J. Dawood, Ed.; F. Rosenthal, Trans.). Princeton University Press. (Original work published 1377)",
        "Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. https://www.nytimes.com/2019/03/22/health/memory.html",
        "Migrant caravan: What is it and why does it matter? (2018, November 26). BBC News. https://www.bbc.com/news/world-latin-america-45951782",
        "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. Retrieved January 9, 2020, from https://www.census.gov/popclock/",
        "King, M. L., Jr. (1961). The time for freedom has come. Journal of Negro Education, 30(2).",
        "Kalnay, E., Kanamitsu, M., Kistler, R., Collins, W., Deaven, D., Gandin, L., Iredell, M., Saha, S., White, G., Woollen, J., Zhu, Y., Chelliah, M., Ebisuzaki, W., Higgins, W., Janowiak, J., Mo, K. C., Ropelewski, C., Wang, J., Leetmaa, A., … Joseph, D. (1996). The NCEP/NCAR 40-year reanalysis project. Bulletin of the American Meteorological Society, 77(3), 437–471. https://doi.org/10.1175/1520-0477(1996)077<0437:TNYRP>2.0.CO;2",
        "Khan, Y. (2019a). Remembering and forgetting: South Asia and the Second World War. Modern Asian Studies, 53(1), 1–24.",
        "Collier, P., & Hoeffler, A. (2000). Greed and grievance in civil war (Policy Research Working Paper No. 2355). World Bank. https://openknowledge.worldbank.org/handle/10986/18853",
        "Adichie, C. N. (2009, October). The danger of a single story [Video]. TED Conferences. https://www.ted.com/talks/chimamanda_ngozi_adichie_the_danger_of_a_single_story",
        "White, B. [@BettyMWhite]. (2018, June 21). I treasure every minute we spent together #koko [Tweet]. Twitter. https://twitter.com/BettyMWhite/status/1009951892846227456",
        "Peele, J. (Director). (2017). Get out [Film]. Universal Pictures.",
        "Kabir, J. M. (2016). Factors influencing customer satisfaction (Publication No. 10169573) [Doctoral dissertation, Wilmington University]. ProQuest Dissertations & Theses Global.",
        "Hashimi, 50% of things #1_a and A & B, $5: a line in no known form",
    ],
)
def test_a_right_line_set_again_reads_as_it_stood(line: str) -> None:
    assert difference(read_reference(line)) is None


def test_both_are_given_where_a_line_is_not_apa() -> None:
    line = "Fanon, F. (1963). The wretched of the earth. New York: Grove Press."
    found = difference(read_reference(line))
    assert found is not None
    assert (found.original, found.printed) == (line, line.replace("New York: ", ""))


def test_a_line_that_cannot_be_read_is_kept_as_it_stands() -> None:
    line = "Said, Edward W. Orientalism. New York: Pantheon, 1978."
    found = read_reference(line)
    assert not found.whole
    entry = read(entry_text(found, "key")).entries["key"]
    assert (entry.type, entry.fields["note"]) == ("misc", line)
    assert set_again(found) == line


def test_italics_tell_a_journal_from_a_publisher() -> None:
    line = "Poe, A. (2010). Water and power. Zembla."
    at = line.index("Zembla")
    journal = read_reference(line, [(at, at + 6)])
    assert (journal.type, journal.container, journal.guesses) == ("article", "Zembla", ())
    title = (line.index("Water"), line.index(". Zembla"))
    book = read_reference(line, [title])
    assert (book.type, book.publisher, book.guesses) == ("book", "Zembla", ())


def test_a_guess_is_named_until_an_editor_decides() -> None:
    line = "Poe, A. (2010). Water and power. Zembla."
    (guess,) = read_reference(line).guesses
    assert (
        guess.message == "“Zembla” was read as a journal, not as a publisher: say if that is wrong"
    )
    decisions, _ = read_decisions("[[container]]\nname = 'zembla'\nkind = 'publisher'")
    decided = read_reference(line, (), decisions)
    assert (decided.type, decided.publisher, decided.guesses) == ("book", "Zembla", ())


def test_bullets_numbers_and_odd_spaces_are_no_part_of_a_line() -> None:
    plain = read_reference("Poe, A. (2010). Water and power. Nature, 12(3), 4–5.")
    for line in (
        "• Poe, A. (2010). Water and\u00a0power.  Nature, 12(3),\n4–5.",
        "[12] Poe, A. (2010). Water and power. Nature, 12(3), 4–5.",
    ):
        assert read_reference(line)._replace(text=plain.text) == plain


@pytest.mark.parametrize(
    "text", ["Poe, A. (2010). Water and power. Nature.", "Title here. (2018, May 3). BBC News."]
)
def test_a_reference_is_known_by_its_form(text: str) -> None:
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    ["", "In 2010 (see below) nothing happened.", "The war (1914) began. " * 300, "A (b) c."],
)
def test_a_sentence_is_no_reference(text: str) -> None:
    assert not looks_like_reference(text)


MUTATED = st.builds(
    lambda line, at, cut, put: (
        line[: at % (len(line) + 1)] + put + line[at % (len(line) + 1) + cut :]
    ),
    st.sampled_from([line.text for line in LINES]),
    st.integers(0, 400),
    st.integers(0, 12),
    st.text("().,;:&[]“”\"'?!–-0189aZ In§{}\\%_~…\u0130\u0661\u200f\n", max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(MUTATED)
@example("(2019). X.")
@example("A. (2019).")
@example("{ (2019). {. }.")
def test_no_line_loses_a_word_or_raises(line: str) -> None:
    reference = read_reference(line)
    looks_like_reference(line)
    difference(reference)
    bibliography = read(entry_text(reference, "key"))
    assert "key" in bibliography.entries
    entry = unquote(entry_text(reference, "key"))  # braces in addresses are percent-encoded
    written = set(re.findall(r"[^\W_]{4,}", f"{entry} {entry_text(reference, 'key')}".casefold()))
    form = set(
        "edition editor editors edited trans translated retrieved accessed available original originally work published article chapter vols https http from advance online publication version viewed issue number volume last link unpublished".split()
    )
    months = {name for date in (reference.date, reference.retrieved) if date for name in MONTHS}
    months.add(f"{reference.year}{reference.suffix}")
    assert set(re.findall(r"[^\W_]{4,}", line.casefold())) - written - form - months == set()


MONTHS = "january february march april june july august september october november december spring summer fall winter autumn".split()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    difference(read_reference(text))


@pytest.mark.parametrize(
    "piece", ["A? ", ". In ", "(1999) ", ", 1", "A. B & ", "[", "http://a", "a-"]
)
def test_time_is_no_square_of_the_length(piece: str) -> None:
    # Ten thousand steps a sign would take minutes here, and the test would never end.
    read_reference("Poe, A. (2010). " + piece * (3900 // len(piece)))
