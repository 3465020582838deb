project = "Quarterly Review of Internationalization and Counterrevolutionary Constitutionalism"
author = "Institute for Internationalization"
copyright = "2024–2025, the authors"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "press"]
include_patterns = ["index.md", "articles/**"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
myst_footnote_transition = False
press_sections = {"law": "International Humanitarian Law and the Laws of Neutrality at Sea"}
bibtex_bibfiles = ["references.bib"]
html_theme = "furo"
html_baseurl = "https://review.example.org/journals/quarterly-review-of-internationalization/"
press_publisher = {
    "name": "Institute for Internationalization & Co_operation",
    "address": "12 Long Street, Second Floor\n1000 Example City",
    "place": "Example City",
    "email": "editors@example.org",
    "url": "https://institute-for-internationalization-and-cooperation.example.org/",
}
press_licence = {
    "name": "CC BY-SA 4.0",
    "url": "https://creativecommons.org/licenses/by-sa/4.0/",
}
press_issn = "1234-5679"
press_isbn = {"2025": "978-0-306-40615-7"}
