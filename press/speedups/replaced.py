"""Replacing a function of another package, in the versions it was written for and no others.

In any other version the package keeps its own function: the build is slower
and just as right, and ``tests/speedups/test_speedups.py`` fails until somebody has
compared the two again.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

#: The releases whose functions are replaced, by the names of their distributions.
RELEASES = {
    "docutils": "0.22.4",
    "furo": "2025.12.19",
    "myst-parser": "5.2.0",
    "Sphinx": "9.0.4",
}


@cache
def is_known(distribution: str) -> bool:
    """Say whether the installed release of *distribution* is the one that was compared."""
    return version(distribution) == RELEASES[distribution]


def unknown_releases() -> list[str]:
    """Return the distributions whose installed release was not compared, with that release."""
    return [f"{name} {version(name)}" for name in RELEASES if not is_known(name)]


def replace(distribution: str, owner: object, **functions: object) -> None:
    """Put *functions* in the place of the attributes of *owner* of the same names.

    *owner* is a class or module of *distribution*.  Does nothing in another release.
    """
    if is_known(distribution):
        for name, function in functions.items():
            setattr(owner, name, function)
