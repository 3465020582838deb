"""Commands: one file each, found by the name that an editor types after ``press``.

A command's module has ``add(commands)``, which gives the command line its arguments and
sets ``run``: a function from the arguments to the exit code (0 done, 1 for findings).
What cannot be done raises :class:`UsageError`, whose message says what to do; the exit
code is then 2.  A command may read the clock, git and the network; the build may not.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (it has no other name)


class UsageError(Exception):
    """What the editor asked for cannot be done; the message says why and what to do."""
