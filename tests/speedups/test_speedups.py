"""Speedups: the same result, in releases that are known, for builds that press itself starts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import Reporter
from hypothesis import given
from hypothesis import strategies as st

from press.speedups import garbage, replaced, trees
from tests.conftest import ROOTS

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]

# Which versions a build had is in its ledger, ours too; an e-book has the times of its members.
IN_ITSELF = {".doctree", ".pickle", ".epub"}

DOOR = (sys.executable, "-m", "press.commands.build")
BY_HAND = (sys.executable, "-m", "sphinx")

# What conf.py sees of the process that builds it.
CONF = """
extensions = ["myst_parser", "press"]
press_sections = {"opinion": "Opinion"}
bibtex_bibfiles = ["references.bib"]
html_theme = "press"

def facts(app):
    import gc, logging
    from docutils import nodes
    from myst_parser.parsers import sphinx_
    from sphinx.util import docutils

    found = {
        nodes.Node.walk.__module__,
        nodes.Node.findall.__module__,
        docutils._get_settings.__class__.__module__,
        sphinx_.create_md_parser.__module__,
    }
    with open(app.outdir / "facts.txt", "w") as file:
        print(gc.get_threshold() == THRESHOLDS, sorted(found), file=file)

def setup(app):
    app.connect("build-finished", lambda app, exception: facts(app))
"""


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command that must succeed; return what it printed."""
    return subprocess.run(
        command,
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "0"},
    ).stdout


@pytest.mark.parametrize("distribution", replaced.RELEASES)
def test_the_installed_release_is_the_one_that_was_compared(distribution: str) -> None:
    assert version(distribution) == replaced.RELEASES[distribution], (
        f"{distribution} has a new release: compare what press/speedups/ replaces with it, run"
        " this file with RELEASES raised, and see whether the replacement still gains a per cent"
    )


def test_another_release_keeps_its_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = SimpleNamespace(function="theirs")
    monkeypatch.setattr(replaced, "is_known", lambda distribution: distribution == "docutils")
    replaced.replace("Sphinx", owner, function="ours")
    assert owner.function == "theirs"
    replaced.replace("docutils", owner, function="ours")
    assert owner.function == "ours"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a publication of one page whose conf.py looks at its process."""
    conf = CONF.replace("THRESHOLDS", repr(garbage.THRESHOLDS))
    tmp_path.joinpath("conf.py").write_text(conf, "utf-8")
    tmp_path.joinpath("references.bib").write_text("", "utf-8")
    tmp_path.joinpath("index.md").write_text("# Title\n\nText.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "latex", "offprints"])
def test_a_build_that_press_starts_has_them(builder: str, tiny: Path) -> None:
    run([*DOOR, "-q", "-b", builder, ".", "out"], tiny)
    same_settings, modules = (tiny / "out/facts.txt").read_text().split(maxsplit=1)
    assert same_settings == "True"
    assert "press.speedups.trees" in modules
    assert "docutils.nodes" not in modules


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_an_application_that_somebody_else_started_has_none(builder: str, tiny: Path) -> None:
    run([*BY_HAND, "-q", "-b", builder, ".", "out"], tiny)
    same_settings, modules = (tiny / "out/facts.txt").read_text().split(maxsplit=1)
    assert same_settings == "False"
    assert "press" not in modules


OTHER_RELEASE = """
import sys
from press.commands import build
from press.speedups import replaced
replaced.RELEASES["docutils"] = "0.1"
sys.exit(build.main(sys.argv[1:]))
"""


def test_a_build_says_where_they_are_off(tiny: Path) -> None:
    said = run([sys.executable, "-c", OTHER_RELEASE, "-b", "html", ".", "out"], tiny)
    [line] = [line for line in said.splitlines() if "speedups" in line]
    assert line.startswith(f"built without the speedups for docutils {version('docutils')}:")
    assert "'docutils.nodes'" in (tiny / "out/facts.txt").read_text()
    assert "speedups" not in run([*DOOR, "-b", "html", ".", "again"], tiny)


def built(command: Sequence[str], source: Path, builder: str, out: Path) -> dict[str, bytes]:
    """Build, and return the files by their names."""
    options = ["-q", "-W", "-D", "html_theme=press", "-b", builder]
    run([*command, *options, "-d", out.with_suffix(".doctrees"), source, out], PROJECT)
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix not in IN_ITSELF
    }


@pytest.mark.parametrize(
    ("source", "builder"),
    [(PROJECT, "html"), *product([ROOTS / "test-print"], ["html", "epub", "latex", "singlehtml"])],
)
def test_the_output_is_the_same_to_the_byte(source: Path, builder: str, tmp_path: Path) -> None:
    fast = built(DOOR, source, builder, tmp_path / "fast")
    by_hand = built(BY_HAND, source, builder, tmp_path / "by-hand")
    assert fast.keys() == by_hand.keys()
    assert [name for name in fast if fast[name] != by_hand[name]] == []


# -- trees ------------------------------------------------------------------------


def another_copy() -> ModuleType:
    """Docutils' nodes as their makers wrote them, whatever was replaced in this process."""
    spec = spec_from_file_location("pristine_nodes", nodes.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["pristine_nodes"] = module
    spec.loader.exec_module(module)
    return module


PRISTINE = another_copy()
KINDS = ("paragraph", "emphasis", "section", "literal_block", "table")

#: A text, or the name of a kind with what is inside.
Plan = str | tuple[str, list["Plan"]]
PLANS: st.SearchStrategy[Plan] = st.recursive(
    st.text(max_size=3),
    lambda inside: st.tuples(st.sampled_from(KINDS), st.lists(inside, max_size=4)),
    max_leaves=20,
)
PRUNING = ("SkipChildren", "SkipSiblings", "SkipNode", "SkipDeparture", "StopTraversal")
LEAVE = st.dictionaries(st.sampled_from(KINDS), st.sampled_from(PRUNING))


@pytest.fixture(scope="module", autouse=True)
def trees_replaced() -> Iterator[None]:
    """Replace docutils' methods for the tests of this file, and for no other."""
    kinds = (nodes.Node, nodes.Element, nodes.Text)
    before = [dict(vars(kind)) for kind in kinds]
    trees.install()
    yield
    for kind, attributes in zip(kinds, before, strict=True):
        for name, value in vars(kind).copy().items():
            if name not in attributes:
                delattr(kind, name)
            elif value is not attributes[name]:
                setattr(kind, name, attributes[name])


def grown(module: Any, plan: Plan) -> Any:
    """Make a document of a module's nodes, put together from the top or from the bottom."""
    settings = get_default_settings()
    document = module.document(settings, Reporter("", 5, 5))
    document.current_source, document.current_line = "a.md", 7

    def grow(plan: Plan) -> Any:
        if isinstance(plan, str):
            return module.Text(plan)
        name, inside = plan
        children = [grow(each) for each in inside]
        kind = getattr(module, name)
        node = kind(*(["", ""] if issubclass(kind, module.TextElement) else [""]), *children[::2])
        if len(children) % 3:
            document.append(node)
            document.remove(node)
        node.extend(children[1::2])
        return node

    document += grow(plan)
    return document


def looks(node: Any) -> Any:
    """All that docutils keeps of a node and of what is inside."""
    own = (type(node).__name__, node.source, node.line, node.document is not None)
    return (*own, getattr(node, "attributes", str(node)), [looks(child) for child in node.children])


@given(PLANS)
def test_nodes_are_put_together_alike(plan: Plan) -> None:
    ours, theirs = grown(nodes, plan), grown(PRISTINE, plan)
    assert looks(ours) == looks(theirs)
    assert ours.astext() == theirs.astext()


@given(PLANS)
def test_searches_find_the_same_in_the_same_order(plan: Plan) -> None:
    def found(module: Any) -> list[Any]:
        document = grown(module, plan)
        conditions = [
            None,
            module.Text,
            module.Element,
            *(getattr(module, kind) for kind in KINDS),
            lambda node: len(node.children) > 1,
        ]
        ways: list[dict[str, bool]] = [{}, {"include_self": False}, {"descend": False}]
        return [
            looks(node)
            for condition in conditions
            for way in ways
            for node in document.findall(condition, **way)
        ]

    assert found(nodes) == found(PRISTINE)


@given(PLANS, LEAVE, st.booleans())
def test_visitors_take_the_same_steps(plan: Plan, leave: dict[str, str], departing: bool) -> None:
    def steps(module: Any) -> list[tuple[str, str, str]]:
        document = grown(module, plan)
        taken = []

        class Visitor(module.NodeVisitor):  # type: ignore[misc]
            def dispatch_visit(self, node: Any) -> None:
                name = type(node).__name__
                taken.append(("visit", name, node.astext()))
                if name in leave:
                    raise getattr(module, leave[name])

            def dispatch_departure(self, node: Any) -> None:
                taken.append(("depart", type(node).__name__, node.astext()))

        way = document.walkabout if departing else document.walk
        taken.append(("stopped", str(way(Visitor(document))), ""))
        return taken

    assert steps(nodes) == steps(PRISTINE)


@given(st.text(st.sampled_from("ab\0 \n\\")))
def test_text_is_unescaped_alike(text: str) -> None:
    assert nodes.Text(text).astext() == PRISTINE.Text(text).astext()


# -- messages ---------------------------------------------------------------------


@pytest.mark.parametrize(("option", "told"), [("--no-color", 0), ("-v", 0), ("-vv", 1)])
def test_messages_for_debugging_are_shown_to_who_asks(option: str, told: int, tiny: Path) -> None:
    said = run([*DOOR, option, "-b", "html", ".", "out"], tiny)
    assert "build succeeded" in said
    assert said.count("emitting event: 'doctree-resolved'(<document: <section ") == told
