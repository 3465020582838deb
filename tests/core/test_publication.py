"""Who publishes: the settings, their defaults and their faults, and the imprint of a volume."""

from __future__ import annotations

import pytest

from press.core.publication import Publisher, publisher
from tests.publication import Publication


def settings(publication: Publication, **overrides: object) -> Publisher:
    publication.article("2026-01-02-a", "Text.")
    publication.build("latex", settings=overrides)
    assert publication.app is not None
    return publisher(publication.app.config)


def test_the_publication_publishes_itself(publication: Publication) -> None:
    found = settings(publication, html_baseurl="https://example.org/")
    assert found == Publisher("Tiny Review", url="https://example.org/")
    assert publication.warnings == ""


def test_the_settings_say_more(publication: Publication) -> None:
    told = {"name": "A Press", "address": "1 Street\n\n 2 City ", "place": "City"}
    found = settings(publication, press_publisher=told, press_issn="03785955")
    assert found.name == "A Press"
    assert found.lines == ["1 Street", "2 City"]
    assert publication.app is not None
    assert publication.app.config.press_issn == "0378-5955"
    assert publication.warnings == ""


def test_faults_are_named_and_left_out(publication: Publication) -> None:
    told = {"name": "A Press", "adress": "1 Street", "place": 7}
    found = settings(
        publication,
        press_publisher=told,
        press_issn="0378-5954",
        press_isbn={"2026": "978-0-306-40615-8", 2025: "978-0-306-40615-7"},
    )
    assert found == Publisher("A Press")
    for words in (
        "press_publisher has a 'adress': it may have name, address, place, email, url",
        "press_publisher: the place is 7: write a text in quotes",
        "press_issn is '0378-5954', which no such number can be",
        "press_isbn of 2026 is '978-0-306-40615-8', which no such number can be",
    ):
        assert words in publication.warnings
    assert publication.app is not None
    assert publication.app.config.press_issn == ""
    assert publication.app.config.press_isbn == {"2025": "978-0-306-40615-7"}


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ({}, r"Tiny Review. (2025). \emph{Tiny Review 2025}. \href{"),
        (
            {"name": "A & B Press"},
            r"Tiny Review. (2025). \emph{Tiny Review 2025}. A \& B Press. \href{",
        ),
    ],
)
def test_a_volume_is_cited_by_its_own_page(
    publication: Publication, told: dict[str, str], cited: str
) -> None:
    """The publisher is not named twice (APA 9.29)."""
    publication.article("2025-01-02-a", "Text.")
    settings(
        publication, press_by_volume=True, press_publisher=told, html_baseurl="https://example.org/"
    )
    assert publication.app is not None
    tex = (publication.app.outdir / "tiny-review-2025.tex").read_text("utf-8")
    assert cited + "https://example.org/articles/2025/index.html}" in tex
    assert r"\pressvolumes{2025}{Volume 2025}" in tex
