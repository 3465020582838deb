"""References beyond the golden ones: links, publishers, editions, unknown types, the plug-in."""

from __future__ import annotations

import pytest
from pybtex.database import BibliographyData
from pybtex.richtext import HRef, Text

from press.apa import ApaStyle, reference
from tests.apa.shown import entries, entry, shown


def links(text: Text) -> list[tuple[str, str]]:
    return [(part.url, str(part)) for part in text.parts if isinstance(part, HRef)]


DOI = "https://doi.org/10.1111/1468-2346.12509"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1111/1468-2346.12509",
        "doi:10.1111/1468-2346.12509",
        "DOI: 10.1111/1468-2346.12509",
        "https://doi.org/10.1111/1468-2346.12509",
        "http://dx.doi.org/10.1111/1468-2346.12509",
        "{10.1111/1468-2346.12509}",
    ],
)
def test_every_way_to_write_a_doi_is_the_same_link(doi: str) -> None:
    work = entry("article", title="T", doi=doi, url="https://example.org/")
    assert links(reference(work)) == [(DOI, DOI)]


def test_a_doi_with_characters_that_an_address_must_escape() -> None:
    doi = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    ((url, text),) = links(reference(entry("article", title="T", doi=doi)))
    assert text == f"https://doi.org/{doi}"
    assert url == text.replace("<", "%3C").replace(">", "%3E")


@pytest.mark.parametrize(
    ("field", "url"),
    [
        ("https://example.org/~ali/a--b_c?x=1&y=2#z", "https://example.org/~ali/a--b_c?x=1&y=2#z"),
        (r"https://example.org/a\_b\%20c\&d\#e\~f", "https://example.org/a_b%20c&d#e~f"),
        (r"\url{https://example.org/}", "https://example.org/"),
        ("{https://example.org/}", "https://example.org/"),
    ],
)
def test_an_address_is_kept_as_it_is(field: str, url: str) -> None:
    assert links(reference(entry("online", title="T", url=field))) == [(url, url)]


def test_an_address_in_howpublished_is_a_link() -> None:
    work = entry("misc", title="T", year="2020", howpublished=r"\url{https://example.org/a_b}")
    assert links(reference(work)) == [("https://example.org/a_b", "https://example.org/a_b")]
    assert shown(reference(work)) == "*T*. (2020). https://example.org/a_b"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp.example.org"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert links(reference(entry("online", title="T", url=url))) == []


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ("edition = {1}", ""),
        ("edition = {2}", " (2nd ed.)"),
        ("edition = {2. basım}", " (2nd ed.)"),
        ("edition = {3. Baskı}", " (3rd ed.)"),
        ("edition = {1. bs.}", ""),
        ("edition = {4. Aufl.}", " (4th ed.)"),
        ("edition = {2e éd.}", " (2nd ed.)"),
        ("edition = {3., überarb. Aufl.}", " (3., überarb. Aufl.)"),
        ("edition = {الطبعة الثانية}", " (الطبعة الثانية)"),
        ("edition = {3rd}", " (3rd ed.)"),
        ("edition = {11}", " (11th ed.)"),
        ("edition = {22}", " (22nd ed.)"),
        ("edition = {Fourth}", " (4th ed.)"),
        ("edition = {First}", ""),
        ("edition = {Revised}", " (Rev. ed.)"),
        ("edition = {Kindle}", " (Kindle ed.)"),
        ("edition = {5th ed., text rev.}", " (5th ed., text rev.)"),
        ("volume = {2}", " (Vol. 2)"),
        ("volume = {1--3}", " (Vols. 1–3)"),
        ("volumes = {4}", " (Vols. 1–4)"),
        ("edition = {2}, volume = {3}", " (2nd ed., Vol. 3)"),
        (
            "edition = {2}, editor = {Roe, K.}, translator = {Poe, L.}",
            " (K. Roe, Ed.; L. Poe, Trans.; 2nd ed.)",
        ),
    ],
)
def test_what_follows_a_book_s_title(fields: str, written: str) -> None:
    work = entries(
        f"@book{{w, author={{Doe, J.}}, title={{T}}, date=2020, publisher={{P}}, {fields}}}"
    )["w"]
    assert shown(reference(work)) == f"Doe, J. (2020). *T*{written}. P."


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ("pages = {1--20}", "In A. Roe (Ed.), *B* (pp. 1–20). P."),
        ("pages = {7}", "In A. Roe (Ed.), *B* (p. 7). P."),
        ("pages = {1, 3--4}", "In A. Roe (Ed.), *B* (pp. 1, 3–4). P."),
        ("chapter = {3}", "In A. Roe (Ed.), *B* (Chapter 3). P."),
        ("volume = {2}, pages = {5--6}", "In A. Roe (Ed.), *B* (Vol. 2, pp. 5–6). P."),
        ("booksubtitle = {C}", "In A. Roe (Ed.), *B: C*. P."),
    ],
)
def test_a_chapter(fields: str, source: str) -> None:
    work = entries(
        "@incollection{w, author = {Doe, J.}, title = {T}, date = 2020, booktitle = {B},"
        f"editor = {{Roe, A.}}, publisher = {{P}}, {fields}}}"
    )["w"]
    assert shown(reference(work)) == f"Doe, J. (2020). T. {source}"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal={J}, volume=3", "T. *J*, *3*."),
        ("article", "journal={J}, number=3", "T. *J*, (3)."),
        ("article", "journal={J}, volume=3, eid={14}", "T. *J*, *3*, Article 14."),
        ("article", "journaltitle={J}, journalsubtitle={K}, volume={3--4}", "T. *J: K*, *3–4*."),
        ("inproceedings", "booktitle={B}, pages={1--2}, publisher={P}", "T. In *B* (pp. 1–2). P."),
        ("conference", "journal={J}, volume=2, pages={1--2}", "T. *J*, *2*, 1–2."),
        ("conference", "eventtitle={Congress}", "*T* [Paper presentation]. Congress."),
        ("inbook", "publisher={P}, pages={3--9}", "*T* (pp. 3–9). P."),
        ("inbook", "bookauthor={Roe, A.}, booktitle={B}", "T. In A. Roe, *B*."),
        ("techreport", "institution={I}, number={7}", "*T* (Report No. 7). I."),
        (
            "report",
            "institution={I}, type={Working Paper}, number={7}",
            "*T* (Working Paper No. 7). I.",
        ),
        (
            "report",
            "institution={I}, type={techreport}, number={7}",
            "*T* (Technical Report No. 7). I.",
        ),
        (
            "report",
            "institution={I}, number={Research Paper No. 7}",
            "*T* (Research Paper No. 7). I.",
        ),
        (
            "report",
            "institution={I}, series={Policy Paper}, number={7}",
            "*T* (Policy Paper No. 7). I.",
        ),
        ("thesis", "institution={U}, type={mathesis}", "*T* [Unpublished master’s thesis]. U."),
        (
            "thesis",
            "institution={U}, type={phdthesis}, url={https://x.org}",
            "*T* [Doctoral dissertation, U]. https://x.org",
        ),
        ("booklet", "howpublished={Leaflet}", "*T*. Leaflet."),
        ("misc", "howpublished={Leaflet}, type={Poster}", "*T* [Poster]. Leaflet."),
        (
            "online",
            "eprint={2001.00001}, eprinttype={arxiv}",
            "*T* (arXiv:2001.00001). arXiv. https://arxiv.org/abs/2001.00001",
        ),
        ("dataset", "publisher={P}, version={2}", "*T* (Version 2) [Data set]. P."),
        ("audio", "entrysubtype={podcast}, publisher={NPR}", "*T* [Audio podcast]. NPR."),
        ("book", "publisher={P}, addendum={Reprinted 1999}", "*T*. P. (Reprinted 1999)"),
    ],
)
def test_kinds(kind: str, fields: str, expected: str) -> None:
    work = entries(f"@{kind}{{w, author={{Doe, J.}}, title={{T}}, date=2020, {fields}}}")["w"]
    assert shown(reference(work)) == f"Doe, J. (2020). {expected}"


@pytest.mark.parametrize("kind", ["book", "report", "online", "dataset", "video"])
@pytest.mark.parametrize("host", ["publisher", "institution", "organization"])
def test_a_publisher_that_is_the_author_is_not_named_again(kind: str, host: str) -> None:
    work = entry(kind, author="{World Bank}", title="T", date="2020", **{host: "World bank"})
    assert "bank" not in shown(reference(work))


def test_the_letter_of_the_year() -> None:
    work = entry("online", author="Doe, J.", title="T", date="2020-05-06")
    assert shown(reference(work, "b")) == "Doe, J. (2020b, May 6). *T*."


def test_an_unknown_type_is_a_generic_work() -> None:
    work = entry("hologram", author="Doe, J.", title="T", date="2020", publisher="P")
    assert shown(reference(work)) == "Doe, J. (2020). *T*. P."


def test_an_entry_with_nothing_in_it_is_still_a_reference() -> None:
    assert shown(reference(entry("misc"))) == "(n.d.)."
    assert shown(reference(entry("article"))) == "(n.d.)."


SOURCE = """
@book{b, author = {Smith, A.}, title = {Beta}, date = 2020}
@hologram{h, author = {Abel, A.}, title = {Gamma}, date = 2019}
@book{a, author = {Smith, A.}, title = {Alpha}, date = 2020}
"""


def test_the_style_is_one_that_pybtex_can_use() -> None:
    bibliography = ApaStyle().format_bibliography(BibliographyData(entries(SOURCE)))
    written = [(entry.key, entry.label, shown(entry.text)) for entry in bibliography]
    assert written == [
        ("h", "Abel, 2019", "Abel, A. (2019). *Gamma*."),
        ("a", "Smith, 2020a", "Smith, A. (2020a). *Alpha*."),
        ("b", "Smith, 2020b", "Smith, A. (2020b). *Beta*."),
    ]


def test_the_style_escapes_nothing_itself_and_pybtex_does() -> None:
    work = entry("book", title="<script>alert(1)</script>", date="2020")
    formatted = ApaStyle().format_entry("x", work)
    assert formatted.key == "work"
    assert "<script>" not in formatted.text.render_as("html")
    assert "&lt;script&gt;" in formatted.text.render_as("html")
