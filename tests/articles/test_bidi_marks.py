from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.publication import Publication

BODY = """In طرابلس (2011) the talks *of الاتحاد الأفريقي* began {cite:p}`khaldun1377`.

«المقدمة (1406م)».

> قال ابن خلدون (1377) إن العدل أساس العمران
> وهو صاحب **المقدمة**.

> القذافي ruled Libya, as every history of the country says.

The capital of Iran is [تهران]{.language-fa}, and code stays: `طرابلس`, $x$.

![خريطة](map.png)

| City | Name |
|---|--:|
| Benghazi | بنغازي |

| عنوان |
|---|
| اسلام آباد میں |

[ٹریپولی](https://example.org/ur) and <https://example.org/طرابلس>.[^n]

[^n]: العدل أساس الملك.

## ليبيا and the Union

Text.
"""

BIB = """
@book{khaldun1377,
  author = {ابن خلدون, عبد الرحمن}, title = {المقدمة}, publisher = {دار الفكر}, year = {1377},
}
"""


@pytest.fixture
def built(publication: Publication) -> Publication:
    publication.write("references.bib", BIB)
    (publication.folder / "articles/2026").mkdir(parents=True)
    (publication.folder / "articles/2026/map.png").write_bytes(PNG)
    publication.article("2026-11-23-names", BODY, title="From طرابلس to Addis")
    return publication


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def marked(soup: BeautifulSoup | Tag) -> list[tuple[str, str, str]]:
    return [(tag.name, str(tag["lang"]), tag.get_text()) for tag in soup.select("[dir=rtl]")]


def article(publication: Publication) -> Tag:
    body = publication.page("articles/2026/2026-11-23-names").select_one("[role=main]")
    assert isinstance(body, Tag)
    return body


def test_names_get_language_and_direction(built: Publication) -> None:
    built.build("html")
    assert built.warnings == ""
    found = marked(article(built))
    assert ("span", "ar", "طرابلس") in found
    assert ("span", "ar", "الاتحاد الأفريقي") in found
    assert ("span", "fa", "تهران") in found, "the editor's word stands"
    assert ("span", "ar", "بنغازي") in found
    assert ("span", "ur", "ٹریپولی") in found


def test_a_block_is_marked_as_a_whole(built: Publication) -> None:
    built.build("html")
    page = article(built)
    blocks = [tag for tag in marked(page) if tag[0] in {"p", "blockquote"}]
    assert ("p", "ar", "«المقدمة (1406م)».") in blocks
    quotation = page.find("blockquote", dir="rtl")
    assert isinstance(quotation, Tag)
    assert quotation.get_text().split()[:3] == ["قال", "ابن", "خلدون"]
    assert not quotation.find("span", dir="rtl"), "its words are not marked again"
    english = [q for q in page.find_all("blockquote") if "ruled Libya" in q.get_text()]
    assert not english[0].has_attr("dir")


def test_what_is_not_language_is_left_alone(built: Publication) -> None:
    built.build("html")
    page = article(built)
    assert page.select("code")
    assert not page.select("code [dir]")
    image = page.find("img")
    assert isinstance(image, Tag)
    assert image["alt"] == "خريطة"
    assert page.select('a[href*="org/%D8"]')
    assert not page.select('a[href*="org/%D8"] [dir]')


def test_titles_are_marked_wherever_they_are_repeated(built: Publication) -> None:
    built.build("html")
    page = article(built)
    headings = [marked(heading) for heading in page.find_all(["h1", "h2"])]
    assert headings[:2] == [[("span", "ar", "طرابلس")], [("span", "ar", "ليبيا")]]
    volume = built.page("articles/2026/index").find(class_="cards")
    assert isinstance(volume, Tag)
    assert marked(volume) == [("span", "ar", "طرابلس")]
    titles = [tag.get_text() for tag in built.page("index").find_all("title")]
    assert all("<" not in title for title in titles)


def test_reference_entries_are_marked_and_keep_their_links(built: Publication) -> None:
    built.build("html")
    page = article(built)
    entry = page.find(id="ref-khaldun1377")
    assert isinstance(entry, Tag)
    languages = {language for _, language, _ in marked(entry)}
    assert languages == {"ar"}
    citation = page.find("a", href="#ref-khaldun1377")
    assert isinstance(citation, Tag)
    assert "خلدون" in citation.get_text()
    assert marked(citation)
    assert entry.find("a", attrs={"role": "doc-backlink"})


def test_every_letter_stays_in_every_format(built: Publication) -> None:
    for builder in ("text", "latex", "epub", "html"):
        built.build(builder, out=f"_{builder}")
        assert built.warnings == "", builder
    text = (built.folder / "_text/text/articles/2026/2026-11-23-names.txt").read_text("utf-8")
    assert "In طرابلس (2011) the talks *of الاتحاد الأفريقي* began" in text


def test_marking_twice_marks_once(built: Publication) -> None:
    """Titles and text are seen while reading and once more when they are written."""
    built.build("html")
    assert article(built).select("[dir=rtl]")
    assert not article(built).select("[dir=rtl] [dir=rtl]")
