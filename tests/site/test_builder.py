"""The builder of the site: what it asks the rooms for, and what it leaves out of Sphinx's."""

from __future__ import annotations

import pytest

from tests.publication import CONF, Publication

# A publication's own handlers: of the event that press emits, and of Sphinx's, behind all others.
HANDLERS = """
def setup(app):
    def told(app, page):
        said = page.builder.name, page.name, page.template, page.doctree is not None
        with open(app.srcdir / "told.txt", "a") as file:
            print(*said, len(page.context["rellinks"]), file=file)
        page.context["title"] += "!"

    def scripts(app, pagename, templatename, context, doctree):
        assert context["title"].endswith("!")
        app.add_js_file("https://example.org/late.js")

    app.connect("press-page-context", told, priority=900)
    app.connect("html-page-context", scripts, priority=990)

html_domain_indices = html_use_index = False
html_js_files = ["https://example.org/own.js"]
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_is_told_of_before_it_is_written(publication: Publication, builder: str) -> None:
    publication.write("conf.py", CONF + HANDLERS)
    name = publication.article("2025-01-01-one", "1.", topics=["trade"])
    publication.article("2025-01-02-two", "2.")
    publication.build(builder=builder)
    told = (publication.folder / "told.txt").read_text("utf-8").splitlines()
    # No neighbours by toctree: those by date are in the context already.
    assert f"{builder} {name} page.html True 0" in told
    assert f"{builder} topics/trade listed.html False 0" in told
    assert f"{builder} 404 404.html False 0" in told
    assert f"{builder} search search.html False 0" in told
    assert len(told) == len(set(told))


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex"])
def test_no_other_builder_tells_of_pages(publication: Publication, builder: str) -> None:
    publication.write("conf.py", CONF + HANDLERS.replace("assert ", "# "))
    publication.article("2025-01-01-one", "1.")
    publication.build(builder=builder)
    assert not (publication.folder / "told.txt").exists()


def test_pages_load_own_scripts_and_none_of_sphinx_s_search(publication: Publication) -> None:
    publication.write("conf.py", CONF + HANDLERS)
    name = publication.article("2025-01-01-one", "1.")
    publication.build()
    for page in (name, "index", "search", "404"):
        loaded = [str(tag["src"]) for tag in publication.page(page).select("script[src]")]
        assert {"https://example.org/own.js", "https://example.org/late.js"} <= set(loaded)
        assert not [
            source for source in loaded if "doctools" in source or "sphinx_highlight" in source
        ]
    static = {path.name for path in (publication.folder / "_build/html/_static").iterdir()}
    assert not static & {"doctools.js", "searchtools.js", "language_data.js", "sphinx_highlight.js"}
    assert not (publication.folder / "_build/html/searchindex.js").exists()
