"""What a page shows of its links and files, it shows after their next change too."""

from __future__ import annotations

import os

import pytest

from tests.publication import Publication

pytestmark = pytest.mark.slow

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{}</title></svg>\n'
LINKS = {
    "its title": ("[](2025-01-02-two.md)", "Title of two", "Another"),
    "its heading": ("[](2025-01-02-two.md#place)", "A heading", "Another"),
    "its heading, by the label alone": ("[](#place)", "A heading", "Another"),
    "its heading, by a role": ("{ref}`place`", "A heading", "Another"),
    "its title, by a role": ("{doc}`2025-01-02-two`", "Title of two", "Another"),
}
TWO = "Text.\n\n(place)=\n\n## A heading\n\nMore."


@pytest.mark.parametrize(("link", "before", "after"), LINKS.values(), ids=LINKS.keys())
def test_a_link_shows_what_its_target_is_called_now(
    publication: Publication, link: str, before: str, after: str
) -> None:
    one = publication.article("2025-01-01-one", f"See {link}.")
    publication.article("2025-01-02-two", TWO)
    publication.build()
    assert f"See {before}." in publication.page(one).text
    publication.article("2025-01-02-two", TWO.replace("A heading", after), title=after)
    publication.build()
    assert publication.warnings == ""
    assert f"See {after}." in publication.page(one).text


@pytest.mark.parametrize("link", ["[a text](2025-03-01-two.md)", "[a text](#place)"])
def test_a_link_with_a_text_of_its_own_does_not_mind_what_its_target_is_called(
    publication: Publication, link: str
) -> None:
    one = publication.article("2025-01-01-one", f"See {link}.")
    publication.article("2025-02-01-between", "Text.")
    publication.article("2025-03-01-two", TWO)
    publication.build()
    page = publication.folder / f"_build/html/{one}.html"
    written = page.stat().st_mtime_ns
    publication.article("2025-03-01-two", "More.\n\n" + TWO.replace("A heading", "Another"))
    publication.build()
    assert publication.warnings == ""
    assert page.stat().st_mtime_ns == written


def test_a_link_to_what_was_deleted_is_told_at_once(publication: Publication) -> None:
    publication.article("2025-01-01-one", "See [two](2025-01-02-two.md).")
    two = publication.article("2025-01-02-two", TWO)
    publication.build()
    assert publication.warnings == ""
    publication.delete(two)
    publication.build()
    assert "2025-01-01-one.md:8: WARNING: 2025-01-02-two.md is not there" in publication.warnings


def test_an_older_file_in_the_place_of_another_is_read(publication: Publication) -> None:
    one = publication.article("2025-01-01-one", "New text.")
    path = publication.folder / f"{one}.md"
    publication.build()
    publication.article("2025-01-01-one", "Old text.")
    os.utime(path, (10**9, 10**9))
    publication.build()
    assert "Old text." in publication.page(one).text


def test_an_older_image_in_the_place_of_another_is_shown(publication: Publication) -> None:
    """Also when another format has read the article in between."""
    image = publication.write("articles/2025/img/map.svg", SVG.format("new"))
    publication.article("2025-01-01-one", "![A map](img/map.svg)")
    publication.build()
    image.write_text(SVG.format("old"))
    os.utime(image, (10**9, 10**9))
    publication.build("epub")
    publication.build()
    assert "old" in (publication.folder / "_build/html/_images/map.svg").read_text()


def test_images_of_one_name_keep_apart_in_any_history(publication: Publication) -> None:
    for year in (2026, 2025):  # the order in which a clean build would not read them
        publication.write(f"articles/{year}/img/map.svg", SVG.format(year))
        publication.article(f"{year}-01-01-one", "![A map](img/map.svg)")
        publication.build()
    for year in (2025, 2026):
        name = f"articles/{year}/{year}-01-01-one"
        image = publication.page(name).select_one("article img")
        assert image is not None
        file = publication.folder / "_build/html" / name / ".." / str(image["src"])
        assert str(year) in file.resolve().read_text()
    publication.build(out="_clean")
    assert [
        (publication.folder / out / "html/_images/map.svg").read_text()
        for out in ("_build", "_clean")
    ] == [SVG.format(2025)] * 2
