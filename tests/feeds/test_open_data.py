"""Open data: every article and every work, as the sources have them."""

from __future__ import annotations

import json
from typing import Any

from tests.publication import Publication

BASE = "https://press.test/"


def data(publication: Publication, name: str) -> dict[str, dict[str, Any]]:
    """Return a file's records by their ids; there is one a line."""
    text = (publication.folder / "_build/html" / name).read_text("utf-8")
    records = json.loads(text)
    assert len(text.splitlines()) == len(records) + 2
    return {record["id"]: record for record in records}


def fill(publication: Publication) -> None:
    publication.article(
        "2025-01-01-one",
        "One two three {cite:p}`smith2019second, smith2019first` and {cite:t}`smith2019second`.",
        title='One "&" <b>',
        subtitle="Below",
        topics=["nato"],
        authors=["Ann Writer"],
        updated="2025-02-02",
        further_reading=["nunn2010columbian"],
    )
    publication.article("2025-03-01-two", "Two {cite:p}`smith2019first`.", lang="ar")


def test_articles_json_says_what_the_articles_say(publication: Publication) -> None:
    fill(publication)
    publication.build(settings={"html_baseurl": BASE})
    articles = data(publication, "articles.json")
    assert list(articles) == ["articles/2025/2025-01-01-one", "articles/2025/2025-03-01-two"]
    assert articles["articles/2025/2025-01-01-one"] == {
        "id": "articles/2025/2025-01-01-one",
        "url": f"{BASE}articles/2025/2025-01-01-one.html",
        "title": 'One "&" <b>',
        "subtitle": "Below",
        "date": "2025-01-01",
        "updated": "2025-02-02",
        "section": "international",
        "topics": ["nato"],
        "authors": ["Ann Writer"],
        "language": "en",
        "summary": "Summary of one.",
        "words": 8,
        "works": ["smith2019second", "smith2019first"],
        "further-reading": ["nunn2010columbian"],
        "corrections": [],
    }


def test_works_json_says_who_cites_a_work(publication: Publication) -> None:
    fill(publication)
    publication.build(settings={"html_baseurl": BASE})
    works = data(publication, "works.json")
    one, two = (f"{BASE}articles/2025/{name}.html" for name in ("2025-01-01-one", "2025-03-01-two"))
    assert list(works) == sorted(works)
    assert works["smith2019first"] == {
        "id": "smith2019first",
        "type": "book",
        "title": "A first book",
        "author": [{"family": "Smith", "given": "Jane"}],
        "issued": {"date-parts": [[2019]]},
        "publisher": "Press",
        "custom": {"cited-by": [one, two]},
    }
    assert works["nunn2010columbian"]["custom"] == {"further-reading-in": [one]}
    assert works["nunn2010columbian"]["page"] == "163-188"
    assert works["lanoszka2016russian"]["custom"] == {}


def test_corrections_are_data_too(publication: Publication) -> None:
    docname = publication.article("2025-01-01-one", "One.", lang="en")
    path = publication.folder / f"{docname}.md"
    notes = "corrections:\n  - {date: 2025-02-02, kind: update, text: New.}\n"
    path.write_text(path.read_text("utf-8").replace("lang:", f"{notes}lang:"), "utf-8")
    publication.build(settings={"html_baseurl": BASE})
    assert data(publication, "articles.json")[docname]["corrections"] == [
        {"date": "2025-02-02", "kind": "update", "text": "New."}
    ]


def test_a_publication_without_works_has_an_empty_list(publication: Publication) -> None:
    publication.write("references.bib", "")
    publication.article("2025-01-01-one", "One.")
    publication.build(settings={"html_baseurl": BASE, "bibtex_bibfiles": []})
    assert data(publication, "articles.json").keys() == {"articles/2025/2025-01-01-one"}
    assert json.loads((publication.folder / "_build/html/works.json").read_text("utf-8")) == []
