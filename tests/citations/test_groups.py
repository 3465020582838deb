"""Citations in pages: abbreviations of groups, places without a link, titles in sentence case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publication import Publication

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

BIB = r"""
@report{un20, author={{United Nations}}, shortauthor={UN}, title={First report}, date={2020}, url={https://example.org/a}}
@report{un21, author={{United Nations}}, shortauthor={UN}, title={Second report}, date={2021}, url={https://example.org/b}}
@book{s19, author={Smith, A.}, title={The Rise of the Welfare Current}, publisher={P}, date={2019}}
@book{s20, author={Smith, A.}, title={Water}, publisher={P}, date={2020}}
@book{only, author={Listed, O.}, title={Only}, publisher={P}, date={2011}}
@misc{brown, title={Brown v. Board of Education}, number={347 U.S. 483}, date={1954}}
"""
TEXT = """First {cite:p}`un20`, then {cite:t}`un21` and {cite:p}`un20`; in court {cite:p}`brown`.

Again {cite:p}`s19, s19`. {cite:author}`s19, s20` says so. {cite:empty}`only`

[a link {cite:p}`s20`](https://example.org) and [another {cite:p}`s20`](2025-01-02-two.md).
"""


@pytest.fixture
def built(publication: Publication) -> Publication:
    publication.write("references.bib", BIB)
    publication.article("2025-01-01-one", TEXT)
    publication.article("2025-01-02-two", "Here {cite:t}`un21` and {cite:p}`s19`.")
    publication.build()
    assert publication.warnings == ""
    return publication


def cited(page: BeautifulSoup) -> list[str]:
    return [" ".join(span.get_text().split()) for span in page.select("span.citation")]


def test_citations_are_set_and_every_back_link_arrives(built: Publication) -> None:
    page = built.page("articles/2025/2025-01-01-one")
    assert cited(page) == [
        "(United Nations [UN], 2020)",
        "UN (2021)",
        "(UN, 2020)",
        "(Brown v. Board of Education, 1954)",
        "(Smith, 2019)",
        "Smith",
        "",
        "(Smith, 2020)",
        "(Smith, 2020)",
    ]
    # Each article introduces a group for itself.
    assert cited(built.page("articles/2025/2025-01-02-two")) == [
        "United Nations (UN, 2021)",
        "(Smith, 2019)",
    ]
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    inside = {str(link["href"])[1:] for link in page.select('.backlinks a[href^="#"]')}
    assert inside <= set(ids)
    assert page.select("a a") == []
    back = {entry["id"]: len(entry.select(".backlinks a")) for entry in page.select("li.reference")}
    assert back == {
        "ref-brown": 1,
        "ref-only": 1,
        "ref-s19": 2,
        "ref-s20": 3,
        "ref-un20": 2,
        "ref-un21": 1,
    }
    works = built.page("articles/works")
    for link in works.select(".cited-in a, .also-cited a"):
        name, _, anchor = str(link["href"]).partition("#")
        target = built.page(f"articles/{name.removesuffix('.html')}")
        assert target.find(id=anchor), link["href"]


def title(publication: Publication, out: str = "_build") -> str:
    found = publication.page("articles/2025/2025-01-02-two", out).select_one("#ref-s19 em")
    assert found is not None
    return found.get_text()


def test_a_name_in_one_article_changes_the_lists_of_the_others(built: Publication) -> None:
    assert title(built) == "The rise of the welfare current"
    built.article("2025-01-01-one", f"{TEXT}\nThey saw the Welfare Current win.\n")
    built.build()
    assert title(built) == "The rise of the Welfare Current"
    built.build(out="_clean")
    name = "html/articles/2025/2025-01-02-two.html"
    folders = [built.folder / out for out in ("_build", "_clean")]
    assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    built.article("2025-01-01-one", TEXT)
    built.build()
    assert title(built) == "The rise of the welfare current"


def test_titles_stay_as_they_are_typed(built: Publication) -> None:
    built.build(settings={"press_titles": "as-typed"})
    assert title(built) == "The Rise of the Welfare Current"
