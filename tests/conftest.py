"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publication import Publication

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

pytest_plugins = ["sphinx.testing.fixtures"]

ROOTS = Path(__file__).parent / "roots"


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where Sphinx's own test fixtures look for roots."""
    return ROOTS


@pytest.fixture
def publication(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Publication:
    """Return an empty tiny publication that can be edited and built again and again."""
    return Publication(tmp_path / "publication", make_app)
