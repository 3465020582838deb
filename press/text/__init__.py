"""Text: functions on strings that know nothing of articles, builds or Sphinx.

:mod:`~press.text.strings` has the small ones (slugs, near spellings, reading a file);
:mod:`~press.text.bidi` tells direction and language from letters, :mod:`~press.text.markup`
writes text as HTML, :mod:`~press.text.markup` as XML; :mod:`~press.text.messages` holds the
message catalogues of ``press/locale``; :mod:`~press.text.sentences` finds sentences;
:mod:`~press.text.findings` is the form of everything that is wrong with a source.
"""
