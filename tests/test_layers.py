"""The house of ``press/``: every room stands on a floor, and imports point downwards.

A room is a folder.  What each is for stands at the top of its ``__init__.py``.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# A room may import from lower floors and from itself.
FLOORS = {
    "text": 1,
    "core": 2,
    "apa": 2,
    "settings": 2,
    "rebuild": 3,
    "safety": 3,
    "formulas": 3,
    "bibliography": 4,
    "articles": 4,
    "citations": 5,
    "guards": 6,
    "search": 5,
    "editions": 6,
    "metadata": 6,
    "jats": 6,
    "site": 7,
    "feeds": 8,
    "print": 8,
    "epub": 8,
    "offprints": 9,
    "checks": 9,
    "importing": 9,
    "speedups": 9,  # apart: what it replaces is other packages'
    "commands": 10,
    "__main__": 11,
    "": 12,  # press/__init__.py
}

# Rooms without Sphinx: they are tested without a build, and `press check` starts at once.
PURE = {"importing", "text", "apa", "safety", "formulas", "bibliography", "checks"}
SPHINX = {"docutils", "jinja2", "myst_parser", "pybtex_docutils", "sphinx", "sphinxcontrib"}

# A build is a function of its sources: no network, no other program's answer, no chance, no clock.
IMPURE = {"ftplib", "http.client", "httpx", "random", "requests", "secrets", "smtplib", "socket"}
IMPURE |= {"subprocess", "urllib.request", "uuid"}
# But for the one that makes the search index, which comes with the lock and repeats itself, and
# the one that turns the words of a drawing into outlines. What asks git is no part of a build.
STARTS_A_PROGRAM = {"offprints.drawings", "checks.git_history", "search.pagefind"}
# The commands' one door to the network.
ASKS_THE_NETWORK = {"commands.network"}
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter"}
ASKS_THE_CLOCK = {"__main__", "commands"}

LONGEST = 640  # lines; a longer file is two subjects


@cache
def modules() -> dict[str, Path]:
    """Every module of press/ by its name below ``press``; the package itself is ''."""
    found = {}
    for path in sorted((ROOT / "press").rglob("*.py")):
        parts = path.relative_to(ROOT / "press").with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_bytes())


@cache
def imports(name: str) -> frozenset[str]:
    """The absolute names of what a module imports, ``from a import b`` as ``a.b``."""
    found: set[str] = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"press.{name} has a relative import: write it from press"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def own_imports(name: str) -> set[str]:
    """The modules of press/ that a module imports, by their names below ``press``."""
    found = set()
    for imported in imports(name):
        if imported.partition(".")[0] != "press":
            continue
        below = imported.partition(".")[2]
        while below and below not in modules():
            below = below.rpartition(".")[0]
        found.add(below)
    return found - {name}


def room(name: str) -> str:
    return name.partition(".")[0]


def starts_with(imported: str, forbidden: set[str]) -> bool:
    return any(f"{imported}.".startswith(f"{name}.") for name in forbidden)


def test_every_room_stands_on_a_floor() -> None:
    assert {room(name) for name in modules()} == FLOORS.keys()


def test_imports_point_downwards() -> None:
    upwards = [
        f"press.{name} ({room(name)}, {FLOORS[room(name)]}) imports press.{other}"
        for name in modules()
        for other in own_imports(name)
        # The version is the one thing that everybody may ask of the roof.
        if other and room(other) != room(name) and FLOORS[room(other)] >= FLOORS[room(name)]
    ]
    assert not upwards


def test_imports_make_no_circle() -> None:
    TopologicalSorter({name: own_imports(name) for name in modules()}).prepare()


def test_pure_rooms_do_without_sphinx() -> None:
    found = [
        f"press.{name} imports {imported}"
        for name in modules()
        if room(name) in PURE
        for imported in imports(name)
        if starts_with(imported, SPHINX)
    ]
    assert not found


def test_pure_rooms_load_no_sphinx_by_way_of_others() -> None:
    names = [f"press.{name}" for name in modules() if room(name) in PURE]
    program = f"import sys, {', '.join(names)}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {name.partition(".")[0] for name in loaded} & SPHINX


def test_a_build_asks_no_clock_and_no_network() -> None:
    found = []
    for name in modules():
        calls = {
            node.func.attr
            for node in ast.walk(tree(name))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        allowed = {"subprocess"} if name in STARTS_A_PROGRAM else set()
        allowed |= {"urllib.request"} if name in ASKS_THE_NETWORK else set()
        found += [f"{name}: {i}" for i in imports(name) if starts_with(i, IMPURE - allowed)]
        if room(name) not in ASKS_THE_CLOCK:
            found += [f"{name}: {call}()" for call in calls & CLOCKS]
    assert not found


def test_no_file_is_long() -> None:
    lines = {name: path.read_bytes().count(b"\n") for name, path in modules().items()}
    assert not {name: count for name, count in lines.items() if count > LONGEST}


def test_press_names_no_publication() -> None:
    """Another newsroom installs press, writes a conf.py, and has its own."""
    settings = ast.parse((ROOT / "conf.py").read_bytes())
    title = next(
        ast.literal_eval(node.value)
        for node in settings.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "project"
    )
    words = re.findall(r"\w+", title)
    name = re.compile(r"[\W_]*".join(map(re.escape, words)), re.IGNORECASE)
    files = [p for p in (ROOT / "press").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert words
    assert not [str(p) for p in files if name.search(p.read_bytes().decode("utf-8", "ignore"))]
