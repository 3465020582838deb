"""Tables in print: whose widths are whose."""

from __future__ import annotations

import re

import pytest

from tests.publication import Publication

pytestmark = pytest.mark.tex

BODY = """
:::{list-table} Widths by the author
:widths: 20 80
:header-rows: 1

* - A
  - B
* - 1
  - 2
:::

| A | B |
|---|--:|
| 1 | 2 |
"""


def test_widths_that_the_author_gives_are_kept(publication: Publication) -> None:
    publication.article("2026-01-02-a", BODY)
    publication.build("latex")
    assert publication.warnings == ""
    assert publication.app is not None
    (tex,) = publication.app.outdir.glob("*.tex")
    given, aligned = re.findall(r"\\begin\{tabular\}\[t\]\{(.*)\}", tex.read_text("utf-8"))
    assert given == r"\X{20}{100}\X{80}{100}"
    assert aligned == "lr"
