"""Citations in the text, by every role of sphinxcontrib-bibtex (APA 8.10–8.21)."""

from __future__ import annotations

import pytest

from press.apa import ROLES, Cited, Piece, in_text, labels
from tests.apa.shown import entries, said

LABELS = labels(
    entries("""
    @article{lanoszka, author = {Lanoszka, Alexander}, title = {Russian}, journal = {J}, date = {2016}}
    @article{nunn, author = {Nunn, N. and Qian, N.}, title = {Exchange}, journal = {J}, date = {2010}}
    @article{regan, author = {Regan, P. and Frank, R. and Aydin, A.}, title = {Data}, journal = {J}, date = {2009}}
    @article{dewaal, author = {de Waal, Alex}, title = {Libya}, journal = {J}, date = {2013}}
    @book{smith0, author = {Smith, A.}, title = {A}, date = {n.d.}}
    @book{smith1, author = {Smith, A.}, title = {B}, date = {2019}}
    @book{smith2, author = {Smith, A.}, title = {C}, date = {2019}}
    @book{smith3, author = {Smith, A.}, title = {D}, pubstate = {inpress}}
    @book{quran, title = {The {Qur'an}}, date = {2004}}
    @article{untold, title = {What is peace?}, journal = {J}, date = {2018}}
    @book{group, author = {{World Health Organization}}, title = {Health}, date = {2020}}
    """).values()
)


def text(role: str, *cited: tuple[str, str, str] | str) -> str:
    works = [(one, "", "") if isinstance(one, str) else one for one in cited]
    return said(in_text(role, [Cited(LABELS[key], pre, post) for key, pre, post in works]))


@pytest.mark.parametrize(
    ("role", "lanoszka", "regan", "dewaal"),
    [
        ("p", "(Lanoszka, 2016)", "(Regan et al., 2009)", "(de Waal, 2013)"),
        ("ps", "(Lanoszka, 2016)", "(Regan, Frank, & Aydin, 2009)", "(de Waal, 2013)"),
        ("t", "Lanoszka (2016)", "Regan et al. (2009)", "de Waal (2013)"),
        ("ts", "Lanoszka (2016)", "Regan, Frank, and Aydin (2009)", "de Waal (2013)"),
        ("ct", "Lanoszka (2016)", "Regan et al. (2009)", "De Waal (2013)"),
        ("cts", "Lanoszka (2016)", "Regan, Frank, and Aydin (2009)", "De Waal (2013)"),
        ("empty", "", "", ""),
        ("alp", "Lanoszka, 2016", "Regan et al., 2009", "de Waal, 2013"),
        ("alps", "Lanoszka, 2016", "Regan, Frank, & Aydin, 2009", "de Waal, 2013"),
        ("label", "Lanoszka, 2016", "Regan et al., 2009", "de Waal, 2013"),
        ("labelpar", "(Lanoszka, 2016)", "(Regan et al., 2009)", "(de Waal, 2013)"),
        ("year", "2016", "2009", "2013"),
        ("yearpar", "(2016)", "(2009)", "(2013)"),
        ("author", "Lanoszka", "Regan et al.", "de Waal"),
        ("authors", "Lanoszka", "Regan, Frank, and Aydin", "de Waal"),
        ("authorpar", "(Lanoszka)", "(Regan et al.)", "(de Waal)"),
        ("authorpars", "(Lanoszka)", "(Regan, Frank, & Aydin)", "(de Waal)"),
        ("cauthor", "Lanoszka", "Regan et al.", "De Waal"),
        ("cauthors", "Lanoszka", "Regan, Frank, and Aydin", "De Waal"),
    ],
)
def test_every_role(role: str, lanoszka: str, regan: str, dewaal: str) -> None:
    assert [text(role, key) for key in ("lanoszka", "regan", "dewaal")] == [lanoszka, regan, dewaal]


def test_the_roles_are_those_of_sphinxcontrib_bibtex() -> None:
    from sphinxcontrib.bibtex.domain import BibtexDomain

    assert set(BibtexDomain.roles) == ROLES
    assert len(ROLES) == 19


# Authors who have several works are named once.
AUTHORS = {role for role in ROLES if "author" in role}


@pytest.mark.parametrize("role", sorted(ROLES - {"empty"} - AUTHORS))
@pytest.mark.parametrize("number", [1, 2, 11])
def test_every_work_cited_can_be_linked(role: str, number: int) -> None:
    keys = list(LABELS)[:number]
    pieces = in_text(role, [Cited(LABELS[key]) for key in keys])
    assert {piece.key for piece in pieces} - {""} == set(keys)
    assert all(piece.text for piece in pieces)


def test_an_unknown_role_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="unknown citation role 'q': use one of alp, alps"):
        in_text("q", [Cited(LABELS["nunn"])])


def test_no_work_is_no_text() -> None:
    assert in_text("p", []) == ()


def test_ampersand_in_parentheses_and_the_word_in_a_sentence() -> None:
    assert text("p", "nunn") == "(Nunn & Qian, 2010)"
    assert text("t", "nunn") == "Nunn and Qian (2010)"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("p", "(see Lanoszka, 2016, p. 180)"),
        ("alp", "see Lanoszka, 2016, p. 180"),
        ("t", "see Lanoszka (2016, p. 180)"),
        ("ct", "See Lanoszka (2016, p. 180)"),
        ("author", "see Lanoszka, p. 180"),
        ("yearpar", "(see 2016, p. 180)"),
    ],
)
def test_words_before_and_the_place_after(role: str, expected: str) -> None:
    assert text(role, ("lanoszka", "see", "180")) == expected


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("180--185", "pp. 180–185"),
        ("pp. 3--5", "pp. 3–5"),
        ("p.~180", "p.\u00a0180"),
        ("Chapter 2", "Chapter 2"),
        ("emphasis \\& italics added", "emphasis & italics added"),
    ],
)
def test_the_place_in_the_work(post: str, expected: str) -> None:
    assert text("p", ("nunn", "", post)) == f"(Nunn & Qian, 2010, {expected})"


def test_works_in_parentheses_stand_in_list_order() -> None:
    assert (
        text("p", "regan", "nunn", "dewaal")
        == "(de Waal, 2013; Nunn & Qian, 2010; Regan et al., 2009)"
    )


def test_works_in_a_sentence_stand_as_given() -> None:
    assert text("t", "nunn", "dewaal") == "Nunn and Qian (2010) and de Waal (2013)"
    expected = "Regan et al. (2009), Nunn and Qian (2010), and de Waal (2013)"
    assert text("t", "regan", "nunn", "dewaal") == expected
    assert text("author", "regan", "nunn") == "Regan et al. and Nunn and Qian"


def test_same_authors_are_named_once_no_date_first_in_press_last() -> None:
    expected = "(Smith, n.d., 2019a, 2019b, in press)"
    assert text("p", "smith3", "smith2", "smith1", "smith0") == expected
    assert text("t", "smith1", "smith2") == "Smith (2019a, 2019b)"
    assert text("p", "smith2", "nunn", "smith1") == "(Nunn & Qian, 2010; Smith, 2019a, 2019b)"


def test_each_year_of_the_same_authors_is_its_own_link() -> None:
    pieces = in_text("p", [Cited(LABELS["smith1"]), Cited(LABELS["smith2"])])
    assert pieces == (
        Piece("("),
        Piece("Smith, 2019a", "smith1"),
        Piece(", "),
        Piece("2019b", "smith2"),
        Piece(")"),
    )


def test_a_place_is_never_taken_for_another_work_s() -> None:
    cited = ("smith1", "", "3"), ("smith2", "", "")
    assert text("p", *cited) == "(Smith, 2019a, p. 3; Smith, 2019b)"


def test_one_work_cited_twice_at_two_places() -> None:
    cited = ("smith1", "", "3"), ("smith1", "", "9")
    assert text("p", *cited) == "(Smith, 2019a, p. 3; Smith, 2019a, p. 9)"


def test_one_work_given_twice_is_cited_once() -> None:
    assert text("p", "smith1", "smith1", "smith2") == "(Smith, 2019a, 2019b)"
    assert text("t", "dewaal", "dewaal") == "de Waal (2013)"


def test_see_also_begins_a_list_of_its_own() -> None:
    # APA 8.12: the main work first, then the others in their order.
    cited = ("smith1", "", ""), ("regan", "see also", ""), ("dewaal", "", "")
    assert text("p", *cited) == "(Smith, 2019a; see also de Waal, 2013; Regan et al., 2009)"


def test_words_before_the_first_work_stay_first() -> None:
    cited = ("regan", "see", "5"), ("nunn", "", "")
    assert text("p", *cited) == "(see Nunn & Qian, 2010; Regan et al., 2009, p. 5)"


def test_a_title_in_the_author_s_place() -> None:
    assert text("p", "quran") == "(*The Qur’an*, 2004)"
    assert text("t", "quran") == "*The Qur’an* (2004)"
    assert text("p", "untold") == "(“What Is Peace?,” 2018)"
    assert text("t", "untold") == "“What Is Peace?” (2018)"
    assert in_text("p", [Cited(LABELS["quran"])]) == (
        Piece("("),
        Piece("The Qur’an", "quran", italic=True),
        Piece(", 2004", "quran"),
        Piece(")"),
    )


def test_a_citation_in_a_sentence_is_one_link() -> None:
    assert in_text("t", [Cited(LABELS["lanoszka"], post="180")]) == (
        Piece("Lanoszka (2016, p. 180)", "lanoszka"),
    )


def test_only_the_first_letter_of_the_citation_is_capitalized() -> None:
    assert text("ct", "dewaal", "nunn") == "De Waal (2013) and Nunn and Qian (2010)"
    assert text("ct", "nunn", "dewaal") == "Nunn and Qian (2010) and de Waal (2013)"


def test_a_group_is_cited_in_full() -> None:
    assert text("p", "group") == "(World Health Organization, 2020)"
