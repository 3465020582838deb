"""The command line of the benchmarks: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks import measurements, suite
from benchmarks.corpus import make_corpus
from benchmarks.machine import describe
from benchmarks.measure import CommandFailedError
from benchmarks.projects import ROOT, write_publication
from benchmarks.report import picture, print_report, report
from benchmarks.systems import SYSTEMS

_WORK = ROOT / "_build/bench"
_MACHINE = _WORK / "machine.json"
_PAGES = ROOT / "benchmarks"


def main() -> int:
    """Run the command that was given; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    corpus = commands.add_parser("corpus", help="write a publication of so many articles")
    corpus.add_argument("articles", type=int)
    corpus.add_argument("folder", type=Path, help="made if missing")
    measured = commands.add_parser("run", help="measure, and write results.md and results.svg")
    measured.add_argument("plan", nargs="?", choices=suite.PLANS, default="usual")
    measured.add_argument("--only", choices=SYSTEMS, action="append", help="only this system")
    commands.add_parser("report", help="write results.md and print.md again from the last runs")
    given = parser.parse_args()
    if given.command == "corpus":
        write_publication(make_corpus(given.articles), given.folder)
        return 0
    if given.command == "run":
        plan = suite.PLANS[given.plan]
        if given.only:
            sizes = {name: plan.sizes[name] for name in given.only if name in plan.sizes}
            if not sizes:
                parser.error(f"the plan {given.plan} has only {', '.join(plan.sizes)}")
            plan = replace(plan, sizes=sizes)
        try:
            _run(plan, _lines(given.plan))
        except CommandFailedError as error:
            print(error, file=sys.stderr)
            return 1
    if not _report():
        parser.error("nothing was measured yet: make bench")
    return 0


def _lines(plan: str) -> Path:
    """Return the file of a run's measurements: print is told of on a page of its own."""
    return _WORK / ("print.jsonl" if plan == "print" else "measurements.jsonl")


def _run(plan: suite.Plan, lines: Path) -> None:
    _WORK.mkdir(parents=True, exist_ok=True)
    lines.unlink(missing_ok=True)
    _MACHINE.write_text(json.dumps(describe()), encoding="utf-8")
    for m in suite.measure(plan, _WORK):
        measurements.save(m, lines)
        said = f"{m.cpu:9,.1f} s CPU {m.wall:9,.1f} s wall {m.memory / 2**20:8,.0f} MiB"
        stopped = "" if m.finished else ", stopped"
        idle = f"; {m.idle} pages written again as they were ({m.idlers} …)" if m.idle else ""
        print(f"{said}  {m.system}, {m.size:,}: {m.step}, -j {m.jobs}{stopped}{idle}", flush=True)


def _report() -> bool:
    """Write the pages of what was measured; say whether anything was."""
    machine = json.loads(_MACHINE.read_text("utf-8")) if _MACHINE.is_file() else {}
    pages = {}
    if _lines("").is_file():
        results = measurements.load(_lines(""))
        imported = _PAGES / "importing.md"  # `make import-bench` measures it by itself
        section = f"\n{imported.read_text('utf-8')}" if imported.is_file() else ""
        pages["results.md"] = report(results, machine) + section
        (_PAGES / "results.svg").write_text(picture(results), encoding="utf-8")
    if _lines("print").is_file():
        pages["print.md"] = print_report(measurements.load(_lines("print")), machine)
    for name, page in pages.items():
        (_PAGES / name).write_text(page, encoding="utf-8")
        print(page)
    return bool(pages)


if __name__ == "__main__":
    sys.exit(main())
