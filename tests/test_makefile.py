"""What the Makefile promises to a person with git, make and Python."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.clones import ROOT, borrow_packages, clone, environment, make, run, system_packages

pytestmark = pytest.mark.slow

NOTHING_READ = "0 added, 0 changed, 0 removed"
DRAFT = """\
---
title: A draft that nobody may see
date: 2026-01-02
section: international
summary: Not yet.
status: draft
---

Not yet written.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose site was built by a borrowed environment."""
    folder = clone(tmp_path_factory.mktemp("built"))
    borrow_packages(folder)
    result = make(folder, "html")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def pins() -> dict[str, str]:
    """The versions that requirements.txt pins for this Python."""
    found = {}
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line and line[0] not in " #":
            pin = Requirement(line.rstrip(" \\"))
            if not pin.marker or pin.marker.evaluate():
                found[pin.name] = str(pin.specifier).removeprefix("==")
    return found


def test_help_lists_every_target() -> None:
    targets = re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    listed = [line.split(maxsplit=1) for line in run(ROOT, "make", "help").stdout.splitlines()]
    assert [name for name, _ in listed] == list(dict.fromkeys(targets))
    assert {"html", "latexpdf", "epub", "live", "check", "test", "linkcheck", "clean", "lock"} < {
        name for name, _ in listed
    }


def test_a_newcomer_builds_the_site(tmp_path: Path) -> None:
    """The README's first command, with the real environment that it makes."""
    folder = clone(tmp_path)
    result = run(folder, "make", "html", PYTHON=sys.executable)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.splitlines()[-1] == "The site: _build/html/index.html"
    assert (folder / "_build/html/index.html").is_file()
    listed = run(folder, ".venv/bin/python", "-m", "pip", "list", "--format", "freeze")
    installed = dict(line.lower().split("==") for line in listed.stdout.splitlines())
    normal = {re.sub(r"[-_.]+", "-", name): version for name, version in installed.items()}
    assert {n: v for n, v in normal.items() if n not in {"pip", "setuptools"}} == pins()


def test_a_second_build_does_nothing(built: Path) -> None:
    pages = {p: p.stat().st_mtime_ns for p in (built / "_build/html/articles").rglob("*.html")}
    result = make(built, "html", "SPHINXOPTS=")
    assert NOTHING_READ in result.stdout
    assert pages
    assert pages == {p: p.stat().st_mtime_ns for p in pages}


def test_a_warning_fails_the_build(built: Path) -> None:
    page = built / "articles" / "about.md"
    text = page.read_text("utf-8")
    try:
        page.write_text(text + "\n[nowhere](nowhere.md)\n", "utf-8")
        result = make(built, "html")
    finally:
        page.write_text(text, "utf-8")
    assert result.returncode != 0
    assert f"articles/about.md:{len(text.splitlines()) + 2}: " in result.stderr
    assert "The site:" not in result.stdout


def test_drafts_are_built_on_demand_only(built: Path) -> None:
    draft = built / "articles/2026/2026-01-02-a-draft.md"
    draft.write_text(DRAFT, "utf-8")
    try:
        public = make(built, "html")
        private = make(built, "html", DRAFTS="1")
    finally:
        draft.unlink()
    assert (public.returncode, private.returncode) == (0, 0), public.stderr + private.stderr
    assert private.stdout.splitlines()[-1] == "The site: _build/drafts/html/index.html"
    page = Path("articles/2026/2026-01-02-a-draft.html")
    assert (built / "_build/drafts/html" / page).is_file()
    title = "A draft that nobody may see"
    seen = [p for p in (built / "_build/html").rglob("*.*") if title.encode() in p.read_bytes()]
    assert not seen
    assert not (built / "_build/html" / page).exists()


def fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 (this machine's)
            return str(answer.read(), "utf-8")
    except OSError:
        return ""


def test_live_shows_drafts_and_each_save(tmp_path: Path) -> None:
    folder = clone(tmp_path)
    borrow_packages(folder)
    draft = folder / "articles/2026/2026-01-02-a-draft.md"
    draft.write_text(DRAFT, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/articles/2026/2026-01-02-a-draft.html"
    command = ["make", "live", f"PORT={port}", f"PYTHON={sys.executable}"]
    with (folder / "live.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True
        )
    try:
        for text in ("Not yet written.", "Written now."):
            draft.write_text(DRAFT.replace("Not yet written.", text), "utf-8")
            deadline = time.monotonic() + 60
            while text not in (page := fetch(url)) and time.monotonic() < deadline:
                time.sleep(0.2)
            assert text in page, (folder / "live.log").read_text("utf-8")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def test_clean_keeps_the_environment(tmp_path: Path) -> None:
    folder = clone(tmp_path)
    borrow_packages(folder)
    (folder / "_build/html").mkdir(parents=True)
    assert make(folder, "clean").returncode == 0
    assert not (folder / "_build").exists()
    assert (folder / ".venv").is_dir()


@pytest.mark.parametrize("python", ["no-such-python", "python-of-old"])
def test_a_missing_or_old_python_is_named(tmp_path: Path, python: str) -> None:
    folder = clone(tmp_path)
    old = folder / "bin" / "python-of-old"
    old.parent.mkdir()
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.10.12\n')
    old.chmod(0o755)
    result = run(folder, "make", "html", PYTHON=python, PATH=f"{old.parent}:{os.environ['PATH']}")
    assert result.returncode != 0
    is_ = {"no-such-python": "missing", "python-of-old": "Python 3.10.12"}[python]
    assert f"Python 3.11 or newer is needed, and {python} is {is_}." in result.stderr
    assert not (folder / ".venv").exists()


# -- System packages ----------------------------------------------------------


def programs(folder: Path, *names: str) -> Path:
    """A folder that holds these programs and no other: a PATH for a poorer machine."""
    folder.mkdir()
    for name in names:
        found = shutil.which(name)
        assert found, f"{name} is missing on this machine"
        (folder / name).symlink_to(found)
    return folder


SHELL = ("awk", "bash", "dirname", "env", "grep", "id", "make", "python3")


def test_missing_programs_are_named_with_the_command_to_type(tmp_path: Path) -> None:
    folder = clone(tmp_path / "clone")
    borrow_packages(folder)
    result = make(folder, "latexpdf", PATH=str(programs(tmp_path / "bin", *SHELL)))
    assert result.returncode != 0
    names = " ".join(system_packages()["print"])
    assert (
        f"sudo apt-get update && sudo apt-get install --no-install-recommends {names}\n"
    ) in result.stderr
    assert not (folder / "_build").exists()


def test_missing_programs_are_installed_where_that_can_be_done(tmp_path: Path) -> None:
    """With an apt-get that writes down what it is asked: the real one changes the machine."""
    path = programs(tmp_path / "bin", *SHELL, "chmod", "touch", "node", "npm")
    asked = tmp_path / "asked"
    absent = ("default-jre-headless", "chromium-browser")
    stubs = {
        "apt-get": f'echo "$DEBIAN_FRONTEND: $*" >> {asked}\n'
        f'case "$*" in *install*) for program in java chromium-browser; do\n'
        f'echo > "{path}/$program"; chmod +x "{path}/$program"; done;; esac',
        "apt-cache": 'case "$2" in chromium) ;; *) echo "  Candidate: 1";; esac',
        "sudo": 'shift; exec "$@"',
    }
    for name, script in stubs.items():
        (path / name).write_text(f"#!{shutil.which('bash')}\n{script}\n")
        (path / name).chmod(0o755)
    result = run(ROOT, "tools/system-packages", "test", PATH=str(path))
    assert result.returncode == 0, result.stderr
    assert result.stderr.startswith("Installing system packages: default-jre-headless ")
    assert asked.read_text().splitlines() == [
        "noninteractive: -qq update",
        f"noninteractive: -qq install --yes --no-install-recommends {' '.join(absent)}",
    ]


def test_nothing_is_said_when_nothing_is_missing() -> None:
    result = run(ROOT, "tools/system-packages", *system_packages())
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


# -- The lock -----------------------------------------------------------------


def test_the_lock_holds_what_pyproject_asks_for() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    locked = pins()
    asked = [Requirement(text) for group in groups.values() for text in group]
    assert not [str(r) for r in asked if locked.get(r.name, "0") not in r.specifier], "make lock"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"DEPENDENCY_GROUPS := {' '.join(groups)}\n" in makefile


def test_every_package_of_the_lock_has_its_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    blocks = re.findall(r"^\S+==.*(?:\n {4}--hash=.*)*", text, re.MULTILINE)
    assert len(blocks) >= len(pins())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)
    assert not re.search(r"://|^-|file:|@ ", text, re.MULTILINE)
