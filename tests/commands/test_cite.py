"""``press cite``: works from a DOI, an ISBN, a page or a file; the network is a local server."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from press.__main__ import main
from press.bibliography.reader import read
from press.commands.network import NoAnswer, ask

HOUSE = """@book{roe2020bread,
  author       = {Roe, Jane},
  title        = {Bread},
  date         = {2020},
  publisher    = {P},
}

@article{zed2001last,
  author       = {Zed, Ann},
  title        = {Last},
  journaltitle = {J},
  date         = {2001},
  doi          = {10.1000/zed},
}
"""
OLD = "@article{a,\n    author={A, B},\n    title={T},\n    journal={J},\n    year={2001}\n}\n"
CSL = {
    "type": "journal-article",
    "title": ["Reading the <i>Muqaddimah</i> &amp; after"],
    "container-title": ["International Affairs"],
    "author": [
        {"family": "Khalidi", "given": "Tarif"},
        {"family": "Waal", "given": "Alex", "non-dropping-particle": "de"},
        {"literal": "World Bank and Partners"},
    ],
    "issued": {"date-parts": [[2013, 3, 5]]},
    "volume": "89",
    "issue": "2",
    "page": "365-379",
    "DOI": "10.1000/X_1",
    "URL": "http://dx.doi.org/10.1000/x_1",
}
BOOK = {
    "title": "Orientalism",
    "authors": [{"name": "Edward W. Said"}],
    "publishers": [{"name": "Vintage"}],
    "publish_date": "October 12, 1979",
}
HIGHWIRE = """<html lang="tr"><head><title>x</title>
<meta name="citation_title" content="Sınır &amp; ötesi">
<meta name="citation_author" content="Yılmaz, Ayşe"><meta name="citation_author" content="Ali Demir">
<meta name="citation_journal_title" content="Akademi"><meta name="citation_publication_date" content="2019/05">
<meta name="citation_firstpage" content="3"><meta name="citation_lastpage" content="9"></head></html>"""
NEWS = """<html><head><title>Site | News</title><script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "headline": "What happened", "datePublished": "2025-04-26T10:00:00Z",
"author": [{"@type": "Person", "name": "Martin Fornusek"}],
"publisher": {"@type": "Organization", "name": "The Kyiv Independent"}}]}</script></head></html>"""
PAGES: dict[str, tuple[str, str]] = {
    "/10.1000/X_1": ("application/vnd.citationstyles.csl+json", json.dumps(CSL)),
    "/10.1000/bib": ("application/x-bibtex", "@article{X, title={{\\'E}tude}, author={Roe, K.}, journal={J}, year=2011, month=may}"),
    "/10.1000/words": ("text/html", "<p>Sorry</p>"),
    "/page": ("text/html; charset=utf-8", HIGHWIRE),
    "/news": ("text/html; charset=utf-8", NEWS),
    "/api/books?bibkeys=ISBN:9780394740676&format=json&jscmd=data": (
        "application/json", json.dumps({"ISBN:9780394740676": BOOK})),
    "/api/books?bibkeys=ISBN:9780000000002&format=json&jscmd=data": ("application/json", "{}"),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/leaves":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        kind, text = PAGES.get(self.path, ("", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture
def bib(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESS_DOI_SERVER", server)
    monkeypatch.setenv("PRESS_ISBN_SERVER", server)
    path = tmp_path / "references.bib"
    path.write_text(HOUSE)
    return path


def cite(bib: Path, *what: str) -> int:
    return main(["cite", *what, "--file", str(bib)])


ENTRY = """@article{khalidi2013reading,
  author       = {Khalidi, Tarif and de Waal, Alex and {World Bank and Partners}},
  title        = {Reading the \\emph{Muqaddimah} \\& after},
  journaltitle = {International Affairs},
  date         = {2013-03-05},
  volume       = {89},
  number       = {2},
  pages        = {365--379},
  doi          = {10.1000/X_1},
}
"""


def test_a_doi_becomes_an_entry_in_its_place_once(
    bib: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cite(bib, "https://doi.org/10.1000/X_1") == 0
    assert capsys.readouterr().out == "khalidi2013reading\n"
    text = bib.read_text()
    assert text.startswith(ENTRY + "\n")
    assert text == ENTRY + "\n" + HOUSE
    assert cite(bib, "doi:10.1000/X_1") == 0
    assert capsys.readouterr().out == "khalidi2013reading\n"
    assert bib.read_text() == text
    assert read(text).findings == ()


def test_the_file_s_own_style_is_kept(bib: Path) -> None:
    for newline in ("\n", "\r\n"):
        old = OLD.replace("\n", newline)
        bib.write_bytes(old.encode())
        assert cite(bib, "10.1000/bib") == 0
        entry = (
            "\n@article{roe2011etude,\n    author={Roe, K.},\n    title={{\\'E}tude},\n"
            "    journal={J},\n    year={2011},\n    month={May},\n    doi={10.1000/bib}\n}\n"
        )
        assert bib.read_bytes().decode() == old + entry.replace("\n", newline)


@pytest.mark.parametrize(
    ("what", "key", "fields"),
    [
        (
            "978-0-394-74067-6",
            "said1979orientalism",
            {"title": "Orientalism", "date": "1979-10-12", "publisher": "Vintage"},
        ),
        (
            "SERVER/page",
            "yilmaz2019sinir",
            {"title": "Sınır & ötesi", "journaltitle": "Akademi", "date": "2019-05", "pages": "3--9"},
        ),
        (
            "SERVER/news",
            "fornusek2025happened",
            {"title": "What happened", "organization": "The Kyiv Independent", "date": "2025-04-26"},
        ),
    ],
)  # fmt: skip
def test_books_and_pages(
    bib: Path, server: str, what: str, key: str, fields: dict[str, str]
) -> None:
    assert cite(bib, what.replace("SERVER", server)) == 0
    entry = read(bib.read_text()).entries[key]
    assert {name: entry.fields[name] for name in fields} == fields
    before = bib.read_bytes()
    assert cite(bib, what.replace("SERVER", server)) == 0
    assert bib.read_bytes() == before


RIS = """TY  - JOUR
AU  - Öztürk, Ayşe
AU  - Doe, John, Jr.
TI  - A title of 100 %
T2  - Journal & review
PY  - 2018/05/12/
VL  - 3
IS  - 1
SP  - 5
EP  - 9
DO  - 10.1000/ris
UR  - https://example.org
ER  -
TY  - BOOK
A1  - World Bank
T1  - Report
PY  - 2019
PB  - P
ER  -
"""


def test_files_of_other_programs(bib: Path, tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS)
    (tmp_path / "a.json").write_text(json.dumps([CSL]))
    (tmp_path / "a.bib").write_text('@string{j = "J"}\n' + OLD.replace("{J}", "j # { x}"))
    assert cite(bib, *(str(tmp_path / f"a.{kind}") for kind in ("ris", "json", "bib"))) == 0
    works = read(bib.read_text())
    assert works.findings == ()
    assert list(works.entries) == [
        "a2001",
        "khalidi2013reading",
        "ozturk2018title",
        "roe2020bread",
        "worldbank2019report",
        "zed2001last",
    ]
    ris = works.entries["ozturk2018title"]
    assert (ris.fields["title"], ris.fields["pages"], ris.fields["date"]) == (
        "A title of 100 %",
        "5--9",
        "2018-05-12",
    )
    assert works.entries["a2001"].fields["journaltitle"] == "J x"
    assert [str(p) for p in works.entries["worldbank2019report"].persons["author"]] == [
        "{World Bank}"
    ]


def test_a_key_that_is_taken_gets_the_next_word(bib: Path) -> None:
    assert cite(bib, "10.1000/bib", "--key", "zed2001last") == 2
    bib.write_text(HOUSE + "@book{Khalidi2013Reading, title = {T}}\n")
    assert cite(bib, "10.1000/X_1") == 0
    assert "@article{khalidi2013readingmuqaddimah," in bib.read_text()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("10.1000/none", "no work has the DOI 10.1000/none (404"),
        ("10.1000/words", "does not say what it knows"),
        ("9780000000002", "knows no book"),
        ("SERVER/gone", "there is no page"),
        ("SERVER/leaves", "could not ask"),
        ("none.bib", "is not there"),
        ("what is this", "is no DOI, ISBN, address or file"),
    ],
)
def test_what_cannot_be_cited_says_why_and_changes_nothing(
    bib: Path, server: str, what: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cite(bib, what.replace("SERVER", server)) == 2
    assert said in capsys.readouterr().err
    assert bib.read_text() == HOUSE


def test_a_server_that_does_not_answer(
    bib: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PRESS_DOI_SERVER", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert cite(bib, "10.1000/X_1") == 2
    assert "could not ask http://127.0.0.1" in capsys.readouterr().err
    assert bib.read_text() == HOUSE


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org", "nonsense", "http://["])
def test_only_the_web_is_asked(url: str) -> None:
    assert isinstance(ask(url), NoAnswer)
