"""The sources of an article: its cited sentences beside their works, by kind and year."""

from __future__ import annotations

import pytest
from bs4 import Tag
from pybtex.database import Entry

from press.bibliography.source_kinds import KINDS, kind_of
from tests.built_site import assert_clean
from tests.publication import BIB, Publication

NEWS = """@online{times2020, author = {Reporter, Ann}, title = {News}, date = {2020-01-02},
  organization = {The Times}, url = {https://example.org/}, keywords = {news}}
"""


def lists(publication: Publication, name: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return the kinds of a page's sources, each with its works and their sentences."""
    found = []
    for heading in publication.page(name).select(".sources h3"):
        works = heading.find_next_sibling("ul")
        assert isinstance(works, Tag)
        items = works.find_all("li", recursive=False)
        rows = [
            (li.select("p")[0].get_text(), [a.get_text() for a in li.select(":scope > ul a")])
            for li in items
        ]
        found.append((heading.get_text(), rows))
    return found


def test_each_work_stands_beside_what_is_said_on_its_authority(publication: Publication) -> None:
    publication.write("references.bib", BIB + NEWS)
    name = publication.article(
        "2025-01-01-one",
        "First {cite:p}`nunn2010columbian`. Then {cite:t}`lanoszka2016russian` <b> & more. "
        "Again {cite:p}`nunn2010columbian, times2020`.",
    )
    publication.build()
    page = publication.page(name)
    assert page.select_one(".sources details:not([open]) > summary")
    assert page.select(".sources summary .count")[0].get_text() == "3 works · 2010–2020"
    both = "Again (Nunn & Qian, 2010; Reporter, 2020)."
    assert lists(publication, name) == [
        (
            "Journal articles 2",
            [
                ("Lanoszka, 2016", ["Then Lanoszka (2016) <b> & more."]),
                ("Nunn & Qian, 2010", ["First (Nunn & Qian, 2010).", both]),
            ],
        ),
        ("News 1", [("Reporter, 2020", [both])]),
    ]
    for link in page.select(".sources a"):
        assert page.select_one(f"[id='{str(link['href'])[1:]}']")


def test_it_changes_with_the_works(publication: Publication) -> None:
    name = publication.article(
        "2025-01-01-one", "Said {cite:p}`smith2019first, nunn2010columbian`."
    )
    publication.build()
    publication.write("references.bib", BIB.replace("Smith, Jane", "Smythe, Jane"))
    publication.build()
    assert ("Books 1", [("Smythe, 2019", ["Said (Nunn & Qian, 2010; Smythe, 2019)."])]) in lists(
        publication, name
    )
    assert_clean(publication)


def test_one_work_needs_no_overview_and_other_formats_have_none(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "Said {cite:p}`smith2019first`.")
    publication.article("2025-01-02-two", "Said {cite:p}`smith2019first, smith2019second`.")
    publication.build()
    assert publication.page(name).select(".sources") == []
    publication.build("epub")
    book = publication.folder / "_build/epub/articles/2025/2025-01-02-two.xhtml"
    assert "sources" not in book.read_text()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Entry("article", {"journal": "J"}), "journal"),
        (Entry("article", {"journal": "J", "entrysubtype": "newspaper"}), "news"),
        (Entry("incollection", {"booktitle": "B"}), "book"),
        (Entry("techreport", {}), "report"),
        (Entry("report", {"keywords": "un, official"}), "official"),
        (Entry("legislation", {}), "official"),
        (Entry("newspaper", {}), "news"),
        (Entry("online", {}), "web"),
        (Entry("dataset", {}), "data"),
        (Entry("podcast", {}), "media"),
        (Entry("misc", {}), "other"),
    ],
)
def test_kinds_of_works(entry: Entry, kind: str) -> None:
    assert kind_of(entry) == kind
    assert kind in KINDS
