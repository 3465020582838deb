"""The writer and the account: MyST's own parser prints what was to be written."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from press.importing import account
from press.importing.myst_words import read_back
from press.importing.myst_writer import body
from press.importing.page_model import Block, Span
from tests.importing.as_myst import doctree

# Letters, and everything that is markup somewhere.
HARD = st.text(
    st.sampled_from("aB1é ع  *_`~#+-=|:;.,!?()[]{}<>$%&@\\/'\"^“”«–…\t\n"), min_size=0, max_size=12
)
STARTS = st.sampled_from(
    ["# x", "% gone", "+++", "- x", "1. x", "2025. x", ":::", "::: note", "$5 and $6", "{role}`x`",
     "{cite:p}`k`", "[^1]: x", "(x)=", "---", "===", "> q", "| a | b |", "~~~", "```", "&copy; x",
     "@key", "[@key]", "<b>x</b>", "<https://x.org>", "<!-- x -->", "a_b_c", "*x*", "\\", "x\\",
     "!x", "![x](y)", "[x](y)", "[x]: y", "1)", "+ x", "x  ", "#", "http://x.org/a_b", "a@b.org"]
)  # fmt: skip
TEXT = st.one_of(HARD, STARTS, st.builds(lambda a, b: f"{a} {b}", STARTS, HARD))
STYLES = st.sampled_from(["", "", "b", "i", "bi", "^", "_", "s"])
LINKS = st.sampled_from(["", "", "", "https://example.org/a(b)_c?d=[e]&f", "mailto:a@b.org"])
SPAN = st.one_of(
    st.builds(Span, TEXT, styles=STYLES, link=LINKS),
    st.builds(Span, TEXT, styles=STYLES, link=LINKS),
    st.builds(Span, TEXT, lang=st.just("fa")),
    st.builds(Span, TEXT, st.just("code"), styles=STYLES),
    st.just(Span("\n", "break")),
    st.builds(Span, TEXT, st.just("left-out")),
    st.builds(lambda alt: Span("", "picture", value="img/a_(b).png", alt=alt), st.just("an alt")),
)
SPANS = st.lists(SPAN, max_size=5).map(tuple)
PARAGRAPH = st.builds(lambda spans: Block("paragraph", spans), SPANS)
HEADING = st.builds(
    lambda spans, level: Block("heading", spans, level=level), SPANS, st.integers(1, 6)
)
CODE = st.builds(lambda text: Block("code", (Span(text),), name="text"), HARD)
CELL = st.one_of(
    st.builds(lambda spans: Block("cell", spans), SPANS),
    st.builds(lambda blocks: Block("cell", (), tuple(blocks)), st.lists(PARAGRAPH, max_size=2)),
)
TABLE = st.builds(
    lambda caption, rows, head: Block(
        "table",
        caption,
        tuple(Block("row", (), tuple(r), level=int(head and n == 0)) for n, r in enumerate(rows)),
    ),
    st.lists(st.builds(Span, TEXT), max_size=1).map(tuple),
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=3),
    st.booleans(),
)
FIGURE = st.builds(
    lambda spans, alt: Block("figure", spans, value="img/a.png", alt=alt),
    SPANS,
    st.sampled_from(["", 'a "quoted": alt', "# alt"]),
)
RULE = st.just(Block("rule"))


def inside(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(blocks, max_size=3).map(tuple)
    item = st.builds(lambda spans, more: Block("item", spans, more), SPANS, several)
    return st.one_of(
        st.builds(
            lambda items, level: Block("list", (), tuple(items), level=level),
            st.lists(item, max_size=3),
            st.sampled_from([0, 0, 1, 7]),
        ),
        st.builds(lambda more: Block("quote", (), more), several),
        st.builds(lambda more: Block("group", (), more), several),
    )


BLOCK = st.recursive(
    st.one_of(PARAGRAPH, PARAGRAPH, HEADING, CODE, TABLE, FIGURE, RULE), inside, max_leaves=6
)


def _told(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield nodes in order without docutils' own remarks on repeated headings."""
    if not isinstance(node, nodes.system_message) or node["level"] > 1:
        yield node
        for child in node.children:
            yield from _told(child)


def tree_words(myst: str) -> tuple[list[str], list[str], str]:
    tree, warnings = doctree(myst)
    lines: list[str] = []
    alts = []
    for node in _told(tree):
        if isinstance(node, nodes.image):
            alts.append(node.get("alt", ""))
        if isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.raw):
            parent = node.parent
            # Inline pieces are one line with what is around them.
            glued = isinstance(parent, nodes.Inline) or node is not parent.children[0]
            lines.append(("" if glued else "\n") + node.astext())
        elif isinstance(node, nodes.raw) or not isinstance(node, nodes.Text | nodes.Inline):
            lines.append("\n")
    return account.words("".join(lines)), [alt for alt in alts if alt], warnings


@settings(
    max_examples=300,
    deadline=None,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(BLOCK, min_size=1, max_size=4))
@example([Block("paragraph", (Span("Note:", styles="b"), Span("text")))])
@example([Block("list", (), (Block("item", (), (Block("heading", (Span("--"),), level=1),)),))])
@example([Block("paragraph", (Span("a", styles="i"), Span("b", styles="b")))])
def test_myst_prints_what_was_to_be_written(blocks: list[Block]) -> None:
    myst = body(blocks)
    wanted = account.written_words(blocks)
    back = read_back(myst)
    assert account.words(back.text) == wanted
    printed, alts, warnings = tree_words(myst)
    assert printed[:1] == ["Top"]
    assert printed[1:] == wanted
    assert alts == list(back.alts)
    assert warnings == ""
