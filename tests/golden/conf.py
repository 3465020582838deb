"""A publication that holds every fault; expected.txt lists what the checks say of it."""

press_sections = {
    "international": "International",
    "opinion": "Opinion",
}
bibtex_bibfiles = ["bad.bib", "empty.bib", "not-there.bib", "unseen.bib"]
