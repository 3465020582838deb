"""Formulas: which TeX an article's formulas may use, and how each format sets it."""
