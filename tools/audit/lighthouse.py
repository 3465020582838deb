"""Lighthouse's scores of a page: https://developer.chrome.com/docs/lighthouse/.

Performance depends on what else the machine does.  A page that misses is measured
twice more, and the middle one of three counts, as Lighthouse's own notes on
variability advise.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

_PROGRAM = Path(__file__).resolve().parents[2] / ".node/node_modules/.bin/lighthouse"


def scores(address: str, *, listed: bool = True) -> tuple[dict[str, int], list[str]]:
    """Return a page's scores, of 100, and the audits that cost points.

    A page that is not *listed*, because it asks search engines to leave it out, is not blamed
    for that.
    """
    found = [_scores(address, listed=listed)]
    if found[0][0]["performance"] < 100:
        found += [_scores(address, listed=listed) for _ in range(2)]
    return sorted(found, key=lambda one: one[0]["performance"])[len(found) // 2]


def _scores(address: str, *, listed: bool) -> tuple[dict[str, int], list[str]]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    command = [
        str(_PROGRAM),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
        *([] if listed else ["--skip-audits=is-crawlable"]),
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    report = json.loads(done.stdout)
    found = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    lost = {
        reference["id"]
        for name in CATEGORIES
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
        and (report["audits"][reference["id"]]["score"] or 0) < 1
        and report["audits"][reference["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    }
    values = [f"{one} {report['audits'][one].get('displayValue', '')}".strip() for one in lost]
    return found, sorted(values)
