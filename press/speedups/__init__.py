"""Speedups: functions of docutils, Sphinx and MyST, done with less where a build spends its time.

They are for builds that ``press build`` starts, which the Makefile calls: it asks for
them (:func:`install`) before Sphinx is loaded, and they last as long as that process.  An
application that somebody else starts (``sphinx-build``, a test, another program's) loads the same
extension and replaces nothing; what it writes is the same to the byte, later.

Each module says what its replacement gains, what could go wrong with it and where upstream knows
of the matter.  Gains are of a clean build of the site of 200 articles (``python -m benchmarks
corpus``): what such a build costs more with everything but the one replacement, reckoned from
builds of 20 and 40 articles in instructions of the processor, which no other program on the machine
disturbs (``valgrind --tool=cachegrind``).  What gained less than one per cent is not here.  All
together spare three of ten seconds: 13.9 of the processor's where ``sphinx-build`` takes 19.8,
15.5 without the garbage collector's settings and 17.3 without replaced functions.

Each function is replaced in the release that it was compared with, and in no other
(:mod:`press.speedups.replaced`): the build says so in a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_asked_for = False


def install() -> None:
    """Have the builds of this process run with the speedups: before Sphinx is loaded."""
    global _asked_for  # noqa: PLW0603 (a fact about the process)
    from press.speedups import garbage

    _asked_for = True
    garbage.install()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put faster functions in the place of others' where this process asked for them."""
    if _asked_for:
        from sphinx.util import logging

        from press.speedups import (
            doctrees,
            docutils_settings,
            garbage,
            lighter_transforms,
            markdown_parser,
            messages_of_sphinx,
            replaced,
            trees,
        )

        messages_of_sphinx.install(app)
        trees.install()
        docutils_settings.install()
        markdown_parser.install()
        lighter_transforms.install()
        if others := replaced.unknown_releases():
            logging.getLogger(__name__).info(
                "built without the speedups for %s: another release is installed", ", ".join(others)
            )

        app.connect("config-inited", garbage.on_config_inited, priority=999)
        app.connect("builder-inited", garbage.on_builder_inited, priority=0)
        app.connect("builder-inited", doctrees.on_builder_inited)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
