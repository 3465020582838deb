"""Titles typed in title case, set in sentence case (APA 6.17, 9.19)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.apa import reference
from press.apa.language import speaks_english
from press.apa.sentence_case import sentence_case
from press.apa.titles import title_case
from press.apa.vocabulary import Names, is_common
from tests.apa.shown import entry, shown


def titles(name: str) -> list[str]:
    """Return the titles in a file, in sentence case."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


TITLES = titles("titles")


@pytest.mark.parametrize(("file", "least"), [("titles", 500), ("institutions", 480)])
def test_no_more_than_one_name_of_a_hundred_loses_its_capital(file: str, least: int) -> None:
    lowered: list[tuple[str, str]] = []
    kept: list[tuple[str, str]] = []
    names = common = 0
    for title in titles(file):
        found = sentence_case(title_case(title))
        for right, word in zip(title.split(), found.split(), strict=True):
            names += right[:1].isupper()
            common += right[:1].islower()
            if right != word:
                (lowered if right[:1].isupper() else kept).append((right, title))
    assert len(titles(file)) > least
    assert len(lowered) <= names / 100, lowered
    assert len(kept) <= common / 50, kept


@pytest.mark.parametrize("file", ["titles", "institutions", "phrases"])
def test_titles_in_sentence_case_stay(file: str) -> None:
    assert [title for title in titles(file) if sentence_case(title) != title] == []


def test_common_phrases_that_look_like_institutions_lose_their_capitals() -> None:
    phrases = titles("phrases")
    kept = [title for title in phrases if sentence_case(title_case(title)) != title]
    assert len(kept) <= len(phrases) / 4, kept


OTHER_LANGUAGES = """
Le Conseil Français Du Culte Musulman Et La République
Die Organisation Der Islamischen Zusammenarbeit Und Der Westen
Diyanet İşleri Başkanlığı Ve Türk Siyaseti
La Universidad De Al-Azhar Y El Estado Egipcio
Il Ministero Degli Affari Esteri E Il Mediterraneo
Majelis Ulama Indonesia Dan Politik Fatwa Di Indonesia
De Partij Van De Arbeid En De Moslims Van Nederland
O Conselho De Segurança E A Questão Da Palestina
تاريخ وزارة الأوقاف في مصر
مجلس شورای اسلامی و سیاست خارجی ایران
Adalet Ve Kalkınma Partisi’nin Dış Politikası
Le Front De Libération Nationale: Une Histoire
Türkiye’de Din
İstanbul’un Tarihi
"""


@pytest.mark.parametrize("title", OTHER_LANGUAGES.strip().splitlines())
def test_titles_in_other_languages_never_change(title: str) -> None:
    work = entry("book", author="Doe, Jane", title=title, date="2020", publisher="Press")
    assert shown(reference(work)) == f"Doe, J. (2020). *{title}*. Press."


@pytest.mark.parametrize(
    ("typed", "cased"),
    [
        ("The War in {Yemen}: A {UN} Report", "The war in {Yemen}: A {UN} report"),
        ("Whose War? The Road to {Kabul}", "Whose war? The road to {Kabul}"),
        ("{Whose War Is It} and Why", "{Whose War Is It} and why"),
        ("What Now --- The View from iPhone City", "What now --- The view from iPhone city"),
        ("“Fog” of War", "“Fog” of war"),
        (
            "Trans-{Tasman} Trade and Post-Colonial Law",
            "Trans-{Tasman} trade and post-colonial law",
        ),
        ("Anti-Muslim Racism in the E.U.", "Anti-Muslim racism in the E.U."),
        ("They're Back: Why Don't We Talk?", "They're back: Why don't we talk?"),
        ("Vitamin D and Plan B in World War II", "Vitamin D and plan B in World War II"),
        ("Reading \\emph{The Trial} Again and Again", "Reading \\emph{The trial} again and again"),
        ("China, Turkey, and the Gulf", "China, Turkey, and the Gulf"),
        ("The Polish Turn", "The Polish turn"),
        ("Why Iran May March to War in March 2026", "Why Iran may march to war in March 2026"),
        ("Edward Said and What He Said", "Edward Said and what he said"),
        ("King Abdullah and the King's Road", "King Abdullah and the king's road"),
        ("Securitization and Islamization", "Securitization and Islamization"),
        (
            "The Thirty-Year Old Crisis of Neo-Liberalism",
            "The thirty-year old crisis of neo-liberalism",
        ),
        ("The Hague", "The Hague"),
    ],
)
def test_braces_acronyms_clauses_and_names_keep_their_capitals(typed: str, cased: str) -> None:
    assert sentence_case(typed) == cased


def test_a_name_in_a_title_in_sentence_case_makes_it_none_in_title_case() -> None:
    for title in [
        "Unpublished data on links between the Five Facet Questionnaire and the Inventory of Skills",
        "The role of the Freedom Charter Movement in Syria",
        "The good place ends its season",
    ]:
        assert sentence_case(title) == title
    assert sentence_case("The role of the Freedom Charter", force=True) == (
        "The role of the freedom charter"
    )


def test_a_publication_adds_names() -> None:
    typed = "The Rise of the Welfare Movement and the Power of the Street"
    assert sentence_case(typed) == "The rise of the welfare movement and the power of the street"
    names = Names.of(["Welfare Movement", "Street", "of the"])
    assert (
        sentence_case(typed, names)
        == "The rise of the Welfare Movement and the power of the Street"
    )


@pytest.mark.parametrize(
    ("language", "title", "english"),
    [
        ("", "La anosmia neurosensorial: Relación entre subtipo y edad", False),
        ("", "Nihongo no goi tokusei", False),
        ("", "Au revoir les enfants", False),
        ("", "Der Islam in der Gegenwart und die Politik", False),
        ("", "Türkiye'de Din ve Siyaset", False),
        ("", "نقد العقل العربي", False),
        ("", "The Politics of Water", True),
        ("", "Taliban", True),
        ("", "Hamas Rising", True),
        ("german", "The Politics of Water", False),
        ("en-GB", "Nihongo no goi tokusei", True),
        ("british", "Water", True),
    ],
)
def test_languages(language: str, title: str, english: bool) -> None:
    assert speaks_english(language, title) == english


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        (
            "article",
            {"title": "What Now for Gaza", "journaltitle": "Third World Quarterly"},
            "What now for Gaza. (2020). *Third World Quarterly*.",
        ),
        (
            "book",
            {"title": "Der Kalte Krieg", "langid": "german", "publisher": "Das Neue Haus"},
            "*Der Kalte Krieg*. (2020). Das Neue Haus.",
        ),
        (
            "incollection",
            {"title": "One Way Out", "booktitle": "The Long Road", "booksubtitle": "Ten Essays"},
            "One way out. (2020). In *The long road: Ten essays*.",
        ),
        (
            "book",
            {"title": "One Way Out", "options": "titles=as-typed"},
            "*One Way Out*. (2020).",
        ),
        (
            "misc",
            {"title": "Trump v. Hawaii and the Travel Ban"},
            "Trump v. Hawaii and the Travel Ban (2020).",
        ),
    ],
)
def test_what_changes_in_a_reference(kind: str, fields: dict[str, str], text: str) -> None:
    assert shown(reference(entry(kind, date="2020", **fields))) == text


def test_common_words_are_those_of_the_dictionary_and_what_derives_from_them() -> None:
    for word in "war researchers securitization neoliberalism can't subtype post".split():
        assert is_common(word), word
    for word in "hamas nahda islamization kemalism riyadh".split():
        assert not is_common(word), word


@given(st.text(st.sampled_from("aBc DeF: ?—-{}\\emph'’ʿ.İßΣ1"), max_size=40))
def test_only_capitals_change_and_once_is_enough(title: str) -> None:
    cased = sentence_case(title)
    assert cased.casefold() == title.casefold() or len(cased) == len(title)
    assert sentence_case(cased) == cased
