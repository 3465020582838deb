"""A link to a file of the site: where the file is, and its name elsewhere."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.publication import Publication

PAGE = "---\norphan: true\n---\n\n# Data\n\nThe feed: {site-file}`feed.xml`.\n"


@pytest.mark.parametrize(
    ("builder", "page", "href"),
    [
        ("html", "articles/data.html", "../feed.xml"),
        ("dirhtml", "articles/data/index.html", "../../feed.xml"),
    ],
)
def test_it_leads_to_the_file(publication: Publication, builder: str, page: str, href: str) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.write("articles/data.md", PAGE)
    publication.build(builder, settings={"html_baseurl": "https://press.test/"})
    assert publication.warnings == ""
    path = publication.folder / "_build" / builder / page
    html = BeautifulSoup(path.read_text("utf-8"), "lxml")
    links = [tag for tag in html.select("article p a") if tag.get_text() == "feed.xml"]
    assert [str(tag["href"]) for tag in links] == [href]
    assert (path.parent / href).resolve().is_file()


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_it_is_a_name_where_the_file_is_not(publication: Publication, builder: str) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.write("articles/data.md", PAGE)
    settings = {} if builder == "html" else {"html_baseurl": "https://press.test/"}
    publication.build(builder, settings=settings)
    assert publication.warnings == ""
    if builder == "html":
        page = publication.page("articles/data")
        assert page.select_one("article p code") is not None
        assert not page.select("article p a")
    if builder == "text":
        text = (publication.folder / "_build/text/articles/data.txt").read_text("utf-8")
        assert '"feed.xml"' in text
