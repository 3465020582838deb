"""The order of the reference list (APA 9.44–9.49)."""

from __future__ import annotations

import random

import pytest

from press.apa import sort_key
from tests.apa.shown import entries, entry


def in_order(source: str) -> list[str]:
    works = list(entries(source).values())
    random.Random(7).shuffle(works)
    return [work.key for work in sorted(works, key=sort_key)]


def names_in_order(*names: str) -> None:
    works = [f"@misc{{k{place}, author = {{{name}}}}}" for place, name in enumerate(names)]
    assert in_order("\n".join(works)) == [f"k{place}" for place in range(len(names))]


@pytest.mark.parametrize(
    "names",
    [
        # The pairs of APA 9.44.
        ("Benjamin, A. S.", "{ben Yaakov}, D."),
        ("Denzin, N. K.", "de Onís, C.", "Devlin, J. T."),
        ("Girard, J.-B.", "Girard-Perregaux, A. S."),
        ("{Ibn Abdulaziz}, T.", "{Ibn Nidal}, A. K. M."),
        ("López, M. E.", "López de Molina, G."),
        ("MacCallum, II, T.", "MacCallum, III, T."),
        ("MacNeil, E.", "McAdoo, Z. C. E.", "M'Carthy, L. L."),
        ("Olson, S. R.", "O'Neil, U.", "Oppenheimer, R."),
        ("Partridge, F.", "Plato"),
        ("San Martin, Q. E.", "Santa Maria, M.", "Santayana, F. E."),
        ("Santiago, Sr., J.", "Santiago, Jr., J."),
        ("Villafuerte, S. A.", "Villa-Lobos, J."),
        # Initials of one surname (9.48), one author before more, nothing before something (9.46).
        ("Taylor, J. M.", "Taylor, J. M. and Neimeyer, G.", "Taylor, T."),
        # Particles as kept in the name; letters with marks as their Latin letters.
        ("Al Jaber, S.", "al-Rasheed, M.", "Álvarez, J.", "Anders, B."),
        ("Devlin, J.", "de Waal, A.", "Ozal, T.", "Öztürk, K.", "Ozu, Y."),
        ("Isa, M.", "Işık, A.", "Iz, F."),
        ("Lodz, A.", "Łódź, B.", "Lomax, C."),
        # ʿayn and hamza do not count.
        ("Abbas, M.", "ʿAbduh, M.", "Abel, R.", "ʾIbrāhīm, H."),
        ("Moscati, A.", "{The Moscow Times}", "Mosley, W.", "Theroux, P."),
        # Groups by their names; other scripts after Latin.
        ("{United Nations}", "Unitt, A.", "{World Bank}", "Иванов, И.", "الجابري, محمد", "王小明"),
    ],
)
def test_names(names: tuple[str, ...]) -> None:
    names_in_order(*names)


def test_one_author_by_year_then_in_press() -> None:
    source = """
    @book{a, author = {Patel, S. N.}, title = {Z}}
    @book{b, author = {Patel, S. N.}, title = {Y}, date = {2016}}
    @book{c, author = {Patel, S. N.}, title = {X}, date = {2020}}
    @book{d, author = {Patel, S. N.}, title = {A}, date = {2020-04}}
    @book{e, author = {Patel, S. N.}, title = {B}, pubstate = {inpress}}
    @book{f, author = {Patel, S. N. and Anders, B.}, title = {A}, date = {1999}}
    """
    assert in_order(source) == list("abcdef")


def test_one_year_by_title_without_its_article() -> None:
    source = """
    @book{c, author = {Smith, A.}, title = {Interesting things}, date = 2014}
    @book{d, author = {Smith, A.}, title = {A litany of special things}, date = 2014}
    @book{a, author = {Smith, A.}, title = {An awful lot of special things}, date = 2014}
    @book{b, author = {Smith, A.}, title = {The banality of special things}, date = 2014}
    @book{e, author = {Smith, A.}, title = {100 things}, sorttitle = {One hundred}, date = 2014}
    """
    assert in_order(source) == list("abcde")


def test_works_without_author_stand_under_their_title() -> None:
    source = """
    @book{b, title = {The book of Eibon}, date = 1900}
    @book{a, author = {Anonymous}, title = {Manuscript}, date = 1950}
    @book{c, editor = {Boyd, A.}, title = {A collection}, date = 1950}
    @incollection{d, title = {A tale}, editor = {Boyd, A.}, booktitle = {Tales}, date = 1950}
    """
    assert in_order(source) == list("abcd")


def test_the_same_name_in_two_spellings_does_not_mix() -> None:
    source = """
    @book{a, author = {Ozturk, K.}, title = {T}, date = 1990}
    @book{b, author = {Ozturk, K.}, title = {T}, date = 2010}
    @book{c, author = {Öztürk, K.}, title = {T}, date = 2000}
    """
    assert in_order(source) == list("abc")


def test_the_key_decides_between_equals() -> None:
    works = [entry("misc", title="T") for _ in range(2)]
    works[0].key, works[1].key = "b", "a"
    assert [work.key for work in sorted(works, key=sort_key)] == ["a", "b"]
