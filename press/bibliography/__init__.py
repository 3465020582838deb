"""Bibliography: ``.bib`` files become works, and every fault a finding with its line.

:mod:`~press.bibliography.bibtex` splits the text into entries, :mod:`~press.bibliography.reader`
reads them one by one, so that a broken one costs no other, :mod:`~press.bibliography.faults`
says what is wrong with one, :mod:`~press.bibliography.works` keeps them as plain data, and
:mod:`~press.bibliography.csl` gives them as CSL-JSON.
"""
