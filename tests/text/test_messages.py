"""The publication's own words: complete catalogues, and pages that speak their language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from press.text.messages import LOCALE, words_in
from tests.built_site import assert_clean
from tests.publication import Publication

pytestmark = pytest.mark.slow

PRESS = LOCALE.parent
LANGUAGES = ("ar", "fa", "fr", "id", "tr", "ur")
KEYWORDS = {"_": None, "say": None, "words": None, "gettext": None, "plural": (1, 2)}

# The Unicode CLDR's categories of plurals, in their order.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?s")


def messages() -> Iterator[str | tuple[str, ...]]:
    """Yield every message of the code and the templates."""
    # What an import says is for editors, in English.
    code = [path for path in PRESS.rglob("*.py") if "importing" not in path.parts]
    for path in sorted([*code, *PRESS.glob("site/**/*.html")]):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract(method, file, keywords=KEYWORDS):
                yield message


def read(language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES/press.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message(language: str) -> None:
    catalogue = read(language)
    keys = {m if isinstance(m, str) else m[0] for m in messages()}
    assert len(keys) > 70
    assert sorted(key for key in keys if catalogue.get(key) is None) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_whole(language: str) -> None:
    for message in read(language):
        if not message.id:
            continue
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else said
        source = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = sorted(PLACEHOLDER.findall(source))
        for number, form in enumerate(forms):
            assert form.strip() == form != "", message.id
            found = sorted(PLACEHOLDER.findall(form))
            # Arabic has words for none, one and two of a thing.
            if len(forms) == 6 and number < 3 and "%(count)s" not in found:
                found = sorted([*found, "%(count)s"])
            assert found == wanted, (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    """As the Unicode CLDR has them, in its order of the categories."""
    rule = Locale(language).plural_form
    numbers = range(200)
    used = {rule(number) for number in numbers}
    order = [name for name in CATEGORIES if name in used]
    catalogue = read(language)
    choose = c2py(catalogue.plural_expr)
    for count in numbers:
        assert choose(count) == [*map(str, order)].index(rule(count)), count


def test_numbers_and_dates_are_said_as_the_language_does() -> None:
    arabic = words_in("ar-EG")
    count = ("%(count)s article", "%(count)s articles")
    assert [arabic.plural(*count, number) for number in (1, 2, 3, 11)] == [
        "مقالة واحدة",
        "مقالتان",
        "3 مقالات",
        "11 مقالة",
    ]
    day = dt.date(2025, 4, 27)
    assert [words_in(name).date(day) for name in ("en-GB", "tr", "fr", "ur")] == [
        "April 27, 2025",
        "27 Nisan 2025",
        "27 avril 2025",
        "27 اپریل، 2025",
    ]
    assert words_in("xx")("References") == "References"


def test_an_article_speaks_its_own_language(publication: Publication) -> None:
    text = '```{tldr}\nA.\n```\n\nقال "نعم" {cite:p}`smith2019first, nunn2010columbian`.'
    arabic = publication.article("2025-01-01-one", text, lang="ar", topics=["x"])
    other = publication.article("2025-01-02-two", 'He said "yes".', topics=["x"])
    publication.build()
    assert publication.warnings == ""
    page = publication.page(arabic)
    shown = page.get_text()
    for words in ("المراجع", "الخلاصة", "1 يناير 2025", "قراءة في دقيقة واحدة", "«نعم»",
                  "مصادر هذه المقالة", "مقالات ذات صلة"):  # fmt: skip
        assert words in shown, words
    # What stands around it is the site's.
    assert page.select(".site-links h2")[0].get_text() == "Sections"
    assert page.html
    assert (page.html["lang"], page.html.get("dir")) == ("en", None)
    english = publication.page(other)
    assert "“yes”" in english.get_text()
    card = publication.page("index").select(".card-title[lang]")
    assert [(title["lang"], title["dir"]) for title in card] == [("ar", "rtl")]
    assert [card["class"] for card in publication.page("index").select(".card-rtl")] == [
        ["card", "card-rtl"]
    ]


def test_a_site_in_arabic_is_arabic_and_right_to_left(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", 'قال "نعم".', topics=["x"])
    english = publication.article("2025-01-02-two", "Text.", lang="en")
    publication.build(settings={"language": "ar"})
    assert publication.warnings == ""
    for page in (name, "index", "topics/x", "search", "404"):
        html = publication.page(page).html
        assert html
        assert (html["lang"], html["dir"]) == ("ar", "rtl"), page
        assert html.select(".site-links h2")[0].get_text() == "الأقسام"
        assert html.select(".skip-to-content")[0].get_text(strip=True) == "انتقل إلى المحتوى"
    assert publication.page(name).select("[lang=ar] .article[lang]") == []
    assert "«نعم»" in publication.page(name).get_text()
    [part] = publication.page(english).select(".article")
    assert (part["lang"], part["dir"]) == ("en", "ltr")
    assert "1 min read" in part.get_text()
    months = publication.page("articles/2025/index").select("h2.month")
    assert [month.get_text() for month in months] == ["يناير"]


def test_a_changed_language_reaches_every_page(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.", lang="fr")
    publication.build()
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.", lang="tr")
    publication.build()
    assert_clean(publication)
    page = publication.page("articles/2025/2025-01-01-one")
    assert "Kaynakça" in page.get_text()


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_other_formats_speak_it_too(publication: Publication, builder: str) -> None:
    publication.article("2025-01-01-one", "Text {cite:p}`smith2019first`.", lang="fr")
    publication.build(builder)
    assert publication.warnings == ""
    folder = publication.folder / "_build" / builder
    texts = [path.read_text() for path in folder.rglob("*") if path.suffix in {".tex", ".xhtml"}]
    assert any("Références" in text for text in texts)


def test_every_catalogue_is_tested() -> None:
    assert sorted(path.name for path in Path(LOCALE).iterdir()) == sorted(LANGUAGES)
