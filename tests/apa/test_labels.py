"""Labels: how works are told apart in one article (APA 8.14–8.20)."""

from __future__ import annotations

import pickle

import pytest

from press.apa import Cited, in_text, labels
from tests.apa.shown import entries, said
from tests.cost import calls


def cited(source: str) -> list[str]:
    return [
        f"{label.parenthetical}, {label.year}"
        for label in labels(entries(source).values()).values()
    ]


def works(*authors_and_years: str) -> str:
    entries = []
    for place, work in enumerate(authors_and_years):
        author, _, year = work.rpartition(" ")
        entries.append(
            f"@misc{{k{place}, author = {{{author}}}, title = {{T{place}}}, date = {{{year}}}}}"
        )
    return "\n".join(entries)


@pytest.mark.parametrize(
    ("authors", "parenthetical", "narrative", "full"),
    [
        ("Lanoszka, A.", "Lanoszka", "Lanoszka", "Lanoszka"),
        ("Nunn, N. and Qian, N.", "Nunn & Qian", "Nunn and Qian", "Nunn & Qian"),
        (
            "Regan, P. and Frank, R. and Aydin, A.",
            "Regan et al.",
            "Regan et al.",
            "Regan, Frank, & Aydin",
        ),
        (
            "{United Nations} and {World Bank}",
            "United Nations & World Bank",
            "United Nations and World Bank",
            "United Nations & World Bank",
        ),
        ("Smith, J. and others", "Smith et al.", "Smith et al.", "Smith et al."),
        ("King, Jr., M. L.", "King", "King", "King"),
        ("Chen, A. and Chen, B.", "Chen & Chen", "Chen and Chen", "Chen & Chen"),
    ],
)
def test_one_work(authors: str, parenthetical: str, narrative: str, full: str) -> None:
    (label,) = labels(entries(works(f"{authors} 2010")).values()).values()
    assert (label.parenthetical, label.narrative) == (parenthetical, narrative)
    assert label.full_parenthetical == full
    assert label.full_narrative == full.replace("&", "and")
    assert (label.year, label.suffix, label.order) == ("2010", "", 0)


def test_works_that_would_shorten_alike_name_as_many_authors_as_tell_them_apart() -> None:
    # The example of APA 8.18.
    source = works(
        "Kapoor, A. and Bloom, B. and Montez, C. and Warner, D. and Hill, E. 2017",
        "Kapoor, A. and Bloom, B. and Zucker, C. and Tang, D. and Day, E. 2017",
    )
    assert cited(source) == [
        "Kapoor, Bloom, Montez, et al., 2017",
        "Kapoor, Bloom, Zucker, et al., 2017",
    ]


def test_et_al_never_stands_for_a_single_name() -> None:
    # The second example of APA 8.18.
    source = works(
        "Hasan, A. and Liang, B. and Kahn, C. and Jones-Miller, D. 2015",
        "Hasan, A. and Liang, B. and Kahn, C. and Weintraub, D. 2015",
    )
    assert cited(source) == [
        "Hasan, Liang, Kahn, & Jones-Miller, 2015",
        "Hasan, Liang, Kahn, & Weintraub, 2015",
    ]


def test_different_years_need_no_more_names() -> None:
    source = works("A, A. and B, B. and C, C. 2015", "A, A. and D, D. and E, E. 2016")
    assert cited(source) == ["A et al., 2015", "A et al., 2016"]


def test_a_list_that_begins_another_list() -> None:
    source = works(
        "A, A. and B, B. and C, C. 2015",
        "A, A. and B, B. and C, C. and D, D. and E, E. and F, F. 2015",
        "A, A. and B, B. 2015",
    )
    assert cited(source) == ["A & B, 2015", "A, B, & C, 2015", "A, B, C, D, et al., 2015"]


def test_same_authors_and_year_get_letters_in_list_order() -> None:
    source = """
    @misc{k1, author = {Judge, T. and Kammeyer, J.}, title = {On the value}, date = {2012-03}}
    @misc{k2, author = {Judge, T. and Kammeyer, J.}, title = {The general measure}, date = {2012}}
    @misc{k3, author = {Judge, T. and Kammeyer, J.}, title = {An aim}, date = {2012}}
    @misc{k4, author = {Judge, T. and Kammeyer, J.}, title = {An aim}, date = {2013}}
    """
    given = {key: label.year for key, label in labels(entries(source).values()).items()}
    assert given == {"k3": "2012a", "k2": "2012b", "k1": "2012c", "k4": "2013"}


def test_letters_where_three_authors_agree_and_a_fourth_list_does_not() -> None:
    source = works(
        "A, A. and B, B. and C, C. 2015",
        "A, A. and B, B. and C, C. 2015",
        "A, A. and D, D. and E, E. 2015",
    )
    assert cited(source) == ["A, B, & C, 2015a", "A, B, & C, 2015b", "A, D, & E, 2015"]


@pytest.mark.parametrize(
    ("date", "years"),
    [("n.d.", ["n.d.-a", "n.d.-b"]), ("in press", ["in press-a", "in press-b"])],
)
def test_letters_without_a_year(date: str, years: list[str]) -> None:
    source = "".join(
        f"@misc{{k{n}, author={{A, B.}}, title={{T{n}}}, date={{{date}}}}}" for n in range(2)
    )
    assert [label.year for label in labels(entries(source).values()).values()] == years


def test_letters_go_on_after_z() -> None:
    source = works(*["Doe, J. 2020"] * 28)
    suffixes = [label.suffix for label in labels(entries(source).values()).values()]
    assert suffixes[:2] == ["a", "b"]
    assert suffixes[24:] == ["y", "z", "aa", "ab"]


def test_first_authors_who_share_a_surname_get_their_initials() -> None:
    # The example of APA 8.20, and a second author of that name, who needs none.
    source = works(
        "Taylor, J. M. and Neimeyer, G. 2015", "Taylor, T. 2014", "Zed, A. and Taylor, U. 2013"
    )
    assert cited(source) == [
        "J. M. Taylor & Neimeyer, 2015",
        "T. Taylor, 2014",
        "Zed & Taylor, 2013",
    ]


def test_the_same_initials_need_none() -> None:
    assert cited(works("Taylor, Jo 2014", "Taylor, Jane 2014")) == [
        "Taylor, 2014a",
        "Taylor, 2014b",
    ]


def test_a_particle_stays_with_the_surname_behind_initials() -> None:
    source = works("de Waal, Alex 2013", "de Waal, Frans 2013")
    assert cited(source) == ["A. de Waal, 2013", "F. de Waal, 2013"]


def test_a_group_of_the_same_name_gets_a_letter_not_initials() -> None:
    assert cited(works("{Smith} 2014", "Smith, A. 2014")) == ["Smith, 2014a", "Smith, 2014b"]


def test_without_author_the_title_is_cited() -> None:
    source = """
    @book{a, title = {The long road to peace}, subtitle = {A history}, date = {2001}}
    @incollection{b, title = {Understanding memory}, booktitle = {B}, editor = {Doe, J.}, date = {2001}}
    @book{c, title = {A very long title about a very long war}, shorttitle = {A very long title}, date = {2001}}
    @book{d, title = {Von den letzten Dingen}, langid = {german}, date = {2001}}
    @misc{e, titleaddon = {Photograph of a bridge}, date = {2001}}
    @collection{f, editor = {Doe, J. and Roe, K.}, title = {Essays}, date = {2001}}
    @misc{g, date = {2001}}
    """
    given = labels(entries(source).values())
    assert {key: said(in_text("author", [Cited(label)])) for key, label in given.items()} == {
        "a": "*The Long Road to Peace*",
        "b": "“Understanding Memory”",
        "c": "*A Very Long Title*",
        "d": "*Von den letzten Dingen*",
        "e": "[Photograph of a bridge]",
        "f": "Doe and Roe",
        "g": "[Untitled work]",
    }


def test_labels_are_plain_data_in_list_order() -> None:
    given = labels(entries(works("Zed, A. 2001", "Abel, B. 2001")).values())
    assert list(given) == ["k1", "k0"]
    assert [label.order for label in given.values()] == [0, 1]
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301  # its own bytes
    assert len(set(given.values())) == 2


def test_labels_of_many_works_cost_little_more_each() -> None:
    def cost(number: int) -> int:
        same = "Kapoor, A. and Bloom, B. and Montez, C. and"
        list_ = entries(
            works(*[f"{same} Author{n}, D. and Last{n}, E. 2017" for n in range(number)])
        )
        return calls(lambda: labels(list_.values()))

    assert cost(1600) < 18 * cost(100)
