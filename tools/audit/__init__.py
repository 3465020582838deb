"""Measure a built site as its readers meet it: ``python -m tools.audit _build/html``."""
