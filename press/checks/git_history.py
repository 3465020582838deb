"""Git history: the articles of the main branch, which are what is published.

For the command line alone: a build knows no history.  Where git cannot tell
(no repository, no main branch, a shallow clone) there is nothing to compare with.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from press.core.layout import is_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MAIN = ("refs/remotes/origin/main", "refs/heads/main")


class _UnknownError(Exception):
    """Git cannot tell."""


def changed_articles(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the published texts of the articles that changed, and the texts that are there now.

    By document name: an article that is new is in the second only, one that is gone in the
    first only.  *folder* is the root of its repository, or nothing is known of it.
    """
    try:
        base = _base(folder)
        names = [
            name
            for command in (
                ("diff-index", "--name-only", "--no-renames", "-z", base),
                ("ls-files", "--others", "--exclude-standard", "-z"),
            )
            for name in _git(folder, *command, "--", "articles")
            .decode("utf-8", "replace")
            .split("\0")
            if name.endswith(".md") and is_article(name.removesuffix(".md"))
        ]
        published = dict(_contents(folder, base, sorted(set(names))))
    except (OSError, _UnknownError):
        return {}, {}
    there = {name: folder / f"{name}.md" for name in _docnames(names)}
    now = {
        name: path.read_text("utf-8", "replace") for name, path in there.items() if path.is_file()
    }
    return published, now


def _docnames(names: Iterable[str]) -> list[str]:
    return [name.removesuffix(".md") for name in names]


def _base(folder: Path) -> str:
    """Return the commit at which this branch left the main one, or the main one's own."""
    prefix, shallow = (
        _git(folder, "rev-parse", "--show-prefix", "--is-shallow-repository")
        .decode()
        .split("\n")[:2]
    )
    if prefix or shallow == "true":
        raise _UnknownError
    for branch in (_default_branch(folder), *_MAIN):
        try:
            return _git(folder, "merge-base", "HEAD", branch).decode().strip()
        except _UnknownError:
            continue
    raise _UnknownError


def _default_branch(folder: Path) -> str:
    """Return the branch that the remote names as its own, else the usual one."""
    try:
        return _git(folder, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD").decode().strip()
    except _UnknownError:
        return _MAIN[0]


def _contents(folder: Path, commit: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that *commit* has of these, by document name."""
    asked = "".join(f"{commit}:{name}\n" for name in names).encode()
    answer = _git(folder, "cat-file", "--batch", given=asked)
    for name in _docnames(names):
        head, _newline, answer = answer.partition(b"\n")
        if not head.endswith(b" missing"):
            size = int(head.rsplit(b" ", 1)[1])
            yield name, answer[:size].decode("utf-8", "replace")
            answer = answer[size + 1 :]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    # It takes no locks: an editor's own git may be at work.
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=given,
        capture_output=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise _UnknownError
    return done.stdout
