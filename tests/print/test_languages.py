"""The printed volume of a publication in another language than English: a fork says so in conf.py."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import category

import pytest

from tests.publication import Publication
from tests.volume import Volume

pytestmark = pytest.mark.tex

ARABIC = """```{tldr}
- الوساطة أكثر الوسائل شيوعًا {cite:p}`smith2019first`.
```

يرى {cite:t}`smith2019first` أن خطة الاتحاد الأفريقي لم تُعطَ فرصة، وفي النص كلمتان مثل *African
Union* وملف مثل `code.py` وحاشية[^1] وعنوان مثل <https://example.org/a/>.

[^1]: حاشية.

```python
of_code = 1
```

| الطرف | ما قاله في كلام طويل لا يتسع له سطر واحد من سطور الجدول حتى يحتاج إلى سطر آخر | السنة |
| --- | --- | ---: |
| الاتحاد | نعم | 2011 |

1. أولًا.
2. ثانيًا.

## من يجلس إلى الطاولة؟

> لا سلام بلا عدل.
"""

ENGLISH = """```{tldr}
Boxed.
```

Latinate text {cite:p}`nunn2010columbian, smith2019first`, and العربية (1406) in it.

## Headed?
"""

URDU = """- ثالثی
- \"نام\"… 50%؛ امن

## نام

متن {cite:p}`smith2019first`۔
"""

SECTIONS = 'press_sections = {"siyaset": "Siyaset"}\n'

TURKISH = (
    "```{tldr}\nÖzet.\n```\n\n## Masada\n\n"
    + "Uluslararasılaştırılmış çatışmalarda kurumsallaştırılamayan müzakerelerin "
    "sürdürülebilirliğini sorgulayan araştırmacılar, gerçekleştirilemeyen vaatlerin "
    "hatırlatılamayacağını vurgulamaktadır {cite:p}`smith2019first`. " * 4
)


Factory = pytest.TempPathFactory


def made(factory: pytest.TempPathFactory, language: str) -> Publication:
    from sphinx.testing.util import SphinxTestApp

    return Publication(factory.mktemp(language), SphinxTestApp)


def read(publication: Publication, language: str) -> Volume:
    return Volume(
        publication.folder,
        publication.folder / "_build",
        language=language,
        press_print_articles=2,
    )


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    publication = made(tmp_path_factory, "ar")
    publication.article(
        "2025-01-02-one",
        ARABIC,
        title="لماذا تفشل الوساطة؟",
        subtitle="قراءة في دراسات",
        authors=["إبراهيم", "Jane Doe"],
        topics=["سلام"],
        lang="ar",
    )
    publication.article("2025-01-01-two", ENGLISH, title="What is known?", lang="en")
    publication.article("2024-01-01-older", "نص.", title="أقدم", lang="ar")
    return read(publication, "ar")


NAMES = """
project = "تقرير العالم"
author = "دار التقرير"
press_sections = {"international": "دولي"}
press_publisher = {"name": "دار التقرير", "place": "تونس"}
press_licence = {"name": "رخصة المشاع"}
"""


@pytest.fixture(scope="module", params=["en", "ar"])
def named_in_arabic(request: pytest.FixtureRequest, tmp_path_factory: Factory) -> Volume:
    """A publication whose own name, section, author and publisher are Arabic, in a language."""
    publication = made(tmp_path_factory, "names")
    publication.write("conf.py", (publication.folder / "conf.py").read_text("utf-8") + NAMES)
    publication.article(
        "2025-01-02-one",
        "Known {cite:p}`smith2019first`.",
        title="مصر",
        authors=["إبراهيم"],
        topics=["سلام"],
    )
    return read(publication, request.param)


def test_a_publication_may_be_named_in_arabic(named_in_arabic: Volume) -> None:
    volume = named_in_arabic
    assert "Missing character" not in volume.log
    assert str(volume.pdf.docinfo["/Title"]).startswith("تقرير العالم")
    assert str(volume.pdf.docinfo["/Author"]) == "دار التقرير"
    # pdftotext takes joined letters apart: all of them are there.
    title_page = Counter(letters(volume.pages[0]))
    assert Counter(letters("تقرير العالم دار التقرير")) <= title_page


@pytest.fixture(scope="module")
def urdu(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    publication = made(tmp_path_factory, "ur")
    publication.article("2025-01-02-one", URDU, title="ثالثی کیوں؟", lang="ur")
    return read(publication, "ur")


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    publication = made(tmp_path_factory, "tr")
    publication.article("2025-01-02-one", TURKISH, title="Niçin?", section="siyaset", lang="tr")
    publication.write("conf.py", (publication.folder / "conf.py").read_text("utf-8") + SECTIONS)
    return read(publication, "tr")


def letters(text: str) -> str:
    """Text without what pdftotext moves: spaces, marks of direction, marks above letters."""
    return "".join(c for c in text if not c.isspace() and category(c) not in {"Cf", "Mn"})


def lines(volume: Volume, page: int) -> dict[str, tuple[float, float]]:
    """Return a page's lines, each read from the right, with its left and right edges."""
    out = volume.read("-bbox", "-f", str(page), "-l", str(page))
    words = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)
    found: dict[float, list[tuple[float, float, str]]] = {}
    for left, right, below, word in words:
        line = next((y for y in found if abs(y - float(below)) < 7), float(below))
        found.setdefault(line, []).append((float(right), float(left), word))
    return {
        letters("".join(word for _right, _left, word in sorted(line, reverse=True))): (
            min(left for _right, left, _word in line),
            max(right for right, _left, _word in line),
        )
        for line in found.values()
    }


def line(volume: Volume, page: int, words: str) -> tuple[str, tuple[float, float]]:
    """Return the first line of a page that holds *words*."""
    found = lines(volume, page)
    text = next((text for text in found if words in text), None)
    assert text is not None, (words, list(found))
    return text, found[text]


def edges(volume: Volume, page: int) -> tuple[float, float]:
    """Return where the lines of a page from right to left begin and end; its back is at the right."""
    margin = 34 if int(volume.number(page)) % 2 == 0 else 42
    return margin * 72 / 25.4, (margin + 134) * 72 / 25.4


def page_of(volume: Volume, title: str) -> int:
    [year] = [part for part in volume.outline if part.title == "2025"]
    [page] = [article.page for article in year.children if article.title == title]
    return page


@pytest.mark.parametrize("language", ["arabic", "urdu", "turkish"])
def test_latex_has_nothing_to_complain_of(language: str, request: pytest.FixtureRequest) -> None:
    volume: Volume = request.getfixturevalue(language)
    assert re.findall(r"^.*(?:Warning|Missing character).*$", volume.log, re.MULTILINE) == []
    over = re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\).*", volume.log)
    assert [points for points in over if float(points) > 2] == []
    assert volume.passes == 2


def test_the_volume_speaks_arabic(arabic: Volume) -> None:
    said = letters(arabic.text)
    for words in (
        "مجلد",
        "الناشر",
        "كيفيةالاستشهاد",
        "الخطوط",
        "المحتويات",
        "مجلداتليستفيهذاالملف",
        "الخلاصة",
        "المراجع",
        "استُشهد",
        "الفهرس",
        "الموضوعات",
    ):
        assert letters(words) in said, words
    for words in ("Volume", "Published", "Contents", "Set in", "Index", "pp."):
        assert words not in arabic.text, words


def test_a_reader_is_told_of_its_direction(arabic: Volume, turkish: Volume) -> None:
    assert str(arabic.pdf.Root.Lang) == "ar"
    assert str(arabic.pdf.Root.ViewerPreferences.Direction) == "/R2L"
    assert "/Direction" not in turkish.pdf.Root.ViewerPreferences


def test_its_contents_have_their_pages_at_the_left(arabic: Volume) -> None:
    number = next(n for n, page in enumerate(arabic.pages, 1) if "What is known" in page)
    text, (left, right) = line(arabic, number, "known?")
    assert text == "known?isWhat3"
    # The third of the Roman pages, whose back is at the right.
    assert (left, right) == pytest.approx((42 * 72 / 25.4, 176 * 72 / 25.4), abs=3)


def test_its_lines_begin_at_the_right(arabic: Volume) -> None:
    page = page_of(arabic, "لماذا تفشل الوساطة؟")
    left, right = edges(arabic, page)
    for words in ("لماذاتفشلالوساطة؟", "قراءةفيدراسات", "يرى", "منيجلسإلىالطاولة؟", "المراجع"):
        text, (_left, end) = line(arabic, page, words)
        assert text.startswith(words)
        assert end == pytest.approx(right, abs=3), words
    # Boxes, lists and columns too.
    for words, start in (("الخلاصة", 18), ("أول", 3), ("الطرف", 6)):
        text, (_left, end) = line(arabic, page, words)
        assert right - start - 6 < end < right, text
    assert line(arabic, page, "الطرف")[0].endswith("السنة")
    # An entry of Latin letters hangs at the left, and code begins there.
    for words, start in (("book", 0), ("of_code", 6)):
        _text, (begin, _end) = line(arabic, page, words)
        assert left + start - 6 < begin < left + start + 6, words


def test_latin_words_in_an_arabic_line_keep_their_order(arabic: Volume) -> None:
    page = page_of(arabic, "لماذا تفشل الوساطة؟")
    text, _edges = line(arabic, page, "يرى")
    # Read from the right, word by word: the bracket closes behind the year.
    assert text.startswith("يرى(2019)Smith")
    assert "https://example.org/a/" in arabic.text


def test_an_english_article_begins_at_the_left(arabic: Volume) -> None:
    page = page_of(arabic, "What is known?")
    left, _right = edges(arabic, page)
    for words in ("INTERNATIONAL", "What", "Latinate", "Headed?", "Nunn,"):
        assert arabic.words(page)[words][0] == pytest.approx(left, abs=3), words


def test_urdu_is_in_nastaliq_and_has_its_signs(urdu: Volume) -> None:
    """Its words are in letters that Arabic has too, which by itself would be set in Naskh."""
    assert "Amiri-Regular" not in urdu.fonts()
    assert urdu.fonts()["NotoNastaliqUrdu-Regular"]
    assert "•" in urdu.text


def test_turkish_words_are_turkish_and_divided_as_such(turkish: Volume) -> None:
    for words in ("2025 cildi", "Yayımlayan: Tiny Review", "İçindekiler", "Kaynakça", "SİYASET"):
        assert words in turkish.text, words
    divided = re.findall(r"(\w+)-\n(\w+)", turkish.read("-raw"))
    assert divided
    vowels = "aeıioöuü"
    for _first, second in divided:
        assert second[0] in vowels or second[1] in vowels, second
