"""Names: initials, particles, groups, lists of up to 20 and of more (APA 9.7–9.12)."""

from __future__ import annotations

import pytest

from press.apa import reference
from press.apa.names import author_list, initials, inline_list, people
from tests.apa.shown import entries, entry, shown


def author(names: str) -> str:
    return author_list(people(entry("misc", author=names), "author"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Morten H.", "M. H."),
        ("Jean-Pierre", "J.-P."),
        ("J.-P.", "J.-P."),
        ("M.A.S.", "M. A. S."),
        ("Yu. V.", "Yu. V."),
        ("Élodie Ömer", "É. Ö."),
        ("ʿAbd al-Raḥmān", "ʿA. al-R."),
        ("Muḥammad ibn Mūsā", "M. ibn M."),
        ("bell", "b."),
        ("Ludwig van", "L. van"),
        ("Михаил Юрьевич", "М. Ю."),
        ("محمد عابد", "محمد عابد"),
        ("小明", "小明"),
        ("", ""),
    ],
)
def test_initials(given: str, expected: str) -> None:
    assert initials(given) == expected


@pytest.mark.parametrize(
    ("bibtex", "inverted"),
    [
        ("Alex de Waal", "de Waal, A."),
        ("de Waal, Alex", "de Waal, A."),
        ("Mohammed bin Salman", "bin Salman, M."),
        ("bin Salman, Mohammed", "bin Salman, M."),
        ("Madawi al-Rasheed", "al-Rasheed, M."),
        ("al-Rasheed, Madawi", "al-Rasheed, M."),
        ("Del Vecchio, A.", "Del Vecchio, A."),
        ("Kemal Öztürk", "Öztürk, K."),
        ("King, Jr., Martin Luther", "King, M. L., Jr."),
        ("Costa, Jr, P. T.", "Costa, P. T., Jr."),
        ("MacCallum, III, T.", "MacCallum, T., III"),
        ("Plato", "Plato"),
        ("{United Nations}", "United Nations"),
        ("{Ben and Jerry's}", "Ben and Jerry’s"),
        ("{Barnes \\& Noble}", "Barnes & Noble"),
        ("O'Neil, U.", "O’Neil, U."),
        ("الجابري, محمد عابد", "الجابري, محمد عابد"),
        ("محمد الراشد", "الراشد, محمد"),
        ("王小明", "王小明"),
    ],
)
def test_a_name_in_the_author_element(bibtex: str, inverted: str) -> None:
    assert author(bibtex) == inverted


def test_a_suffix_is_not_ended_twice() -> None:
    work = entry("book", author="King, Jr., Martin Luther", title="Strength", date="1963")
    assert shown(reference(work)) == "King, M. L., Jr. (1963). *Strength*."
    work = entry("book", author="{Acme Inc.}", title="Strength", date="1963", publisher="Co.")
    assert shown(reference(work)) == "Acme Inc. (1963). *Strength*. Co."


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "A, X."),
        (2, "A, X., & B, X."),
        (3, "A, X., B, X., & C, X."),
        (20, "".join(f"{chr(65 + n)}, X., " for n in range(19)) + "& T, X."),
        (21, "".join(f"{chr(65 + n)}, X., " for n in range(19)) + "… U, X."),
        (26, "".join(f"{chr(65 + n)}, X., " for n in range(19)) + "… Z, X."),
    ],
)
def test_the_author_list_names_twenty_and_shortens_more(number: int, expected: str) -> None:
    assert author(" and ".join(f"{chr(65 + n)}, Xavier" for n in range(number))) == expected


def test_and_others_says_et_al_for_the_names_that_the_source_keeps_back() -> None:
    assert author("Smith, Jane and others") == "Smith, J., et al."


def test_names_inside_the_source_are_not_inverted() -> None:
    work = entry("incollection", editor="King, Jr., Martin and Alex de Waal and {The Group}")
    assert inline_list(people(work, "editor")) == "M. King Jr., A. de Waal, & The Group"


def test_roles_that_pybtex_does_not_parse() -> None:
    work = entry("book", author="A", translator="Jane Doe and {The Collective} and Bell, B.")
    assert inline_list(people(work, "translator")) == "J. Doe, The Collective, & B. Bell"


def test_a_role_that_is_no_name_at_all_stays_text() -> None:
    work = entry("book", title="T", translator="a, b, c, d, e")
    assert [name.family for name in people(work, "translator")] == ["a, b, c, d, e"]


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ("author = {Doe, J.}, authortype = {host}", "Doe, J. (Host). "),
        ("author = {Doe, J. and Roe, K.}, authortype = {Host}", "Doe, J., & Roe, K. (Hosts). "),
        ("editor = {Doe, J.}", "Doe, J. (Ed.). "),
        ("editor = {Doe, J. and Roe, K.}", "Doe, J., & Roe, K. (Eds.). "),
        ("editor = {Doe, J.}, editortype = {compiler}", "Doe, J. (Comp.). "),
        ("author = {Doe, J.}, nameaddon = {@doe}", "Doe, J. [@doe]. "),
    ],
)
def test_roles_in_the_author_element(fields: str, start: str) -> None:
    work = entries(f"@book{{work, {fields}, title = {{T}}, date = {{2020}}}}")["work"]
    assert shown(reference(work)) == f"{start}(2020). *T*."
