"""Formulas: which TeX an article's formulas may use, and what each is in every format.

A formula is read once, by one grammar (:func:`press.formulas.grammar.read`), which gives its MathML
and its LaTeX; what the grammar does not know is refused with a message.  :mod:`~press.formulas.symbols`
and :mod:`~press.formulas.commands` are the list of what is known.  :mod:`~press.formulas.dollars` tells
formulas from prices in running text, :mod:`~press.formulas.finder` finds them without a build.

:mod:`press.guards` asks for every formula while its article is read, ``press check`` without a build;
the site, the e-book and JATS write the MathML, :mod:`press.print` the LaTeX, the offprints draw it.
"""
