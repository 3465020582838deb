"""Pictures: an article's own, its credit, its place on cards, and a size known in advance."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.articles.pictures import size_of
from tests.built_site import SVG, assert_clean
from tests.publication import Publication

IMAGE = "{src: img/map.svg, alt: A map & more, credit: Ann <Öz>}"
SIZED = SVG.replace('width="{0}"', 'width="{0}px" viewBox="0 0 1 1"')


def with_picture(publication: Publication, name: str, image: str = IMAGE) -> str:
    """Write an article with a picture."""
    docname = publication.article(name, "Text.")
    path = publication.folder / f"{docname}.md"
    path.write_text(path.read_text().replace("---\n", f"---\nimage: {image}\n", 1))
    return docname


def test_an_article_opens_with_its_picture(publication: Publication) -> None:
    publication.write("articles/2025/img/map.svg", SIZED.format(640))
    name = with_picture(publication, "2025-01-01-one")
    publication.build()
    assert publication.warnings == ""
    [figure] = publication.page(name).select("figure.lead")
    before = figure.find_previous_sibling()
    assert before is not None
    assert "article-head" in before["class"]
    [image] = figure.select("img")
    assert image["src"] == "../../_images/map.svg"
    assert (image["alt"], image["width"], image["height"]) == ("A map & more", "640", "640")
    assert figure.select_one(".credit").get_text() == "Ann <Öz>"  # type: ignore[union-attr]
    for builder in ("latex", "epub", "text"):
        publication.build(builder)
        assert publication.warnings == "", builder


def test_cards_show_it_on_every_page_that_lists_the_article(publication: Publication) -> None:
    publication.write("articles/2025/img/map.svg", SVG.format(640))
    with_picture(publication, "2025-01-01-one")
    publication.article("2025-01-02-two", "Text.")
    publication.build()
    for page in ("index", "articles/2025/index", "sections/international"):
        html = publication.page(page)
        [image] = html.select(".card img")
        root = publication.folder / "_build/html" / page
        assert (root.parent / str(image["src"])).resolve().is_file()
        assert (image["width"], image["height"]) == ("640", "640")
        assert len(html.select(".card")) == 2


def test_a_new_size_or_name_reaches_every_page(publication: Publication) -> None:
    publication.write("articles/2025/img/map.svg", SVG.format(640))
    with_picture(publication, "2025-01-01-one")
    publication.build()
    publication.write("articles/2025/img/map.svg", SVG.format(320))
    publication.build()
    assert_clean(publication)
    [image] = publication.page("sections/international").select(".card img")
    assert image["width"] == "320"
    # An older article's picture of the same name takes the name in the built folder.
    publication.write("articles/2024/img/map.svg", SVG.format(11))
    with_picture(publication, "2024-01-01-older")
    publication.build()
    assert_clean(publication)


def test_a_picture_that_is_missing_is_said_once(publication: Publication) -> None:
    with_picture(publication, "2025-01-01-one")
    publication.build()
    assert publication.warnings.count("img/map.svg") == 1
    assert publication.page("index").select(".card img") == []


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="300" height="200.4">', (300, 200)),
        ('<svg viewBox="0 0 720 360" width="100%">', (720, 360)),
        ("<svg viewBox='0,0,72,36'>", (72, 36)),
        ('<svg width="10cm" height="5cm">', None),
        ("no picture", None),
    ],
)
def test_the_size_of_an_svg(tmp_path: Path, root: str, size: tuple[int, int] | None) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'<?xml version="1.0"?>{root}</svg>')
    assert size_of(path) == size
