"""The printed volume in both sizes: this publication, and one of all that is too long or too wide."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.volume import ROOT, Link, Volume, copy

pytestmark = pytest.mark.tex

HARD = ROOT / "tests/roots/test-print-hard"
CONF = (ROOT / "tests/roots/test-print/conf.py").read_text("utf-8")
SETTINGS = """
project = "Quarterly Review of Internationalization and Counterrevolutionary Constitutionalism"
author = "Institute for Internationalization"
copyright = "2024–2025, the authors"
press_sections = {"law": "International Humanitarian Law and the Laws of Neutrality at Sea"}
html_baseurl = "https://review.example.org/journals/quarterly-review-of-internationalization/"
press_publisher = {
    "name": "Institute for Internationalization & Co_operation",
    "address": "12 Long Street, Second Floor\\n1000 Example City",
    "place": "Example City",
    "email": "editors@example.org",
    "url": "https://institute-for-internationalization-and-cooperation.example.org/",
}
press_licence = {
    "name": "CC BY-SA 4.0",
    "url": "https://creativecommons.org/licenses/by-sa/4.0/",
}
press_issn = "1234-5679"
press_isbn = {"2025": "978-0-306-40615-7"}
"""

POINTS = {"a4": [0, 0, 595, 842], "6x9": [0, 0, 432, 648]}
BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Volume]:
    """Return the publication of what is too long, set in a size once."""
    made: dict[str, Volume] = {}

    def volume(size: str) -> Volume:
        if size not in made:
            source = copy(HARD, tmp_path_factory.mktemp("hard") / "source")
            (source / "conf.py").write_text(CONF + SETTINGS, "utf-8")
            made[size] = Volume(source, tmp_path_factory.mktemp(size), press_print_size=size)
        return made[size]

    return volume


@pytest.fixture(scope="session")
def paperback(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    """This publication in the smaller size."""
    return Volume(ROOT, tmp_path_factory.mktemp("paperback"), press_print_size="6x9")


@pytest.fixture(params=["hard a4", "hard 6x9", "paperback"])
def volume(request: pytest.FixtureRequest) -> Volume:
    name, _, size = request.param.partition(" ")
    found = request.getfixturevalue(name)
    return found(size) if size else found  # type: ignore[no-any-return]


@pytest.fixture(params=["a4", "6x9"])
def long(request: pytest.FixtureRequest, hard: Callable[[str], Volume]) -> Volume:
    return hard(request.param)


def page_with(volume: Volume, words: str) -> str:
    return next(" ".join(page.split()) for page in volume.pages if words in " ".join(page.split()))


def index_links(volume: Volume) -> list[Link]:
    """The links of the index, in the order in which it is read: down the columns."""
    first = volume.outline[-1].page
    found = [link for link in volume.links if link.page >= first]
    middle = float(volume.pdf.pages[0].mediabox[2]) / 2
    return sorted(found, key=lambda link: (link.page, link.box[0] > middle, link.box[1]))


# -- The log --------------------------------------------------------------------


def test_latex_has_nothing_to_complain_of(volume: Volume) -> None:
    assert re.findall(r"^.*(?:Warning|Missing character).*$", volume.log, re.MULTILINE) == []


def test_nothing_is_too_wide_or_too_high(volume: Volume) -> None:
    over = re.findall(r"Overfull \\([hv])box \(([\d.]+)pt", volume.log)
    assert [(box, points) for box, points in over if float(points) > 2] == []


def test_two_passes_do(volume: Volume) -> None:
    assert volume.passes == 2


def test_no_line_of_a_paragraph_stands_alone(long: Volume) -> None:
    """Neither below a heading, nor above footnotes, nor between lists and quotations."""
    pages = [page.strip().splitlines() for page in long.pages if "whoever reads the" in page]
    assert len(pages) > 8
    for page in pages:
        notes = [n for n, line in enumerate(page) if "A note for paragraph" in line]
        lines = [line for line in page[1 : min(notes, default=len(page))] if line.strip()]
        lines = [line for line in lines if not line.strip().isdigit()]
        assert "begins." not in lines[-1], lines[-1]
        assert "It ends with" not in lines[0], lines[0]


# -- The paper ------------------------------------------------------------------


@pytest.mark.parametrize("size", POINTS)
def test_the_page_is_the_trimmed_page(hard: Callable[[str], Volume], size: str) -> None:
    """No crop marks: nothing lies outside of what is kept, and the printer is told so."""
    for page in hard(size).pdf.pages:
        for box in BOXES:
            assert [round(float(edge)) for edge in page[box]] == POINTS[size]
        assert page.TrimBox == page.MediaBox


def test_nothing_reaches_beyond_the_measure(long: Volume) -> None:
    """Tables, code and addresses too: no letter stands nearer to the edge than the margin."""
    width = float(long.pdf.pages[0].mediabox[2])
    for number in range(1, len(long.pages) + 1):
        for word, (left, right) in long.words(number).items():
            assert left > 45, (number, word)
            assert right < width - 45, (number, word)


# -- What stands on the pages ---------------------------------------------------


def test_the_imprint_says_who_publishes_and_how_to_cite(long: Volume) -> None:
    imprint = " ".join(long.pages[1].split())
    assert long.number(2) == "ii"
    for words in (
        "Published by Institute for Internationalization & Co_operation 12 Long Street",
        "1000 Example City editors@example.org",
        "ISSN 1234-5679 ISBN 978-0-306-40615-7 (2025)",
        "© 2024–2025, the authors",
        "licensed under CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/",
        "HOW TO CITE Institute for Internationalization. (2024–2025). Quarterly Review",
        "Constitutionalism 2024–2025. Institute for Internationalization & Co_operation. https:",
        "Set in TeX Gyre Pagella",
    ):
        assert words in imprint
    assert {
        "mailto:editors@example.org",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://review.example.org/journals/quarterly-review-of-internationalization/",
    } <= long.addresses
    title = " ".join(long.pages[0].split())
    assert "Volumes 2024–2025" in title
    assert title.endswith("Institute for Internationalization & Co_operation · Example City")


def test_an_imprint_without_settings_is_short(paperback: Volume) -> None:
    imprint = " ".join(paperback.pages[1].split())
    assert "Published by Muslim World Report © 2025–2026 Muslim World Report" in imprint
    assert "Muslim World Report. (2025–2026). Muslim World Report 2025–2026. Set in" in imprint
    assert not re.search("ISSN|ISBN|@", imprint)


def test_an_article_gives_its_address(long: Volume) -> None:
    address = (
        "https://review.example.org/journals/quarterly-review-of-internationalization/"
        "articles/2025/2025-11-02-tables.html"
    )
    assert address in long.addresses
    assert address in "".join(page_with(long, "Wide Tables Guðrún").split())


def test_the_index_names_topics_and_authors_with_their_articles(long: Volume) -> None:
    index = long.outline[-1]
    assert (index.title, [part.title for part in index.children]) == (
        "Index",
        ["Topics", "Authors"],
    )
    text = " ".join(" ".join(long.pages[index.page - 1 :]).split())
    for words in ("law of armed neutrality at sea", "tables", "Libya", "Guðrún Guðmundsdóttir"):
        assert words in text
    links = index_links(long)
    numbers = [link for link in links if long.covered(link).isdigit()]
    assert len(numbers) == 15
    for link in numbers:
        assert long.number(long.destinations[link.target][0]) == long.covered(link)


def test_the_index_is_in_the_order_of_the_alphabet(paperback: Volume) -> None:
    index = paperback.outline[-1]
    assert index.title == "Index of topics"
    columns = [
        part for number in (index.page, index.page + 1) for part in paperback.columns(number)
    ]
    lines = "\n".join(columns).splitlines()
    topics = [line.strip() for line in lines]
    found = [topics.index(name) for name in ("African Union", "civil war", "Libya", "NATO")]
    assert found == sorted(found)
    at = topics.index("mediation")
    assert topics[at + 1].startswith("What 438 Attempts at Peace Can")
    assert topics[at + 3].startswith("The Plan Africa Had for Libya"), "the newest first"


def test_works_give_the_pages_that_cite_them(volume: Volume) -> None:
    works = next(part for part in volume.outline if part.title == "Works cited")
    after = volume.outline[volume.outline.index(works) + 1].page
    links = [link for link in volume.links if works.page <= link.page < after]
    pages = [link for link in links if volume.covered(link).strip(", ").isdigit()]
    assert len(pages) >= 4
    for link in pages:
        place = volume.number(volume.destinations[link.target][0])
        assert volume.covered(link).strip(", ") == place


def test_figures_and_tables_have_captions_and_credits(long: Volume) -> None:
    text = long.text
    assert re.search(r"Figure 1\. The box with words, after Aaltonen", text)
    assert "A legend with antidisestablishmentarianism. Drawn by Guðrún Guðmundsdóttir" in text
    assert "Photograph by A. Ode" in text
    assert "Table 1. Eight columns, after (International" in text
    assert "Table 2. Forty rows" in text
    assert "Source: our own count." in text
    assert {"https://creativecommons.org/licenses/by/4.0/"} <= long.addresses


def test_a_long_table_goes_on_with_its_head(hard: Callable[[str], Volume]) -> None:
    pages = [page for page in hard("6x9").pages if "of the table" in page]
    assert len(pages) == 2
    assert all(re.search(r"Number +Square +Word", page) for page in pages)
    assert "continues on next page" in pages[0]
    assert "continued from previous page" in pages[1]


def test_a_credit_stays_with_its_table(long: Volume) -> None:
    assert "Row 40 of the table" in page_with(long, "our own count")
    assert "Azerbai" in page_with(long, "Source: International")


def right_to_left(volume: Volume) -> range:
    """The pages of the article that reads from right to left."""
    (volume_2025, *_) = volume.outline
    first = volume_2025.children[-1].page
    assert "المقدمة" in volume_2025.children[-1].title
    return range(first, volume.outline[1].page)


def test_a_list_from_right_to_left_has_its_marks_at_the_right(long: Volume) -> None:
    found = [long.words(page) for page in right_to_left(long)]
    (numbered,) = [words for words in found if {"1", "2"} <= words.keys()]
    right = max(edges[1] for edges in numbered.values())
    assert right - numbered["1"][1] < 10
    assert right - numbered["2"][1] < 10
    (mixed,) = [words for words in found if "One" in words]
    assert mixed["•"][1] < mixed["One"][0], "a list that begins in English is an English one"


def test_running_heads_keep_arabic_words_whole(hard: Callable[[str], Volume]) -> None:
    volume = hard("6x9")
    heads = [volume.pages[page - 1].splitlines()[0] for page in right_to_left(volume)][1:]
    odd = [head for head in heads if "Quarterly Review" not in head]
    assert odd
    assert all("المقدمة في علم العمران البشري" in head for head in odd)


def test_a_running_head_is_shortened_between_words(hard: Callable[[str], Volume]) -> None:
    heads = [page.splitlines()[0] for page in hard("6x9").pages if page.strip()]
    assert any(re.fullmatch(r" *Donaudampf\w+… +3", head) for head in heads)


def test_metadata_in_both_sizes(volume: Volume) -> None:
    info = volume.pdf.docinfo
    assert all(str(info[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords"))
    assert volume.pdf.Root.Lang == "en"
    assert bool(volume.pdf.Root.ViewerPreferences.DisplayDocTitle)
