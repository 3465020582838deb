"""Works as they are printed: sentence case with a publication's names, and related works."""

from __future__ import annotations

import pytest

from press.apa import reference
from press.bibliography.reader import read
from press.bibliography.works import Work, Works
from press.citations.article_names import names_in
from press.citations.printed import casings, changes, printed
from tests.apa.shown import shown

BIB = """
@book{party, author = {Doe, J.}, title = {The Rise of the Welfare Current}, publisher = {P}, date = 2020}
@book{power, author = {Power, Samantha}, title = {Samantha Power and the Power of Shame}, publisher = {P}, date = 2020}
@report{front, author = {{Salvation Front}}, title = {Why the Salvation Front Lost Ground}, date = 2020, institution = {Open Door Press}}
@book{press, author = {Doe, J.}, title = {Ten Years of Open Door Press}, publisher = {P}, date = 2021}
@book{small, author = {Doe, J.}, title = {The rise of the party}, publisher = {P}, date = 2022}
"""


def of(source: str, titles: str = "sentence-case", *articles: str) -> dict[str, str]:
    works = read(source).entries.plain()
    names = {name for text in articles for name in names_in(text)}
    entries = Works(printed(works, titles, names, casings(works, {})))
    return {key: shown(reference(entry)) for key, entry in entries.items()}


def test_the_bibliography_s_people_groups_and_publishers_are_names() -> None:
    found = of(BIB)
    assert "*The rise of the welfare current*" in found["party"]
    assert "*Samantha Power and the power of shame*" in found["power"]
    assert "*Why the Salvation Front lost ground*" in found["front"]
    assert "*Ten years of Open Door Press*" in found["press"]


def test_what_articles_write_with_a_capital_is_a_name() -> None:
    article = "---\ntitle: One\n---\n\nVoters chose the Welfare Current then."
    assert "*The rise of the Welfare Current*" in of(BIB, "sentence-case", article)["party"]


def test_titles_as_typed() -> None:
    found = of(BIB, "as-typed")
    assert "*The Rise of the Welfare Current*" in found["party"]
    assert "*Ten Years of Open Door Press*" in found["press"]


def test_a_work_that_is_printed_as_it_is_comes_back_itself() -> None:
    works = {work.key: work for work in read(BIB).entries.plain()}
    new = {
        work.key: work
        for work in printed(works.values(), "sentence-case", (), casings(works.values(), {}))
    }
    assert new["small"] is works["small"]
    assert new["party"].digest != works["party"].digest


def test_casings_are_kept_while_a_work_is_the_same() -> None:
    works = read(BIB).entries.plain()
    once = casings(works, {})
    again = casings(read(BIB.replace("Lost Ground", "Won Ground")).entries.plain(), once)
    assert [key for key in once if again[key] is not once[key]] == ["front"]


def test_kept_casings_give_what_a_clean_look_gives() -> None:
    works = read(BIB).entries.plain()
    names = names_in("He met the Welfare Current.")
    kept = casings(works, casings(works, {}))
    assert printed(works, "sentence-case", names, kept) == printed(
        works, "sentence-case", names, casings(works, {})
    )


def test_every_change_is_told_with_before_and_after() -> None:
    told = {change.key: change for change in changes(read(BIB).entries.plain(), ())}
    assert list(told) == ["party", "power", "front", "press"]
    assert told["party"].field == "title"
    assert told["party"].before == "The Rise of the Welfare Current"
    assert told["party"].after == "The rise of the welfare current"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met the Welfare Current there.", ("Welfare Current",)),
        ("The Welfare Current won.", ("Welfare Current",)),
        ("It was. Welfare Current won.", ()),
        ("In Hama and Homs, Assad fell.", ()),
        (
            "the Bank of the South and the Ministry of Water",
            ("Bank of the South", "Ministry of Water"),
        ),
        ("the Court said, and a court said", ()),
        ("the Court said", ("Court",)),
        ("as the Street’s party", ("Street",)),
        ("# The Welfare Current\n\nsaid `the Old Party` and {cite:p}`the Old Party`", ()),
        ("```python\nthe Old Party\n```", ()),
        ("see [the Old Party](https://example.org/the%20Big%20Party)", ("Old Party",)),
        ("---\nsummary: the Old Party\n---\n\ntext", ()),
        ("then *the Old\nParty* came", ("Old Party",)),
        ("قال the Old Party هنا", ("Old Party",)),
    ],
)
def test_names_of_an_article(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


RELATED = """
@article{review, author = {Roe, A.}, title = {A fine book}, journaltitle = {Times}, date = {2019}, related = {book}, relatedtype = {reviewof}}
@book{book, author = {Yusuf, M.}, title = {We Are Here}, publisher = {P}, date = {2016}}
@article{reprint, author = {Roe, A.}, title = {Marking time}, journaltitle = {J}, volume = 84, date = 2014, related = {first}, relatedtype = {reprintfrom}}
@article{first, author = {Roe, A.}, title = {Marking Time Again}, journaltitle = {Old Journal}, volume = 51, number = 3, pages = {391--402}, date = 1981, doi = {10.1111/x}}
@incollection{chapter, author = {Roe, A.}, title = {Ecology}, booktitle = {B}, publisher = {P}, date = 2005, related = {edited}, relatedtype = {reprintfrom}}
@collection{edited, editor = {Moe, F.}, title = {Brain}, publisher = {Q}, pages = {113--123}, date = 1973}
@book{translation, author = {Roe, A.}, title = {Water}, translator = {Doe, B.}, publisher = {P}, date = 2005, related = {edited}, relatedtype = {translationof}}
@book{lost, author = {Roe, A.}, title = {Lost}, publisher = {P}, date = 2005, related = {nothing}, relatedtype = {reviewof}}
"""


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("review", "A fine book [Review of the book *We are here*, by M. Yusuf]. *Times*."),
        (
            "reprint",
            (
                "(Reprinted from “Marking time again,” 1981, *Old Journal*, *51*[3], 391–402,"
                " https://doi.org/10.1111/x)"
            ),
        ),
        ("chapter", "P. (Reprinted from *Brain*, pp. 113–123, by F. Moe, Ed., 1973, Q)"),
        ("translation", "P. (Original work published 1973)"),
        ("lost", "*Lost*. P."),
    ],
)
def test_related_works(key: str, end: str) -> None:
    assert of(RELATED)[key].endswith(end)


def test_works_change_with_what_they_relate_to() -> None:
    def digests(source: str) -> dict[str, str]:
        works = read(source).entries.plain()
        return Works(printed(works, "as-typed", (), {})).digests()

    before, after = digests(RELATED), digests(RELATED.replace("We Are Here", "They Are There"))
    assert {key for key in before if before[key] != after[key]} == {"review", "book"}


def test_a_work_with_other_fields_is_another() -> None:
    (work,) = read("@misc{w, title = {T}, date = 2020}").entries.plain()
    other = work.with_fields({"title": "U"})
    assert isinstance(other, Work)
    assert dict(other.fields) == {"title": "U", "date": "2020"}
    assert other.digest not in {work.digest, work.with_fields({"title": "V"}).digest}
