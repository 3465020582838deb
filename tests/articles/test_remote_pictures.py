"""Pictures on other sites: the build and the checks say the same of them, and nobody fetches one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from press.checks.checks import check
from press.safety.picture_sources import fault
from tests.built_site import assert_clean
from tests.publication import CONF, Publication

FAR = "https://pics.example/a.png"
TEXT = f"""Text.

![A *far* map]({FAR}) in a line.

```{{figure}} //pics.example/b.png
:alt: A far figure

Its caption.
```

[![A linked one](https://pics.example/c.png)](https://example.org/)
"""
ALLOWED = {"press_content_sources": {"img-src": "https://pics.example"}}
DOCNAME = "articles/2025/2025-01-01-one"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://pics.example", FAR),
        ("pics.example", FAR),
        ("http://pics.example", FAR),
        ("*.example", FAR),
        ("https://one.test https://pics.example", "//pics.example/a.png"),
        ("https:", FAR),
        ("*", FAR),
        ("https://pics.example:443/a.png", FAR),
        ("https://pics.example:8080", "https://pics.example:8080/a.png"),
        ("https://pics.example/img/", "https://pics.example/img/a.png"),
        ("", "img/a.png"),
        ("", "/img/a.png"),
        ("", "data:image/png;base64,AA=="),
    ],
)
def test_what_the_policy_allows_is_no_fault(source: str, target: str) -> None:
    assert fault(target, {"img-src": source}) == ""


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", FAR),
        ("https://example", FAR),
        ("https://other.example", FAR),
        ("https://*.pics.example", FAR),
        ("https://pics.example", "http://pics.example/a.png"),
        ("https://pics.example:8080", FAR),
        ("https://pics.example/img/", FAR),
        ("https://pics.example/a.gif", FAR),
        ("*", "ftp://pics.example/a.png"),
        ("'self'", FAR),
    ],
)
def test_what_it_does_not_allow_is_one(source: str, target: str) -> None:
    assert target in fault(target, {"img-src": source})


def test_the_build_and_the_checks_say_the_same(publication: Publication) -> None:
    publication.article("2025-01-01-one", TEXT)
    said = [(finding.line, finding.message) for _, finding in check(publication.folder)
            if finding.code == "remote-image"]  # fmt: skip
    path = publication.folder / f"{DOCNAME}.md"
    lines = path.read_text("utf-8").split("\n")
    assert sorted(lines[line - 1][:3] for line, _message in said) == ["![A", "[![", "```"]
    assert all("put the file beside the article" in message for _line, message in said)
    assert '{"img-src": "https://pics.example"}' in said[0][1]
    for builder in ("html", "epub", "latex", "html"):  # again: it is not mended
        publication.build(builder)
        told = sorted(publication.warnings.strip().splitlines())
        expected = [f"{path}:{line}: WARNING: {message}" for line, message in said]
        assert [line.removesuffix(" [press.remote-image]") for line in told] == sorted(expected)
    page = publication.page(DOCNAME)
    assert page.select("article img") == []
    # In its place stand its words, and lead there.
    links = {str(a["href"]): a.get_text() for a in page.select("article section a[href]")}
    assert links[FAR] == "A far map"
    assert links["https://pics.example/b.png"] == "A far figure"
    assert links["https://example.org/"] == "A linked one"


def test_what_is_allowed_is_shown_on_the_site_and_linked_elsewhere(
    publication: Publication,
) -> None:
    publication.article("2025-01-01-one", TEXT)
    publication.build(settings=ALLOWED)
    assert publication.warnings == ""
    page = publication.page(DOCNAME)
    assert [str(image["src"]) for image in page.select("article img")] == [
        f"https://pics.example/{name}.png" for name in "abc"
    ]
    [policy] = page.select('meta[http-equiv="Content-Security-Policy"]')
    assert "img-src 'self' data: https://pics.example" in str(policy["content"])
    publication.write(
        "conf.py", CONF + f"\npress_content_sources = {ALLOWED['press_content_sources']}\n"
    )
    assert [f.code for _, f in check(publication.folder) if f.code == "remote-image"] == []
    for builder in ("epub", "offprints", "latex"):
        publication.build(builder)
        assert publication.warnings == ""
    for builder in ("epub", "offprints"):
        text = (publication.folder / f"_build/{builder}/{DOCNAME}.xhtml").read_text("utf-8")
        book = BeautifulSoup(text, "xml")
        assert book.select("img") == []
        assert "A far figure" in [a.get_text() for a in book.select("figure a")]
    [tex] = (publication.folder / "_build/latex").glob("*.tex")
    assert rf"\sphinxhref{{{FAR}}}{{A far map}}" in tex.read_text("utf-8")


def test_a_changed_setting_is_followed(publication: Publication) -> None:
    publication.article("2025-01-01-one", TEXT)
    publication.build()
    publication.write(
        "conf.py", CONF + f"\npress_content_sources = {ALLOWED['press_content_sources']}\n"
    )
    publication.build()
    assert publication.warnings == ""
    assert_clean(publication)
    publication.write("conf.py", CONF)
    publication.build()
    assert publication.warnings.count("pics.example/a.png is on another site") == 1
