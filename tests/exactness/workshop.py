"""Builds in processes of their own, and builds that die.

Docutils and Sphinx keep state in modules, so every build runs in a process forked from one
that has loaded everything and built nothing: as exact as ``python -m sphinx``, without the
seconds that loading takes. Run as a program, this module is that process.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import press

ROOT = Path(__file__).resolve().parents[2]
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Job:
    """One run of Sphinx.

    *dies_at* is the number of the file, in the order in which they are opened for writing,
    at which the build dies and which it leaves half-written; *fails_at* the one that raises an
    exception instead; *dies_after* the seconds after which the build is killed from outside.
    """

    source: str
    out: str
    doctrees: str
    builder: str = "html"
    jobs: int = 1
    dies_at: int = 0
    fails_at: int = 0
    dies_after: float = 0.0
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a build ended: its status, its warnings as lines, the files it opened for writing.

    *repeated* says that Sphinx was not asked, since the last build would only be repeated.
    """

    status: int
    warnings: tuple[str, ...]
    writes: int
    repeated: bool
    seconds: float


class Workshop:
    """A process that builds. Its hashes are salted by *seed*, so sets come in an order of its own."""

    def __init__(self, seed: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.exactness.workshop"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, job: Job) -> None:
        """Give it a job; :meth:`finish` waits for the outcome."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asdict(job)) + "\n")
        self._process.stdin.flush()

    def finish(self) -> Outcome:
        """Return the outcome of the oldest job that was started."""
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return Outcome(**{**answer, "warnings": tuple(answer["warnings"])})

    def build(self, job: Job) -> Outcome:
        """Do a job."""
        self.start(job)
        return self.finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


# -- the process ------------------------------------------------------------------


def _serve() -> None:
    packages = ("furo", "myst_parser.sphinx_ext.main", "sphinx.application", "sphinxcontrib.bibtex")
    rooms = pkgutil.walk_packages(press.__path__, "press.")
    for name in (*packages, *(room.name for room in rooms if "__main__" not in room.name)):
        importlib.import_module(name)
    for line in sys.stdin:
        job = Job(**json.loads(line))
        inlet, outlet = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            os.close(inlet)
            _build(job, outlet)
        os.close(outlet)
        status = _wait(child, job.dies_after)
        with os.fdopen(inlet, encoding="utf-8") as pipe:
            told = json.loads(pipe.read() or '{"warnings": [], "writes": 0, "repeated": false}')
        answer = {"status": status, "seconds": time.monotonic() - began, **told}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _wait(child: int, dies_after: float) -> int:
    if dies_after:
        time.sleep(dies_after)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0:
        # Its own children must not write into what the next build reads.
        while True:
            try:
                os.killpg(child, signal.SIGKILL)
            except ProcessLookupError:
                break
            time.sleep(0.001)
    return status


def _build(job: Job, outlet: int) -> None:
    """Build, tell what came of it through the pipe *outlet*, and end the process."""
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor

    from press.rebuild.skip_build import Call, is_repeated

    nocolor()
    os.environ.update(job.env)
    sys.argv[1:] = ["-d", job.doctrees, "-j", f"{job.jobs}", "-b", job.builder, job.source, job.out]
    time.tzset()
    counter = _count_writes(job)
    warnings = io.StringIO()
    status = 3
    repeated = False
    try:
        call = Call.of(sys.argv[1:])
        repeated = call is not None and is_repeated(call)
        if not repeated:
            app = Sphinx(
                job.source,
                job.source,
                job.out,
                job.doctrees,
                job.builder,
                status=None,
                warning=warnings,
                parallel=job.jobs,
            )
            app.build()
            status = app.statuscode
    except BaseException as error:  # noqa: BLE001 (whatever it is, the test shows it)
        warnings.write(f"{type(error).__name__}: {error}\n")
    told = {
        "warnings": warnings.getvalue().splitlines(),
        "writes": counter[0],
        "repeated": repeated,
    }
    os.write(outlet, json.dumps(told).encode())
    os._exit(0 if repeated else status)


def _count_writes(job: Job) -> list[int]:
    """Count the files that are opened for writing below the job's folders; die or fail at one."""
    counter = [0]
    folders = tuple(os.path.realpath(folder) + os.sep for folder in (job.out, job.doctrees))

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path, _mode, flags = arguments
        name = os.fsdecode(path)
        if not flags & (os.O_WRONLY | os.O_RDWR) or not name.startswith(folders):
            return
        counter[0] += 1
        if counter[0] == job.fails_at:
            raise RuntimeError("no more room on the disk")
        if counter[0] == job.dies_at:
            # Half of what was there, as new as a file that was just written.
            half = os.open(name, os.O_RDONLY | os.O_CREAT)
            size = os.fstat(half).st_size // 2
            os.truncate(name, size)
            os.utime(name)
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_event)
    return counter


if __name__ == "__main__":
    _serve()
