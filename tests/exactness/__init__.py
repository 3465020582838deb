"""Exactness: what a build gives depends on its sources, and on nothing that was built before."""
