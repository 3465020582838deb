"""What builds are spared of Sphinx, docutils and MyST: the same result, in releases that are known."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
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

from press.speedups import replaced, trees
from tests.conftest import ROOTS

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]

BUILD = """
import sys
from press.speedups import replaced
if sys.argv[1] == "as-they-are":
    replaced.RELEASES = dict.fromkeys(replaced.RELEASES, "another")
from sphinx.cmd.build import main
sys.exit(main(sys.argv[2:]))
"""
# Which functions a build has replaced is a fact about it that nothing in it shows, but a digest
# of every version, ours too, is in the ledger; and the epub's file has the times of its members.
IN_ITSELF = {".doctree", ".pickle", ".epub"}


@pytest.mark.parametrize("distribution", replaced.RELEASES)
def test_the_installed_release_is_the_one_that_was_compared(distribution: str) -> None:
    assert version(distribution) == replaced.RELEASES[distribution], (
        f"{distribution} has a new release: compare what press/spared/ replaces with it, run this"
        " file with RELEASES raised, and see whether the replacement is still worth having"
    )


def test_another_release_keeps_its_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = SimpleNamespace(function="theirs")
    monkeypatch.setattr(replaced, "is_known", lambda distribution: distribution == "docutils")
    replaced.replace("Sphinx", owner, function="ours")
    assert owner.function == "theirs"
    replaced.replace("docutils", owner, function="ours")
    assert owner.function == "ours"


def built(source: Path, builder: str, out: Path, how: str) -> dict[str, bytes]:
    command = [
        sys.executable,
        "-c",
        BUILD,
        how,
        "-q",
        "-W",
        "-D",
        "html_theme=press",
        "-b",
        builder,
    ]
    subprocess.run(
        [*command, "-d", out.with_name(f"{how}-doctrees"), source, out],
        cwd=PROJECT,
        check=True,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "0"},
    )
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
    spared = built(source, builder, tmp_path / "spared" / builder, "spared")
    as_they_are = built(source, builder, tmp_path / "whole" / builder, "as-they-are")
    assert spared.keys() == as_they_are.keys()
    assert [name for name in spared if spared[name] != as_they_are[name]] == []


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
def trees_replaced() -> None:
    trees.install()


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


@pytest.mark.parametrize("verbosity", [0, 2, 3])
def test_messages_for_debugging_are_shown_to_who_asks(
    verbosity: int, tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    tmp_path.joinpath("conf.py").write_text(
        'extensions = ["press.speedups.messages_of_sphinx"]\n', "utf-8"
    )
    tmp_path.joinpath("index.rst").write_text("Title\n=====\n\n:doc:`nowhere`\n", "utf-8")
    app = make_app(srcdir=tmp_path, verbosity=verbosity)
    app.build()
    said = app.status.getvalue()
    assert "build succeeded" in said
    assert "unknown document: 'nowhere'" in app.warning.getvalue()
    about = re.findall(r"emitting event: 'doctree-resolved'\(<document: <section ", said)
    assert len(about) == (verbosity > 1)
