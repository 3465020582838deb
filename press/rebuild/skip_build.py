"""Whether the last build would be repeated file by file, told without Sphinx.

A build leaves a record in its folder of doctrees, in two steps.  What it is
made of is written down before anything is read (:func:`is_repeated`).  When it
has finished, and had nothing to complain of, and nothing was edited in the
meantime, the files that it left are added (:func:`finish`).  A record in which
everything is as it is now says that there is nothing to do; in doubt there is.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NoReturn

from press.rebuild import build_inputs
from press.rebuild.atomic import write_whole

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
        """Return the call; None where an argument is not known here, or a folder is not named."""
        try:
            options, unknown = _parser().parse_known_args(arguments)
        except ValueError:
            return None
        if unknown:
            return None
        folders = (Path(name).resolve() for name in (options.source, options.out, options.doctrees))
        return cls(tuple(arguments), *folders)

    @property
    def sources(self) -> build_inputs.Sources:
        """The files that it reads."""
        written = [
            folder.relative_to(self.source).parts[:1]
            for folder in (self.out, self.doctrees)
            if folder.is_relative_to(self.source)
        ]
        return build_inputs.Sources(self.source, {name for names in written for name in names})


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
    now = _Record(call.arguments, build_inputs.of_machinery(), contents, times)
    record = _read(call)
    if (
        record is not None
        and replace(record, times=times, output="") == now
        and record.output == build_inputs.of_output(call.out)
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
        and record.machinery == build_inputs.of_machinery()
        and record.times == call.sources.times()
    ):
        _write(call, replace(record, output=build_inputs.of_output(call.out)))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _parser() -> argparse.ArgumentParser:
    """Return a parser of the options that say nothing but what to build, and how loudly."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("-b", "--builder")
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
