"""The e-book and the offprint of a publication that is read from right to left as a whole."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from press.offprints import pdfs
from tests.ebook import NAMESPACES, Book, build, remarks, violations
from tests.publication import Publication

pytestmark = pytest.mark.slow

ARABIC = """```{tldr}
- خلاصة {cite:p}`smith2019first, nunn2010columbian`.
```

نص فيه `code.py` و <https://example.org/a/>.

- First item.
- Second item.

```python
x = 1
```
"""
ARTICLE = "articles/2025/2025-01-02-one"
ENGLISH = "articles/2025/2025-01-01-two"


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    from sphinx.testing.util import SphinxTestApp

    made = Publication(tmp_path_factory.mktemp("ar"), SphinxTestApp)
    title = "ماذا تقول الأرقام عن NATO؟"
    made.article("2025-01-02-one", ARABIC, lang="ar", title=title, subtitle="قراءة")
    made.article("2025-01-01-two", "Text {cite:p}`smith2019first`.", lang="en")
    yield made
    if made.app is not None:
        made.app.cleanup()


@pytest.fixture(scope="module")
def book(publication: Publication) -> Book:
    return build(publication, language="ar")


def test_the_checkers_find_nothing(book: Book, tmp_path: Path) -> None:
    assert remarks(book) == []
    assert violations(book, tmp_path) == []


def test_the_book_opens_from_the_right_and_speaks_arabic(book: Book) -> None:
    [spine] = book.opf.xpath("opf:spine", namespaces=NAMESPACES)
    assert spine.get("page-progression-direction") == "rtl"
    assert book.metadata("dc:language/text()") == ["ar"]
    for name in (*book.spine, "nav.xhtml"):
        root = book.tree(name)
        language, direction = ("en", "ltr") if ENGLISH in name else ("ar", "rtl")
        assert (root.get("lang"), root.get("dir")) == (language, direction), name
    assert book.text("nav.xhtml", "//h:h1") == "المحتويات"
    assert "المراجع" in book.text(f"{ARTICLE}.xhtml", "//h:body")


def test_what_is_in_latin_letters_begins_at_the_left(book: Book) -> None:
    page = f"{ARTICLE}.xhtml"
    for path in (
        "//h:aside[@role='doc-footnote']/h:p[1]",
        "//h:span[@class='citation']",
        "//h:a[contains(@href, 'example.org')]",
        "//h:code",
        "//h:div[contains(@class, 'highlight-python')]",
        "//h:ul[h:li/h:p='First item.']",
    ):
        found = book.find(page, path)
        assert found, path
        assert {element.get("dir") for element in found} == {"ltr"}, path
    # On a page that is no article, and in an English article of the book.
    for page in ("articles/works.xhtml", f"{ENGLISH}.xhtml"):
        entries = book.find(page, "//h:li[contains(@class, 'reference')]/descendant::h:p[1]")
        assert entries
        assert {entry.get("dir") for entry in entries} == {"ltr"}, page
    # A title of Arabic words in an English line is one piece.
    [title] = book.find(f"{ENGLISH}.xhtml", "//h:p[@class='also-cited']/h:a")
    assert title.get("dir") == "rtl"


def test_its_offprint_has_its_page_number_at_the_left(
    publication: Publication,
) -> None:
    publication.build("offprints", settings={"language": "ar"})
    folder = publication.folder / "_build/offprints"
    assert pdfs.set_outdated(folder, 1) == {}
    with pikepdf.open(folder / f"{ARTICLE}.pdf") as pdf:
        assert str(pdf.Root.Lang) == "ar"
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    # References in italics, which Amiri has none of.
    assert any("Pagella-Italic" in name for name in fonts), fonts
    boxes = dict(words(folder / f"{ARTICLE}.pdf"))
    assert boxes["1"] < 150
    assert boxes["Tiny"] > 300
    english = dict(words(folder / f"{ENGLISH}.pdf"))
    assert english["1"] > 400


def words(pdf: Path) -> list[tuple[str, float]]:
    """Return the words at the foot of a page with their left edges."""
    out = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', out)
    return [(word, float(left)) for left, above, word in found if float(above) > 740]
