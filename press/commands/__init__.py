"""Commands: one module for each command of ``python -m press``.

Each has ``add(commands)``, which adds its arguments and names its function; the function takes
what was typed and returns the exit status.  A command may read the clock, ask git and the network: a build
may not, and Sphinx never loads this room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (no other name)


class UsageError(Exception):
    """What the editor asked for cannot be done; the message says why."""
