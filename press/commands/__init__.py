"""Commands of ``python -m press``, one a file."""
