"""What a text may reach and hold, asked without a build: paths, pictures, characters, limits."""

from __future__ import annotations

import datetime as dt
import os
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from press.articles import front_matter
from press.articles.model import Article
from press.bibliography import reader
from press.epub import package
from press.feeds import redirect
from press.safety import documents, image_content, limits, svg
from press.safety.paths import Refusal, Sources
from press.safety.schemes import link_fault, scheme_of
from press.safety.targets import Targets
from press.text import characters
from press.text.strings import CONTROL, read_text, slugify
from tests.cost import calls

# -- paths ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication among other things, with links that lead in, out and around."""
    root = tmp_path_factory.mktemp("around")
    (root / "secret.txt").write_text("secret")
    folder = root / "publication"
    year = folder / "articles" / "2025"
    year.mkdir(parents=True)
    for name in ("conf.py", "references.bib", "articles/2025/a.txt", "articles/2025/.env"):
        (folder / name).write_text("text")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("text")
    (year / "out.txt").symlink_to(root / "secret.txt")
    (year / "hidden.txt").symlink_to(folder / ".git" / "config")
    (year / "settings.txt").symlink_to(folder / "conf.py")
    (year / "in.txt").symlink_to(year / "a.txt")
    (year / "circle.txt").symlink_to(year / "circle.txt")
    (year / "up").symlink_to(root)
    (year / "environ").symlink_to("/proc/self/environ")
    os.mkfifo(year / "pipe")
    return folder


INCLUDE = ("index.md", "articles/**")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("a.txt", ""),
        ("./a.txt", ""),
        ("../2025/a.txt", ""),
        ("/articles/2025/a.txt", ""),
        ("in.txt", ""),
        ("gone.txt", "missing-file"),
        ("a.txt/b", "missing-file"),
        ("circle.txt", "missing-file"),
        ("x" * 300, "missing-file"),
        ("../../conf.py", "outside-sources"),
        ("/conf.py", "outside-sources"),
        ("../../references.bib", "outside-sources"),
        ("settings.txt", "outside-sources"),
        ("../../../secret.txt", "outside-sources"),
        ("../../../gone.txt", "outside-sources"),
        ("/../secret.txt", "outside-sources"),
        ("../" * 40 + "etc/passwd", "outside-sources"),
        ("out.txt", "outside-sources"),
        ("up/secret.txt", "outside-sources"),
        ("up/publication/articles/2025/a.txt", ""),
        ("hidden.txt", "outside-sources"),
        ("environ", "outside-sources"),
        (".env", "outside-sources"),
        ("../../.git/config", "outside-sources"),
        ("", "bad-path"),
        (".", "bad-path"),
        ("/", "bad-path"),
        ("a\0.txt", "bad-path"),
        ("a\u2028.txt", "bad-path"),
        ("pipe", "bad-path"),
    ],
)
def test_a_path_leads_to_a_source_or_is_refused(tree: Path, target: str, code: str) -> None:
    found = Sources(tree, INCLUDE).resolve(target, tree / "articles/2025/article.md")
    assert (found.code if isinstance(found, Refusal) else "") == code


@given(
    st.lists(st.sampled_from(["..", ".", "a.txt", "up", "articles", "2025", ".git", "x"])),
    st.booleans(),
)
def test_no_path_leads_out(tree: Path, parts: list[str], absolute: bool) -> None:
    target = "/" * absolute + "/".join(parts)
    found = Sources(tree, INCLUDE).resolve(target, tree / "articles/2025/article.md")
    if not isinstance(found, Refusal):
        real = found.resolve().relative_to(tree.resolve())
        assert real.parts[0] == "articles"
        assert not any(part.startswith(".") for part in real.parts)


@pytest.mark.parametrize(
    ("include", "exclude", "held"),
    [
        (("**",), (), True),
        (("articles/*/*.md",), (), True),  # what lies beside an article is its
        (("articles/**",), ("articles/2025",), False),
        (("articles/**",), ("**/*.txt",), False),
        (("index.md",), (), False),
        (("articles/20[0-1]?/**",), (), True),
        (("texts/**",), (), False),
    ],
)
def test_the_settings_say_what_a_source_is(
    tree: Path, include: tuple[str, ...], exclude: tuple[str, ...], held: bool
) -> None:
    found = Sources(tree, include, exclude).resolve("a.txt", tree / "articles/2025/article.md")
    assert isinstance(found, Path) == held
    assert isinstance(Sources(tree).resolve("/conf.py", tree / "index.md"), Refusal)


def test_links_upwards_are_found_and_not_followed(tree: Path) -> None:
    assert list(documents.linked_folders(Sources(tree))) == ["articles/2025/up"]


# -- addresses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a:b", True),
        ("mailto:a@example.org", True),
        ("tel:+441234", True),
        ("a/b.html#c:d", True),
        ("", True),
        ("JavaScript:alert(1)", False),
        (" \x01javascript:alert(1)", False),
        ("java\tscr\nipt:alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("blob:https://example.org/1", False),
        ("javascript://%0aalert(1)", False),
        ("zotero:x", False),
    ],
)
def test_links_have_known_schemes(address: str, allowed: bool) -> None:
    assert (link_fault(1, address) is None) == allowed
    assert link_fault(1, address, {scheme_of(address)}) is None


# -- pictures ---------------------------------------------------------------------

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
SIZE = 'width="9" height="9"'


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        (SIZE, ""),
        ('viewBox="0 0 9 9"', ""),
        ('viewBox="0,0,9.5,1e2" width="100%" height="100%"', ""),
        ('width="2in" height="5.08cm"', ""),
        (SIZE, '<style>a { fill: url(#g) } b { stroke: url("#h") }</style>'),
        (SIZE, '<rect fill="url(#g)" style="stroke: url(&quot;#g&quot;)"/>'),
        (SIZE, '<use xlink:href="#a"/><a href="https://example.org"><text>x</text></a>'),
        (SIZE, '<image href="data:image/png;base64,AAAA"/>'),
        (
            SIZE,
            '<m:source xmlns:m="http://purl.org/dc/elements/1.1/" m:onload="x">C:\\x</m:source>',
        ),
        (SIZE, '<animate attributeName="x" from="0" to="9" dur="1s"/>'),
    ],
)
def test_sound_drawings(attributes: str, content: str) -> None:
    drawing = svg.read(SVG.format(attributes, content).encode())
    assert drawing.fault == ""
    assert drawing.width > 0


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        ("", ""),
        ('width="100%" height="9"', ""),
        ('width="1e400" height="-5"', ""),
        ('width="0" height="9"', ""),
        ('width="nan" height="9"', ""),
        ('viewBox="0 0 0 9"', ""),
        (f'{SIZE} onload="x()"', ""),
        (f'{SIZE} ONCLICK="x()"', ""),
        (f'{SIZE} xml:base="https://example.org/"', ""),
        (SIZE, "<script>x()</script>"),
        (SIZE, '<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>'),
        (SIZE, "<foreignObject/>"),
        (SIZE, '<p xmlns="http://www.w3.org/1999/xhtml">x</p>'),
        (SIZE, '<a href="javascript:x()"/>'),
        (SIZE, '<a xlink:href=" java&#10;script:x()"/>'),
        (SIZE, '<image href="file:///etc/passwd"/>'),
        (SIZE, '<image xlink:href="https://example.org/a.png"/>'),
        (SIZE, '<image href="a.png"/>'),
        (SIZE, '<image href="data:image/svg+xml,x"/>'),
        (SIZE, '<use href="other.svg#a"/>'),
        (SIZE, '<feImage href="https://example.org/"/>'),
        (SIZE, '<rect fill="url(https://example.org/#g)"/>'),
        (SIZE, '<rect style="fill: u\\72l(https://example.org/)"/>'),
        (SIZE, '<style>@import "https://example.org/a.css";</style>'),
        (SIZE, "<style>a { background: url( https://example.org/ ) }</style>"),
        (SIZE, "<style>@im</style><style>port 'a';</style><style>\\40 import 'a';</style>"),
        (SIZE, '<set attributeName="xlink:href" to="javascript:x()"/>'),
        (SIZE, '<animate attributeName="onclick" values="x()"/>'),
        (SIZE, "<g>" * 200 + "</g>" * 200),
        (SIZE, "<g>"),
        (SIZE, "&unknown;"),
    ],
)
def test_refused_drawings(attributes: str, content: str) -> None:
    assert svg.read(SVG.format(attributes, content).encode()).fault


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg width='9' height='9'/>",
        b"<?xml version='1.0' encoding='none'?><svg/>",
        b"<?xml-stylesheet href='a.css'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>&a;</svg>",
        b"<!DOCTYPE svg [<!ENTITY % a SYSTEM 'a'> %a;]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>&b;</svg>",
        b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    ],
)
def test_drawings_with_something_in_front(content: bytes) -> None:
    assert svg.read(content).fault


def pixels(kind: str, **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 10), "navy").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(("suffix", "kind"), sorted(image_content.KINDS.items()))
def test_pictures_are_what_they_say(tmp_path: Path, suffix: str, kind: str) -> None:
    path = tmp_path / f"a{suffix}"
    whole = pixels(kind)
    path.write_bytes(whole)
    assert image_content.fault(path) == ""
    others = {pixels(other) for other in image_content.KINDS.values() if other != kind}
    for content in (b"", b" \n", b"no picture", whole[:20], whole[: len(whole) // 2], *others):
        path.write_bytes(content)
        assert image_content.fault(path), content[:20]


def test_booby_trapped_pictures(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    path = tmp_path / "a.png"
    for width, height in ((60_000, 60_000), (0, 9), (2_000_000_000, 2)):
        header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
        body = (
            chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
        )
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
        assert image_content.fault(path), (width, height)
    whole = bytearray(pixels("PNG"))
    whole[-20] ^= 1  # another byte than its checksum says
    path.write_bytes(whole)
    assert "broken" in image_content.fault(path)
    assert image_content.fault(tmp_path / "a.pdf") == "cannot be read (No such file or directory)"


# -- characters -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", []),
        ("a\tb\nno\u00a0break, می\u200cخواهم, 👩\u200d👩\u200d👧, \u200fعربي\u200e", []),
        ("one\ntwo \x01 and \x01", [(2, "control-character")]),
        ("\0", [(1, "control-character")]),
        ("a\x0bb\x0cc", [(1, "control-character")] * 2),
        ("a\u2028b\x85", [(1, "control-character")] * 2),
        ("\ufffe\uffff\ufdd0\U0001ffff\U0010fffe", [(1, "control-character")] * 5),
        ("\ue000 \U000f0000", [(1, "control-character")] * 2),
        ("\U0001f600\U00020000\U0002ffff", [(1, "control-character")]),
        ("a \u2067closed\u2069 b \u202b closed\u202c", []),
        ("a\n\u2067open\n\nb", [(2, "unclosed-direction")]),
        ("\u2067over\n\nparagraphs\u2069", [(1, "unclosed-direction")]),
        ("\u2067over\nlines\u2069", []),
        ("\u202eopen", [(1, "unclosed-direction")]),
        ("\u2066\u202bonly the outer\u2069", [(1, "unclosed-direction")]),
        ("\u202c\u2069 closes nothing", []),
        ("&#x202e; and &#8238;", [(1, "unclosed-direction")] * 2),
        ("&#x2028;", [(1, "control-character")]),
        ("&#x1; is shown as it is typed", []),
    ],
)
def test_characters_that_no_text_may_hold(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(found.line, found.code) for found in characters.text_faults(text)] == expected
    if expected:
        assert not list(characters.text_faults(characters.without_forbidden(text)))
    else:
        assert characters.without_forbidden(text) == text


@given(st.text())
def test_what_is_found_is_taken_out(text: str) -> None:
    clean = characters.without_forbidden(text)
    assert not list(characters.text_faults(clean))
    assert clean.count("\n") == text.count("\n")
    assert not CONTROL.search(clean)


@pytest.mark.parametrize(
    ("text", "invisible"),
    [
        ("T", False), ("?", False), ("١", False), ("한", False), ("🙂", False), ("", True),
        (" \u00a0\u200b", True), ("\u3164", True), ("\u200f\u200e\u2060", True), ("\u2800", True),
        ("\u0301\u064e", True), ("\ufeff\u00ad", True), ("\ue000\U0010ffff", True),
    ],
)  # fmt: skip
def test_words_that_nobody_sees(text: str, invisible: bool) -> None:
    assert characters.is_invisible(text) == invisible


# -- limits -----------------------------------------------------------------------


def codes(text: str) -> list[str]:
    return [found.code for found in limits.text_faults(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n\n> quoted\n\n1. one\n   2. two", []),
        ("\n".join("  " * depth + "- x" for depth in range(4)), []),
        ("\n".join("  " * depth + "- x" for depth in range(5)), ["too-deep"]),
        ("- " * 9 + "x", ["too-deep"]),
        ("- a\n  - b\n    - c\n      - d\n\n> - > - x\n", []),
        ("> " * 9 + "x", ["too-deep"]),
        ("> - " * 9 + "x", ["too-deep"]),
        ("```\n" + "\n".join("  " * depth + "- x" for depth in range(9)) + "\n```\n" * 7, []),
        ("\n".join("`" * (30 - depth) + "{note}" for depth in range(20)), ["too-deep"]),
        ("\n".join(":" * (30 - depth) + " {note}" for depth in range(20)), ["too-deep"]),
        ("```{note}\nx\n```\n" * 30, []),
        ("|" + "a|" * 40 + "\n|" + "-|" * 40, []),
        ("|" + "a|" * 41 + "\n|" + ":-:|" * 41, ["too-many"]),
        ("a|" * 50 + " are no columns", []),
        (" ".join("`" * number for number in range(1, 100)), ["too-long"]),
        ("`code` and ``more`` " * 500, []),
        ("[" * 600, ["too-long"]),
        ("[a](b) [[c]] " * 600, []),
        ("{cite:p}`doe2020` " * 1501, ["too-many"]),
        ("[@doe2020] " * 1501, ["too-many"]),
        ("{cite:p}`doe2020` " * 1500, []),
        ("x " * 60_000, ["too-long"]),
        ("x\n\n" * 60_000, []),
        ("x\n\n" * 700_000, ["too-long"]),
    ],
)
def test_limits(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "- a\n  - b\n",
        "> > > a\n\n",
        "`a` ``b`` [c](d)\n\n",
        "|a|b|\n|-|-|\n|c|d|\n\n",
        "```{note}\nx\n```\n",
    ],
)
def test_limits_cost_what_the_text_is_long(piece: str) -> None:
    # A text that is short as a whole is not looked at by its paragraphs.
    short, long = (calls(lambda n=n: codes(piece * n)) for n in (1000, 10_000))  # type: ignore[misc]
    assert long <= 12 * max(short, 10_000)


def test_an_address_fits_a_file_system() -> None:
    assert documents.part_fault(1, "x", "articles/" + "م" * 100) is None
    assert documents.part_fault(1, "x", "م" * 101) is not None
    assert documents.part_fault(1, "x", "a/" * 600) is not None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    text, findings = read_text(tmp_path / "pipe")
    assert (text, [found.code for found in findings]) == ("", ["unreadable-file"])


# -- documents and targets ----------------------------------------------------------


def test_files_that_are_no_articles(tmp_path: Path) -> None:
    year = tmp_path / "articles" / "2025"
    year.mkdir(parents=True)
    names = (
        "a.MD",
        "a.md",
        "b.txt",
        "c.rst",
        "d.markdown",
        "e.png",
        "f.csv",
        ".g.txt",
        "h",
        "i.docx",
    )
    for name in names:
        (year / name).write_text("x")
    told = {path.name: found.code for path, found in documents.strays(tmp_path)}
    assert told == dict.fromkeys(
        ("a.MD", "b.txt", "c.rst", "d.markdown", "h", "i.docx"), "unread-file"
    )


def test_a_page_says_little_of_itself() -> None:
    text = "---\norphan: true\nmyst: {substitutions: {a: b}}\nhtml_meta:\n  a: b\n---\n# P\n"
    head, findings, length = documents.page_head(text, "articles/about")
    assert [(found.line, found.code) for found in findings] == [
        (3, "unknown-field"),
        (4, "unknown-field"),
    ]
    assert head == "---\norphan: true\n---\n\n\n\n"
    assert length == head.count("\n") == 6


def test_downloads_do_not_run_in_a_browser(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    article = tmp_path / "articles/a.md"
    judge = Targets(Sources(tmp_path, INCLUDE))
    for name in (
        "a.html",
        "a.HTM",
        "a.xhtml",
        "a.xml",
        "a.js",
        "a.mjs",
        "a.css",
        "a.xsl",
        "a",
        "a.svgz",
        "a.swf",
    ):
        (tmp_path / "articles" / name).write_text("x")
        found = judge.link(article, 3, name)
        assert found is not None and found.code == "forbidden-file", name  # noqa: PT018
    for name in ("a.pdf", "a.csv", "a.XLSX", "a.json", "a.txt"):
        (tmp_path / "articles" / name).write_text("x")
        assert judge.link(article, 3, name) is None


def test_pictures_that_stand_in_the_text(tmp_path: Path) -> None:
    import base64

    judge = Targets(Sources(tmp_path, INCLUDE))
    data = base64.b64encode(pixels("PNG")).decode()
    article = tmp_path / "index.md"
    assert judge.picture(article, 1, f"data:image/png;base64,{data}") is None
    for address in (
        f"data:image/jpeg;base64,{data}",
        "data:image/png;base64,AAAA",
        "data:image/svg+xml,%3Csvg%3E",
        "data:text/html,x",
        "data:,x",
        "DATA:image/png,x",
        "javascript:x",
        "file:///etc/passwd",
    ):
        assert judge.picture(article, 1, address) is not None, address


# -- what costs without end, and what no reader would see, elsewhere -----------------


def test_no_string_repeats_itself_without_end() -> None:
    bomb = '@string{a0 = "xxxxxxxxxx"}\n' + "".join(
        f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}\n" for n in range(1, 12)
    )
    long = f"@book{{b2, author = {{A}}, title = {' # '.join(['a3'] * 1000)}, year = {{2020}}}}\n"
    text = f"{bomb}@book{{b1, author = {{A}}, title = a11, year = {{2020}}}}\n{long}{SOUND}"
    found = reader.read(text)
    assert {finding.code for _path, finding in found.findings} >= {"too-long"}
    assert "sound" in found.entries
    assert max(len(str(work)) for work in map(repr, found.entries.values())) < 200_000


SOUND = "@book{sound, author = {Doe, Jane}, title = {A}, publisher = {P}, year = {2020}}\n"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ('title: "\u200b\u3164"', "invisible-text"),
        ('summary: "\u2060"', "invisible-text"),
        ('authors: ["Jane", "\u2800"]', "invisible-text"),
        ('topics: ["\ufeff\u00ad"]', "invisible-text"),
        ('subtitle: "A \u202eB"', "unclosed-direction"),
        ("title: \U0010ffff", "control-character"),
        (f"title: {'x' * 20_000}", "too-long"),
        (f"authors: [{', '.join(map('A{0} B'.format, range(5000)))}]", "too-many"),
        (f"topics: [{'م' * 128}]", "too-long"),
        (f"authors: [{'م' * 128}]", "too-long"),
        (f"aliases: [{'a' * 300}]", "too-long"),
        (f"aliases: [{'a/' * 600}]", "too-long"),
        ("topics: [NATO, nato]", "repeated-item"),
        ("topics: [كتاب, کتـاب]", "repeated-item"),
        ("topics: [لِيبيا, ليبيا]", "repeated-item"),
    ],
)
def test_fields_that_no_page_can_show(field: str, code: str) -> None:
    fields = {
        "title": "title: T", "date": "date: 2025-01-01", "section": "section: opinion",
        "summary": "summary: S.",
    }  # fmt: skip
    fields[field.partition(":")[0]] = field
    text = "---\n" + "\n".join(fields.values()) + "\n---\n\nText.\n"
    article, _length, findings = front_matter.parse(text, "articles/2025/2025-01-01-a", ["opinion"])
    line = [*fields].index(field.partition(":")[0]) + 2
    assert (line, code) in {(found.line, found.code) for found in findings}
    if article is not None:
        names = (*article.topics, *article.authors, article.title)
        assert not any(len(slugify(name).encode()) > limits.LONGEST_PART for name in names)


@pytest.mark.parametrize(
    ("alias", "free"),
    [
        ("old/address", True),
        ("2014/01/old.php", True),
        ("old.html", True),
        ("objects.inv", False),
        ("feed.xml", False),
        ("search", False),
        ("404", False),
        ("index", False),
        ("articles/2025/2025-01-01-a", False),
        ("articles/2025/2025-01-01-a/more", True),
        ("articles/2025/2025-01-01-a.html/more", False),
        ("topics/nato", False),
        ("authors/jane-doe", False),
        ("_static/a", False),
        ("pagefind/a", False),
    ],
)
def test_an_alias_is_nobody_elses(alias: str, free: bool) -> None:
    article = Article(
        "articles/2025/2025-01-01-a", "T", dt.date(2025, 1, 1), "opinion", "S.",
        topics=("NATO",), authors=("Jane Doe",),
    )  # fmt: skip
    files = redirect.files_of(["index", article.docname], [article])
    assert (redirect.Places(files).fault(article.docname, alias) == "") == free


def test_offprints_are_served_their_own_folder_alone(tmp_path: Path) -> None:
    from press.offprints.typeset import Fetcher

    folder = tmp_path / "offprints"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "a b.txt").write_text("own")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    fetcher = Fetcher(folder)
    for address in ((folder / "a b.txt").as_uri(), "data:,own"):
        response = fetcher.fetch(address)
        assert response.read() == b"own"
        response.close()
    for address in (
        (tmp_path / "secret.txt").as_uri(),
        f"{folder.as_uri()}/../secret.txt",
        f"{folder.as_uri()}/%2e%2e/secret.txt",
        f"{folder.as_uri()}/link.txt",
        "file://example.org/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/a.png",
        "ftp://example.org/a",
    ):
        with pytest.raises(ValueError, match=r"not in the folder|disallowed"):
            fetcher.fetch(address)


@pytest.mark.parametrize("year", [1, 1900, 1979, 1980, 2107, 2108, 9999])
def test_a_book_of_any_year_can_be_packed(tmp_path: Path, year: int) -> None:
    (tmp_path / "a.txt").write_text("a")
    package.write(tmp_path / "a.epub", tmp_path, ["a.txt"], dt.datetime(year, 1, 1, tzinfo=dt.UTC))
    assert package.names(tmp_path / "a.epub") == {"mimetype", "a.txt"}
