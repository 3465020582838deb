"""Clean clones of this project, and `make` in them as a newcomer types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# What a `make test` around this test would hand down, and what the Makefile reads.
INHERITED = ("BASEURL", "DRAFTS", "HTML", "J", "PORT", "PYTHON", "PYTHONPATH", "SPHINXOPTS")


def clone(folder: Path) -> Path:
    """Copy to ``folder`` what a commit of the working tree would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).exists():  # neither deleted nor a dangling link
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def borrow_packages(folder: Path) -> None:
    """Make the clone's ``.venv`` out of the packages that run this test.

    Installing takes half a minute, and `test_a_newcomer_builds_the_site` does it once.
    """
    venv = folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    version = "{}.{}".format(*sys.version_info)
    packages = venv / "lib" / f"python{version}" / "site-packages"
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (venv / f"installed-{version}").touch()


def environment(**changes: str) -> dict[str, str]:
    """Return a person's environment: nothing of an outer make in it."""
    kept = {k: v for k, v in os.environ.items() if k not in INHERITED and "MAKE" not in k}
    kept.pop("MFLAGS", None)
    return kept | changes


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a clone, with what it prints as text."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**env),
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def make(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run make in a clone whose packages are borrowed."""
    return run(folder, "make", *arguments, f"PYTHON={sys.executable}", **env)


def system_packages() -> dict[str, list[str]]:
    """Return the packages of system-packages.txt by group."""
    groups: dict[str, list[str]] = {}
    for line in (ROOT / "system-packages.txt").read_text("utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word.startswith("["):
            groups[word.strip("[]")] = names = []
        elif word and not word.startswith("#"):
            check, _, why = rest.partition("#")
            assert check.strip(), f"no check: {line}"
            assert why.strip(), f"no reason: {line}"
            names.append(word)
    return groups
