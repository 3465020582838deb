"""Where a page's address is shared, a picture stands for it: drawn once, and gone with its article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from press.metadata import share_images
from tests.built_site import assert_clean
from tests.publication import Publication

BASE = "https://press.test/"
ON = {"html_baseurl": BASE, "press_share_images": True}
ONE, TWO = "articles/2025/2025-01-01-one", "articles/2025/2025-01-02-two"


def said(publication: Publication, page: str, out: str = "_build") -> dict[str, str]:
    """Return what a page's head says of its picture."""
    metas = publication.page(page, out).select("meta[property^='og:image'], meta[name^=twitter]")
    return {str(meta.get("property") or meta.get("name")): str(meta["content"]) for meta in metas}


def pictures(publication: Publication) -> dict[str, int]:
    """Return every drawn picture by its name, and when it was written."""
    folder = publication.folder / "_build/html/share"
    return {path.name: path.stat().st_mtime_ns for path in sorted(folder.glob("*"))}


def file_of(publication: Publication, page: str) -> Path:
    address = said(publication, page)["og:image"]
    assert address.startswith(BASE)
    return publication.folder / "_build/html" / address.removeprefix(BASE)


def fill(publication: Publication) -> None:
    with (publication.folder / "conf.py").open("a") as conf:
        conf.writelines(f"{name} = {value!r}\n" for name, value in ON.items())
    publication.article("2025-01-01-one", "Text.", topics=["trade"], authors=["Ann"])
    publication.article("2025-01-02-two", "Text.", title="سلام", lang="ar", section="opinion")
    publication.build()
    assert publication.warnings == ""


def test_every_page_has_a_picture(publication: Publication) -> None:
    fill(publication)
    files = {page: file_of(publication, page) for page in (ONE, TWO)}
    rest = ["index", "articles/2025/index", "sections/opinion", "topics/trade", "authors/ann"]
    [site] = {file_of(publication, page) for page in [*rest, "articles/works"]}
    assert {path.name for path in [*files.values(), site]} == pictures(publication).keys()
    for path in [*files.values(), site]:
        with Image.open(path) as image:
            assert image.size == (1200, 630)
        assert path.stat().st_size <= 60_000
    head = said(publication, TWO)
    assert head["og:image:alt"] == "سلام · Opinion · 2 يناير 2025 · Tiny Review"
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["twitter:card"] == "summary_large_image"
    assert said(publication, "index")["og:image:alt"] == "Tiny Review"
    json = publication.page(ONE).select_one("script[type='application/ld+json']")
    assert json is not None
    assert files[ONE].name in json.get_text()


def test_a_picture_is_drawn_again_only_when_it_shows_something_else(
    publication: Publication,
) -> None:
    fill(publication)
    before = pictures(publication)
    publication.article("2025-01-01-one", "Other text.", summary="Other.")
    publication.build()
    assert pictures(publication) == before
    publication.article("2025-01-01-one", "Other text.", title="Other")
    publication.build()
    after = pictures(publication)
    assert len(after) == 3
    assert len(before.items() & after.items()) == 2
    assert file_of(publication, ONE).name in after.keys() - before.keys()
    file_of(publication, ONE).unlink()
    publication.build()
    assert pictures(publication).keys() == after.keys()
    publication.delete(TWO)
    publication.build()
    assert len(pictures(publication)) == 2
    assert_clean(publication)
    publication.build(settings={"press_share_images": False})
    assert pictures(publication) == {}
    assert "og:image" not in said(publication, ONE)


def test_without_an_address_or_the_setting_nothing_is_drawn(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    for settings in ({"html_baseurl": BASE}, {"press_share_images": True}):
        publication.build(settings=settings)
        assert pictures(publication) == {}
        assert "og:image" not in said(publication, ONE)
        assert said(publication, ONE)["twitter:card"] == "summary"


def test_an_article_keeps_a_large_picture_of_its_own(publication: Publication) -> None:
    fill(publication)
    folder = publication.folder / "articles/2025"
    for name, width in (("large", 600), ("small", 599)):
        Image.new("RGB", (width, 400)).save(folder / f"{name}.png")
    (folder / "drawn.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"/>'
    )
    for day, name in ((3, "large.png"), (4, "small.png"), (5, "drawn.svg")):
        docname = publication.article(f"2025-01-0{day}-pictured", "Text.")
        path = publication.folder / f"{docname}.md"
        image = f"---\nimage: {{src: {name}, alt: A map & more}}\n"
        path.write_text(path.read_text().replace("---\n", image, 1))
    publication.build()
    head = said(publication, "articles/2025/2025-01-03-pictured")
    assert head["og:image"] == f"{BASE}_images/large.png"
    assert (head["og:image:width"], head["og:image:height"]) == ("600", "400")
    assert head["og:image:alt"] == "A map & more"
    for day in (4, 5):
        page = f"articles/2025/2025-01-0{day}-pictured"
        assert file_of(publication, page).parent.name == "share"
        assert file_of(publication, page).is_file()
    assert len(pictures(publication)) == 5
    assert_clean(publication)


def test_other_processes_draw_the_same(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_images, "_MANY", 1)
    fill(publication)
    assert len(pictures(publication)) == 3
    monkeypatch.setattr(share_images, "_MANY", 100)
    assert_clean(publication)
