"""The floors of ``press/``: imports point downwards, and every module has its place.

A new module goes into ``FLOORS``. What a floor is for is said in CONTRIBUTING.md.
"""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Each floor's modules, as names or patterns below ``press``, from the ground up.
FLOORS = {
    "ground": (
        "absolute",
        "amendments",
        "apa",
        "apa.*",
        "article",
        "bibliography",
        "bibtex",
        "byline",
        "checks",
        "citations",
        "citations.index",
        "citations.kinds",
        "citations.reference_html",
        "citations.sentences",
        "citations.shelving",
        "citations.shown",
        "citations.written",
        "citations.years",
        "cite_this",
        "configuration",
        "csl",
        "dates",
        "direction",
        "entry_faults",
        "epub",
        "epub.metadata",
        "epub.package",
        "epub.page_breaks",
        "epub.printed",
        "explanations",
        "findings",
        "formulas",
        "formulas.commands",
        "formulas.dollars",
        "formulas.finder",
        "formulas.grammar",
        "formulas.pieces",
        "formulas.plain",
        "formulas.scanner",
        "formulas.symbols",
        "formulas.tables",
        "formulas.words",
        "footprint",
        "front_matter",
        "identifiers",
        "jats",
        "jats.article",
        "ledger",
        "lettering",
        "picture_sources",
        "machine",
        "machine.atom",
        "machine.full_text",
        "machine.records",
        "machine.redirect",
        "machine.sitemap",
        "machine.well_known",
        "machine.xml_text",
        "markdown",
        "markup",
        "metadata",
        "metadata.*",
        "offprints",
        "offprints.drawings",
        "offprints.formulas",
        "offprints.pdfs",
        "offprints.tags",
        "offprints.typeset",
        "packed",
        "print.columns",
        "print.hyphenation",
        "publication",
        "related",
        "schema",
        "search",
        "search.cbor",
        "search.index",
        "search.packed",
        "search.pagefind",
        "search.pieces",
        "search.text",
        "selection",
        "sentences",
        "share_image",
        "site_files",
        "text",
        "spared",
        "spared.replaced",
        "unchanged",
        "whole",
        "works",
        "yaml_block",
    ),
    "first": (
        "addresses",
        "beside",
        "by_document",
        "cards",
        "citations.catalogue",
        "citations.domain",
        "citations.entries",
        "citations.entry_html",
        "citations.listed",
        "citations.roles",
        "citations.year_pages",
        "documents",
        "domain",
        "edition_files",
        "editions",
        "epub.book",
        "epub.pages",
        "front_page",
        "jats.body",
        "jats.formula",
        "listed_pages",
        "page_builder",
        "print.imprint",
        "print.languages",
        "print.markers",
        "print.latex",
        "print.nodes",
        "print.topics",
        "publisher",
        "retracted",
        "shown",
        "site_links",
        "words",
    ),
    "second": (
        "articles",
        "credits",
        "citations.bibliography",
        "citations.previews",
        "citations.references",
        "citations.sources",
        "citations.works",
        "cite_files",
        "corrections",
        "epub.builder",
        "epub.notes",
        "epub.semantics",
        "finished",
        "foot",
        "formulas.parser",
        "formulas.transforms",
        "head",
        "html_attributes",
        "interruption",
        "jats.page",
        "language",
        "links",
        "listing",
        "machine.aliases",
        "machine.directory",
        "machine.file_role",
        "machine.feeds",
        "machine.open_data",
        "mathml",
        "meta_tags",
        "navigation",
        "not_found",
        "offprints.builder",
        "pages",
        "pictures",
        "remote_pictures",
        "print",
        "print.breaks",
        "print.builder",
        "print.sides",
        "print.tables",
        "print.transforms",
        "scripts",
        "security_policy",
        "share_images",
        "spared.doctrees",
        "spared.markdown",
        "spared.messages",
        "spared.pages",
        "spared.settings",
        "spared.startup",
        "spared.transforms",
        "spared.trees",
        "search.page",
        "theme",
        "tldr",
        "contents",
        "garbage",
        "unmended",
    ),
    "roof": ("",),
    "side door": ("__main__", "build", "offprints.__main__", "published"),
}

# What each floor may import. The second floor's extensions never import each other; the roof
# names them and imports nothing; nobody else imports the side door.
BELOW = {
    "ground": {"ground"},
    "first": {"ground", "first"},
    "second": {"ground", "first"},
    "roof": set[str](),
    "side door": {"ground", "side door"},
}

# The machinery of a build, which the ground floor does without; `python -m press` therefore
# starts at once and its modules are tested without a build.
SPHINX = {"docutils", "jinja2", "myst_parser", "pybtex_docutils", "sphinx", "sphinxcontrib"}

# A build is a function of its sources: no network, no other program's answer, no chance.
IMPURE = {"ftplib", "http.client", "httpx", "random", "requests", "secrets", "smtplib", "socket"}
IMPURE |= {"subprocess", "urllib.request", "uuid"}
# But for the one that makes the search index, which comes with the lock and repeats itself, and
# the one that turns the words of a drawing into outlines. What asks git is no part of a build.
STARTS_A_PROGRAM = {"offprints.drawings", "published", "search.pagefind"}
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter"}

LONGEST = 600  # lines; a longer file is two things


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
def imports(name: str) -> set[str]:
    """The absolute names of what a module imports, ``from a import b`` as ``a.b``."""
    found: set[str] = set()
    package = ["press", *filter(None, name.split("."))]
    if modules()[name].name != "__init__.py":
        package.pop()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*start, *filter(None, [node.module])])
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


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


def floors(name: str) -> list[str]:
    return [f for f, patterns in FLOORS.items() if any(fnmatchcase(name, p) for p in patterns)]


def floor(name: str) -> str:
    return "".join(floors(name)[:1])


def starts_with(imported: str, forbidden: set[str]) -> bool:
    return any(f"{imported}.".startswith(f"{name}.") for name in forbidden)


@pytest.mark.parametrize("name", modules())
def test_every_module_stands_on_one_floor(name: str) -> None:
    assert len(floors(name)) == 1, (
        f"press/{name.replace('.', '/')}.py stands on {floors(name) or 'no floor'}:"
        " name it on one floor of FLOORS in tests/test_layers.py"
    )


def test_every_name_in_the_table_is_a_module() -> None:
    patterns = [pattern for patterns in FLOORS.values() for pattern in patterns]
    unused = [p for p in patterns if not any(fnmatchcase(name, p) for name in modules())]
    assert not unused, "remove these names from FLOORS in tests/test_layers.py"


@pytest.mark.parametrize("name", modules())
def test_imports_point_downwards(name: str) -> None:
    allowed = BELOW.get(floor(name), set())
    upwards = {other for other in own_imports(name) if floor(other) not in allowed}
    if floor(name) == "ground":  # a package's __init__ runs whenever its modules are imported
        upwards -= {""}
    assert not upwards, f"press.{name} ({floor(name)}) imports {upwards}, which it may not"


def test_imports_make_no_circle() -> None:
    TopologicalSorter({name: own_imports(name) for name in modules()}).prepare()


@pytest.mark.parametrize("name", [name for name in modules() if name])
def test_only_the_upper_floors_know_sphinx(name: str) -> None:
    if floor(name) in {"ground", "side door"}:
        assert not {i for i in imports(name) if starts_with(i, SPHINX)}


@pytest.mark.parametrize("name", modules())
def test_a_build_asks_no_clock_and_no_network(name: str) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    programs = {"subprocess"} if name in STARTS_A_PROGRAM else set()
    assert not {i for i in imports(name) if starts_with(i, IMPURE - programs)}
    assert floor(name) == "side door" or not calls & CLOCKS


@pytest.mark.parametrize("name", [name for name in modules() if floor(name) == "second"])
def test_an_extension_ends_with_its_setup(name: str) -> None:
    last = tree(name).body[-1]
    assert isinstance(last, ast.FunctionDef)
    assert last.name == "setup"


@pytest.mark.parametrize("path", modules().values(), ids=modules())
def test_no_file_is_long(path: Path) -> None:
    lines = path.read_bytes().count(b"\n")
    assert lines <= LONGEST


def test_press_names_no_publication() -> None:
    """Another newsroom forks the repository, changes conf.py, and has its own."""
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
