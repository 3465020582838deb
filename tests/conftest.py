"""Fixtures shared by all tests."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from press.speedups import garbage
from tests.publication import Publication

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

pytest_plugins = ["sphinx.testing.fixtures"]

ROOTS = Path(__file__).parent / "roots"

# As `press build` has it: a third of what builds in this process would take.
gc.set_threshold(*garbage.THRESHOLDS)

# A busy machine is slow, not wrong: nothing here is judged by a clock.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same inputs in every run, so that a change is judged by what it changes; new inputs
# are sought on purpose, by `make test-random`.
settings.register_profile("press", _PATIENT, derandomize=True)
settings.register_profile("random", _PATIENT, max_examples=1000, print_blob=True)
settings.load_profile("press")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, by the fixture that it asks for."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where Sphinx's own test fixtures look for roots."""
    return ROOTS


@pytest.fixture
def publication(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Publication:
    """Return an empty tiny publication that can be edited and built again and again."""
    return Publication(tmp_path / "publication", make_app)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium (system-packages.txt)."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed: `make test` says how"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()
