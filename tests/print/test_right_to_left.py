"""An article from right to left in the printed volume: where its lines begin, and its dates."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.publication import Publication
from tests.volume import Volume

pytestmark = pytest.mark.tex

ARABIC = """```{tldr}
الخلاصة في سطر.
```

نص الفقرة الأولى {cite:p}`smith2019first`.

## عنوان فرعي

نص.

### عنوان أصغر

نص.
"""


TABLE = """| A country | Number |
| --- | ---: |
| مصر | 10 |
| Libya, ليبيا, in a cell of so many words that it takes more than one line of the page | 20 |
"""


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    from sphinx.testing.util import SphinxTestApp

    publication = Publication(tmp_path_factory.mktemp("rtl"), SphinxTestApp)
    publication.write("articles/works.md", "# Works cited\n\n## First\n\n```{works}\n```\n")
    publication.article("2025-01-01-four", ARABIC, lang="ar", title="ما حدث؟", updated="2025-02-02")
    publication.article(
        "2025-01-02-three", ARABIC, lang="ur", title="کیا ہوا؟", authors=["Jane Doe"]
    )
    publication.article(
        "2025-01-03-two", "متن.\n\n## عنوان گفتار\n\nمتن.", lang="fa", title="چه شد؟"
    )
    publication.article("2025-01-04-one", f"Text.\n\n## Heading\n\n{TABLE}", title="What happened")
    folder = publication.folder
    return Volume(folder, folder / "_build")


def page_of(volume: Volume, word: str) -> int:
    """Return the page on which an article begins, by a word of its title."""
    [year] = [part for part in volume.outline if part.title == "2025"]
    [found] = [article.page for article in year.children if word in article.title]
    return found


def edges(volume: Volume, page: int) -> tuple[float, float]:
    """Return where the lines of a page begin and end, in points."""
    margin = 42 if int(volume.number(page)) % 2 == 0 else 34
    return margin * 72 / 25.4, (margin + 134) * 72 / 25.4


def lines(volume: Volume, page: int) -> list[tuple[str, float]]:
    """Return the lines of a page down to its references: their letters, and where they end."""
    out = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), volume.path, "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    words = re.findall(r'xMin=.*?xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)
    found: dict[float, list[tuple[str, float]]] = {}
    for right, below, word in words:
        if word == "J.":  # The first of the references, whose author's name came before.
            found.popitem()
            break
        line = next((y for y in found if abs(y - float(below)) < 7), float(below))
        found.setdefault(line, []).append((word, float(right)))
    return [
        ("".join(word for word, _x in line), max(x for _w, x in line)) for line in found.values()
    ]


@pytest.mark.parametrize("title", ["حدث", "کیا", "شد"])
def test_its_lines_begin_at_the_right(volume: Volume, title: str) -> None:
    page = page_of(volume, title)
    _left, right = edges(volume, page)
    found = lines(volume, page)
    assert len(found) > 5
    for words, end in found:
        # A box has its padding.
        assert end == pytest.approx(right, abs=18), words


def test_what_follows_begins_at_the_left_again(volume: Volume) -> None:
    for page, words in (
        (page_of(volume, "happened"), ["INTERNATIONAL", "What", "Heading"]),
        (next(b.page for b in volume.outline if b.title == "Works cited"), ["Works", "First"]),
    ):
        found = volume.words(page)
        for word in words:
            assert found[word][0] == pytest.approx(edges(volume, page)[0], abs=2), word


def test_its_dates_are_in_its_language(volume: Volume) -> None:
    # Without the spaces that kerning looks like, digits, and marks of direction.
    text = re.sub(r"[\s\d\u202a-\u202e]", "", volume.text)
    # In its head, the volume's contents and the file's; an English one is as often there.
    assert [text.count(name) for name in ("يناير", "جنوری", "ژانو", "January")] == [3, 3, 3, 3]
    assert text.count("فبراير") == 1
    words = volume.words(page_of(volume, "کیا"))
    assert words["2"][0] > words["2025"][1]


def test_words_in_a_table_are_read_in_order(volume: Volume) -> None:
    """LaTeX takes the lines of a cell apart once more."""
    text = re.sub(r"[\s\u202a-\u202e]", "", volume.text)
    assert text.count("مصر") == text.count("ليبيا") == 1
