"""Bibliography: ``.bib`` files become works, and every fault a finding with its line.

:mod:`~press.bibliography.bibtex` splits a file into entries as they are written, and
:mod:`~press.bibliography.entries` makes a work of each, so that a broken one costs no other:
LaTeX and HTML become text with light markup (:mod:`~press.bibliography.latex_text`), names their
parts (:mod:`~press.bibliography.people`), dates ISO 8601 (:mod:`~press.bibliography.date_fields`);
:mod:`~press.bibliography.field_names` knows the fields, :mod:`~press.bibliography.faults` says what
is wrong.  :mod:`~press.bibliography.inheritance` gives works what they have from others.
:mod:`~press.bibliography.reader` does all that for the files of a publication: its ``read_files``
and ``judged`` are what others call.  :mod:`~press.bibliography.works` keeps works as plain data,
and :mod:`~press.bibliography.csl` gives them as CSL-JSON.
"""
