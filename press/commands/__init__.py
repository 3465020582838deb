"""Commands: one module for each command of ``python -m press``."""
