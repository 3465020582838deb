"""The benchmark: its corpus, its measuring, its arithmetic, its report, and a small real run."""

from __future__ import annotations

import hashlib
import math
import re
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from packaging.requirements import Requirement

from benchmarks import edits, measure, projects, suite
from benchmarks.corpus import Article, Citation, Link, make_corpus
from benchmarks.measurements import (
    ARTICLE_EPUBS,
    ARTICLE_PDFS,
    CLEAN,
    EVERYTHING,
    Measurement,
    clean_cpu,
    exponent,
    extrapolate,
    load,
    save,
)
from benchmarks.report import picture, print_report, report
from benchmarks.targets import targets
from press.checks.checks import check

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
corpus_of = cache(make_corpus)


def cited(article: Article) -> list[str]:
    pieces = [p for _, paragraphs in article.sections for q in paragraphs for p in q.pieces]
    return [key for piece in pieces if isinstance(piece, Citation) for key in piece.keys]


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# -- The corpus ---------------------------------------------------------------


def test_the_corpus_is_the_same_for_everybody(tmp_path: Path) -> None:
    for seed in "12":
        command = [sys.executable, "-m", "benchmarks", "corpus", "12", str(tmp_path / seed)]
        subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": seed}, check=True)
    assert files(tmp_path / "1") == files(tmp_path / "2")
    # Change it knowingly: results of another corpus cannot be compared with earlier ones.
    digest = hashlib.sha256(repr(make_corpus(12)).encode()).hexdigest()
    assert digest == "593259dbeb8d60110627f3302d216602d7cbb704638bff3bad9381a865fdeea5"


def test_articles_have_the_promised_length_and_citations() -> None:
    corpus = corpus_of(400)
    assert len(corpus.articles) == 400
    assert len(corpus.works) == 1600
    keys = {work.key for work in corpus.works}
    for article in (*corpus.articles, corpus.another):
        assert len(cited(article)) == len(set(cited(article))) == 10
        assert keys >= set(cited(article))
    words = [
        len(
            " ".join(
                piece for p in paragraphs for piece in p.pieces if isinstance(piece, str)
            ).split()
        )
        for article in corpus.articles
        for paragraphs in [
            [*article.tldr, *(p for _, section in article.sections for p in section)]
        ]
    ]
    assert 1450 < sum(words) / len(words) < 1550
    assert min(words) > 1200


@pytest.mark.parametrize(("size", "three_hundred"), [(5, 5), (100, 100), (400, 300), (700, 300)])
def test_two_works_are_cited_by_a_known_number(size: int, three_hundred: int) -> None:
    counts = Counter(key for article in corpus_of(size).articles for key in cited(article))
    assert (counts["citedby3"], counts["citedby300"]) == (3, three_hundred)


def test_few_works_are_cited_often_and_many_once() -> None:
    counts = Counter(key for article in corpus_of(400).articles for key in cited(article))
    del counts["citedby300"]
    assert max(counts.values()) > 40
    assert sum(count <= 3 for count in counts.values()) > len(counts) * 0.7
    words = Counter(re.findall(r"\w+", repr(corpus_of(400).articles)))
    by_rank = sorted(words.values(), reverse=True)
    assert 0.8 < -exponent({rank: by_rank[rank - 1] for rank in (10, 30, 100, 300, 1000)}) < 1.2


def test_articles_are_linked_and_spread() -> None:
    corpus = corpus_of(100)
    heads = {article.head for article in corpus.articles}
    for article in corpus.articles:
        pieces = [p for _, paragraphs in article.sections for q in paragraphs for p in q.pieces]
        links = [piece.target for piece in pieces if isinstance(piece, Link)]
        assert len(links) == 2
        assert heads.issuperset(links)
    assert len({head.name for head in heads}) == 100
    assert len({head.date.year for head in heads}) == 10
    authors = {name for head in heads for name in head.authors}
    arabic = {name for name in authors if re.search("[؀-ۿ]", name)}
    assert 3 < len(arabic) < len(authors) - 3
    assert max(head.date for head in heads) <= corpus.another.head.date


def test_the_publication_has_no_fault_before_and_after_every_edit(tmp_path: Path) -> None:
    corpus = corpus_of(12)
    projects.write_publication(corpus, tmp_path)
    assert [finding for _, finding in check(tmp_path) if not finding.note] == []
    expected = {"nothing changed": (0, 0), "one article added": (0, 1)}
    for name, edit in edits.EDITS.items():
        before = files(tmp_path)
        edit(corpus, tmp_path)
        after = files(tmp_path)
        changed = sum(before[path] != after[path] for path in before)
        assert (changed, len(after) - len(before)) == expected.get(name, (1, 0)), name
    assert [finding for _, finding in check(tmp_path) if not finding.note] == []


def test_every_system_gets_the_same_text(tmp_path: Path) -> None:
    corpus = corpus_of(5)
    for name, write in {
        "press": projects.write_publication,
        "stock": projects.write_stock,
        "mkdocs": projects.write_mkdocs,
        "pandoc": projects.write_pandoc,
    }.items():
        write(corpus, tmp_path / name)
        assert len(list((tmp_path / name).glob("**/references.bib"))) == 1
        for article in corpus.articles:
            (page,) = (tmp_path / name).glob(f"**/{article.head.name}.md")
            text = page.read_text("utf-8")
            for _, paragraphs in article.sections:
                for paragraph in paragraphs:
                    assert all(p in text for p in paragraph.pieces if isinstance(p, str))
            assert all(len(re.findall(rf"\b{key}\b", text)) == 1 for key in cited(article))


# -- Measuring ----------------------------------------------------------------

BUSY = """
import subprocess, sys, time
memory = b"x" * 150_000_000
if sys.argv[1:]:
    subprocess.run([sys.executable, __file__], check=True)
else:
    while time.process_time() < 0.5:
        pass
"""


def test_the_cost_is_that_of_the_whole_process_tree(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text(BUSY)
    cost = measure.run([[sys.executable, "busy.py", "child"]], tmp_path, {}, 60)
    assert cost.finished
    assert 0.5 <= cost.cpu < 3
    assert cost.wall >= 0.5
    assert 300e6 < cost.memory < 400e6


def test_costs_of_commands_add_up_and_memory_does_not(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text(BUSY)
    cost = measure.run([[sys.executable, "busy.py"]] * 2, tmp_path, {}, 60)
    assert cost.cpu >= 1
    assert 150e6 < cost.memory < 200e6


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    start = time.monotonic()
    cost = measure.run([["sleep", "60"]] * 2, tmp_path, {"PATH": "/usr/bin:/bin"}, 0.2)
    assert not cost.finished
    assert time.monotonic() - start < 5


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such article')"]
    with pytest.raises(measure.CommandFailedError, match="no such article"):
        measure.run([command], tmp_path, {}, 60)


def test_what_was_written_is_told_by_time_and_what_changed_by_bytes(tmp_path: Path) -> None:
    for name in ("same.html", "touched.html", "changed.html", "deleted.html", "404.html", "a.js"):
        (tmp_path / name).write_text(name)
    before = measure.snapshot(tmp_path)
    time.sleep(0.02)
    (tmp_path / "touched.html").write_text("touched.html")
    (tmp_path / "changed.html").write_text("other")
    (tmp_path / "new.html").write_text("new")
    (tmp_path / "404.html").write_text("404")
    (tmp_path / "a.js").write_text("a")
    (tmp_path / "deleted.html").unlink()
    wrote = measure.written(before, measure.snapshot(tmp_path))
    assert wrote == measure.Written(12 + 5 + 3 + 3 + 1, ("changed", "new"), ("touched",))


# -- Arithmetic ---------------------------------------------------------------


@pytest.mark.parametrize("power", [0, 1, 1.05, 2, 3])
def test_the_exponent_of_a_power_law_is_found(power: float) -> None:
    points = {size: 0.3 * size**power for size in (100, 400, 1600, 6400)}
    assert exponent(points) == pytest.approx(power)
    assert extrapolate(points, 10_000) == pytest.approx(0.3 * 10_000**power)


def test_a_power_law_is_continued_from_its_end() -> None:
    points = {50: 10.0, 100: 30.0, 200: 120.0}  # the slope grows: from 1.6 to 2
    assert extrapolate(points, 400) == pytest.approx(480)


def test_one_point_has_no_slope() -> None:
    assert math.isnan(exponent({100: 1.0}))
    assert math.isnan(extrapolate({100: 1.0}, 200))


# -- The report ---------------------------------------------------------------


def made_up(factor: float) -> list[Measurement]:
    """Return results that reach every target with *factor* 1, and miss every one with 10."""

    def one(system: str, size: int, cpu: float, step: str = CLEAN, **fields: Any) -> Measurement:
        jobs = 2 if step == EVERYTHING else 1
        return Measurement(system, size, step, jobs, cpu, cpu, 300 * size * 1024, True, **fields)

    more = int(factor)
    results = [
        one("press", size, 0.03 * size * (size / 100 if factor > 1 else 1), around=20_000 * more)
        for size in (100, 400, 1600, 6400, 10000)
    ]
    results += [one("mkdocs", size, 0.08 * size / factor) for size in (100, 400, 1600)]
    results += [one("stock", size, 0.001 / factor**2 * size**3) for size in (50, 100, 200)]
    results[4] = one("press", 10_000, 300 * factor, around=20_000, around_most=25_000 * more)
    results += [
        one("press", 1600, (1.5 if factor == 1 else 100.0), step, changed=1, idle=more - 1)
        for step in edits.EDITS
    ]
    results += [one("press", 1600, 600.0 * factor, EVERYTHING)]
    results += [one("press", 500, 30.0 * factor, step) for step in (ARTICLE_EPUBS, ARTICLE_PDFS)]
    if factor > 1:
        results[4] = Measurement("press", 10_000, CLEAN, 1, 1e4, 1e4, 5 << 30, True, around=99_000)
    return results


def test_targets_are_reached_or_missed() -> None:
    assert [target.measure for target in targets(made_up(1)) if not target.reached] == []
    assert [target.measure for target in targets(made_up(10)) if target.reached is not False] == []
    assert {target.reached for target in targets([])} == {None}


def test_a_build_that_was_stopped_counts_for_nothing() -> None:
    stopped = Measurement("stock", 400, CLEAN, 1, 900, 900, 1, finished=False)
    assert clean_cpu([*made_up(1), stopped], "stock").keys() == {50, 100, 200}
    assert "stopped after 900.0 s" in report([stopped], {})


def test_print_has_a_page_of_its_own() -> None:
    page = print_report(made_up(1), {"Processor": "an abacus"})
    assert "| each article as a PDF, CPU | ≤ 0.4 s | 0.06 s (500 articles) | reached |" in page
    assert f"| {EVERYTHING} | 1,600 | 2 | 600.0 s |" in page
    assert "not measured" not in page


def test_the_report_has_every_table(tmp_path: Path) -> None:
    for measurement in made_up(1):
        save(measurement, tmp_path / "lines")
    results = load(tmp_path / "lines")
    assert results == made_up(1)
    page = report(results, {"Processor": "an abacus"})
    assert "| Processor | an abacus |" in page
    tables = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
    assert len(tables) == page.count("## ")
    (heading,) = re.findall(r"^\| step .* \|$", page, re.MULTILINE)
    assert heading.split(" | ")[-2:] == ["pages", "idle |"]
    assert f"| {edits.TEXT_EDITED} | 1,600 | 1.5 s | 3.1% |" in page
    for table in tables:
        assert len({row.count(" | ") for row in table.splitlines()}) == 1
        assert table.count("\n") > 2


def test_the_picture_has_a_line_for_each_system() -> None:
    svg = etree.fromstring(picture(made_up(1)).encode())
    texts = [text.text for text in svg.iterfind("{*}text")]
    assert {"this publication", "100", "10,000", "articles"} <= set(texts)
    lines = [
        path.get("d", "") for path in svg.iterfind("{*}path") if "line" in path.get("class", "")
    ]
    assert len(lines) == 3 + 1  # the stock stack's is continued
    for line in lines:
        points = [tuple(map(float, point.split())) for point in re.split("[ML]", line)[1:]]
        assert points == sorted(points)  # to the right
        assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)  # and up


# -- A real run ---------------------------------------------------------------


def test_a_small_run_goes_through(tmp_path: Path) -> None:
    steps = (edits.NOTHING, edits.TEXT_EDITED)
    plan = suite.Plan({"press": (10,), "stock": (5,)}, edits=steps)
    results = list(suite.measure(plan, tmp_path))
    assert [(m.system, m.step, m.jobs) for m in results] == [
        ("stock", CLEAN, 1),
        ("press", CLEAN, 1),
        ("press", edits.NOTHING, 1),
        ("press", edits.TEXT_EDITED, 1),
        ("press", CLEAN, 2),
    ]
    clean, nothing, edited, parallel = results[1:]
    assert clean.changed == parallel.changed > 20
    assert 5_000 < clean.around <= clean.around_most
    assert (nothing.changed, nothing.idle) == (0, 0)
    assert edited.changed >= 1
    assert all(m.finished and m.cpu > 0.05 and m.memory > 5e6 for m in results)


def test_the_peers_are_locked() -> None:
    folder = ROOT / "benchmarks"
    locked = dict(
        re.findall(r"^(\S+)==(\S+)", (folder / "requirements.txt").read_text(), re.MULTILINE)
    )
    lines = (folder / "requirements.in").read_text().splitlines()
    asked = [Requirement(line) for line in lines if not line.startswith("#")]
    assert asked
    assert all(locked[requirement.name] in requirement.specifier for requirement in asked)
