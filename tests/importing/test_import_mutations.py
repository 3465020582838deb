"""Mutated copies of a page: whatever was cut, doubled or turned, no word is lost and nothing raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.archive_pages import make_page, write_archive
from benchmarks.importing import lost_references, lost_words, run_import
from press.importing import account, import_run
from press.importing.html_source import read_html
from press.importing.placement import Options
from tests.importing.archive import EXPORTS, publication

NAMES = (
    "semantic.html",
    "gutenberg.xml",
    "soup.html",
    "plain.txt",
    "ghost-cards.json",
    "classic.xml",
)
SOURCES = {
    name: (EXPORTS / name).read_text("utf-8")
    for name in (*NAMES, "folder/2024-11-05-front-matter.md")
}
PIECES = (
    "<", ">", "</p>", "</div>", "<table>", "<tr>", "<li>", "</ul>", '"', "'", "<!--", "-->", "<p", "&", "&#x0;",
    "\x00", "<b><i>", "</b>", "```", "$$", "{cite:p}`x`", "<ol start=x>", "]]>", "\u202e", "\ud83d", "<a href='#fn1'>1</a>",
    "<script>", "</html>", "[^1]", "\\", "<td colspan=9999>", "<div hidden>gone</div>", "(2013)", "\t", "|", "%",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(sorted(SOURCES)))
    text = SOURCES[name]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 80))
        how = draw(st.sampled_from(("cut", "double", "insert", "move", "end")))
        piece = text[start : start + length]
        if how == "cut":
            text = text[:start] + text[start + length :]
        elif how == "double":
            text = text[:start] + piece + text[start:]
        elif how == "insert":
            text = text[:start] + draw(st.sampled_from(PIECES)) + text[start:]
        elif how == "move":
            other = draw(st.integers(0, len(text)))
            rest = text[:start] + text[start + length :]
            text = rest[:other] + piece + rest[other:]
        elif draw(st.booleans()):
            text = text[: max(200, start)]
    return name, text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publication(tmp_path_factory.mktemp("mutated") / "site")


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=set(Phase) - {Phase.explain},
)
@given(mutated())
def test_no_traceback_and_no_lost_word(site: Path, case: tuple[str, str]) -> None:
    name, text = case
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        own = import_run.publication(site)
        options = Options(date="2024-01-01", section="opinion")
        planned = import_run.plan(own, [path], options)
    codes = {item.code for told in planned.report.told for item in told.items}
    assert "words-lost" not in codes, planned.report
    if name.endswith(".html"):
        _nothing_but_furniture_is_gone(text, planned)


def _nothing_but_furniture_is_gone(text: str, planned: import_run.Plan) -> None:
    wanted = read_html(text.encode("utf-8", "replace").decode()).text
    told = [f"{item.text} {item.message}" for one in planned.report.told for item in one.items]
    left = [said for one in planned.report.told for _why, said in one.left_out]
    files = [
        data.decode("utf-8", "replace").replace("\\", "") for data in planned.files.values() if data
    ]
    if any(name.startswith("articles/2") for name in planned.files):
        there = account.words("\n".join([*files, *left, *told]))
        known = set(there)
        lost = {word for word in account.words(wanted) if len(word) > 4 and word not in known}
        # Pieces side by side are one word to the account, and quoted apart.
        glued = "".join(there)
        assert {
            word for word in lost if word not in glued and not _is_made_of(word, known)
        } == set()


def _is_made_of(word: str, known: set[str]) -> bool:
    return word in known or any(
        word[:end] in known and _is_made_of(word[end:], known) for end in range(1, len(word))
    )


def test_pages_of_all_kinds_come_in_whole(tmp_path: Path) -> None:
    """Forty pages whose words are known from their making; the benchmark takes 1,500."""
    _cpu, _wall, own, planned = run_import(tmp_path, 42)
    left = str([told.left_out for told in planned.report.told])
    pages = [make_page(number) for number in range(1, 43)]
    assert [word for page in pages for word in lost_words(own.folder, page, left)] == []
    bibliography = (own.folder / "references.bib").read_text("utf-8")
    assert [line for page in pages for line in lost_references(page, bibliography)] == []
    assert dict(planned.report.totals)["articles"] == 42


def test_the_count_of_the_benchmark_can_fail(tmp_path: Path) -> None:
    page = make_page(7)
    write_archive(tmp_path / "archive", [page])
    assert lost_words(tmp_path, page, "")
