"""Settings: all that ``conf.py`` may set, and what is told of what is wrong there.

:mod:`~press.settings.table` is the one table of the ``press_…`` settings; what is read from a
value of each stands in :mod:`~press.settings.press_values`.  The settings of Sphinx, MyST and
sphinxcontrib-bibtex come with the types that they are registered with;
:mod:`~press.settings.sphinx_settings` says more where that is too little.
:mod:`~press.settings.sound_values` goes through what is set: sound values out, faults told.

A build does so before anything else reads a setting (:mod:`~press.settings.sphinx_config`), and
``press check`` on what :mod:`~press.settings.conf_file` has read, so that both say the same.
:mod:`~press.settings.settings_page` makes the page of reference from the table.

To add a setting, add it to the table; rooms read it as ``config.press_…`` and need check nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every setting, and the check of all of them ahead of whoever reads one."""
    from press.settings import sphinx_config, table

    for setting in table.SETTINGS:
        app.add_config_value(
            setting.name, setting.default, setting.rebuild, types=setting.shape.types
        )
    # Sphinx's own handlers (790 and later) and other extensions' (500) raise at wrong types.
    app.connect("config-inited", sphinx_config.on_config_inited, priority=-1000)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
