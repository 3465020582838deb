"""Where machines look for things: sitemap, robots.txt, OpenSearch, security.txt."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import etree
from sphinx.errors import ConfigError

from press.checks.checks import check
from press.feeds import well_known
from tests.built_site import BASE, places
from tests.publication import CONF, Publication

SECURITY = {
    "contact": ["mailto:security@press.test", "https://press.test/report"],
    "expires": "2026-06-30",
    "languages": "en, ar",
}


def test_every_page_for_readers_is_listed_with_the_day_of_its_last_change(
    publication: Publication,
) -> None:
    publication.article(
        "2025-01-01-one",
        "One {cite:p}`smith2019first`.",
        topics=["nato"],
        authors=["Ann Writer"],
        updated="2025-05-05",
    )
    publication.article("2026-02-01-two", "Two.", section="opinion", topics=["nato", "تجارة"])
    publication.write("articles/about.md", "---\norphan: true\n---\n\n# About\n")
    publication.build(settings={"html_baseurl": BASE})
    folder = publication.folder / "_build/html"
    assert places(folder) == {
        f"{BASE}{name}.html": day
        for name, day in {
            "index": "2026-02-01",
            "articles/2025/2025-01-01-one": "2025-05-05",
            "articles/2026/2026-02-01-two": "2026-02-01",
            "articles/2025/index": "2025-05-05",
            "articles/2026/index": "2026-02-01",
            "articles/about": "",
            "articles/works": "2025-05-05",
            "sections/international": "2025-05-05",
            "sections/opinion": "2026-02-01",
            "topics": "2026-02-01",
            "topics/nato": "2026-02-01",
            "topics/%D8%AA%D8%AC%D8%A7%D8%B1%D8%A9": "2026-02-01",
            "authors": "2025-05-05",
            "authors/ann-writer": "2025-05-05",
        }.items()
    }
    assert (folder / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"
    )


def test_shelves_of_works_are_listed(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One {cite:p}`smith2019first`.")
    settings = {"html_baseurl": BASE, "press_works_on_one_page": 2}
    publication.build(settings=settings)
    found = places(publication.folder / "_build/html")
    assert found[f"{BASE}works/sm.html"] == "2025-01-01"
    assert found[f"{BASE}works/nu.html"] == ""


def test_a_long_sitemap_is_split(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.build(settings={"html_baseurl": BASE})
    folder = publication.folder / "_build/html"
    whole = places(folder)
    monkeypatch.setattr(well_known.split, "__defaults__", (3,))
    publication.build(settings={"html_baseurl": BASE})
    parts = places(folder)
    assert list(parts) == [f"{BASE}sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    together: dict[str, str] = {}
    for address, day in parts.items():
        part = places(folder, address.removeprefix(BASE))
        assert len(part) <= 3
        assert max(part.values()) == day
        together |= part
    assert together == whole
    monkeypatch.undo()
    publication.build(settings={"html_baseurl": BASE})
    assert places(folder) == whole
    assert list(folder.glob("sitemap-*")) == []


def test_ten_thousand_pages_are_one_file_and_one_more_are_two() -> None:
    page = ("https://press.test/a", dt.date(2025, 1, 1))
    assert list(well_known.split([page] * 10_000)) == ["sitemap.xml"]
    assert [len(part) for part in well_known.split([page] * 10_001).values()] == [10_000, 1]


def test_browsers_can_take_the_search_in(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.build(settings={"html_baseurl": BASE, "project": "The Quarterly Review & Notes"})
    root = etree.parse(publication.folder / "_build/html/opensearch.xml").getroot()
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert root.findtext("o:ShortName", namespaces=names) == "The Quarterly"
    assert root.findtext("o:LongName", namespaces=names) == "The Quarterly Review & Notes"
    url = root.find("o:Url", namespaces=names)
    assert url is not None
    assert url.attrib == {
        "type": "text/html",
        "method": "get",
        "template": f"{BASE}search.html?q={{searchTerms}}",
    }
    [link] = publication.page("articles/2025/2025-01-01-one").select('link[rel="search"]')
    assert link["type"] == "application/opensearchdescription+xml"
    assert link["href"] == "../../opensearch.xml"


def test_names_are_as_short_as_opensearch_has_them() -> None:
    text = well_known.open_search("Unabbreviatedname Review", "d" * 2000, "https://a/", "en")
    root = etree.fromstring(text.encode())
    assert [len(node.text or "") for node in list(root)[:3]] == [16, 24, 1024]


def test_security_txt_says_whom_to_tell(publication: Publication) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.build(settings={"html_baseurl": BASE, "press_security": SECURITY})
    path = publication.folder / "_build/html/.well-known/security.txt"
    assert path.read_text("utf-8").splitlines() == [
        "Contact: mailto:security@press.test",
        "Contact: https://press.test/report",
        "Expires: 2026-06-30T00:00:00Z",
        "Preferred-Languages: en, ar",
        f"Canonical: {BASE}.well-known/security.txt",
    ]
    publication.build(settings={"html_baseurl": BASE})
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"expires": "2026-06-30"}, "no contact"),
        ({"contact": "me@press.test", "expires": "2026-06-30"}, "'me@press.test' is no address"),
        ({"contact": "mailto:me@press.test"}, "no day on which it expires"),
        ({"contact": "mailto:a@b", "expires": "soon"}, "no day on which it expires"),
        ({**SECURITY, "contacts": "x"}, "knows no 'contacts'"),
        ({**SECURITY, "policy": "here"}, "policy 'here' is no address"),
    ],
)
def test_settings_that_would_help_nobody_are_refused(
    publication: Publication, settings: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigError, match=words):
        publication.build(settings={"press_security": settings})


def test_the_check_says_when_security_txt_has_expired(publication: Publication) -> None:
    publication.article("2025-01-01-one", "{cite:p}`smith2019first`")
    publication.write("conf.py", f"{CONF}\npress_security = {SECURITY!r}\n")
    line = CONF.count("\n") + 2

    def found(today: dt.date | None) -> list[tuple[int, str]]:
        return [
            (finding.line, finding.message)
            for path, finding in check(publication.folder, today)
            if path.name == "conf.py"
        ]

    assert found(None) == found(dt.date(2026, 6, 29)) == []
    [(where, message)] = found(dt.date(2026, 6, 30))
    assert where == line
    assert message.startswith("press_security has expired on 2026-06-30: ")
