"""Offprints: every article as a file of its own, a PDF and an EPUB.

:mod:`press.offprints.builder` writes an article's EPUB and a page for print;
``python -m press.offprints`` sets the pages, which needs no Sphinx.
"""
