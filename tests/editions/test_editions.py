"""Editions: the newest volumes in the one PDF, and a PDF and an e-book of each volume."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from press.editions import edition_files
from tests.ebook import Book, remarks
from tests.publication import Publication
from tests.volume import TRAPS, Volume

pytestmark = pytest.mark.tex

SITE = "https://press.test/en/"
BY_VOLUME = {"press_by_volume": True, "epub_show_urls": "no"}


@pytest.fixture
def three(publication: Publication) -> Publication:
    """Three volumes that link to each other and share works."""
    old = publication.article("2023-01-02-old", "Old {cite:p}`smith2019first, nunn2010columbian`.")
    publication.article(
        "2024-01-02-middle", f"After [the old](/{old}.md) {{cite:p}}`smith2019first`."
    )
    publication.article(
        "2025-01-02-young",
        f"After [the old](/{old}.md) and [a chart](#chart) {{cite:p}}`smith2019first`.",
    )
    publication.article("2024-03-04-chart", "(chart)=\n## A chart of ours\n\nText.")
    return publication


def printed(publication: Publication, **settings: Any) -> str:
    publication.build("latex", settings=settings)
    assert publication.warnings == ""
    (tex,) = (publication.folder / "_build/latex").glob("*.tex")
    return tex.read_text("utf-8")


def labels(tex: str) -> set[str]:
    return set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", tex))


# -- The one PDF --------------------------------------------------------------


@pytest.mark.parametrize(
    ("most", "held"), [(4, "2025 2024 2023"), (3, "2025 2024"), (2, "2025"), (1, "2025")]
)
def test_the_newest_volumes_that_fit_are_held(three: Publication, most: int, held: str) -> None:
    tex = printed(three, press_print_articles=most)
    found = {label.split("/")[1] for label in labels(tex) if re.match(r"articles/\d{4}/", label)}
    assert sorted(found, reverse=True) == held.split()
    years = held.split()
    assert rf"\pressvolumes{{{'–'.join(dict.fromkeys([years[-1], years[0]]))}}}" in tex
    left = "2025 2024 2023".removeprefix(held).split()
    said = f"Not in it, for press_print_articles is {most}: {', '.join(left)}"
    assert (said in three.status) == bool(left)
    assert (r"\pressleftout" in tex) == bool(left)


def test_one_volume_is_held_even_if_it_is_too_long(publication: Publication) -> None:
    for day in range(1, 4):
        publication.article(f"2025-01-0{day}-a{day}", "Text.")
    publication.article("2024-01-02-old", "Text.")
    assert "articles/2025/2025-01-01-a1::doc" in labels(
        printed(publication, press_print_articles=2)
    )


def test_links_to_what_is_left_out_lead_to_the_site(three: Publication) -> None:
    tex = printed(three, press_print_articles=1, html_baseurl=SITE)
    addresses = set(re.findall(r"\\(?:sphinx)?href\{(.*?)\}", tex))
    page = f"{SITE}articles/2023/2023-01-02-old.html"
    assert {page, f"{SITE}articles/2024/2024-03-04-chart.html\\#chart"} <= addresses
    assert {f"{SITE}articles/{year}/index.html" for year in ("2023", "2024")} <= addresses
    # "Also cited in" names them too, and no label is named that is not there.
    assert f"{page}\\#ref-smith2019first" in addresses
    named = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", tex))
    named |= {
        x for many in re.findall(r"\\press(?:back|citedon)\{(.*?)\}", tex) for x in many.split(",")
    }
    assert named - labels(tex) == set()


def test_links_are_text_where_the_site_is_not_known(three: Publication) -> None:
    tex = printed(three, press_print_articles=1)
    assert "the old" in tex
    assert "2023-01-02-old" not in tex


def test_works_are_those_that_the_held_articles_cite(three: Publication) -> None:
    assert "Nunn" not in printed(three, press_print_articles=1)
    assert "A first book" in printed(three, press_print_articles=1)
    # All of them as long as nothing is left out, cited or not.
    assert "A second book" in printed(three)


@pytest.mark.parametrize("wrong", [0, -5, True])
def test_a_wrong_number_of_articles_is_named(three: Publication, wrong: Any) -> None:
    three.build("latex", settings={"press_print_articles": wrong})
    assert f"press_print_articles is {wrong!r}: write " in three.warnings
    assert "2023-01-02-old" in next((three.folder / "_build/latex").glob("*.tex")).read_text(
        "utf-8"
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    """A paperback without the oldest volume."""
    out = tmp_path_factory.mktemp("small")
    return Volume(TRAPS, out, press_print_articles=2, html_baseurl=SITE, press_print_size="6x9")


def test_the_contents_say_what_is_left_out_and_where_it_is(small: Volume) -> None:
    assert f"Volumes that are not in this file: 2025 (on the site {SITE})." in small.text
    assert {f"{SITE}articles/2025/index.html", SITE} <= small.addresses
    assert next(b.title for b in small.outline) == "2026"
    assert "2025" not in [b.title for b in small.outline]


def test_a_part_is_set_without_a_fault(small: Volume) -> None:
    assert re.findall(r"^.*(?:Warning|Missing character).*$", small.log, re.MULTILINE) == []
    assert [link for link in small.links if link.target not in small.destinations] == []


def test_a_paperback_is_six_by_nine_inches(small: Volume) -> None:
    for page in small.pdf.pages:
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 432, 648]
    over = re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\).*", small.log)
    assert [points for points in over if float(points) > 2] == []


def test_a_size_that_there_is_not_is_named(three: Publication) -> None:
    three.build("latex", settings={"press_print_size": "a0"})
    assert "press_print_size" in three.warnings
    assert "6x9" in three.warnings


# -- A file for each volume ---------------------------------------------------


def made(publication: Publication, builder: str, suffix: str) -> dict[str, bytes]:
    publication.build(builder, settings=BY_VOLUME)
    assert publication.warnings == ""
    found = (publication.folder / f"_build/{builder}").glob(f"*{suffix}")
    return {path.name: path.read_bytes() for path in sorted(found)}


@pytest.mark.parametrize(("builder", "suffix"), [("latex", ".tex"), ("epub", ".epub")])
def test_a_volume_is_made_again_only_where_it_changed(
    three: Publication, builder: str, suffix: str
) -> None:
    before = made(three, builder, suffix)
    assert list(before) == [f"tiny-review-{year}{suffix}" for year in (2023, 2024, 2025)]
    folder = three.folder / f"_build/{builder}"
    for name in before:
        (folder / name).write_bytes(b"kept")
        os.utime(folder / name, (0, 0))
    assert set(made(three, builder, suffix).values()) == {b"kept"}
    three.article("2024-01-02-middle", "Something else {cite:p}`smith2019first`.")
    after = made(three, builder, suffix)
    assert [name for name, text in after.items() if text == b"kept"] == [
        f"tiny-review-{year}{suffix}" for year in (2023, 2025)
    ]
    three.delete("articles/2023/2023-01-02-old")
    three.article("2025-01-02-young", "No link.")
    (three.folder / "articles/2023/index.md").unlink()
    assert list(made(three, builder, suffix)) == [
        f"tiny-review-{year}{suffix}" for year in (2024, 2025)
    ]


def test_an_edit_undone_gives_the_same_bytes(three: Publication) -> None:
    before = made(three, "epub", ".epub")
    text = (three.folder / "articles/2024/2024-03-04-chart.md").read_text("utf-8")
    three.article("2024-03-04-chart", "(chart)=\n## Another heading\n\nText.")
    changed = made(three, "epub", ".epub")
    assert changed["tiny-review-2024.epub"] != before["tiny-review-2024.epub"]
    three.write("articles/2024/2024-03-04-chart.md", text)
    assert made(three, "epub", ".epub") == before


def test_the_book_of_a_volume(three: Publication) -> None:
    three.build("epub", settings={**BY_VOLUME, "html_baseurl": SITE})
    assert three.warnings == ""
    book = Book(three.folder / "_build/epub/tiny-review-2025.epub")
    assert remarks(book) == []
    assert book.contents() == [
        "articles/2025/index.xhtml",
        "articles/2025/2025-01-02-young.xhtml",
        "articles/works.xhtml",
    ]
    assert book.metadata("dc:title/text()") == ["Tiny Review 2025"]
    assert book.metadata("dc:identifier/text()") == [f"{SITE} 2025"]
    page = "articles/2025/2025-01-02-young.xhtml"
    links = {str(href) for href in book.find(page, "//h:a/@href")}
    assert f"{SITE}articles/2023/2023-01-02-old.html" in links
    works = book.text("articles/works.xhtml", "//h:body")
    assert "A first book" in works
    assert "Nunn" not in works


def test_a_volume_of_its_own_says_which_it_is(three: Publication) -> None:
    (tex,) = [text for name, text in made(three, "latex", ".tex").items() if "2024" in name]
    source = tex.decode()
    assert "pdftitle={Tiny Review 2024}" in source
    assert "articles/2024/2024-03-04-chart::doc" in labels(source)
    assert "articles/2023/2023-01-02-old::doc" not in labels(source)
    assert r"\pressleftout" not in source


# -- The site -----------------------------------------------------------------


def test_the_site_links_to_the_files_where_it_is_told_to(three: Publication) -> None:
    three.build()
    assert three.page("articles/2025/index").select("p.files") == []
    three.build(settings={"press_volume_files": True})
    links = three.page("articles/2025/index").select("p.files a")
    assert [(a["href"], a.text) for a in links] == [
        ("../../volumes/tiny-review-2025.pdf", "PDF"),
        ("../../volumes/tiny-review-2025.epub", "EPUB"),
    ]
    assert three.page("articles/2025/2025-01-02-young").select("p.files") == []


def test_make_volumes_is_told_whether_the_site_links(three: Publication) -> None:
    note = three.folder / "_build/latex/on-the-site"
    three.build("latex", settings={**BY_VOLUME, "press_volume_files": True})
    assert note.exists()
    made(three, "latex", ".tex")
    assert not note.exists()


def test_all_that_makes_an_edition_decides_whether_it_is_made_again(tmp_path: Path) -> None:
    style, site = tmp_path / "print/press.sty", tmp_path / "site/theme/static/press.css"
    for path in (style, site):
        path.parent.mkdir(parents=True)
        path.write_text("one", "utf-8")
    before = edition_files._program(tmp_path)
    site.write_text("two", "utf-8")
    assert edition_files._program(tmp_path) == before
    style.write_text("two", "utf-8")
    assert edition_files._program(tmp_path) != before
