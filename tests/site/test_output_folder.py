"""The folder of pages after many builds is the folder after one."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.built_site import SVG, assert_clean
from tests.publication import VOLUME, Publication

pytestmark = pytest.mark.slow


def fill(publication: Publication) -> None:
    publication.write("articles/2025/img/map.svg", SVG.format(10))
    publication.article(
        "2025-01-01-one", "![Map](img/map.svg)\n", topics=["trade"], authors=["Ann"]
    )
    publication.article("2025-02-01-two", "2 {cite:p}`smith2019first`.", topics=["trade", "law"])
    publication.article("2025-03-01-three", "3.", section="opinion")
    publication.build()


def exists(publication: Publication, name: str) -> bool:
    return (publication.folder / "_build/html" / name).exists()


def test_pages_appear_and_disappear_with_the_articles_that_name_them(
    publication: Publication,
) -> None:
    fill(publication)
    assert exists(publication, "topics/law.html")
    assert not exists(publication, "topics/peace.html")
    publication.article("2025-02-01-two", "2.", topics=["trade", "peace"])
    publication.build()
    assert not exists(publication, "topics/law.html")
    assert exists(publication, "topics/peace.html")
    assert_clean(publication)


def test_a_deleted_article_leaves_no_page_image_or_listing(publication: Publication) -> None:
    fill(publication)
    gone = ["articles/2025/2025-01-01-one.html", "authors/ann.html", "authors.html"]
    assert all(exists(publication, name) for name in [*gone, "_images/map.svg"])
    publication.delete("articles/2025/2025-01-01-one")
    publication.build()
    assert not any(exists(publication, name) for name in [*gone, "authors", "_images"])
    assert_clean(publication)


def test_sources_that_are_published_go_too(publication: Publication) -> None:
    settings = {"html_copy_source": True}
    fill(publication)
    publication.build(settings=settings)
    name = "_sources/articles/2025/2025-03-01-three.md.txt"
    assert exists(publication, name)
    publication.delete("articles/2025/2025-03-01-three")
    publication.build(settings=settings)
    assert not exists(publication, name)
    assert exists(publication, "_sources/articles/2025/2025-02-01-two.md.txt")


def test_files_that_the_build_did_not_make_stay(publication: Publication) -> None:
    fill(publication)
    path = publication.folder / "_build/html/articles/2025/by-hand.html"
    path.write_text("by hand")
    publication.delete("articles/2025/2025-03-01-three")
    publication.build()
    assert path.exists()


def test_an_unchanged_page_is_not_written_again(publication: Publication) -> None:
    fill(publication)
    listed = [
        publication.folder / "_build/html" / name
        for name in ("sections/international.html", "sections/opinion.html", "topics/law.html")
    ]
    for path in listed:
        os.utime(path, (1, 1))
    publication.article("2025-03-01-three", "3.", section="opinion", summary="Another.")
    publication.build()
    assert [path.stat().st_mtime == 1 for path in listed] == [True, False, True]
    assert_clean(publication)


def test_a_listed_page_that_is_lost_is_written_again(publication: Publication) -> None:
    fill(publication)
    (publication.folder / "_build/html/topics/law.html").unlink()
    publication.build()
    assert_clean(publication)


def new_title(p: Publication) -> None:
    p.article("2025-02-01-two", "2.", topics=["trade"], title="Another title")


def new_volume(p: Publication) -> None:
    p.article("2026-01-01-new", "New.")


def no_volume(p: Publication) -> None:
    p.write("articles/2025/index.md", VOLUME.format(year=2025).replace("# 2025", "# MMXXV"))


def no_more_topics(p: Publication) -> None:
    p.article("2025-01-01-one", "![Map](img/map.svg)\n")
    p.article("2025-02-01-two", "2.")


def new_image(p: Publication) -> None:
    path = p.write("articles/2025/img/map.svg", SVG.format(99))
    # A moment after the page that shows it was written, and before the next build.
    page = p.folder / "_build/html/articles/2025/2025-01-01-one.html"
    later = page.stat().st_mtime_ns + 1_000
    os.utime(path, ns=(later, later))


@pytest.mark.parametrize(
    "edit", [new_title, new_volume, no_volume, no_more_topics, new_image], ids=lambda e: e.__name__
)
def test_another_format_in_between_hides_nothing(
    publication: Publication, edit: Callable[[Publication], None]
) -> None:
    """The environment is shared: the e-book has read what the site has not yet shown."""
    fill(publication)
    edit(publication)
    publication.build("epub")
    publication.build()
    assert_clean(publication)


def test_a_build_that_broke_off_is_made_good(publication: Publication) -> None:
    fill(publication)
    new = publication.article("2025-04-01-new", "New.", topics=["new"])
    app = publication._make_app(
        "html", srcdir=publication.folder, builddir=publication.folder / "_build"
    )

    def fail(*_args: object) -> None:
        raise KeyboardInterrupt

    # All pages are written, and nothing after them.
    app.connect("html-collect-pages", fail, priority=900)
    with pytest.raises(KeyboardInterrupt):
        app.build()
    assert exists(publication, f"{new}.html")
    publication.delete(new)
    publication.build()
    assert_clean(publication)
