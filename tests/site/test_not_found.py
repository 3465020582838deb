"""404: found from any address, with a way on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.publication import Publication


def addresses(page: BeautifulSoup) -> Iterator[str]:
    """Yield every address that the page uses."""
    for name in ("href", "src", "action"):
        yield from (str(tag[name]) for tag in page.select(f"[{name}]"))


@pytest.mark.parametrize(
    ("base", "root"),
    [("https://example.org/en/latest/", "/en/latest/"), ("https://example.org", "/"), ("", "/")],
)
def test_its_addresses_start_at_the_root_of_the_site(
    publication: Publication, base: str, root: str
) -> None:
    publication.article("2025-01-01-one", "1.", topics=["trade"])
    publication.build(settings={"html_baseurl": base})
    page = publication.page("404")
    folder = publication.folder / "_build/html"
    local = []
    for address in addresses(page):
        if not address.startswith(("#", "data:", "https://")):
            assert address.startswith(root)
            local.append(address)
            assert (folder / address.removeprefix(root).partition("?")[0]).is_file(), address
    assert f"{root}index.html" in local
    assert f"{root}articles/works.html" in local
    assert f"{root}sections/international.html" in local
    assert any(address.startswith(f"{root}_static/press.css?v=") for address in local)
    assert page.html is not None
    assert page.html["data-content_root"] == root


def test_it_says_what_happened_and_can_search(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build(settings={"html_baseurl": "https://example.org/"})
    page = publication.page("404")
    [heading] = page.select("h1")
    assert heading.get_text() == "Page not found"
    [form] = page.select("article form")
    assert (form["action"], form["method"]) == ("/search.html", "get")
    [field] = form.select("input")
    assert field["name"] == "q"
    [label] = form.select("label")
    assert label["for"] == field["id"]


def test_search_engines_are_not_told_of_it(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build(settings={"html_baseurl": "https://example.org/"})
    page = publication.page("404")
    assert page.select("link[rel=canonical]") == []
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]
    [canonical] = publication.page("articles/works").select("link[rel=canonical]")
    assert canonical["href"] == "https://example.org/articles/works.html"
