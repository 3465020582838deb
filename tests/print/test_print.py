"""The printed volume, set by LuaLaTeX and read page by page."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from tests.publication import Publication
from tests.volume import ROOT, TRAPS, Bookmark, Volume, VolumeError, copy

pytestmark = pytest.mark.tex


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    """This publication."""
    return Volume(ROOT, tmp_path_factory.mktemp("volume"))


@pytest.fixture(scope="session")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    """A tiny publication of everything that has ever gone wrong in print."""
    return Volume(TRAPS, tmp_path_factory.mktemp("traps"))


@pytest.fixture(params=["real", "traps"])
def volume(request: pytest.FixtureRequest) -> Volume:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Volume)
    return found


def front_matter(root: Path) -> dict[str, dict[str, Any]]:
    """Every published article's front matter by its path, the newest first."""
    files = sorted(root.glob("articles/*/*-*-*-*.md"), reverse=True)
    found = {str(f): yaml.safe_load(f.read_text("utf-8").split("---\n")[1]) for f in files}
    return {path: data for path, data in found.items() if data.get("status") != "draft"}


def titles(bookmarks: tuple[Bookmark, ...]) -> list[str]:
    return [bookmark.title for bookmark in bookmarks]


def articles(volume: Volume) -> list[Bookmark]:
    return [a for part in volume.outline if part.title.isdigit() for a in part.children]


# -- The log ------------------------------------------------------------------


def test_latex_has_nothing_to_complain_of(volume: Volume) -> None:
    """No reference undefined or defined twice, no font missing, no glyph left out."""
    assert re.findall(r"^.*(?:Warning|Missing character).*$", volume.log, re.MULTILINE) == []


def test_two_passes_do(volume: Volume) -> None:
    """Each more costs half a second an article."""
    assert volume.passes == 2


def test_no_line_is_too_long(volume: Volume) -> None:
    over = re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\).*", volume.log)
    assert [points for points in over if float(points) > 2] == []


def test_no_line_of_a_paragraph_stands_alone(tmp_path: Path) -> None:
    """Neither its first at the foot of a page nor its last at the head of one."""
    source = copy(TRAPS, tmp_path / "source")
    paragraphs = [
        ("## A heading\n\n" if number % 3 == 0 else "")
        + f"First{number} {'of so many words ' * (12 + number % 7)} last{number}."
        for number in range(150)
    ]
    (source / "articles/2025/2025-12-01-older.md").write_text(
        "---\ntitle: Old\ndate: 2025-12-01\nsection: opinion\nsummary: Old.\n---\n\n"
        + "\n\n".join(paragraphs),
        "utf-8",
    )
    found = Volume(source, tmp_path)
    pages = [page.strip().splitlines() for page in found.pages if "many words" in page]
    assert len(pages) > 10
    # The number stands in the head of a page, and at the foot of an article's first.
    texts = [[line for line in page if "words" in line or "last" in line] for page in pages]
    assert [page[-1] for page in texts if "First" in page[-1]] == []
    assert [page[0] for page in texts if "last" in page[0]] == []


def test_a_letter_without_a_glyph_stops_the_run(tmp_path: Path) -> None:
    source = copy(TRAPS, tmp_path / "source")
    (source / "articles/2025/2025-12-01-older.md").write_text(
        "---\ntitle: Old\ndate: 2025-12-01\nsection: opinion\nsummary: Old.\n---\n\nAn egg 𓆇.\n",
        "utf-8",
    )
    with pytest.raises(VolumeError, match=r"older\.md:8: LaTeX: no font has 𓆇"):
        Volume(source, tmp_path)


# -- The title page and what programs read ------------------------------------


def test_the_title_page_names_the_publication_and_its_volumes(real: Volume) -> None:
    assert real.pages[0].split() == ["Muslim", "World", "Report", "Volumes", "2025–2026"]


def test_metadata(real: Volume, traps: Volume) -> None:
    info = {key: str(value) for key, value in real.pdf.docinfo.items()}
    assert info["/Title"] == info["/Author"] == "Muslim World Report"
    assert "2025–2026" in info["/Subject"]
    newest = max(data.get("updated", data["date"]) for data in front_matter(ROOT).values())
    assert isinstance(newest, dt.date)
    assert info["/CreationDate"].startswith(f"D:{newest:%Y%m%d}")
    assert real.pdf.Root.Lang == "en"
    assert str(traps.pdf.docinfo["/Keywords"]).split(", ") == ["Libya", "ليبيا"]


def test_pages_are_a4(volume: Volume) -> None:
    for page in volume.pdf.pages:
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]


def test_pages_are_roman_before_the_text_and_then_arabic(volume: Volume) -> None:
    labels = [volume.number(page) for page in range(1, len(volume.pages) + 1)]
    text = volume.outline[0].page - 1
    assert labels[:text] == ["i", "ii", "iii", "iv"][:text]
    assert labels[text:] == [str(number) for number in range(1, len(labels) - text + 1)]
    assert text % 2 == 0, "page 1 is a right-hand page"


# -- Contents and order -------------------------------------------------------


@pytest.mark.parametrize(("name", "root"), [("real", ROOT), ("traps", TRAPS)])
def test_bookmarks_hold_volumes_and_their_articles(
    request: pytest.FixtureRequest, name: str, root: Path
) -> None:
    outline = request.getfixturevalue(name).outline
    expected: dict[str, list[object]] = {}
    for path, data in front_matter(root).items():
        expected.setdefault(Path(path).parent.name, []).append(data["title"])
    found = {part.title: titles(part.children) for part in outline if part.title.isdigit()}
    assert found == expected
    assert list(found) == sorted(found, reverse=True)
    assert titles(outline)[len(found) :][:2] == ["Works cited", "About"]
    assert outline[-1].title.startswith("Index")


def test_pages_are_no_articles(traps: Volume) -> None:
    about = traps.outline[-2]
    assert titles(about.children) == ["Who we are"]
    assert titles(about.children[0].children) == ["In detail"]
    assert about.children[0].page == about.page, "its sections begin no page of their own"


def test_the_contents_name_each_article_with_author_date_and_page(traps: Volume) -> None:
    contents = traps.pages[2]
    for article in articles(traps):
        number = traps.number(article.page)
        line = next(row for row in contents.splitlines() if row.endswith(f" {number}"))
        assert line
    assert "Ayşe Öztürk" in contents
    assert "March 5, 2026" in contents
    assert "December 1, 2025" in contents
    assert "home page" not in traps.text


def test_an_article_opens_with_its_facts(traps: Volume) -> None:
    page = " ".join(traps.pages[articles(traps)[0].page - 1].split())
    kicker, title, subtitle = (
        page.index(text) for text in ("INTERNATIONAL", "İstanbul", "Names in the letters")
    )
    byline, date, box = (page.index(text) for text in ("Ayşe Öztürk", "March 5, 2026", "TL;DR"))
    assert kicker < title < subtitle < byline < date < box
    assert "min read" not in traps.text


def test_running_heads(traps: Volume) -> None:
    """The publication on the left page; an opening has none."""
    second = traps.pages[articles(traps)[1].page]
    number, head = second.splitlines()[0].split(maxsplit=1)
    assert (number, head) == (traps.number(articles(traps)[1].page + 1), "Tiny Review")
    assert "Tiny Review" not in traps.pages[articles(traps)[0].page - 1]


# -- References ---------------------------------------------------------------


@pytest.mark.parametrize(("name", "root"), [("real", ROOT), ("traps", TRAPS)])
def test_references_end_the_article_that_cites(
    request: pytest.FixtureRequest, name: str, root: Path
) -> None:
    volume: Volume = request.getfixturevalue(name)
    found = articles(volume)
    ends = [article.page for article in found[1:]] + [len(volume.pages)]
    for article, end, (path, data) in zip(found, ends, front_matter(root).items(), strict=True):
        lists = ["References"] if "{cite" in Path(path).read_text("utf-8") else []
        lists += ["Further reading"] if data.get("further-reading") else []
        last = article.children[len(article.children) - len(lists) :]
        assert titles(last) == lists, path
        assert all(article.page <= section.page <= end for section in last), path


def test_no_labels_stand_for_works(volume: Volume) -> None:
    assert re.findall(r"\[[A-Z]\w*\+?\d+[a-z]?\]", volume.text) == []
    assert "[?]" not in volume.text


def test_every_link_leads_somewhere(volume: Volume) -> None:
    assert volume.links
    assert [link for link in volume.links if link.target not in volume.destinations] == []


def test_a_citation_leads_to_its_entry(traps: Volume) -> None:
    entries = {
        "2019a": "Smith, J. (2019a). A first book.",
        "2019b": "Smith, J. (2019b). A second book.",
    }
    found = [
        (link, entry)
        for link in traps.links
        for year, entry in entries.items()
        if year in traps.covered(link)
    ]
    # In the TL;DR, a footnote, a figure's caption, a table's cell, and a bracket of several.
    assert len(found) == 6
    for link, entry in found:
        assert traps.reached(link).startswith(entry)
        assert traps.destinations[link.target][0] >= link.page


def test_an_entry_leads_back_to_the_pages_that_cite_it(traps: Volume) -> None:
    first, second, older = (traps.number(article.page) for article in articles(traps))
    works = traps.outline[-3].page
    page = " ".join(traps.pages[works - 1].split())
    assert f"A first book. Press. Cited on pp. {first}, {second}, {older}" in page
    assert f"A second book. Press. Cited on pp. {first}, {second} " in page
    assert re.search(rf"\.html Cited on p\. {second} ", page)
    links = [link for link in traps.links if link.page == works]
    reached = {
        traps.covered(link).strip(","): traps.number(traps.destinations[link.target][0])
        for link in links
    }
    assert reached == {number: number for number in (first, second, older)}


def test_a_page_is_named_once(traps: Volume) -> None:
    """Its article cites the work twice."""
    older = articles(traps)[2]
    number = traps.number(older.page)
    assert re.search(rf"A first book\. Press\. p\. {number}\n", traps.pages[older.page - 1])


# -- Scripts, figures, tables -------------------------------------------------


def test_every_font_is_embedded(volume: Volume) -> None:
    assert [name for name, embedded in volume.fonts().items() if not embedded] == []


def test_scripts_have_their_fonts(traps: Volume) -> None:
    names = " ".join(traps.fonts())
    for name in ("Amiri", "NotoNastaliqUrdu", "NotoSerifHebrew", "Pagella", "Heros", "DejaVuSerif"):
        assert name in names


def test_right_to_left_words_are_read_in_order(traps: Volume) -> None:
    # Without the spaces that kerning looks like, and the marks of direction put in for it.
    text = re.sub(r"[\s\u202a-\u202e]", "", traps.text)
    for words in (
        "معمر القذافي",
        "محمد جواد ظریف",
        "اسلام آباد میں ٹریپولی",
        "العدل أساس الملك",
        "ירושלים",
        "Dışişleri Bakanlığı",
        "Ключевский",
    ):
        assert words.replace(" ", "") in text
    assert articles(traps)[0].title == "From طرابلس to İstanbul"


def test_a_figure_keeps_its_size(traps: Volume) -> None:
    """320 CSS pixels are 240 points, less than the measure."""
    with pikepdf.open(traps.out / "map.pdf") as figure:
        assert round(float(figure.pages[0].mediabox[2])) == 240
    fonts = {str(name) for name in traps.fonts()}
    assert any("Heros" in name for name in fonts), "the volume's sans serif, not the machine's"


def test_figures_and_tables_are_counted_in_each_article(traps: Volume) -> None:
    assert "Figure 1. The box with words" in traps.text
    assert "Table 1. Three groups" in traps.text


def test_a_table_keeps_its_alignment(traps: Volume) -> None:
    words = traps.words(articles(traps)[1].page)
    right = [words[number][1] for number in ("12.5", "7", "100")]
    left = [words[word][0] for word in ("EU-3+3", "E3")]
    assert max(right) - min(right) < 1
    assert max(left) - min(left) < 1


# -- Settings and bytes -------------------------------------------------------


def test_the_same_sources_give_the_same_bytes(traps: Volume, tmp_path: Path) -> None:
    """In another folder, at another time."""
    again = Volume(copy(TRAPS, tmp_path / "elsewhere"), tmp_path)
    assert again.tex.read_bytes() == traps.tex.read_bytes()
    assert again.path.read_bytes() == traps.path.read_bytes()


def test_conf_py_has_the_last_word(publication: Publication) -> None:
    publication.article("2026-01-02-a", "Text.")
    settings = {
        "latex_elements": {"papersize": "letterpaper", "preamble": r"\newcommand\ours{}"},
        "latex_show_urls": "footnote",
        "numfig_format": {"figure": "Abb. %s"},
    }
    publication.build("latex", settings=settings)
    assert publication.warnings == ""
    assert publication.app is not None
    assert publication.app.config.latex_show_urls == "footnote"
    assert publication.app.config.numfig_format["figure"] == "Abb. %s"
    (tex,) = publication.app.outdir.glob("*.tex")
    source = tex.read_text("utf-8")
    assert r"\documentclass[letterpaper,11pt" in source
    assert source.index(r"\usepackage{press}") < source.index(r"\newcommand\ours{}")
