"""Fields as plain text, and titles (APA 6.17, 9.18–9.19)."""

from __future__ import annotations

import pytest

from press.apa import reference
from press.apa.fields import locator, pages, plain
from press.apa.titles import capitalized, joined, periodical, title, title_case
from tests.apa.shown import entry, shown


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("The {NATO} summit", "The NATO summit"),
        ("2003--15 --- a \\& b~c", "2003–15 — a & b\u00a0c"),
        ("``Quoted'' \"words\" 'here'", "“Quoted” “words” ‘here’"),
        ("The Qur'an, O'Neil's, the '90s", "The Qur’an, O’Neil’s, the ’90s"),
        ("50\\% of \\$5 \\#1 a\\_b \\{c\\}", "50% of $5 #1 a_b {c}"),
        ("two\n   lines", "two lines"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Aydın Öztürk ʿAbd", "Aydın Öztürk ʿAbd"),
    ],
)
def test_plain(field: str, text: str) -> None:
    assert plain(field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("3-5", "3–5"),
        ("3--5", "3–5"),
        ("3 – 5", "3–5"),
        ("1--2, 7--9", "1–2, 7–9"),
        ("S12-S20", "S12–S20"),
        ("xii--xv", "xii–xv"),
        ("A-12", "A-12"),
        ("e0209899", "e0209899"),
        ("C1", "C1"),
    ],
)
def test_pages(field: str, text: str) -> None:
    assert pages(field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("180", "p. 180"),
        ("S41", "p. S41"),
        ("180-185", "pp. 180–185"),
        ("180--185", "pp. 180–185"),
        ("3, 5", "pp. 3, 5"),
        ("p. 180", "p. 180"),
        ("pp. 3--5", "pp. 3–5"),
        ("pp. 3-5, 9", "pp. 3–5, 9"),
        ("para. 4", "para. 4"),
        ("Chapter 3", "Chapter 3"),
        ("Chapters 3-4", "Chapters 3–4"),
        ("paras. 7-9", "paras. 7–9"),
        ("24:35-40", "24:35–40"),
        ("1:02:10-1:04:00", "1:02:10–1:04:00"),
        ("ix", "p. ix"),
        ("ix-xi", "pp. ix–xi"),
        ("xl", "p. xl"),
        ("civic", "civic"),
        ("Form 10-2", "Form 10-2"),
        ("Table 2-1", "Table 2-1"),
        ("emphasis added", "emphasis added"),
    ],
)
def test_locator(field: str, text: str) -> None:
    assert locator(field) == text


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("Quiet", "The power"), "Quiet: The power"),
        (("Quiet?", "The power"), "Quiet? The power"),
        (("Quiet:", "The power"), "Quiet: The power"),
        (("Quiet", ""), "Quiet"),
        (("", "The power"), "The power"),
    ],
)
def test_subtitles(parts: tuple[str, str], whole: str) -> None:
    assert joined(*parts) == whole


@pytest.mark.parametrize(
    ("typed", "cased"),
    [
        ("The War in {Yemen}: A {UN} Report", "The war in Yemen: A UN report"),
        ("Whose War? The Road to {Kabul}", "Whose war? The road to Kabul"),
        ("2003 in Review", "2003 in review"),
        ("“Fog” of War", "“Fog” of war"),
    ],
)
def test_titles_are_in_sentence_case_unless_their_entry_says_as_typed(
    typed: str, cased: str
) -> None:
    assert title(entry("book", title=typed)) == cased
    assert title(entry("book", title=typed, options="useprefix, titles=as-typed")) == plain(typed)


def test_an_entry_may_ask_for_sentence_case() -> None:
    typed = "The old war and Its Aftermath"
    assert title(entry("book", title=typed)) == typed
    asked = entry("book", title=typed, options="sentencecase", journaltitle="The Old War")
    assert title(asked) == "The old war and its aftermath"
    assert periodical(asked) == "The Old War"


@pytest.mark.parametrize(
    ("sentence", "cased"),
    [
        ("Understanding sensory memory", "Understanding Sensory Memory"),
        ("A war of all against all", "A War of All Against All"),
        ("The road to {Kabul}: a history", "The Road to Kabul: A History"),
        ("Turning frowns (and smirks) upside down", "Turning Frowns (and Smirks) Upside Down"),
        ("Self-report: an iPhone study", "Self-Report: An iPhone Study"),
        ("the “new” NATO", "The “New” NATO"),
    ],
)
def test_title_case_for_titles_in_the_text(sentence: str, cased: str) -> None:
    assert title_case(plain(sentence)) == cased


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("de Waal", "De Waal"),
        ("al-Rasheed", "Al-Rasheed"),
        ("ʿabd", "ʿAbd"),
        ("“the end”", "“The end”"),
        ("e.g.,", "E.g.,"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_capitalized(text: str, opened: str) -> None:
    assert capitalized(text) == opened


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("book", "*A title* (Vol. 2). (2020)."),
        ("report", "*A title*. (2020)."),
        ("online", "*A title*. (2020)."),
        ("dataset", "A title. (2020). In *A whole* [Data set]."),
        ("article", "A title. (2020)."),
        ("incollection", "A title. (2020)."),
        ("newspaper", "A title. (2020)."),
        ("audio", "A title [Audio recording]. (2020)."),
    ],
)
def test_standalone_titles_are_italic_parts_are_roman(kind: str, start: str) -> None:
    work = entry(kind, title="A title", date="2020", booktitle="A whole", volume="2")
    assert shown(reference(work)).startswith(start)


@pytest.mark.parametrize("mark", [".", "?", "!", "?”", "…"])
def test_a_title_that_ends_a_sentence_takes_no_period(mark: str) -> None:
    work = entry("article", author="Doe, J.", title=f"End{mark}", journal="J", date="2020")
    assert shown(reference(work)) == f"Doe, J. (2020). End{mark} *J*."
