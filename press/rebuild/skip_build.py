"""Skipping a build: whether the last one would be repeated file by file, told without Sphinx.

A build leaves a record in its folder of doctrees, in two steps.  What it is
made of is written down before anything is read (:func:`is_repeated`).  When it
has finished, and had nothing to complain of, and nothing was edited in the
meantime, the files that it left are added (:func:`finish`).  A record in which
everything is as it is now says that there is nothing to do; in doubt there is.
Files count by digests of what is in them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from press.core.builders import PAGE_BUILDERS
from press.rebuild.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx

    from press.rebuild.repeat_warnings import WarningLog

_VERSION = 1
_FILE = "finished.json"


@dataclass(frozen=True)
class Call:
    """A call of sphinx-build: its arguments and the folders that they name."""

    arguments: tuple[str, ...]
    source: Path
    out: Path
    doctrees: Path

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Call | None:
        """Return the call; None where it builds no site, or says more than what to build and where."""
        try:
            options, unknown = _parser().parse_known_args(arguments)
        except ValueError:
            return None
        if unknown or options.builder not in PAGE_BUILDERS:
            return None
        folders = (Path(name).resolve() for name in (options.source, options.out, options.doctrees))
        return cls(tuple(arguments), *folders)

    @property
    def sources(self) -> Sources:
        """The files that it reads."""
        written = [
            folder.relative_to(self.source).parts[:1]
            for folder in (self.out, self.doctrees)
            if folder.is_relative_to(self.source)
        ]
        return Sources(self.source, {name for names in written for name in names})


@dataclass(frozen=True)
class _Record:
    arguments: tuple[str, ...]
    machinery: str
    contents: str
    times: str
    output: str = ""
    version: int = _VERSION


def is_repeated(call: Call) -> bool:
    """Say whether *call* would leave every file as it is; if not, begin its record."""
    # Times first: what is edited between the two has another time in the end.
    times = call.sources.times()
    contents = call.sources.contents()
    now = _Record(call.arguments, of_machinery(), contents, times)
    record = _read(call)
    if (
        record is not None
        and replace(record, times=times, output="") == now
        and record.output == of_output(call.out)
    ):
        return True
    _write(call, now)
    return False


def finish(call: Call) -> None:
    """Add what *call* has left to its record, if that is of the same sources."""
    record = _read(call)
    if (
        record is not None
        and record.arguments == call.arguments
        and record.machinery == of_machinery()
        and record.times == call.sources.times()
    ):
        _write(call, replace(record, output=of_output(call.out)))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _parser() -> argparse.ArgumentParser:
    """Return a parser of the options that say nothing but what to build, and how loudly."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("-b", "--builder", default="html")
    parser.add_argument("-d", "--doctree-dir", dest="doctrees", required=True)
    parser.add_argument("-D", "--define", action="append")
    parser.add_argument("-j", "--jobs")
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("-W", "--fail-on-warning", action="store_true")
    parser.add_argument("source")
    parser.add_argument("out")
    return parser


def _read(call: Call) -> _Record | None:
    try:
        data = json.loads((call.doctrees / _FILE).read_text("utf-8"))
        record = _Record(**{**data, "arguments": tuple(data["arguments"])})
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return record if record.version == _VERSION else None


def _write(call: Call, record: _Record) -> None:
    write_whole(call.doctrees / _FILE, json.dumps(asdict(record), indent=0) + "\n")


#: The package, whose templates and style sheets are part of every page.
_PACKAGE = Path(__file__).parents[1]

_COMPILED = "__pycache__"


@dataclass(frozen=True)
class Sources:
    """All files below *folder*, whatever a build makes of them.

    But for hidden folders, and for those in *without*, which lie in it directly:
    that is where a build writes.
    """

    folder: Path
    without: AbstractSet[str]

    def contents(self) -> str:
        """Digest the files by their names and contents."""
        digest = hashlib.sha256()
        for name, path in self._files():
            digest.update(f"{name}\0{_digest_of_file(path)}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def times(self) -> str:
        """Digest the files by their names, sizes and times."""
        return _digest_of_times(self._files())

    def hold(self, path: str) -> bool:
        """Say whether a file at *path*, relative or not, is one of these."""
        first = Path(os.path.relpath(Path(self.folder, path), self.folder)).parts[0]
        return first not in self.without and not first.startswith(".")

    def _files(self) -> Iterator[tuple[str, str]]:
        without = {*self.without, _COMPILED}
        for folder in sorted({self.folder, _PACKAGE}):
            yield from _below(folder, without)


def of_output(folder: Path) -> str:
    """Digest every file below *folder* by its name, size and time."""
    return _digest_of_times(_below(folder, frozenset(), hidden=True))


def of_machinery() -> str:
    """Digest what else decides on a build: Python, packages by their versions, the environment."""
    folders = [Path(path) for path in sys.path if path.endswith("site-packages")]
    packages = [sorted(path.name for path in folder.iterdir()) for folder in folders]
    # Sphinx sets this one itself, to the file beside conf.py.
    environment = sorted(item for item in os.environ.items() if item[0] != "DOCUTILSCONFIG")
    return _digest(repr((sys.version, packages, environment)))


def _below(
    folder: Path, without: AbstractSet[str], *, hidden: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every file, in an order that does not vary."""
    for root, folders, files in os.walk(folder, followlinks=True):
        if root == str(folder):
            folders[:] = [
                name
                for name in folders
                if name not in without and (hidden or not name.startswith("."))
            ]
        folders[:] = sorted(name for name in folders if name != _COMPILED)
        for name in sorted(files):
            path = f"{root}{os.sep}{name}"
            yield path[len(str(folder)) :], path


def _digest_of_times(files: Iterator[tuple[str, str]]) -> str:
    found = []
    for name, path in files:
        try:
            status = os.stat(path)  # noqa: PTH116 (thousands of files)
            found.append((name, status.st_size, status.st_mtime_ns))
        except OSError as error:
            found.append((name, -1, error.errno or 0))
    return _digest(repr(found))


def _digest_of_file(path: str) -> str:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
            return hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def on_build_finished(log: WarningLog, app: Sphinx, exception: Exception | None) -> None:
    """Complete the record that was begun before Sphinx was loaded.

    Only of a build of pages without a single warning, which read nothing from outside of the
    folders that the record is about.
    """
    call = Call.of(sys.argv[1:])
    if (
        exception is None
        and not log
        and call is not None
        and (call.source, call.out, call.doctrees) == (app.srcdir, app.outdir, app.doctreedir)
        and app.confdir == app.srcdir
        and all(map(call.sources.hold, _read_by(app)))
    ):
        finish(call)


def _read_by(app: Sphinx) -> Iterator[str]:
    """Yield every file that the build has looked at, or the folder that it lies in."""
    env, config = app.env, app.config
    yield from {docname.partition("/")[0] for docname in env.found_docs}
    yield from map(str, chain(*env.dependencies.values(), env.images, env.dlfiles))
    yield from chain(config.templates_path, config.html_static_path, config.html_extra_path)
    yield from chain(config.bibtex_bibfiles, config.locale_dirs)
    yield from filter(None, (config.html_logo, config.html_favicon))
