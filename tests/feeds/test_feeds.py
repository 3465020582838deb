"""Feeds: valid, complete, at home anywhere, and as old as what they repeat."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from press.feeds.feeds import Entry, Feed, full_text, pieces
from tests.built_site import CORRECTIONS, PIXEL
from tests.publication import Publication

BASE = "https://press.test/review/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "schemas/atom.rng"))

BODY = """```{tldr}
- Short {cite:p}`smith2019first`.
```

## A heading

Text with <b>, a [link](2025-02-01-two.md), a [place](#a-heading), `code` and a note.[^n]
اسم عربي here {cite:t}`nunn2010columbian`.

![A picture](img/p.png)

$$x < y$$

[^n]: A note {cite:p}`smith2019first`.
"""


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    publication = Publication(tmp_path_factory.mktemp("feeds") / "publication", SphinxTestApp)
    picture = publication.write("articles/2025/img/p.png", "")
    picture.write_bytes(PIXEL)
    publication.article(
        "2025-01-01-one",
        BODY,
        title="One & <only>",
        topics=["nato", "trade"],
        authors=["Ann Writer", "Bo Editor"],
        updated="2025-02-10",
    )
    publication.article("2025-02-01-two", "Two.", topics=["nato"], section="opinion")
    docname = publication.article("2025-03-01-three", "Three.", lang="fr")
    path = publication.folder / f"{docname}.md"
    path.write_text(path.read_text("utf-8").replace("lang:", f"{CORRECTIONS}lang:"), "utf-8")
    publication.build(settings={"html_baseurl": BASE, "html_math_renderer": "mathml"})
    assert publication.warnings == ""
    return publication


def feed(publication: Publication, name: str) -> etree._Element:
    root: etree._Element = etree.parse(publication.folder / "_build/html" / name).getroot()
    return root


def texts(node: etree._Element, path: str) -> list[str]:
    found = node.xpath(path, namespaces=ATOM)
    return [str(each) for each in found]  # type: ignore[union-attr]


def content(publication: Publication, name: str, entry: int) -> BeautifulSoup:
    [html] = texts(feed(publication, name), f"a:entry[{entry}]/a:content[@type='html']/text()")
    return BeautifulSoup(html, "html.parser")


NAMES = {
    "feed.xml",
    "corrections.xml",
    "sections/international.xml",
    "sections/opinion.xml",
    "topics/nato.xml",
    "topics/trade.xml",
    "authors/ann-writer.xml",
    "authors/bo-editor.xml",
}


def test_there_is_one_for_the_whole_each_section_topic_and_author_and_corrections(
    feeds: Publication,
) -> None:
    folder = feeds.folder / "_build/html"
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.xml")
        if etree.parse(path).getroot().tag == f"{{{ATOM['a']}}}feed"
    }
    assert found == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_it_is_valid(feeds: Publication, name: str) -> None:
    root = feed(feeds, name)
    assert SCHEMA.validate(root), SCHEMA.error_log
    # What RFC 4287 asks for beyond its grammar, 4.1.1 and 4.1.2.
    assert texts(root, "a:link[@rel='self']/@href") == [f"{BASE}{name}"]
    assert texts(root, "a:id/text()") == [f"{BASE}{name}"]
    assert texts(root, "a:author/a:name/text()") == ["Tiny Review"]
    ids = texts(root, "a:entry/a:id/text()")
    assert len(set(ids)) == len(ids) > 0
    for entry in root.findall("a:entry", namespaces=ATOM):
        assert len(texts(entry, "a:link[@rel='alternate']/@href")) == 1
        assert all(map(str.strip, texts(entry, "a:title/text()")))


def test_an_entry_says_what_the_article_says(feeds: Publication) -> None:
    root = feed(feeds, "feed.xml")
    assert texts(root, "a:entry/a:title/text()") == [
        "[Rétracté] Title of three",
        "Title of two",
        "One & <only>",
    ]
    assert texts(root, "a:entry[3]/a:id/text()") == [
        "tag:press.test,2025-01-01:articles/2025/2025-01-01-one"
    ]
    assert texts(root, "a:entry[3]/a:author/a:name/text()") == ["Ann Writer", "Bo Editor"]
    assert texts(root, "a:entry[3]/a:category/@label") == ["International", "nato", "trade"]
    assert texts(root, "a:entry[3]/a:summary/text()") == ["Summary of one."]
    assert texts(root, "a:entry[1]/@xml:lang") == ["fr"]
    assert texts(root, "a:entry[3]/a:link/@href") == [f"{BASE}articles/2025/2025-01-01-one.html"]


def test_days_are_those_of_the_articles(feeds: Publication) -> None:
    root = feed(feeds, "feed.xml")
    assert texts(root, "a:updated/text()") == ["2025-03-04T00:00:00Z"]
    assert texts(root, "a:entry/a:updated/text()") == [
        "2025-03-04T00:00:00Z",
        "2025-02-01T00:00:00Z",
        "2025-02-10T00:00:00Z",
    ]
    assert texts(root, "a:entry[3]/a:published/text()") == ["2025-01-01T00:00:00Z"]
    assert texts(feed(feeds, "topics/nato.xml"), "a:updated/text()") == ["2025-02-10T00:00:00Z"]


def test_the_text_is_whole_and_at_home_anywhere(feeds: Publication) -> None:
    text = content(feeds, "feed.xml", 3)
    shown = text.get_text(" ", strip=True)
    for words in ("Short", "Smith, 2019", "Nunn and Qian (2010)", "A first book", "A note", "<b>"):
        assert words in shown
    assert "One &" not in shown
    assert "¶" not in shown
    assert "↩" not in shown
    addresses = [str(tag[name]) for name in ("href", "src") for tag in text.select(f"[{name}]")]
    assert f"{BASE}articles/2025/2025-02-01-two.html" in addresses
    assert f"{BASE}articles/2025/2025-01-01-one.html#ref-smith2019first" in addresses
    assert f"{BASE}articles/2025/2025-01-01-one.html#a-heading" in addresses
    assert f"{BASE}_images/p.png" in addresses
    assert all(urlsplit(address).netloc for address in addresses)
    assert not text.select("[id], [class], [role], script, style, h1")
    assert [tag["lang"] for tag in text.select('[dir="rtl"]')] == ["ar"]
    assert text.select("math")


def test_the_text_stands_in_every_feed_of_the_article(feeds: Publication) -> None:
    whole = str(content(feeds, "feed.xml", 3))
    for name, entry in (("topics/nato.xml", 2), ("authors/ann-writer.xml", 1)):
        assert str(content(feeds, name, entry)) == whole


def test_corrections_are_entries_of_their_own(feeds: Publication) -> None:
    root = feed(feeds, "corrections.xml")
    assert texts(root, "a:entry/a:title/text()") == [
        "Retraction: [Rétracté] Title of three",
        "Correction: [Rétracté] Title of three",
    ]
    assert texts(root, "a:entry[2]/a:updated/text()") == ["2025-03-02T00:00:00Z"]
    assert "The year was <wrong>." in content(feeds, "corrections.xml", 2).get_text()


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("index", ["feed.xml"]),
        ("articles/2025/2025-01-01-one", ["feed.xml", "sections/international.xml"]),
        ("sections/opinion", ["feed.xml", "sections/opinion.xml"]),
        ("topics/nato", ["feed.xml", "topics/nato.xml"]),
        ("authors/ann-writer", ["feed.xml", "authors/ann-writer.xml"]),
    ],
)
def test_pages_name_their_feeds(feeds: Publication, page: str, names: list[str]) -> None:
    base = f"{BASE}{page}.html"
    links = feeds.page(page).select('head link[rel="alternate"][type="application/atom+xml"]')
    assert [urljoin(base, str(link["href"])) for link in links] == [BASE + name for name in names]
    assert all(link["title"] for link in links)


def test_only_the_newest_are_in_a_feed(publication: Publication) -> None:
    for day in range(1, 6):
        publication.article(f"2025-01-0{day}-a{day}", "Text.")
    publication.build(settings={"html_baseurl": BASE, "press_feed_entries": 2})
    root = feed(publication, "feed.xml")
    assert texts(root, "a:entry/a:title/text()") == ["Title of a5", "Title of a4"]
    assert texts(root, "a:updated/text()") == ["2025-01-05T00:00:00Z"]


def test_a_publication_may_do_without(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build(settings={"html_baseurl": BASE, "press_feed_entries": 0})
    assert publication.warnings == ""
    assert not (publication.folder / "_build/html/feed.xml").exists()
    assert not publication.page("index").select('link[type="application/atom+xml"]')


def test_names_in_any_script_have_one(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.", topics=["تجارة"])
    publication.build(settings={"html_baseurl": BASE})
    root = feed(publication, "topics/تجارة.xml")
    assert SCHEMA.validate(root), SCHEMA.error_log
    [address] = texts(root, "a:link[@rel='self']/@href")
    assert address == f"{BASE}topics/%D8%AA%D8%AC%D8%A7%D8%B1%D8%A9.xml"
    page = publication.page("topics/تجارة")
    hrefs = [str(link["href"]) for link in page.select('link[type="application/atom+xml"]')]
    assert [urljoin(f"{BASE}topics/x.html", href) for href in hrefs] == [f"{BASE}feed.xml", address]


def test_without_an_address_there_is_none_and_no_warning(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build()
    assert publication.warnings == ""
    assert publication.status.count("html_baseurl is not set") == 1
    assert list((publication.folder / "_build/html").rglob("*.xml")) == []
    assert not publication.page("index").select('link[rel="alternate"], link[rel="search"]')


def test_what_xml_cannot_hold_is_replaced() -> None:
    day = dt.date(2025, 1, 1)
    entry = Entry("tag:a,2025:b", "https://a/b", 'x\x01"<', day, day, "s", lambda: "&lt;p&gt;")
    made = Feed("https://a/f", "https://a/", "t", "a", "en", "", [entry])
    root = etree.fromstring("".join(pieces(made)).encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert texts(root, "a:entry/a:title/text()") == ['x\ufffd"<']


def test_text_ends_with_the_article_s_own_section() -> None:
    page = (
        '<section>no</section><article role="main"><section class="card">before</section>'
        '<section id="a"><h1>T</h1><section><h2 onclick="x()">H</h2></section>in'
        '<script>no</script><a href="?q=1&amp;b">l</a></section><section>after</section></article>'
    )
    assert full_text(page, "https://a.test/b/c.html") == (
        '<section><h2>H</h2></section>in<a href="https://a.test/b/c.html?q=1&amp;b">l</a>'
    )
    assert full_text("<p>no heading</p>", "https://a.test/") == ""
