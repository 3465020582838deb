"""Print: the printed volume, set by LuaLaTeX.

:mod:`~press.print.latex_settings` fills in Sphinx's settings, :mod:`~press.print.builder` writes
a ``.tex`` file for each edition, the transforms bring the text into the form that LaTeX wants.
Style files and fonts lie beside the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's, with transforms that no other format sees."""
    from press.print import builder, latex_settings, raster, sides, tables, transforms

    app.setup_extension("sphinx.builders.latex")
    app.setup_extension("sphinxcontrib.rsvgconverter")  # SVG figures
    app.add_post_transform(raster.RasterConverter)  # GIF and WebP pictures
    app.add_builder(builder.Print, override=True)
    app.connect("config-inited", latex_settings.on_config_inited)
    app.add_post_transform(transforms.Breaks)
    app.add_post_transform(sides.Sides)
    app.add_post_transform(tables.Tables)
    app.add_post_transform(transforms.Contents)
    app.add_post_transform(transforms.Parts)
    app.add_post_transform(transforms.Openings)
    app.add_post_transform(transforms.Classes)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
