"""What a page's front matter may not do: change how MyST reads the page."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.config.main import read_topmatter

from press.articles.page_front_matter import without_settings
from press.checks.checks import check
from tests.publication import Publication

MYST = "---\nmyst:\n  disable_syntax: []\norphan: true\n---\n# T\n"


@pytest.mark.parametrize(
    ("text", "line", "rest"),
    [
        (MYST, 2, {"orphan": True}),
        ("---\norphan: true\nmyst: {html_meta: {a: b}}\n---\nx\n", 3, {"orphan": True}),
        ('---\n{orphan: true, "myst": {title_to_header: true}}\n---\nx\n', 2, {"orphan": True}),
        ("---\nhtml_meta: {'http-equiv=refresh': '0;url=https://a.test'}\n---\nx\n", 2, None),
        ("---\nsubstitutions:\n  k: '{{ env.config }}'\n...\nx\n", 2, None),
        ("---\n? myst\n: {x: y}\n---\nx\n", 1, None),
        ("--- \nmyst: {}\n---", 2, None),
        ("---\nmyst: {}\nعنوان: x\n", 2, {"عنوان": "x"}),
        ("---\nbase: &a {myst: {x: y}}\n<<: *a\n---\nx\n", 2, {"base": {"myst": {"x": "y"}}}),
    ],
)
def test_settings_are_taken_out(text: str, line: int, rest: dict[str, object] | None) -> None:
    left, (finding,) = without_settings(text)
    assert (finding.line, finding.code) == (line, "page-settings")
    assert read_topmatter(left) == rest
    assert left.count("\n") >= text.count("\n")
    body = text.splitlines()[-1]
    assert (
        body.startswith("---") or "myst" in text.splitlines()[-2] or left.splitlines()[-1] == body
    )


@pytest.mark.parametrize(
    "text", ["", "# T\n", "---\norphan: true\n---\n# T\n", "---\n---\n", "---\n: [\n---\nmyst: x\n",
             "text\n---\nmyst: {}\n---\n", "---\n- myst\n---\n"],
)  # fmt: skip
def test_other_pages_are_left_as_they_are(text: str) -> None:
    assert without_settings(text) == (text, ())


@given(
    st.dictionaries(
        st.sampled_from(["myst", "html_meta", "substitutions", "orphan", "tocdepth", "a b", "é"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=6,
        ),
        min_size=1,
    ),
    st.booleans(),
)
def test_nothing_that_myst_reads_is_left_and_nothing_else_goes(
    data: dict[str, object], flow: bool
) -> None:
    text = f"---\n{yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)}---\nBody.\n"
    left, findings = without_settings(text)
    rest = {k: v for k, v in data.items() if k not in {"myst", "html_meta", "substitutions"}}
    assert len(findings) == len(data) - len(rest)
    assert (read_topmatter(left) if rest else left.strip()) == (rest or "Body.")
    assert left.splitlines()[-1] == "Body."
    assert len(left.splitlines()) == len(text.splitlines())


def test_a_build_says_so_and_reads_the_page_as_all_others(publication: Publication) -> None:
    publication.article("2026-01-02-a", "Text {cite:p}`smith2019first`.")
    publication.write(
        "articles/about.md",
        "---\nmyst:\n  disable_syntax: []\n  enable_extensions: [substitution, html_image]\n"
        "  substitutions: {k: '{{ env.config }}'}\n"
        "  html_meta: {'http-equiv=refresh': '0;url=https://elsewhere.test'}\norphan: true\n---\n"
        "# About\n\n<script>CANARY()</script>\n\n{{ k }}\n\n![x](gone.png)\n",
    )
    publication.build()
    page = publication.page("articles/about")
    assert not [each for each in page.find_all("script") if "CANARY" in each.get_text()]
    assert not page.select("meta[http-equiv=refresh]")
    assert "{{ k }}" in page.get_text()
    told = publication.warnings.replace(f"{publication.folder}/", "").splitlines()
    found = [f"{each.line}: {each.message}" for path, each in check(publication.folder)
             if path.name == "about.md"]  # fmt: skip
    assert told[0].startswith("articles/about.md:2: WARNING: myst in a page's front matter")
    assert found[0] == told[0].partition(".md:")[2].replace("WARNING: ", "").rpartition(" [")[0]
    assert "articles/about.md:15: WARNING: image file not readable" in told[1]
