"""Checks: what is wrong with a publication's sources, told without building it.

:mod:`~press.checks.checks` asks every question; :mod:`~press.checks.markdown` reads what an
article's text points at, :mod:`~press.checks.configuration` what ``conf.py`` declares, and
:mod:`~press.checks.git_history` what was published before.
"""
