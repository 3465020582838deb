"""Readers and what stands under them: charsets, zips, pictures, furniture, notes, hostile files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.importing import account, ghost_editors, import_run
from press.importing.bylines import read_byline
from press.importing.charset import decode
from press.importing.html_blocks import read_text
from press.importing.import_report import as_markdown
from press.importing.myst_writer import body
from press.importing.page_model import Block, Remark, Span, walk
from press.importing.picture_files import kind_of
from press.importing.placement import Options
from press.importing.source_files import Folder, SourceFile, folder_of, open_archive
from tests.importing.archive import EXPORTS, publication

PROSE = (
    "Words of a test that go on for a while, so that they are prose and no teaser, and there are "
    "enough of them to be told from the links and buttons around them by anybody who counts them."
)


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """Import one file; return the article and the report."""
    site = publication(tmp_path / "site")

    def run(name: str, data: str | bytes, **more: str) -> tuple[str, str]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        given: Any = {"date": "2024-01-02", "section": "opinion", "title": "", **more}
        planned = import_run.plan(import_run.publication(site), [path], Options(**given))
        articles = [
            text.decode()
            for file, text in planned.files.items()
            if text
            and file.startswith("articles/")
            and not file.endswith("index.md")
            and file.endswith(".md")
        ]
        return "\n".join(articles), as_markdown(planned.report)

    return run


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café", False),
        ("café".encode("utf-16"), "café", False),
        ("café".encode(), "café", False),
        (b'<meta charset="windows-1251">\xcf\xf0\xe8\xe2\xe5\xf2', '<meta charset="windows-1251">Привет', False),
        (b'<?xml version="1.0" encoding="iso-8859-9"?>\xfe', '<?xml version="1.0" encoding="iso-8859-9"?>ş', False),
        (b'<meta charset="iso-8859-1">\x93x\x94', '<meta charset="iso-8859-1">“x”', False),
        (b"\x93caf\xe9\x94 \x81", "“café” \x81", True),
        (b'<meta charset="nonsense">\xe9', '<meta charset="nonsense">é', True),
        (b'<meta charset="utf-8">\xe9', '<meta charset="utf-8">\ufffd', True),
        (b"a\r\nb\rc", "a\nb\nc", False),
    ],
)  # fmt: skip
def test_bytes_become_text(data: bytes, text: str, noted: bool) -> None:
    assert decode(data)[0] == text
    assert bool(decode(data)[1]) == noted


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((EXPORTS / "semantic_files/dot.png").read_bytes(), "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"GIF89a..", "gif"),
        (b"RIFF....WEBPVP8 ", "webp"),
        (SVG, "svg"),
        (SVG.replace(b"<path", b"<script/><path"), ""),
        (SVG.replace(b"<path", b'<path onload="x()"'), ""),
        (SVG.replace(b"<path", b'<image href="https://x.org/a.png"/><path'), ""),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG, ""),
        (b"<html><svg></svg></html>", ""),
        (b"\x89PNX", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_told_by_its_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_no_name_leads_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    inside = tmp_path / "in" / "deep"
    inside.mkdir(parents=True)
    (tmp_path / "in" / "a b.png").write_bytes(b"a")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    folder = folder_of(tmp_path / "in", inside)
    assert folder.read("../a%20b.png") == b"a"
    for name in ("../../secret.png", "link.png", str(tmp_path / "secret.png"), "\0", "x" * 5000):
        assert folder.read(name) is None


def test_no_member_of_a_zip_leads_out_of_it() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in (
            "../a.html",
            "/b.html",
            "c/../../d.html",
            "C:/e.html",
            "ok/page.html",
            "pic.png",
        ):
            file.writestr(name, "<p>x</p>")
    archive, refused = open_archive(
        SourceFile("x.zip", data.getvalue(), Folder(lambda _name: None))
    )
    assert sorted(archive.members) == ["ok/page.html", "pic.png"]
    assert len(refused) == 4
    assert archive.folder("ok/page.html").read("../pic.png") == b"<p>x</p>"
    assert archive.folder("ok/page.html").read("../../pic.png") is None


@pytest.mark.parametrize(
    ("source", "myst"),
    [
        ("<p><b>Note:</b>text</p>", "**Note**:text\n"),
        ("<p>a <b> b </b>c</p>", "a **b** c\n"),
        ("<p><i>a</i><b>b</b></p>", "*a*b\n"),
        ("<ul><li>a<p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c\n"),
        ("<ol start=3><li>a</li></ol><ol><li>b</li></ol>", "3. a\n\n1) b\n"),
        ("<h1>x</h1><h4>y</h4><h6>z</h6>", "## x\n\n### y\n\n#### z\n"),
        ("<hr><p>a</p><hr><hr><p>b</p><hr>", "a\n\n---\n\nb\n"),
        ("<p>a<br>- b<br>% c</p>", "a\\\n\\- b\\\n\\% c\n"),
        ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````\n"),
        ("<p>E = mc<sup>2</sup></p>", "E = mc{sup}`2`\n"),
        ("<p><q>x</q></p>", "“x”\n"),
        ('<p><a href="javascript:x()">a</a> <a href="#">b</a></p>', "a b\n"),
        ("<p>(a)=</p>", "\\(a)=\n"),
        ("<blockquote><h2>x</h2><p>y</p></blockquote>", "> **x**\n>\n> y\n"),
        ("<math><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></math>", "{math}`x^2`\n"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "```{list-table}\n* - a\n  - b\n```\n"),
    ],
)  # fmt: skip
def test_html_becomes_myst(source: str, myst: str) -> None:
    found = read_text(source)
    assert body(found.blocks) == myst
    assert account.words(found.words) == account.stream_words(found.blocks)


NOTES = {
    "markdown": '<p>T<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><div class="footnotes"><ol><li id="fn:1"><p>Said. <a href="#fnref:1">↩</a></p></li></ol></div>',
    "encyclopedia": '<p>T<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p><ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Said.</span></li></ol>',
    "word": '<p>T<a href="#_ftn1" name="_ftnref1">[1]</a></p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Said.</p></div>',
    "substack": '<p>T<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a><div><p>Said.</p></div></div>',
    "plain names": '<p>T<a name="t1" href="#n1">1</a></p><p><a name="n1" href="#t1">1</a> Said here.</p>',
}


@pytest.mark.parametrize("name", NOTES)
def test_notes_are_found_however_they_are_written(name: str) -> None:
    blocks = read_text(NOTES[name]).blocks
    (note,) = (block for block in walk(blocks) if block.kind == "note")
    assert "Said" in body((note,))
    assert "T[^1]" in body(blocks)


def test_the_article_is_found_among_cards(take: Callable[..., tuple[str, str]]) -> None:
    article, report = take(
        "cards.html",
        f"<title>The real one</title><main><h1>The real one</h1><article><p>{PROSE}</p><aside><p>A box of the article.</p></aside></article>"
        '<article class="card"><h3><a href="/a">Card one</a></h3><p>Teaser one.</p></article>'
        "<div><h3>References</h3><p>de Waal, A. (2013). African roles in the Libyan conflict of 2011. <i>International Affairs</i>, <i>89</i>(2), 365–379.</p></div></main>",
    )
    assert "A box of the article." in article
    assert "further-reading: [dewaal2013african]" in article
    assert "Teaser" not in article
    assert "Card one Teaser one." in report


def test_a_page_builders_widgets_are_no_furniture(take: Callable[..., tuple[str, str]]) -> None:
    article, _ = take(
        "builder.html",
        '<div class="elementor-widget"><div class="elementor-widget-container"><h1>Built</h1><p>Short.</p></div></div>'
        '<div class="content-sidebar-wrap"><div class="elementor-widget-container"><p>Text in a widget.</p></div></div>',
    )
    assert "Short." in article
    assert "Text in a widget." in article


def test_a_table_that_arranges_a_page_is_opened(take: Callable[..., tuple[str, str]]) -> None:
    article, report = take(
        "old.htm",
        "<HTML><BODY><TABLE><TR><TD><A HREF='/'>Home</A><BR><A HREF='/n'>News</A></TD><TD><P>One<P>Two<P>Three</TD></TR></TABLE>",
        title="Of 1998", slug="old",
    )  # fmt: skip
    assert "One\n\nTwo\n\nThree" in article
    assert "Home News" in report


def test_no_entity_of_an_export_is_expanded(take: Callable[..., tuple[str, str]]) -> None:
    source = (EXPORTS / "classic.xml").read_text("utf-8")
    source = source.replace('<!ENTITY boom "x">', '<!ENTITY boom SYSTEM "file:///etc/passwd">')
    source = source.replace("Without a single paragraph tag", "A &boom; title&nbsp;&copy; & more")
    article, _ = take("classic.xml", source)
    assert 'title: "A &boom; title\u00a0© & more"' in article
    assert "root:" not in article


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.html", b"", "empty-file"),
        ("cut.json", b'{"db": [{"data": {"posts": [', "bad-json"),
        ("other.json", b'{"data": {"x": 1}}', "no-posts"),
        ("cut.zip", b"PK\x03\x04 and nothing", "unreadable"),
        ("picture.html", (EXPORTS / "semantic_files/dot.png").read_bytes(), "not-text"),
        ("cut.xml", (EXPORTS / "classic.xml").read_bytes()[:900], "bad-xml"),
        ("field.md", b"---\ntitle: [\n---\n\nx\n", "front-matter"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error(
    take: Callable[..., tuple[str, str]], name: str, data: bytes, code: str
) -> None:
    _, report = take(name, data)
    assert f"[{code}]" in report
    assert "## Could not be done" in report


def test_a_page_as_deep_as_a_well_raises_nothing(take: Callable[..., tuple[str, str]]) -> None:
    for depth in (300, 5000):
        text = f"<h1>Deep</h1>{'<div>' * depth}<p>{PROSE}</p>{'</div>' * depth}<p>After.</p>"
        article, report = take("deep.html", text)
        assert ("After." in article and PROSE in article) or "[words-lost]" in report


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Jane Doe", (("Jane Doe",), "", "")),
        ("By Jane Doe, John Roe and Ali Kaya | April 2, 2024 | 3 min read", (("Jane Doe", "John Roe", "Ali Kaya"), "2024-04-02", "")),
        ("Published: 2 April 2024 · Updated: April 5, 2024", ((), "2024-04-02", "2024-04-05")),
        ("Tuesday, April 2, 2024 at 10:30 am", ((), "2024-04-02", "")),
        ("2024-04-02", ((), "2024-04-02", "")),
        ("By no means did it end there.", None),
        ("04/05/2024", None),
        ("February 30, 2024", None),
        ("It began on April 2, 2024 in Cairo", None),
    ],
)  # fmt: skip
def test_a_byline_is_read_only_where_it_is_one(line: str, found: object) -> None:
    assert read_byline(line) == found


def test_a_planted_loss_is_seen() -> None:
    blocks = (Block("paragraph", (Span("one two three"),)),)
    assert account.differences(["one", "two", "three"], account.stream_words(blocks)) == []
    (missing,) = account.differences(["one", "zero", "two", "three"], account.stream_words(blocks))
    assert missing.missing == ("zero",)
    moved = account.differences(["two", "one", "three"], account.stream_words(blocks))
    assert moved != []


MOBILEDOC = {
    "version": "0.3.1",
    "markups": [["strong"], ["a", ["href", "https://example.org/x?a=1&b=2"]], ["em"]],
    "atoms": [["soft-return", "", {}], ["mention", "@reader", {}]],
    "cards": [
        ["image", {"src": "a.png", "alt": "A picture", "caption": "Its <b>caption</b>"}],
        ["markdown", {"markdown": "## Old\n\nText with *stars*.\n\n- one\n- two"}],
        ["html", {"html": "<p>Raw words</p>"}],
        ["hr", {}],
        ["code", {"code": "a<b", "language": "py"}],
        ["bookmark", {"url": "https://x.org", "metadata": {"title": "A book", "description": "Said"}}],
        ["gallery", {"images": [{"src": "b.png", "alt": "one"}], "caption": "Both of them"}],
        ["novel", {"said": "Words in a field of any name"}],
    ],
    "sections": [
        [1, "h2", [[0, [], 0, "Title & more"]]],
        [1, "p", [[0, [], 0, "Plain "], [0, [0], 0, "bold "], [0, [2], 2, "both"], [1, [], 0, 0]]],
        [1, "p", [[0, [1], 1, "link"], [0, [], 0, " by "], [1, [], 0, 1]]],
        [3, "ol", [[[0, [], 0, "first"]], [[0, [0], 1, "second"]]]],
        *([10, number] for number in range(8)),
        [1, "aside", [[0, [], 0, "Quoted"]]],
    ],
}  # fmt: skip
AS_MYST = """\
## Title & more

Plain **bold *both***

[link](https://example.org/x?a=1&b=2) by \\@reader

1. first
2. **second**
"""


def test_ghosts_older_editor_is_read() -> None:
    remarks: list[Remark] = []
    blocks = read_text(ghost_editors.as_html("", json.dumps(MOBILEDOC), remarks)).blocks
    found = body(blocks)
    assert found.startswith(AS_MYST)
    for words in (
        "Its **caption**", "## Old", "Text with *stars*.", "- two", "Raw words", "a<b", "A book", "Said",
        "https://x.org", "Both of them", "Words in a field of any name", "> Quoted",
    ):  # fmt: skip
        assert words in found
    assert account.alts(blocks) == ["A picture", "one"]
    assert remarks == []


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"sections": [[10, 4]], "cards": []}', '{"sections": [7]}']
)
def test_a_document_that_cannot_be_read_is_an_error(text: str) -> None:
    remarks: list[Remark] = []
    assert ghost_editors.as_html("", text, remarks) == ""
    assert [remark.level for remark in remarks] == ["error"]


def test_a_link_to_a_heading_of_the_page_leads_there(take: Callable[..., tuple[str, str]]) -> None:
    source = (
        f"<html><head><title>T</title></head><body><article><h1>T</h1><p>{PROSE}</p>"
        '<ul><li><a href="#first-part">One</a></li><li><a href="#gone">Gone</a></li>'
        '<li><a href="#Zwei.2">Two</a></li></ul>'
        f'<h2 id="first-part">First part</h2><p>{PROSE}</p>'
        f'<h2><a name="Zwei.2"></a>Second part</h2><p>{PROSE}</p>'
        f'<h2 id="unlinked">Third part</h2><p>{PROSE}</p></article></body></html>'
    )
    article, _ = take("page.html", source, slug="parts")
    assert "[One](#parts-first-part)" in article
    assert "(parts-first-part)=\n## First part" in article
    assert "[Two](#parts-zwei-2)" in article
    assert "(parts-zwei-2)=\n## Second part" in article
    assert "- Gone\n" in article
    assert ")=\n## Third part" not in article
