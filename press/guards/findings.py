"""Findings of the guards as warnings of the build, and the judge of targets of an application."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from press.safety.documents import part_fault
from press.safety.paths import Sources
from press.safety.targets import Targets

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from press.text.findings import Finding

logger = logging.getLogger(__name__)


def sources_of(env: BuildEnvironment) -> Sources:
    """Return the sources that the settings of *env* name."""
    return targets_of(env).sources


def targets_of(env: BuildEnvironment) -> Targets:
    """Return the judge of what documents name."""
    config = env.config
    return _targets(
        str(env.srcdir),
        tuple(config.include_patterns),
        tuple(config.exclude_patterns),
        frozenset(config.myst_url_schemes or ()),
    )


# One for all documents of a build: to follow the links in the folder's path costs something.
@lru_cache(maxsize=1)
def _targets(
    folder: str, include: tuple[str, ...], exclude: tuple[str, ...], schemes: frozenset[str]
) -> Targets:
    return Targets(Sources(Path(folder), include, exclude), schemes)


def note_file(env: BuildEnvironment, document: Path, target: str) -> None:
    """Note that a document depends on the file that it names as *target*, there or not yet.

    What leads out of the publication, or that no file can be called, is passed over.
    """
    named = targets_of(env).sources.name_of(target, document)
    if isinstance(named, str) and not named.startswith("..") and not part_fault(1, "", named):
        env.note_dependency(named)


def warn(finding: Finding, location: str | tuple[str, int]) -> None:
    """Log a finding at *location*: a document and line, or "path:line"."""
    logger.warning("%s", finding.message, location=location, type="press", subtype=finding.code)
