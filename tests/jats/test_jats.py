r"""JATS: every article as XML that archives and libraries read, valid and whole.

The newest DTD that a package ships is that of JATS 1.1. What it accepts, 1.3 accepts too: its
versions only add (https://jats.nlm.nih.gov/publishing/1.3/), but for the number itself.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from tests.built_site import CORRECTIONS, PIXEL
from tests.publication import Publication

BASE = "https://press.test/review/"
SETTINGS = {
    "html_baseurl": BASE,
    "html_math_renderer": "mathml",
    "press_licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
}
DTD = etree.DTD(
    file=Path(__file__).parents[2]
    / ".jats/packtools/catalogs/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"
)
XLINK = "{http://www.w3.org/1999/xlink}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

BODY = """```{tldr}
In short {cite:p}`smith2019first`.

- One
  - and nested

> Quoted.
```

Text <b>, *em* **strong** `code`, H{sub}`2`O, [two](2025-02-01-two.md), [here](#a-heading),
[web](https://x.test/?a=1&b=2), a note.[^n] اسم عربي, {cite:t}`nunn2010columbian`, $a < b_1$.
![inline](img/p.png)

[تهران]{.language-fa} is a word.

## A *heading*

1. one

   more
2. two

- a {cite:p}`{see}smith2019first{p. 4}, lanoszka2016russian`

- code in an item

  ```
  x
  ```

  > Quoted in it.

  | a |
  |---|
  | b |
-

> A quotation.
>
> > Inside.

```python
print("<x>")
```

| H & 1 | H2 |
|---|--:|
| a | *b* |

:::{list-table} A table
:header-rows: 1
:name: tab

* - A
  - B
* - - l1
  - two

    paragraphs
:::

:::{figure} img/p.png
:name: fig
:alt: A "picture"

The caption {cite:p}`smith2019first`.

The legend.

- listed
:::

:::{figure} img/p.png
:target: https://x.test/
:::

```{rubric} A rubric
```

See [the figure](#fig) and [the table](#tab).

$$x < y$$

:::{note}
Noted *well*.
:::

### Deeper

هذه فقرة عربية كاملة تقرأ من اليمين إلى اليسار.

> هذا اقتباس عربي كامل من اليمين إلى اليسار.

[^n]: A note {cite:p}`smith2019first`.

    - with an item
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    publication = Publication(tmp_path_factory.mktemp("jats") / "publication", SphinxTestApp)
    publication.write("articles/2025/img/p.png", "").write_bytes(PIXEL)
    docname = publication.article(
        "2025-01-01-one",
        BODY,
        title="One & <only>",
        subtitle="Below",
        topics=["a & b", "trade"],
        authors=["Ann Writer", "ليلى"],
        updated="2025-02-10",
        further_reading=["smith2019second"],
    )
    path = publication.folder / f"{docname}.md"
    path.write_text(path.read_text("utf-8").replace("updated:", f"{CORRECTIONS}updated:"), "utf-8")
    publication.article("2025-02-01-two", "اثنان.", lang="ar")
    publication.build(settings=SETTINGS)
    assert publication.warnings == ""
    return publication


def article(publication: Publication, name: str = "2025-01-01-one") -> etree._Element:
    path = publication.folder / f"_build/html/articles/2025/{name}.xml"
    root: etree._Element = etree.parse(path).getroot()
    return root


def all_text(node: etree._Element | None) -> str:
    assert node is not None
    return " ".join("".join(map(str, node.itertext())).split())


def faults(root: etree._Element) -> list[str]:
    """Return what the DTD finds; none when the article is valid."""
    root = deepcopy(root)
    assert root.attrib.pop("dtd-version") == "1.3"
    return [] if DTD.validate(root) else str(DTD.error_log).splitlines()


@pytest.mark.parametrize("name", ["2025-01-01-one", "2025-02-01-two"])
def test_it_is_valid(site: Publication, name: str) -> None:
    assert faults(article(site, name)) == []


def test_the_dtd_finds_faults(site: Publication) -> None:
    for path in (
        "front//journal-meta",
        "front//title-group",
        "body/sec/title",
        "back//mixed-citation",
    ):
        root = deepcopy(article(site))
        node = root.find(path)
        assert node is not None
        parent = node.getparent()
        assert parent is not None
        parent.replace(node, etree.Element("em"))
        assert faults(root), path


def test_the_front_says_what_the_front_matter_says(site: Publication) -> None:
    root = article(site)
    found = {path: root.findtext(f"front//{path}") for path in (
        "journal-title", "article-id", "subject", "article-title", "subtitle", "volume",
        "copyright-year", "license-p",
    )}  # fmt: skip
    assert found == {
        "journal-title": "Tiny Review",
        "article-id": "articles/2025/2025-01-01-one",
        "subject": "International",
        "article-title": "One & <only>",
        "subtitle": "Below",
        "volume": "2025",
        "copyright-year": "2025",
        "license-p": "CC BY 4.0",
    }
    assert [all_text(node) for node in root.iter("string-name")] == ["Ann Writer", "ليلى"]
    assert [node.text for node in root.iter("kwd")] == ["a & b", "trade"]
    assert [all_text(node) for node in root.iter("abstract")] == [
        "Summary of one.",
        "TL;DR In short (Smith, 2019). One and nested Quoted.",
    ]
    dates = [(node.get("date-type"), node.get("iso-8601-date")) for node in root.iter("date")]
    assert dates == [
        ("updated", "2025-02-10"),
        ("corrected", "2025-03-02"),
        ("corrected", "2025-03-04"),
    ]
    related = [(n.get("related-article-type"), n.text) for n in root.iter("related-article")]
    assert related == [
        ("correction-forward", "Correction, 2025-03-02: The year was <wrong>."),
        ("retraction-forward", "Retraction, 2025-03-04: All of it was."),
    ]
    # Which is how JATS says it: the title stays the title.
    assert "Retracted" not in str(root.findtext("front//article-title"))
    own = root.find("front//self-uri")
    assert own is not None
    assert own.get(f"{XLINK}href") == f"{BASE}articles/2025/2025-01-01-one.html"
    two = article(site, "2025-02-01-two")
    assert two.get(LANG) == "ar"
    assert two.findtext("front//collab") == "Tiny Review"


def test_the_body_is_the_text(site: Publication) -> None:
    body = article(site).find("body")
    assert body is not None
    words = all_text(body)
    for said in ("Text <b>, em strong code, H2O", 'print("<x>")', "Noted well.", "The legend."):
        assert said in words
    for elsewhere in ("One & <only>", "min read", "TL;DR", "A first book", "A note"):
        assert elsewhere not in words
    assert [all_text(node) for node in body.iterfind("sec/title")] == ["A heading"]
    assert [all_text(node) for node in body.iterfind("sec/sec/title")] == ["Deeper"]
    kinds = [node.get("list-type") for node in body.iter("list")]
    assert kinds == ["order", "bullet", "bullet", "bullet"]
    assert len(list(body.iter("disp-quote"))) == 4
    assert [all_text(node) for node in body.iter("th")] == ["a", "H & 1", "H2", "A", "B"]
    assert {node.tag.rpartition("}")[2] for node in body.iter() if "MathML" in str(node.tag)} >= {
        "math",
        "msub",
        "mo",
    }
    pictures = [node.get(f"{XLINK}href") for node in body.iter("graphic", "inline-graphic")]
    assert pictures == [f"{BASE}_images/p.png"] * 3
    assert [all_text(node) for node in body.iter("alt-text")] == ["inline", 'A "picture"']
    links = [node.get(f"{XLINK}href") for node in body.iter("ext-link")]
    assert links == [f"{BASE}articles/2025/2025-02-01-two.html", "https://x.test/?a=1&b=2"]


def test_words_in_other_languages_say_so(site: Publication) -> None:
    body = article(site).find("body")
    assert body is not None
    marked = [(node.tag, node.get(LANG)) for node in body.iter() if node.get(LANG)]
    assert marked == [
        ("styled-content", "ar"),
        ("styled-content", "fa"),
        ("p", "ar"),
        ("disp-quote", "ar"),
    ]


def test_references_lead_to_what_is_there(site: Publication) -> None:
    root = article(site)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    kinds = {node.get("rid"): node.get("ref-type") for node in root.iter("xref")}
    assert set(kinds) <= set(ids)
    assert kinds == {
        "ref-smith2019first": "bibr",
        "ref-nunn2010columbian": "bibr",
        "ref-lanoszka2016russian": "bibr",
        "a-heading": "sec",
        "n": "fn",
        "fig": "fig",
        "tab": "table",
    }


def test_the_back_holds_the_works_and_the_notes(site: Publication) -> None:
    back = article(site).find("back")
    assert back is not None
    assert [all_text(node) for node in back.iter("fn")] == ["1A note (Smith, 2019). with an item"]
    lists = {node.findtext("title"): node for node in back.iter("ref-list")}
    assert list(lists) == ["References", "Further reading"]
    works = {str(node.get("id")): all_text(node) for node in lists["References"].iter("ref")}
    assert list(works) == ["ref-lanoszka2016russian", "ref-nunn2010columbian", "ref-smith2019first"]
    assert works["ref-nunn2010columbian"] == (
        "Nunn, N., & Qian, N. (2010). The Columbian exchange. "
        "Journal of Economic Perspectives, 24(2), 163–188."
    )
    italics = [all_text(node) for node in lists["Further reading"].iter("italic")]
    assert italics == ["A second book"]


def test_years_have_the_letters_of_the_article_s_list(publication: Publication) -> None:
    publication.article("2025-01-01-one", "{cite:p}`smith2019first, smith2019second`.")
    publication.build(settings=SETTINGS)
    root = article(publication)
    assert [all_text(node) for node in root.iter("xref")] == ["Smith, 2019a", "2019b"]
    assert [all_text(node)[:17] for node in root.iter("ref")] == [
        "Smith, J. (2019a)",
        "Smith, J. (2019b)",
    ]


def test_a_formula_that_is_refused_stands_as_code(publication: Publication) -> None:
    publication.article("2025-01-01-one", "A formula $\\nonsense{x}$.")
    publication.build(settings=SETTINGS)
    assert publication.warnings.count("press.math") == 1
    root = article(publication)
    assert faults(root) == []
    assert root.findtext("body//monospace") == "\\nonsense{x}"


def test_it_is_written_again_when_it_is_lost(publication: Publication) -> None:
    docname = publication.article("2025-01-01-one", "One.")
    publication.build(settings=SETTINGS)
    path = publication.folder / f"_build/html/{docname}.xml"
    before = path.read_bytes()
    path.unlink()
    publication.build(settings=SETTINGS)
    assert path.read_bytes() == before


@pytest.mark.parametrize("changed", [{"press_jats": False}, {"html_baseurl": ""}])
def test_it_can_be_left_out(publication: Publication, changed: dict[str, object]) -> None:
    publication.article("2025-01-01-one", "One.")
    publication.build(settings=SETTINGS)
    publication.build(settings={**SETTINGS, **changed})
    assert publication.warnings == ""
    assert list((publication.folder / "_build/html/articles").rglob("*.xml")) == []
