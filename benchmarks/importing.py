"""``make import-bench``: what importing 1,500 made-up pages loses, takes and holds.

Words are counted against what was made up, not against what the import says of itself: the words
of every page must stand in its article in their order, or in the report as left out.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.archive_pages import Made, make_page, write_archive
from press.importing import import_run
from press.importing.import_ledger import NAME as LEDGER
from press.importing.placement import Options

PAGES = 1500
HERE = Path(__file__).parent
_CONF = """\
project = "Courier"
press_sections = {"international": "International", "opinion": "Opinion", "economy": "Economy"}
bibtex_bibfiles = ["references.bib"]
"""
_WORD = re.compile(r"[^\W_]+|[%$]")


def run_import(
    folder: Path, pages: int
) -> tuple[float, float, import_run.Publication, import_run.Plan]:
    """Import so many pages into an empty publication in *folder*; return CPU and wall seconds."""
    made = [make_page(number) for number in range(1, pages + 1)]
    paths, table = write_archive(folder / "archive", made)
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    (folder / "references.bib").write_text("", encoding="utf-8")
    made.clear()
    addresses = dict(line.split("\t") for line in table.read_text("utf-8").splitlines())
    cpu, wall = time.process_time(), time.perf_counter()
    own = import_run.publication(folder)
    planned = import_run.plan(own, paths, Options(addresses=addresses))
    import_run.write(own, planned)
    return time.process_time() - cpu, time.perf_counter() - wall, own, planned


def loop_seconds() -> float:
    """Return the CPU seconds of ten million additions: how busy the machine is, as Python feels it."""
    start = time.process_time()
    total = 0
    for number in range(10**7):
        total += number
    return time.process_time() - start


def lost_words(folder: Path, page: Made, left_out: str) -> list[str]:
    """Return the words of a page that neither its article has in their order nor the report names."""
    path = folder / f"articles/{page.date[:4]}/{page.date}-{page.slug}.md"
    if not path.exists():
        return [f"(no article for page {page.number})"]
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", path.read_text("utf-8"))
    written = _WORD.findall(text)
    place, lost = 0, []
    for wanted in page.texts:
        # A citation became a role: its words stand in the bibliography.
        words = _WORD.findall(re.sub(r"\(([^()]*, \d{4})\)", "", wanted))
        for word in words:
            try:
                place = written.index(word, place) + 1
            except ValueError:
                if word not in left_out:
                    lost.append(word)
    return lost


def lost_references(page: Made, bibliography: str) -> list[str]:
    """Return the references of a page whose title is not in the bibliography."""
    return [
        line for line in page.references if line.split("). ")[1].split(". ")[0] not in bibliography
    ]


def main() -> None:
    """Measure, print, and write the section of results.md."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loops = [loop_seconds()]
        half_cpu, *_ = run_import(folder / "half", PAGES // 2)
        cpu, wall, own, planned = run_import(folder / "whole", PAGES)
        loops.append(loop_seconds())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        left = json.dumps([told.left_out for told in planned.report.told], ensure_ascii=False)
        bibliography = (own.folder / "references.bib").read_text("utf-8")
        pages = [make_page(number) for number in range(1, PAGES + 1)]
        lost = [word for page in pages for word in lost_words(own.folder, page, left)]
        gone = [line for page in pages for line in lost_references(page, bibliography)]
        again = import_run.plan(
            own,
            [
                folder / "whole/archive" / part
                for part in ("export.json", "soup", "markdown", "semantic", "export.xml")
            ],
            Options(),
        )
    totals = dict(planned.report.totals)
    rows = (
        (
            "pages imported",
            f"{PAGES:,}",
            f"{totals['articles']:,} articles, {totals['words']:,} words, {totals['reference lines']:,} reference lines, {totals['works']:,} works",
        ),
        ("words lost without being listed", "0", f"{len(lost):,}"),
        ("references lost", "0", f"{len(gone):,}"),
        (
            "files changed by importing again, in another order",
            "0",
            f"{sum(not name.startswith('import-report') and name != LEDGER for name in again.files):,}",
        ),
        ("CPU a page", "≤ 20 ms", f"{1000 * cpu / PAGES:.1f} ms"),
        (f"wall time, {PAGES:,} pages", "≤ 45 s", f"{wall:.1f} s"),
        ("peak memory", "≤ 300 MB", f"{peak:.0f} MB"),
        (
            "the machine meanwhile: ten million additions in a loop",
            "",
            f"{loops[0]:.2f} s before, {loops[1]:.2f} s after, CPU",
        ),
        ("CPU of all beside that of half", "2.0 ×", f"{cpu / half_cpu:.2f} ×"),
    )
    section = "## Import\n\nWritten by `make import-bench`.\n\n| measure | target | found |\n| --- | --- | --- |\n"
    section += "".join(f"| {' | '.join(row)} |\n" for row in rows)
    print(section)
    (HERE / "importing.md").write_text(section, encoding="utf-8")
    write_section(HERE / "results.md", section)
    for problem in [*lost[:20], *gone[:20]]:
        print(problem, file=sys.stderr)
    sys.exit(bool(lost or gone))


def write_section(path: Path, section: str) -> None:
    """Put the section at the end of the results, in the place of an older one."""
    results = path.read_text(encoding="utf-8") if path.exists() else ""
    before = re.split(r"^## Import\n", results, maxsplit=1, flags=re.MULTILINE)[0].rstrip("\n")
    path.write_text(f"{before}\n\n{section}", encoding="utf-8")


if __name__ == "__main__":
    main()
