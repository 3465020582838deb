"""Muslim World Report: everything that names this publication and sets its build.

Declares and never computes.  A newsroom that forks the repository changes this
file, ``index.md``, ``articles/`` and ``references.bib``.
"""

# -- The publication ----------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information

project = "Muslim World Report"
author = "Muslim World Report"
copyright = "Muslim World Report"  # noqa: A001 (Sphinx's name)
version = release = ""
language = "en"

press_sections = {
    "international": "International",
    "opinion": "Opinion",
    "economy": "Economy",
}
# What schema.org calls the articles of a section: https://schema.org/NewsArticle
press_article_types = {
    "international": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "economy": "AnalysisNewsArticle",
}
press_description = (
    "Sourced analysis of world affairs, with an interest in how they look from Muslim-majority "
    "societies and from the wider Global South."
)

# -- Sources ------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-source-files

extensions = ["myst_parser", "sphinxcontrib.bibtex", "press"]
root_doc = "index"
include_patterns = ["index.md", "articles/**"]
exclude_patterns = ["_build", ".*"]  # folders that need not be searched

# -- Markdown -----------------------------------------------------------------
# https://myst-parser.readthedocs.io/en/latest/configuration.html

myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_footnote_transition = False
# Raw HTML would be lost in print and in the e-book: it is shown as it is typed.
myst_disable_syntax = ["html_block", "html_inline"]

# -- Bibliography -------------------------------------------------------------
# https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html#configuration

bibtex_bibfiles = ["references.bib"]

# -- HTML ---------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-html-output

html_theme = "press"  # furo with this publication's templates and style sheet: press/site/
html_title = project
html_last_updated_fmt = None
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False

# Each article's page links to its PDF and EPUB, each year's to its own: what `make offprints` and
# `make volumes` put beside the pages.
press_offprints = True
press_volume_files = True
# Other sites show a picture of an article's title where its address is shared; see html_baseurl.
press_share_images = True

press_licence = {
    "name": "CC BY 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}

# -- EPUB ---------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-epub-output
# Title, author, rights, language and identifier are those of the settings above.

epub_show_urls = "no"
