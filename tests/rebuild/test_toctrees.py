"""What a build leaves alone: tables of contents that did not change."""

from __future__ import annotations

import re

from tests.publication import Publication


def written(publication: Publication) -> set[str]:
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", publication.status))


def read(publication: Publication) -> set[str]:
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", publication.status))


def fill(publication: Publication) -> None:
    for year in (2023, 2024, 2025):
        for month in (1, 2, 3, 4):
            publication.article(f"{year}-0{month}-01-of-{year}-{month}", "Text.")
    publication.build()


def test_an_edited_text_is_written_alone(publication: Publication) -> None:
    fill(publication)
    publication.article("2024-02-01-of-2024-2", "Another text.")
    publication.build()
    assert written(publication) == {"articles/2024/2024-02-01-of-2024-2"}


def test_a_new_article_costs_its_volume_and_its_neighbors(publication: Publication) -> None:
    fill(publication)
    publication.article("2024-02-15-new", "Text.")
    publication.build()
    assert read(publication) == {"articles/2024/2024-02-15-new", "articles/2024/index", "index"}
    assert written(publication) == {
        "articles/2024/2024-02-01-of-2024-2",
        "articles/2024/2024-02-15-new",
        "articles/2024/2024-03-01-of-2024-3",
        "articles/2024/index",
        "index",
    }


def test_a_volume_goes_on_noticing_what_comes_and_goes(publication: Publication) -> None:
    """What is hidden from one build must not be forgotten for the next."""
    fill(publication)
    publication.article("2024-02-15-new", "Text.")
    publication.build()
    publication.article("2023-02-15-newer", "Text.")
    publication.build()
    publication.delete("articles/2025/2025-01-01-of-2025-1")
    publication.build()
    assert publication.warnings == ""
    for year, count in ((2023, 5), (2024, 5), (2025, 3)):
        page = publication.page(f"articles/{year}/index")
        assert len(page.select("li.card")) == count


def test_a_toctree_that_is_shown_follows_its_titles(publication: Publication) -> None:
    publication.article("2025-01-01-one", "Text.")
    publication.write(
        "index.md", "# Home\n\n```{toctree}\n:glob:\n\narticles/*/index\narticles/works\n```\n"
    )
    publication.build()
    publication.write("articles/works.md", "# Every source\n\n```{works}\n```\n")
    publication.build()
    assert "Every source" in publication.page("index").select("article")[0].get_text()
