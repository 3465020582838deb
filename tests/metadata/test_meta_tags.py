"""What a built page says of itself, as programs that others wrote read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import extruct
import pytest
from bs4 import BeautifulSoup
from pyld import jsonld
from rdflib.namespace import SDO

from tests.publication import CONF, Publication

BASE = "https://example.org/"
ONE = "articles/2025/2025-01-01-one"
TWO = "articles/2025/2025-02-01-two"
THREE = "articles/2025/2025-03-01-three"
HOSTILE = '</script><script>alert("1")</script> & <!-- \u2028'

SETTINGS = {
    "html_baseurl": BASE,
    "press_description": "A review of tiny things.",
    "press_article_types": {"opinion": "OpinionNewsArticle"},
    "press_licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "press_offprints": True,
}

WORKS = """
@incollection{dewaal2013african,
  author = {de Waal, Alex}, title = {African roles; and others}, booktitle = {A whole book},
  editor = {Weaver, Ann}, publisher = {Press}, pages = {3--9}, year = {2013},
  doi = {10.1000/x<y>1},
}
@online{who2025report,
  author = {{World Health Organization}}, title = {A page}, date = {2025-02-03},
  url = {https://who.test/a?b=1&c=2},
}
"""

CORRECTED = """---
title: The second
date: 2025-02-01
section: opinion
summary: In short, two.
updated: 2025-02-05
corrections:
  - {date: 2025-02-09, kind: correction, text: The year was wrong.}
  - {date: 2025-03-01, kind: retraction, text: Nothing of it holds.}
---

Two {cite:p}`dewaal2013african,who2025report`.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication with its address known, built once."""
    from sphinx.testing.util import SphinxTestApp

    made = Publication(tmp_path_factory.mktemp("site") / "publication", SphinxTestApp)
    made.write("references.bib", (made.folder / "references.bib").read_text("utf-8") + WORKS)
    made.article(
        ONE.rpartition("/")[2],
        "One two three {cite:t}`nunn2010columbian` {cite:p}`lanoszka2016russian,smith2019first`.",
        title="The first",
        subtitle="What comes of it",
        summary="In short, one.",
        topics=["trade", "law"],
        authors=["Alex de Waal", "Ann Öz"],
    )
    made.write(f"{TWO}.md", CORRECTED)
    made.article(THREE.rpartition("/")[2], "Three.", title=HOSTILE.strip(), summary=HOSTILE.strip())
    made.build(settings=SETTINGS)
    assert made.warnings == ""
    assert made.app is not None
    made.app.cleanup()
    made.app = None
    return made


def html(site: Publication, name: str) -> str:
    return (site.folder / "_build/html" / f"{name}.html").read_text("utf-8")


def extracted(site: Publication, name: str) -> dict[str, Any]:
    """Return what extruct finds in a page, properties as a list of pairs."""
    found: dict[str, Any] = extruct.extract(
        html(site, name), base_url=BASE, syntaxes=["json-ld", "opengraph", "dublincore"]
    )
    return found


def things(site: Publication, name: str) -> dict[str, Any]:
    """Return the things of a page's JSON-LD by their types."""
    [data] = extracted(site, name)["json-ld"]
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


# -- Open Graph, Dublin Core ----------------------------------------------------


def test_open_graph(site: Publication) -> None:
    [found] = extracted(site, ONE)["opengraph"]
    assert found["properties"] == [
        ("og:type", "article"),
        ("og:title", "The first"),
        ("og:description", "In short, one."),
        ("og:url", f"{BASE}{ONE}.html"),
        ("og:site_name", "Tiny Review"),
        ("article:published_time", "2025-01-01"),
        ("article:section", "International"),
        ("article:tag", "trade"),
        ("article:tag", "law"),
        ("article:author", f"{BASE}authors/alex-de-waal.html"),
        ("article:author", f"{BASE}authors/ann-oz.html"),
    ]
    [changed] = extracted(site, TWO)["opengraph"]
    assert dict(changed["properties"])["article:modified_time"] == "2025-03-01"
    assert dict(changed["properties"])["og:title"] == "[Retracted] The second"


def test_dublin_core(site: Publication) -> None:
    [found] = extracted(site, ONE)["dublincore"]
    # extruct takes a plain "description" for an element of Dublin Core too.
    elements = [each for each in found["elements"] if each["name"].startswith("DC.")]
    assert [(each["name"], each["content"]) for each in elements] == [
        ("DC.title", "The first"),
        ("DC.creator", "Alex de Waal"),
        ("DC.creator", "Ann Öz"),
        ("DC.date", "2025-01-01"),
        ("DC.publisher", "Tiny Review"),
        ("DC.language", "en"),
        ("DC.identifier", f"{BASE}{ONE}.html"),
        ("DC.rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]


# -- Highwire Press, as Zotero's "Embedded Metadata" reads it --------------------


def zotero(site: Publication, name: str) -> dict[str, Any]:
    """Return the item that Zotero makes of a page's ``citation_*`` elements.

    The names are matched without regard to case, repeated ones are kept in order, authors with
    a comma are taken apart at it, and a journal's title makes the item a journal's article.
    (https://github.com/zotero/translators, Embedded Metadata.js, addHighwireMetadata)
    """
    found: dict[str, list[str]] = {}
    for tag in BeautifulSoup(html(site, name), "lxml").select("head meta[name]"):
        key = str(tag["name"]).lower()
        if key.startswith("citation_"):
            found.setdefault(key.removeprefix("citation_"), []).append(str(tag["content"]))
    return {
        "itemType": "journalArticle" if "journal_title" in found else "webpage",
        "creators": [author.partition(", ")[::2] for author in found["author"]],
        "date": found["publication_date"][0].replace("/", "-"),
        "attachments": found.get("pdf_url", []),
        "tags": [word.strip() for text in found.get("keywords", []) for word in text.split(";")],
        **{
            key: found[name][0]
            for key, name in (
                ("title", "title"),
                ("publicationTitle", "journal_title"),
                ("volume", "volume"),
                ("language", "language"),
                ("url", "public_url"),
            )
        },
        "references": found.get("reference", []),
    }


def test_a_reader_of_highwire_tags_gets_the_article(site: Publication) -> None:
    item = zotero(site, ONE)
    references = item.pop("references")
    assert item == {
        "itemType": "journalArticle",
        "title": "The first",
        "creators": [("de Waal", "Alex"), ("Öz", "Ann")],
        "date": "2025-01-01",
        "publicationTitle": "Tiny Review",
        "volume": "2025",
        "language": "en",
        "url": f"{BASE}{ONE}.html",
        "tags": ["trade", "law"],
        "attachments": [f"{BASE}{ONE}.pdf"],
    }
    assert references == [
        (
            "citation_title=Russian hybrid warfare and extended deterrence in eastern Europe;"
            "citation_author=Lanoszka, Alexander;citation_publication_date=2016;"
            "citation_journal_title=International Affairs;citation_volume=92;citation_issue=1;"
            "citation_firstpage=175;citation_lastpage=195"
        ),
        (
            "citation_title=The Columbian exchange;citation_author=Nunn, Nathan;"
            "citation_author=Qian, Nancy;citation_publication_date=2010;"
            "citation_journal_title=Journal of Economic Perspectives;citation_volume=24;"
            "citation_issue=2;citation_firstpage=163;citation_lastpage=188"
        ),
        (
            "citation_title=A first book;citation_author=Smith, Jane;citation_publication_date=2019;"
            "citation_publisher=Press"
        ),
    ]


def test_a_semicolon_of_a_work_ends_no_field(site: Publication) -> None:
    assert zotero(site, TWO)["references"] == [
        (
            "citation_title=African roles, and others;citation_author=de Waal, Alex;"
            "citation_publication_date=2013;citation_inbook_title=A whole book;"
            "citation_publisher=Press;citation_doi=10.1000/x<y>1"
        ),
        (
            "citation_title=A page;citation_author=World Health Organization;"
            "citation_publication_date=2025/02/03"
        ),
    ]


def test_nobody_named_means_the_publication(site: Publication) -> None:
    assert zotero(site, TWO)["creators"] == [("Tiny Review", "")]
    author = things(site, TWO)["OpinionNewsArticle"]["author"]
    assert author == [{"@type": "Organization", "name": "Tiny Review", "url": BASE}]


# -- JSON-LD --------------------------------------------------------------------


def test_an_article_is_a_news_article(site: Publication) -> None:
    article = things(site, ONE)["NewsArticle"]
    assert {key: value for key, value in article.items() if key != "citation"} == {
        "@type": "NewsArticle",
        "url": f"{BASE}{ONE}.html",
        "headline": "The first",
        "alternativeHeadline": "What comes of it",
        "datePublished": "2025-01-01",
        "dateModified": "2025-01-01",
        "author": [
            {"@type": "Person", "name": "Alex de Waal", "url": f"{BASE}authors/alex-de-waal.html"},
            {"@type": "Person", "name": "Ann Öz", "url": f"{BASE}authors/ann-oz.html"},
        ],
        "publisher": {"@type": "Organization", "name": "Tiny Review", "url": BASE},
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "2025",
            "isPartOf": {"@type": "Periodical", "name": "Tiny Review"},
        },
        "articleSection": "International",
        "keywords": ["trade", "law"],
        "wordCount": 6,  # those of the title too
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
    }
    assert article["citation"][0] == {
        "@type": "ScholarlyArticle",
        "name": "Russian hybrid warfare and extended deterrence in eastern Europe",
        "author": {"@type": "Person", "name": "Alexander Lanoszka"},
        "datePublished": "2016",
    }
    assert [work["@type"] for work in article["citation"]] == [
        "ScholarlyArticle", "ScholarlyArticle", "Book",
    ]  # fmt: skip


def test_a_retracted_article_says_so_and_why(site: Publication) -> None:
    article = things(site, TWO)["OpinionNewsArticle"]
    assert article["headline"] == "The second"
    assert article["creativeWorkStatus"] == "Retracted"
    assert article["dateModified"] == "2025-03-01"
    assert [tuple(note.values()) for note in article["correction"]] == [
        ("CorrectionComment", "Correction", "2025-02-09", "The year was wrong."),
        ("CorrectionComment", "Retraction", "2025-03-01", "Nothing of it holds."),
    ]
    assert [work.get("url") for work in article["citation"]] == [
        "https://doi.org/10.1000/x%3Cy%3E1",
        "https://who.test/a?b=1&c=2",
    ]
    assert article["citation"][1]["author"] == {
        "@type": "Organization",
        "name": "World Health Organization",
    }


def way(site: Publication, name: str) -> list[tuple[int, str, str]]:
    steps = things(site, name)["BreadcrumbList"]["itemListElement"]
    return [(step["position"], step["name"], step["item"].removeprefix(BASE)) for step in steps]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        (ONE, [("International", "sections/international.html"), ("The first", f"{ONE}.html")]),
        ("articles/2025/index", [("Volume 2025", "articles/2025/index.html")]),
        ("sections/opinion", [("Opinion", "sections/opinion.html")]),
        ("topics/trade", [("Topics", "topics.html"), ("trade", "topics/trade.html")]),
        ("topics", [("Topics", "topics.html")]),
        ("authors/ann-oz", [("Authors", "authors.html"), ("Ann Öz", "authors/ann-oz.html")]),
        ("articles/works", [("Works cited", "articles/works.html")]),
    ],
)
def test_a_page_says_how_one_gets_to_it(
    site: Publication, name: str, steps: list[tuple[str, str]]
) -> None:
    home = (1, "Tiny Review", "")
    assert way(site, name) == [home, *((at, *step) for at, step in enumerate(steps, 2))]


def test_the_front_page_is_the_site_and_a_volume_a_volume(site: Publication) -> None:
    assert things(site, "index")["WebSite"]["name"] == "Tiny Review"
    assert things(site, "index")["WebSite"]["url"] == BASE
    volume = things(site, "articles/2025/index")["PublicationVolume"]
    assert (volume["volumeNumber"], volume["url"]) == ("2025", f"{BASE}articles/2025/index.html")


PAGES = ["index", ONE, TWO, THREE, "articles/2025/index", "sections/opinion", "topics",
         "topics/trade", "authors/ann-oz", "articles/works"]  # fmt: skip

# schema.org's own context is not shipped with pyld: all that it does for the terms used here.
CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("url", "item", "license", "image")},
}


def load(url: str, _options: Any) -> dict[str, Any]:
    """Stand for the network: one context is known."""
    assert url == "https://schema.org"
    document = {"@context": CONTEXT}
    return {"documentUrl": url, "document": document, "contextUrl": None, "contentType": None}


@pytest.mark.parametrize("name", PAGES)
def test_every_word_is_one_of_schema_org(site: Publication, name: str) -> None:
    """``rdflib`` knows the types and properties of schema.org."""
    [data] = extracted(site, name)["json-ld"]
    expanded = jsonld.expand(data, {"documentLoader": load})
    used = set(words(expanded))
    assert used
    assert {word for word in used if word not in SDO} == set()


def words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from words(each)
    elif isinstance(value, dict):
        yield from value.get("@type", ())
        for key, inner in value.items():
            if not key.startswith("@"):
                yield key
            yield from words(inner)


# -- Every page -----------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_each_thing_once(site: Publication, name: str) -> None:
    head = BeautifulSoup(html(site, name), "lxml").head
    assert head is not None
    address = f"{BASE}{name}.html"
    assert [link["href"] for link in head.select("link[rel=canonical]")] == [address]
    for name_of_one in ("description", "twitter:card"):
        assert len(head.select(f'meta[name="{name_of_one}"]')) == 1
    [description] = [str(tag["content"]) for tag in head.select('meta[name="description"]')]
    assert 10 < len(description) <= 200
    properties = {str(tag["property"]): str(tag["content"]) for tag in head.select("[property]")}
    assert properties["og:url"] == address
    assert properties["og:description"] == description
    assert len(head.select('[property="og:title"]')) == 1


def test_what_is_told_of_a_page_is_no_markup(site: Publication) -> None:
    page = BeautifulSoup(html(site, THREE), "lxml")
    scripts = page.select("script:not([src])")
    assert not [tag for tag in scripts if "alert" in tag.get_text() and not tag.get("type")]
    [data] = page.select('script[type="application/ld+json"]')
    text = data.get_text()
    assert not {"<", ">", "&", "\u2028"} & set(text)
    article = json.loads(text)["@graph"][0]
    assert article["headline"] == things(site, THREE)["NewsArticle"]["headline"]
    assert "</script>" in article["headline"]
    [title] = page.select('[property="og:title"]')
    assert title["content"] == article["headline"]


@pytest.mark.parametrize("name", ["search", "404"])
def test_what_no_search_engine_lists_says_nothing(site: Publication, name: str) -> None:
    assert "og:" not in html(site, name)
    assert "ld+json" not in html(site, name)


def test_without_the_site_s_address_nothing_pretends_to_one(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "1 {cite:p}`smith2019first`.", authors=["Ann Öz"])
    publication.build(settings={"press_offprints": True})
    assert publication.warnings == ""
    head = publication.page(name).head
    assert head is not None
    said = {str(tag.get("property") or tag.get("name")) for tag in head.select("meta[content]")}
    assert not said & {
        "og:url", "citation_public_url", "citation_fulltext_html_url", "citation_pdf_url",
        "DC.identifier",
    }  # fmt: skip
    [data] = head.select('script[type="application/ld+json"]')
    [article] = json.loads(data.get_text())["@graph"]
    assert "url" not in article
    assert "url" not in article["publisher"]
    assert article["author"] == [{"@type": "Person", "name": "Ann Öz"}]


def test_a_changed_work_is_told_anew_by_those_who_cite_it(publication: Publication) -> None:
    name = publication.article("2025-01-01-one", "1 {cite:p}`smith2019first`.")
    publication.build()
    bib = (publication.folder / "references.bib").read_text("utf-8")
    # The reference shows an initial: only the head has the name in full.
    publication.write("references.bib", bib.replace("Smith, Jane", "Smith, Joan"))
    publication.build()
    assert "Smith, Joan" in str(publication.page(name).head)


PICTURE = """
def setup(app):
    def picture(app, page):
        from press.core.publication import Picture
        page.context["press_picture"] = Picture("https://example.org/a.png", "A <map>", 1200, 630)
    app.connect("press-page-context", picture, priority=440)
"""


def test_a_picture_stands_for_the_page(publication: Publication) -> None:
    publication.write("conf.py", CONF + PICTURE)
    name = publication.article("2025-01-01-one", "1.")
    publication.build()
    head = publication.page(name).head
    assert head is not None
    said = [(str(t["property"]), str(t["content"])) for t in head.select('[property^="og:image"]')]
    assert said == [
        ("og:image", "https://example.org/a.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A <map>"),
    ]


def test_an_unknown_kind_of_article_is_a_warning(publication: Publication) -> None:
    publication.article("2025-01-01-one", "1.")
    publication.build(settings={"press_article_types": {"opinion": "Essay"}})
    [line] = publication.warnings.strip().splitlines()
    assert "press_article_types has 'opinion': 'Essay'" in line
