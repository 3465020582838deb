"""Dollar signs in running text: prices stay text, formulas stay formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.formulas.finder import Found, formulas

PRICES = [
    line
    for line in (Path(__file__).parent / "prices.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
AROUND = {
    "a paragraph": "{}",
    "two lines": "Before\n{}\nafter.",
    "a heading": "## {}",
    "a list": "- {}\n- more",
    "a table": "| a | b |\n|---|---|\n| {} | $5 |\n| $6 | {} |",
    "a quotation": "> {}",
    "a note": "A note.[^1]\n\n[^1]: {}",
    "a directive": "```{{tldr}}\n{}\n```",
}


def sources(text: str) -> list[str]:
    return [found.source for found in formulas(text)]


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_prices_are_text(around: str) -> None:
    assert [
        price for price in PRICES if sources(around.replace("{}", price, 1).format(price))
    ] == []


@pytest.mark.parametrize(
    "text",
    ["Prices rose from\n$5 to\n$6.", "It cost $5\nand 6$ later", "It costs US$\n5 to US$\n6"],
)
def test_prices_at_the_end_of_a_line_are_text(text: str) -> None:
    assert sources(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Emissions of CO$_2$ and CH$_4$ rose.", ["_2", "_4"]),
        ("the 5$^{th}$ of May, 20$^\\circ$C", ["^{th}", "^\\circ"]),
        ("10 km$^2$ for $5m", ["^2"]),
        ("It cost $5 when $x = 2$ held, and $6 when not.", ["x = 2"]),
        ("It cost $5, while CO$_2$ fell.", ["_2"]),
        ("2$\\times$3 and 3$\\times$10$^6$", ["\\times", "\\times", "^6"]),
        ("$x$, $y$ and $z$", ["x", "y", "z"]),
        ("the $n$th, $x$-axis, ($x$), $a$/$b$, $a$%", ["n", "x", "x", "a", "b", "a"]),
        ("$25$, $10^6$, $1/2$, $-1$, $0.5$ to $0.7$", ["25", "10^6", "1/2", "-1", "0.5", "0.7"]),
        ("$2x + 3 = 7$ and $4ac$", ["2x + 3 = 7", "4ac"]),
        ("$GDP = C + I + G$", ["GDP = C + I + G"]),
        ("$x \\text{ if } y$, $2 \\text{ and } 3$", ["x \\text{ if } y", "2 \\text{ and } 3"]),
        ("$\\frac{\\text{spending per head}}{2}$", ["\\frac{\\text{spending per head}}{2}"]),
        ("$\\text{a $x$ b}$", ["\\text{a $x$ b}"]),
        ("$x^* + y^*$ and $a*b$", ["x^* + y^*", "a*b"]),
        ("السعر $x$ هو، ال$y$", ["x", "y"]),
        ("$a & b$ x", ["a & b"]),
        ("$a +\nb$", ["a +\nb"]),
        ("`$x$` and \\$y$ z", []),
        ("# $E = mc^2$\n\n| a |\n|---|\n| $x$ |", ["E = mc^2", "x"]),
        ("see $$x = 1$$ here", ["x = 1"]),
        ("    $x$\n\n```\n$y$\n```\n\n```{code-block} tex\n$z$\n```\n\n% $c$", []),
    ],
)
def test_formulas_are_found(text: str, found: list[str]) -> None:
    assert sources(text) == found


def test_where_formulas_stand() -> None:
    text = (
        "One\ntwo $a$.\n\n$$\nb\n$$\n\n```{math}\n:label: c\n\nc\n```\n\n```{tldr}\n:class: x\n\n"
        "Some $d$\n```\n\n{math}`e`\n\n$$f$$ (label)\n\n$$g$$\n\n- ```{note}\n  $h$\n  ```\n"
    )
    assert list(formulas(text, 11)) == [
        Found("a", 12, block=False),
        Found("\nb\n", 14, block=True),
        Found("\nc\n", 18, block=True),
        Found("d", 27, block=False),
        Found("e", 30, block=False),
        Found("f", 32, block=True),
        Found("g", 34, block=True),
        Found("h", 37, block=False),
    ]


def test_dollars_mean_nothing_without_the_extension() -> None:
    assert list(formulas("$x$ {math}`y`", between_dollars=False)) == [Found("y", 1, block=False)]
