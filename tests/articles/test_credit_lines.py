"""``:credit:`` of figures and tables, in the pages and in the e-book."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag

from tests.publication import Publication

PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
BODY = """
:::{figure} map.svg
:alt: A map
:name: map
:credit: Drawn by *Jane Doe*, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)

The caption, after {cite:t}`smith2019first`.

A legend.
:::

:::{figure} map.svg
:alt: A map
:credit: Photograph by A. Ode
:::

:::{figure} map.svg
:alt: A map

A caption alone.
:::

:::{table} Numbers
:credit: Source: {cite:t}`smith2019second`

| A | B |
|---|--:|
| 1 | 2 |
:::

After the table.
"""


def tag(found: object) -> Tag:
    assert isinstance(found, Tag)
    return found


@pytest.fixture(params=["html", "epub"])
def page(request: pytest.FixtureRequest, publication: Publication) -> BeautifulSoup:
    publication.write("articles/2026/map.svg", PIXEL)
    docname = publication.article("2026-01-02-a", BODY)
    publication.build(request.param, settings={"epub_show_urls": "no"})
    assert publication.warnings == ""
    if request.param == "html":
        return publication.page(docname)
    assert publication.app is not None
    (book,) = publication.app.outdir.glob("*.epub")
    with ZipFile(book) as files:
        name = next(n for n in files.namelist() if n.endswith(f"{docname}.xhtml"))
        return BeautifulSoup(files.read(name), "xml")


def test_a_figure_ends_with_its_credit(page: BeautifulSoup) -> None:
    first, second, third = page.find_all("figure")
    caption = tag(first.find("figcaption"))
    words = " ".join(caption.get_text().split())
    assert words.index("The caption, after Smith (2019a)") < words.index("A legend.")
    credit = tag(caption.find_all("p")[-1])
    assert credit["class"] in ("credit-line", ["credit-line"])
    assert credit.get_text() == "Drawn by Jane Doe, CC BY 4.0"
    assert tag(credit.find("a"))["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert tag(credit.find("em")).get_text() == "Jane Doe"
    assert tag(second.find("figcaption")).get_text().strip() == "Photograph by A. Ode"
    assert third.find("p", class_="credit-line") is None


def test_a_credit_follows_its_table(page: BeautifulSoup) -> None:
    table = tag(page.find("table"))
    credit = tag(table.find_next("p", class_="credit-line"))
    assert credit.get_text() == "Source: Smith (2019b)"
    assert str(tag(credit.find("a"))["href"]).endswith("#ref-smith2019second")
    assert tag(credit.find_next("p")).get_text() == "After the table."


def test_a_fault_in_a_credit_is_a_warning_with_its_line(publication: Publication) -> None:
    publication.write("articles/2026/map.svg", PIXEL)
    publication.article(
        "2026-01-02-a",
        ":::{figure} map.svg\n:alt: A map\n:credit: {cite:t}`nobody2000`\n:::\n\nText.",
    )
    publication.build()
    assert "2026-01-02-a.md:10: WARNING" in publication.warnings
    assert "nobody2000" in publication.warnings
