"""What a command costs: CPU, wall clock and memory of its whole process tree, and what it wrote.

Reads ``/proc``, so it needs Linux.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PAUSE = 0.02  # seconds between two looks at the memory
# Sphinx and the 404 page's extension write one page each at every build, however large the site.
_EVERY_BUILD = {"404.html", "search.html"}


@dataclass(frozen=True)
class Cost:
    """What running some commands one after the other took.

    *cpu* and *wall* are seconds; *cpu* is user and system time of all processes.
    *memory* is the highest sum, in bytes, of the resident memory of the processes
    that were running at one time, so that what they share counts for each of them.
    *finished* is false where the time limit ended it.
    """

    cpu: float
    wall: float
    memory: int
    finished: bool = True


class CommandFailedError(Exception):
    """A command ended with an error; the message has the end of what it printed."""


def run(
    commands: Sequence[Sequence[str | Path]],
    folder: Path,
    environment: dict[str, str],
    limit: float,
) -> Cost:
    """Run *commands* in *folder*, at most *limit* seconds together, and return what they cost.

    Raises CommandFailedError when one of them fails.
    """
    cpu, memory, start = 0.0, 0, time.monotonic()
    for command in commands:
        left = limit - (time.monotonic() - start)
        if left <= 0:
            return Cost(cpu, time.monotonic() - start, memory, finished=False)
        used, peak, finished = _run_one([str(part) for part in command], folder, environment, left)
        cpu, memory = cpu + used, max(memory, peak)
        if not finished:
            return Cost(cpu, time.monotonic() - start, memory, finished=False)
    return Cost(cpu, time.monotonic() - start, memory)


def _run_one(
    command: list[str], folder: Path, environment: dict[str, str], limit: float
) -> tuple[float, int, bool]:
    """Return the CPU seconds, the most memory, and whether the command came to its end."""
    log = folder / "command.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + limit
    memory, finished = 0, True
    while True:
        # The usage is that of the process and of every descendant that was waited for.
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        memory = max(memory, _memory(process.pid))
        if finished and time.monotonic() > deadline:
            finished = False
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(_PAUSE)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and finished:
        said = log.read_text("utf-8", "replace").strip()[-1000:]
        raise CommandFailedError(f"{' '.join(command)} failed in {folder}:\n{said}")
    return usage.ru_utime + usage.ru_stime, memory, finished


def _memory(root: int) -> int:
    """Return the resident memory of the process *root* and its descendants, in bytes.

    Not ``ru_maxrss``: that starts with the memory of the process that made this one.
    """
    together, highest, waiting = 0, 0, [root]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            status = (process / "status").read_text("ascii", "replace")
            for thread in (process / "task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
        except OSError:  # it ended meanwhile
            continue
        kibibytes = dict(re.findall(r"^Vm(RSS|HWM):\s*(\d+) kB", status, re.MULTILINE))
        together += int(kibibytes.get("RSS", 0)) * 1024
        highest = max(highest, int(kibibytes.get("HWM", 0)) * 1024)
    return max(together, highest)


@dataclass(frozen=True)
class File:
    """A file as a build left it."""

    changed: int  # nanoseconds
    size: int
    digest: bytes


@dataclass(frozen=True)
class Written:
    """What a build wrote: bytes in all its files, and the names of pages.

    *changed* have other bytes than before or are new; *idle* were written again as
    they were.  Two pages that every build writes are in neither.
    """

    size: int
    changed: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


def snapshot(*folders: Path) -> dict[Path, File]:
    """Return what lies in *folders*, with the digests of pages (``.html``) alone."""
    found = {}
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        page = path.suffix == ".html"
        digest = hashlib.blake2b(path.read_bytes()).digest() if page else b""
        found[path] = File(status.st_mtime_ns, status.st_size, digest)
    return found


def written(before: Mapping[Path, File], after: Mapping[Path, File]) -> Written:
    """Return what was written between two snapshots; a deleted file counts as none."""
    size = 0
    pages: dict[bool, list[str]] = {True: [], False: []}
    for path, file in sorted(after.items()):
        old = before.get(path)
        if old is None or old.changed != file.changed:
            size += file.size
            if path.suffix == ".html" and path.name not in _EVERY_BUILD:
                pages[old is None or old.digest != file.digest].append(path.stem)
    return Written(size, tuple(pages[True]), tuple(pages[False]))
