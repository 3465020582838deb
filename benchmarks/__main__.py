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
from benchmarks.report import picture, report
from benchmarks.systems import SYSTEMS

_WORK = ROOT / "_build/bench"
_LINES = _WORK / "measurements.jsonl"
_MACHINE = _WORK / "machine.json"
_PAGE = ROOT / "benchmarks/results.md"


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
    commands.add_parser("report", help="write results.md again from the last run")
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
            _run(plan)
        except CommandFailedError as error:
            print(error, file=sys.stderr)
            return 1
    if not _LINES.is_file():
        parser.error("nothing was measured yet: make bench")
    _report()
    return 0


def _run(plan: suite.Plan) -> None:
    _WORK.mkdir(parents=True, exist_ok=True)
    _LINES.unlink(missing_ok=True)
    _MACHINE.write_text(json.dumps(describe()), encoding="utf-8")
    for m in suite.measure(plan, _WORK):
        measurements.save(m, _LINES)
        said = f"{m.cpu:9,.1f} s CPU {m.wall:9,.1f} s wall {m.memory / 2**20:8,.0f} MiB"
        stopped = "" if m.finished else ", stopped"
        idle = f"; {m.idle} pages written again as they were ({m.idlers} …)" if m.idle else ""
        print(f"{said}  {m.system}, {m.size:,}: {m.step}, -j {m.jobs}{stopped}{idle}", flush=True)


def _report() -> None:
    results = measurements.load(_LINES)
    page = report(results, json.loads(_MACHINE.read_text("utf-8")))
    _PAGE.write_text(page, encoding="utf-8")
    _PAGE.with_suffix(".svg").write_text(picture(results), encoding="utf-8")
    print(page)


if __name__ == "__main__":
    sys.exit(main())
