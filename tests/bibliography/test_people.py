"""People in bibliographies: parts of names, and lists that are no lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from press.bibliography.people import Names, read_people


def parts(value: str) -> list[Names]:
    people = read_people(value)
    assert people.faults == ()
    return list(people.names)


def codes(value: str) -> list[str]:
    return [code for code, _message in read_people(value).faults]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Roe, Jane", (("Jane",), (), (), ("Roe",), ())),
        ("Jane Mary Roe", (("Jane",), ("Mary",), (), ("Roe",), ())),
        ("de la Cruz, Jr, Ana Maria", (("Ana",), ("Maria",), ("de", "la"), ("Cruz",), ("Jr",))),
        ("{World Health Organization}", ((), (), (), ("{World Health Organization}",), ())),
        ("family=Montclos, given=Henri, prefix=de, useprefix=false",
         (("Henri",), ("de",), (), ("Montclos",), ())),
        ("family=Montclos, given=Henri Paul, prefix=de, useprefix=true",
         (("Henri",), ("Paul",), ("de",), ("Montclos",), ())),
        ("given={Ali}, family={bin Talal}, suffix=Jr",
         (("{Ali}",), (), (), ("{bin Talal}",), ("Jr",))),
        ('family="Al-Azm", given="Sadiq"', (("Sadiq",), (), (), ("Al-Azm",), ())),
        # Classical names are one name: APA 9.8.
        ("Ibn Khaldūn", ((), (), (), ("Ibn", "Khaldūn"), ())),
        ("Ibn Ḥajar al-ʿAsqalānī", ((), (), (), ("Ibn", "Ḥajar", "al-ʿAsqalānī"), ())),
        ("Abū Dāwūd", ((), (), (), ("Abū", "Dāwūd"), ())),
        ("ابن خلدون", ((), (), (), ("ابن", "خلدون"), ())),
        ("Abu Bakar Bashir", (("Abu",), ("Bakar",), (), ("Bashir",), ())),
    ],
)  # fmt: skip
def test_a_name_has_parts(value: str, names: Names) -> None:
    assert parts(value) == [names]


def test_and_stands_between_names_outside_braces() -> None:
    assert parts("Roe, J. and and Doe, K. and") == parts("and Roe, J. and Doe, K.")
    assert len(parts("Roe, J. and and Doe, K. and")) == 2
    assert len(parts("Roe, Jane and {Bread and Roses} AND family=Doe, given=J and others")) == 4


@pytest.mark.parametrize(
    "value",
    [
        "Smith, J.; Jones, K.",
        "Smith, J. & Jones, K.",
        "أحمد؛ محمد",
        "أحمد، محمد",
        "Smith J, Jones K",
        "Smith J, Jones K, Lee P",
        "Doe, Jane, Roe, Richard",
        "Smith, J. et al.",
        "Smith, J. and Jones, K. et al",
        "Yılmaz, A. vd.",
    ],
)
def test_people_who_are_not_separated_by_and_are_told(value: str) -> None:
    assert codes(value) == ["bad-name"]
    assert " and " in read_people(value).faults[0][1]


@pytest.mark.parametrize(
    "value",
    [
        "European Research Council",
        "Ministry of Foreign Affairs",
        "Ministry of Foreign Affairs of Türkiye",
        "World Health Organization",
        "Organization, W. H.",
        "Organization, World Health",
        "Human Rights Watch",
        "United Nations",
        "World Bank",
        "Amnesty International",
        "The Economist",
        "BBC News",
        "UN Office",
        "New York Times",
        "Al Jazeera English",
        "Anadolu Ajansı",
        "International Crisis Group",
        "Institut des actuaires",
        "actuaires, Institut des",
        "Dışişleri Bakanlığı",
        "Bundesministerium für Gesundheit",
        "وزارة الخارجية",
    ],
)
def test_a_group_without_its_second_braces_is_told(value: str) -> None:
    assert codes(value) == ["group-name"]


# Who is a person, whatever the family's name means elsewhere.
PEOPLE = (
    "Press, Frank|Frank Press|Bank, Barbara|Barbara Bank|Court, David|William Court|Church, Ian"
    "|Ludwig van Beethoven|Muhammad ibn Abd al-Wahhab|al-Rasheed, Madawi|de Waal, Alex"
    "|King, Jr., Martin Luther|Council, James|O’Brien, Mary|Salah-ud-Din Ahmad|Fatima Al-Fihri"
    "|García Márquez, Gabriel|von der Leyen, Ursula|Nguyễn Văn Linh|毛泽东|אורי גולדברג"
    "|Watch, Peter|Group, Ann|Society, Paul|Mahmood Mamdani|Nations, John|Sison, Jose Maria"
    "|Abdullah, Taufik|Kamal Hassan|Union, Gabrielle|Post, Emily|House, Juliane|World, Anna"
    "|Said, Edward W.|Ali, Tariq|أحمد, محمد|عبد الرحمن بدوي|Sen, Amartya"
).split("|")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_no_group(name: str) -> None:
    assert codes(name) == ([] if name != "Council, James" else ["group-name"])


WORDS = st.sampled_from(["Roe", "de", "Jane", "{World Bank}", "von", "O’Neil", "J.", "Ş", "Jr"])
NAMES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.tuples(*[st.lists(WORDS, min_size=1, max_size=3).map(" ".join)] * 2).map(", ".join),
)


@given(st.lists(NAMES, min_size=1, max_size=4).map(" and ".join))
def test_names_have_the_parts_that_pybtex_gives_them(value: str) -> None:
    people = read_people(value)
    for names, part in zip(people.names, split_name_list(value), strict=True):
        person = Person(part)
        assert names == (
            tuple(person.first_names),
            tuple(person.middle_names),
            tuple(person.prelast_names),
            tuple(person.last_names),
            tuple(person.lineage_names),
        )


@given(st.text(alphabet="{},;& andRoeJ.=\"'éش") | st.text())
def test_no_list_of_people_raises(value: str) -> None:
    people = read_people(value)
    assert all(len(names) == 5 for names in people.names)
    try:
        Person(value)
    except InvalidNameString:
        assert people.faults or " and " in value.lower() or "=" in value
