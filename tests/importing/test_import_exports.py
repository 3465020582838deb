"""Twelve exports come in whole: words, order, files, checks, builds; again and in any order."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from press.__main__ import main
from press.checks.checks import check
from tests.importing.archive import EXPORTS, exports, files, letters, publication
from tests.importing.as_myst import doctree

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

WORD = re.compile(r"[^\W_]+")


class Archive:
    """The exports, imported."""

    def __init__(self, folder: Path, *, turned: bool = False) -> None:
        self.sources = folder / "archive"
        self.paths = exports(self.sources)
        self.folder = publication(folder / "site")
        self.status = [self.run(turned=turned)]

    def run(self, *more: str, turned: bool = False) -> int:
        paths = self.paths[::-1] if turned else self.paths
        zips = letters(self.sources)
        zips = zips[::-1] if turned else zips
        site = ["--folder", str(self.folder), *more]
        table = ["--urls", str(EXPORTS / "urls.tsv")]
        first = main(["import", *map(str, paths), *table, *site])
        second = main(["import", *map(str, zips), "--section", "opinion", *site])
        return max(first, second)

    def article(self, slug: str) -> str:
        (path,) = self.folder.glob(f"articles/**/*{slug}.md")
        return path.read_text("utf-8")

    def ledger(self) -> Iterator[dict[str, object]]:
        for line in (self.folder / "import/ledger.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("exports"))


def test_something_is_left_to_a_person_and_all_else_is_done(archive: Archive) -> None:
    assert archive.status == [1]
    assert len(list(archive.ledger())) == 20


def visible(source: str) -> Counter[str]:
    """The words of HTML as another parser sees them, and its pictures' words."""
    tree = etree.HTML(source)
    unseen = "ancestor::script or ancestor::style or ancestor::head or ancestor::noscript"
    found: Any = tree.xpath(f"//text()[not({unseen})] | //img/@alt")
    text = " ".join(map(str, found))
    return Counter(WORD.findall(text))


def fates(archive: Archive, slug: str) -> Counter[str]:
    """Every word of an article's file, of its entries and of what the ledger says was left out."""
    article = archive.article(slug)
    (entry,) = (entry for entry in archive.ledger() if str(entry["output"]).endswith(f"{slug}.md"))
    lines = [line for line, _key in entry["references"]]  # type: ignore[attr-defined]
    left = [text for _why, text in entry["left_out"]]  # type: ignore[attr-defined]
    cited = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", article)
    return Counter(WORD.findall("\n".join([cited, *lines, *left])))


@pytest.mark.parametrize(
    ("source", "slug", "roles"),
    [
        ("semantic.html", "counting-words", "Lanoszka 2016 de Waal 2013 p 365 2019 1 H O 10"),
        ("soup.html", "soup-of-boxes", "Nunn Qian 2010"),
        ("word.html", "2024-04-03-word", "Bennett and Livingston 2018"),
    ],
)
def test_no_word_of_a_saved_page_is_lost(
    archive: Archive, source: str, slug: str, roles: str
) -> None:
    """*roles* are the words of citations, which roles print, and of notes' numbers."""
    data = (EXPORTS / source).read_bytes()
    text = data.decode("utf-8" if source != "word.html" else "cp1252")
    gone = visible(text) - fates(archive, slug) - Counter(roles.split())
    assert not gone


@pytest.mark.parametrize(
    ("slug", "texts"),
    [
        ("notes-and-tables", [
            "another one", "The first note, with *emphasis*.", "The second note links to",
            "| Excerpt | yes |", "What this export holds", "A harbour at dusk",
            "The harbour, in a picture that the export does not hold", "A quotation that was pulled out.",
            "Somebody in this test", "3. Third", "Words of a reused block.",
            "summary: An excerpt that stands nowhere else.", "authors: [Test Writer]",
            "updated: 2024-05-09", "kind: update", "A second table was considered and left out.",
            "A dot that the export holds", "<https://video.example.org/v/1>",
        ]),
        ("classic", [
            "no paragraphs.\\\nThis line", "Caption in a shortcode", ':alt: "Dot again"', "  - Inside two",
            "[^1]: The note stands **in** the text.", "summary: A description for search engines.",
            "authors: [Author One, Author Two]", "{cite:alp}`sauer2019role`; Nobody, 1999",
        ]),
        ("post-51", ["lang: ar", "هذا نص للتجربة فقط", "summary: ملخص من سطر واحد."]),
        ("a-draft-in-the-export", ["status: draft"]),
        ("about-this-test", ["# About this test", "A page and no article"]),
        ("cards", [
            "[the second post](2024-08-05-second-ghost.md)", "A callout with a sign.", "What it describes",
            "Its answer.", "Caption of Ghost", "[^1]: A note under a star.", "authors: [Ghost Writer, Second Ghost]",
            "topics: [Émigrés]", "summary: An excerpt of Ghost.", "Photo: nobody", "updated: 2024-08-03",
        ]),
        ("second-ghost", ["**bold**", "4. The fourth", "Words in a card.", "Far away", "echo $HOME"]),
        ("older", ["{cite:t}`nunn2010columbian` wrote", "authors: [Old Author]", "date: 2016-02-03"]),
        ("letter-with-notes", [
            "It has a second paragraph.", "{cite:p}`{see}bennett2018disinformation{p. 124}`", "Its caption",
            "aliases: [p/letter-with-notes]",
        ]),
        ("with-pictures", ["![Dot in a zip](img/with-pictures-dot.png)", "A lie"]),
        ("cafe", ["title: Café and naïveté", "with two paragraphs", "A verse\n  set in", "(Arab Spring, 2011)"]),
        ("2024-10-02-plain", ["authors: [Test Writer]", "- One line is glued", "  - inside the first", "| 2023 | 12 |"]),
        ("2024-11-05-front-matter", ["Title as caption", "A note that nothing refers to.", "> - with a list"]),
        ("plain-markdown", ["[the other](2024-11-05-front-matter.md)", "date: 2024-11-06"]),
    ],
)  # fmt: skip
def test_every_hard_part_is_where_it_belongs(archive: Archive, slug: str, texts: list[str]) -> None:
    article = archive.article(slug)
    assert [text for text in texts if text not in article] == []


@pytest.mark.parametrize(
    "text",
    ["A comment that must not vanish.", "A field of the theme that holds words.", "For machines only.",
     "Another title for networks", "A caption of a picture in no post", "Thrown away by the editor.",
     "Thanks for reading! Subscribe for free.", "A post without its page", "Most read", "Imprint and contact",
     "All rights reserved.", "a field that nobody knows", "outside.html"],
)  # fmt: skip
def test_what_is_left_out_is_quoted(archive: Archive, text: str) -> None:
    # The report is of the last run: the first one's is in the ledger, or made again.
    archive.run()
    told = json.dumps(list(archive.ledger()), ensure_ascii=False)
    main(
        [
            "import",
            *map(str, archive.paths),
            "--urls",
            str(EXPORTS / "urls.tsv"),
            "--folder",
            str(archive.folder),
        ]
    )
    told += (archive.folder / "import-report.md").read_text("utf-8")
    main(
        [
            "import",
            *map(str, letters(archive.sources)),
            "--section",
            "opinion",
            "--folder",
            str(archive.folder),
        ]
    )
    told += (archive.folder / "import-report.md").read_text("utf-8")
    assert text in told


def test_nobody_learns_who_subscribed(archive: Archive) -> None:
    assert not any(b"A Private Person" in data for data in files(archive.folder).values())


def test_importing_again_changes_no_byte_whatever_the_order(
    archive: Archive, tmp_path: Path
) -> None:
    before = files(archive.folder)
    archive.run(turned=True)
    archive.run()
    assert files(archive.folder) == before
    other = Archive(tmp_path, turned=True)
    assert files(other.folder) == before


def test_the_checks_find_only_what_the_report_names(archive: Archive) -> None:
    found = [(path.name, finding.code) for path, finding in check(archive.folder, dt.date.max)]
    assert found == [("references.bib", "missing-field")]
    report = (archive.folder / "import/ledger.jsonl").read_text("utf-8")
    assert "A line that was never a reference of any kind" in report


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_what_was_imported_builds(
    archive: Archive, builder: str, make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    app = make_app(builder, srcdir=archive.folder, builddir=tmp_path)
    app.build()
    warnings = [
        line for line in app.warning.getvalue().splitlines() if "references.bib" not in line
    ]
    assert warnings == []


def test_mysts_own_parser_finds_nothing_odd(archive: Archive) -> None:
    for path in archive.folder.glob("articles/*/2*.md"):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        body = re.sub(r"\{cite:\w+\}`[^`]*`", "CITED", body)
        body = re.sub(r"\]\([^)]*\.md\)", "](https://example.org)", body)
        body = body.replace("```{tldr}", "```{note}")
        _tree, warnings = doctree(body)
        assert warnings == "", path
