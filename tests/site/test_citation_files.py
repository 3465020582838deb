"""The files for reference managers beside each article, and the box that links to them."""

from __future__ import annotations

import json

import pytest
from pybtex.database import parse_string

from press.citations.cite_this import FILES
from tests.built_site import assert_clean
from tests.publication import Publication

pytestmark = pytest.mark.slow

BASE = {"html_baseurl": "https://example.org/review"}


def files(publication: Publication) -> set[str]:
    """Return the files of all articles, relative to the folder of pages."""
    folder = publication.folder / "_build/html"
    found = (path.relative_to(folder).as_posix() for path in folder.glob("articles/*/*"))
    return {name for name in found if name.endswith(tuple(FILES))}


def of(*docnames: str) -> set[str]:
    return {docname + suffix for docname in docnames for suffix in FILES}


def test_each_article_says_how_to_cite_it(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "1.", authors=["Jane Doe"], title="A & B <c>")
    publication.build(settings=BASE)
    assert publication.warnings == ""
    address = f"https://example.org/review/{one}.html"
    page = publication.page(one)
    [box] = page.select("section.cite-this")
    [reference] = box.select(".cite-this-reference")
    expected = f"Doe, J. (2025, January 1). A & B <c>. Tiny Review. {address}"
    assert reference.get_text() == expected
    [title], [link] = reference.select("em"), reference.select("a")
    assert (title.get_text(), link["href"]) == ("A & B <c>", address)
    folder = (publication.folder / "_build/html" / one).parent
    texts = {}
    for a in box.select(".cite-this-files a"):
        texts[a.get_text()] = (folder / str(a["href"])).read_text("utf-8")
        assert a.has_attr("download")
    assert list(texts) == ["BibTeX", "RIS", "CSL-JSON"]
    [entry] = parse_string(texts["BibTeX"], "bibtex").entries.values()
    [work] = json.loads(texts["CSL-JSON"])
    assert entry.fields["url"] == work["URL"] == address
    assert f"UR  - {address}" in texts["RIS"]
    for name in ("index", "articles/works", "articles/2025/index"):
        assert not publication.page(name).select(".cite-this")


def test_the_box_is_no_text_of_the_article_for_the_search(publication: Publication) -> None:
    from press.search.page_text import Facts, for_index

    one = publication.article("2025-01-01-one", "Zebra.")
    publication.build()
    html = (publication.folder / f"_build/html/{one}.html").read_text("utf-8")
    indexed = for_index(html, Facts({}, {}), "en")
    assert "Zebra" in indexed
    assert "Cite this article" not in indexed


def test_files_come_and_go_with_their_articles(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "1.")
    two = publication.article("2025-02-01-two", "2.")
    publication.build()
    assert files(publication) == of(one, two)
    publication.delete(one)
    renamed = publication.article("2025-01-01-other", "1.")
    publication.build()
    assert files(publication) == of(two, renamed)
    assert_clean(publication)
    publication.article("2025-02-01-two", "2.", authors=["Jane Doe"])
    publication.build()
    assert "Doe" in (publication.folder / f"_build/html/{two}.bib").read_text("utf-8")
    assert_clean(publication)


def test_a_file_that_is_gone_comes_back_and_the_rest_stays(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "1.")
    two = publication.article("2025-02-01-two", "2.")
    publication.build()
    folder = publication.folder / "_build/html"
    (folder / f"{one}.ris").unlink()
    times = [(folder / f"{two}{suffix}").stat().st_mtime_ns for suffix in FILES]
    publication.build()
    assert files(publication) == of(one, two)
    assert [(folder / f"{two}{suffix}").stat().st_mtime_ns for suffix in FILES] == times
    assert_clean(publication)


def test_another_address_is_in_every_file(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "1.")
    publication.build(settings=BASE)
    publication.build(settings={"html_baseurl": "https://else.test/"})
    for suffix in FILES:
        text = (publication.folder / f"_build/html/{one}{suffix}").read_text("utf-8")
        assert f"https://else.test/{one}.html" in text


def test_other_formats_have_none(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build("epub")
    assert publication.warnings == ""
    assert not [
        path for suffix in FILES for path in (publication.folder / "_build").rglob(f"*{suffix}")
    ]


def test_a_site_of_folders_has_them_beside_the_folder(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "1.")
    publication.build("dirhtml", settings=BASE)
    folder = publication.folder / "_build/dirhtml"
    [work] = json.loads((folder / f"{one}.csl.json").read_text("utf-8"))
    assert work["URL"] == f"https://example.org/review/{one}/"
