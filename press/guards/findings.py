"""Findings of the guards as warnings of the build, and the judge of targets of an application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from press.safety.paths import Sources
from press.safety.targets import Targets

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.findings import Finding

logger = logging.getLogger(__name__)


def sources_of(env: BuildEnvironment) -> Sources:
    """Return the sources that the settings of *env* name."""
    config = env.config
    return Sources(Path(env.srcdir), tuple(config.include_patterns), tuple(config.exclude_patterns))


def targets_of(env: BuildEnvironment) -> Targets:
    """Return the judge of what documents name."""
    return Targets(sources_of(env), _schemes(env.config))


def _schemes(config: Config) -> frozenset[str]:
    return frozenset(config.myst_url_schemes or ())


def warn(finding: Finding, location: object) -> None:
    """Log a finding at *location*: a node, a document and line, or "path:line"."""
    logger.warning("%s", finding.message, location=location, type="press", subtype=finding.code)
