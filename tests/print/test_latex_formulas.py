"""Formulas in LaTeX, what a run of LaTeX may reach, and how its faults are told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press.formulas import commands, symbols
from press.formulas.grammar import read
from press.formulas.scanner import FormulaError
from press.formulas.words import is_word
from tests.publication import Publication

ROOT = Path(__file__).resolve().parents[2]
GOOD = [
    line
    for line in (ROOT / "tests/formulas/good.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
COMMAND = (
    "lualatex --lua=pressguard.lua --no-shell-escape --no-socket -interaction=nonstopmode".split()
)


def latex(folder: Path, body: str) -> Path:
    """Write a publication of one article as LaTeX; return the document."""
    made = Publication(folder, lambda *_a, **_k: None)  # type: ignore[arg-type]
    made.article("2025-01-01-one", body)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "latex", ".", "_build/latex"]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    (path,) = (folder / "_build/latex").glob("*.tex")
    return path


def typeset(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "tools/typeset"), str(path)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def every_command() -> list[str]:
    """A formula for each sign, letter, bracket and character of words that the grammar knows."""
    found = [f"\\{name}" for name in commands.SIGNS if name.isalpha()]
    found += [f"\\{name}(x)" for name in symbols.FUNCTIONS | set(symbols.LIMIT_FUNCTIONS)]
    found += [*commands.TYPED, *symbols.TEXT_SIGNS]
    found += [rf"\left{sign} x \middle{sign} y \right{sign}" for sign in commands.DELIMITERS]
    for name in (*commands.ALPHABETS, *symbols.ACCENTS, *symbols.WIDE_ABOVE, *symbols.WIDE_BELOW):
        found.append(rf"\{name}{{{'abcXYZ019'}}} \{name}{{\alpha}} \{name}{{a}} \{name}{{\Omega}}")
    words = [chr(number) for number in range(0xA1, 0x2200) if is_word(chr(number))]
    found += [rf"\text{{{''.join(words[at : at + 12])}}}" for at in range(0, len(words), 12)]
    return [source for source in found if _is_read(source)]


def _is_read(source: str) -> bool:
    try:
        read(source)
    except FormulaError:
        return False
    return True


def test_latex_sets_all_that_the_grammar_knows(tmp_path: Path) -> None:
    every = every_command()
    assert len(every) > 700
    body = "\n\n".join(f"Text {{math}}`{source}`." for source in every)
    body += "".join(f"\n\n## The ${source}$\n\n$$\n{source}\n$$" for source in GOOD)
    path = latex(tmp_path, body)
    # One pass tells all, as tools/typeset runs each.
    done = subprocess.run(
        [*COMMAND, "-halt-on-error", "-draftmode", path.name],
        cwd=path.parent,
        env={**os.environ, "openin_any": "p", "openout_any": "p"},
        capture_output=True,
        check=False,
    )
    said = path.with_suffix(".log").read_text("utf-8", "replace")
    assert done.returncode == 0, said[-2000:]
    assert "Missing character" not in said
    assert "PDF string" not in said


PLANTED = r"""
\newread\r
\def\try#1{\immediate\openin\r=#1 \ifeof\r\else\typeout{REACHED #1}\fi\closein\r}
\try{/etc/hostname}\try{../secret.txt}\try{.hidden}
\directlua{
  local function try(name, ...)
    local done, found = pcall(...)
    if done and found then texio.write_nl("log", "REACHED " .. name .. " " .. tostring(found)) end
  end
  try("open", io.open, "../secret.txt")
  try("open from the root", io.open, "/etc/hostname")
  try("open a link", io.open, "link.txt")
  try("open a way round", io.open, "x/../../secret.txt")
  try("lines", io.lines, "/etc/hostname")
  try("input", io.input, "/etc/hostname")
  try("write", io.open, "../planted.txt", "w")
  try("append", io.open, "../secret.txt", "a")
  try("write settings", io.open, "latexmkrc", "w")
  try("write hidden settings", io.open, ".latexmkrc", "w")
  try("output", io.output, "../planted.txt")
  try("popen", function() return io.popen("id"):read("*a") end)
  try("execute", function() return os.execute("touch ../planted.txt") end)
  try("spawn", function() return os.spawn{"touch", "../planted.txt"} end)
  try("exec", function() return os.exec{"touch", "../planted.txt"} end)
  try("remove", os.remove, "../secret.txt")
  try("rename", os.rename, "press.sty", "../planted.txt")
  try("mkdir", lfs.mkdir, "../planted.txt")
  try("chdir", lfs.chdir, "..")
  try("dir", function() return lfs.dir("/etc")() end)
  try("getenv", os.getenv, "HUSHED")
  try("env", function() return os.env.HUSHED end)
  try("variable", function() return kpse.var_value("HUSHED") end)
  try("expanded", function() return kpse.expand_var("\string$HUSHED"):match("hush") end)
  try("another kpathsea", function() return kpse.new("luatex"):var_value("HUSHED") end)
  try("library", function() return package.loadlib("libc.so.6", "system") end)
  try("socket", require, "socket.core")
  try("dofile", dofile, "/etc/hostname")
  try("loadfile", loadfile, "../secret.txt")
  try("PDF", function() return pdfe.open("/etc/hostname") end)
  try("original", function() return debug.getupvalue(io.open, 1) end)
  try("MetaPost", function() return mplib.new end)
}
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document that is whole; tests work on copies of it."""
    body = "First.\n\nA second paragraph.\n\n- An item.\n- Another.\n\n$$x = 1$$\n\nThe last one."
    return latex(tmp_path_factory.mktemp("document"), body)


def planted(document: Path, where: str, what: str) -> Path:
    tex = document.read_text("utf-8")
    assert where in tex
    path = document.with_name("planted.tex")
    path.write_text(tex.replace(where, what + where, 1), "utf-8")
    return path


def test_a_planted_command_reads_and_writes_nothing(document: Path) -> None:
    outside = document.parent.parent
    secret = outside / "secret.txt"
    secret.write_text("TOPSECRET\n")
    (document.parent / ".hidden").write_text("x\n")
    if not (document.parent / "link.txt").is_symlink():
        (document.parent / "link.txt").symlink_to("../secret.txt")
    before = sorted(outside.iterdir())
    settings = (document.parent / "latexmkrc").read_bytes()
    embedded = r"\immediate\pdfextension obj stream file {../secret.txt}\immediate\write18{touch ../planted}"
    done = typeset(planted(document, "A second paragraph", PLANTED + embedded), HUSHED="hush")
    log = document.with_name("planted.log").read_text("utf-8", "replace")
    assert done.returncode == 0, done.stderr
    assert re.findall("REACHED.*", log) == []
    assert "TOPSECRET" not in log
    assert "hush" not in log
    assert b"TOPSECRET" not in document.with_name("planted.pdf").read_bytes()
    assert sorted(outside.iterdir()) == before
    assert secret.read_text() == "TOPSECRET\n"
    assert (document.parent / "latexmkrc").read_bytes() == settings


@pytest.mark.parametrize(
    "command",
    [
        r"\newwrite\w\immediate\openout\w=../planted.txt",
        r"\newwrite\w\immediate\openout\w=latexmkrc.",
        r"\input{../secret.txt}",
    ],
)
def test_what_stops_the_run_is_told_with_the_article(document: Path, command: str) -> None:
    done = typeset(planted(document, "A second paragraph", command))
    assert done.returncode == 1
    assert done.stderr.startswith("articles/2025/2025-01-01-one.md:10: LaTeX: ")
    assert not (document.parent.parent / "planted.txt").exists()


@pytest.mark.parametrize(("where", "line"), [("Another", 13), ("The last", 17)])
def test_a_fault_names_the_article_and_its_line(document: Path, where: str, line: int) -> None:
    done = typeset(planted(document, where, r"\undefinedcommand "))
    assert done.returncode == 1
    first, second, *_rest = done.stderr.splitlines()
    assert first == f"articles/2025/2025-01-01-one.md:{line}: LaTeX: Undefined control sequence."
    assert r"\undefinedcommand" in second


def test_a_letter_that_no_font_has_names_the_article_and_its_line(document: Path) -> None:
    done = typeset(planted(document, "The last", "漢"))
    assert done.returncode == 1
    said = "articles/2025/2025-01-01-one.md:17: LaTeX: no font has 漢 (U+6F22)"
    assert done.stderr.splitlines()[0] == said
