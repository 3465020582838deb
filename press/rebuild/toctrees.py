"""Toctrees: read and written again only where they changed, and unpacked only where asked for.

When one document comes or goes, Sphinx reads every document with a globbed
toctree again, and with each page it writes all pages whose toctrees name it:
one new article would cost every volume's page.  A volume's toctree names the
documents of its own folder, and a hidden toctree shows nothing.

The table of contents of a document is a tree of nodes: unless somebody asks
for it, it stays packed.

A table whose values stay packed until somebody asks for them.

The environment of an archive holds a tree for every document, and a build after
an edit looks at a few.  As bytes they are loaded and kept at the speed of a copy.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx import addnodes

from press.core.layout import volume_of_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Contents:
    """What one build leaves alone."""

    def __init__(self) -> None:
        self.untouched: set[str] = set()

    def on_env_get_outdated(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Hide from Sphinx the volumes in whose folders nothing came or went."""
        folders = {docname.rpartition("/")[0] for docname in added | removed}
        volumes = filter(volume_of_page, env.glob_toctrees)
        self.untouched = {name for name in volumes if name.rpartition("/")[0] not in folders}
        env.glob_toctrees -= self.untouched
        return []

    def on_env_before_read_docs(
        self, app: Sphinx, env: BuildEnvironment, docnames: list[str]
    ) -> None:
        """Put them back before anything is read or kept."""
        env.glob_toctrees |= self.untouched & env.found_docs


def on_builder_inited(app: Sphinx) -> None:
    """Keep the tables of contents packed from now on."""
    if not isinstance(app.env.tocs, Packed):
        app.env.tocs = Packed(app.env.tocs)  # type: ignore[assignment]  # as good as a dict


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Write no page because of a toctree that it does not show.

    The environment is pickled already; this build alone goes by what is set here.
    """
    env = app.env
    shown = {name for name in env.toctree_includes if _shows_toctree(env, name)}
    env.files_to_rebuild = {
        name: pages & shown for name, pages in env.files_to_rebuild.items() if pages & shown
    }


def _shows_toctree(env: BuildEnvironment, docname: str) -> bool:
    toctrees = env.tocs[docname].findall(addnodes.toctree)
    return not all(toctree.get("hidden") for toctree in toctrees)


Value = TypeVar("Value")


class Packed(MutableMapping[str, Value], Generic[Value]):
    """Values by name, each pickled on its own; one that was asked for is pickled again.

    It may have been changed since.
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._packed: dict[str, bytes] = {}
        self._values = dict(values)

    def __getitem__(self, name: str) -> Value:
        """Return the value of *name*, always the same object; raise KeyError where there is none."""
        if name not in self._values:
            self._values[name] = pickle.loads(self._packed[name])  # noqa: S301 (out of a pickle)
        return self._values[name]

    def __setitem__(self, name: str, value: Value) -> None:
        """Put a value in the place of an older one."""
        self._packed.pop(name, None)
        self._values[name] = value

    def __delitem__(self, name: str) -> None:
        """Forget a value; raise KeyError where there is none."""
        if name not in self:
            raise KeyError(name)
        self._packed.pop(name, None)
        self._values.pop(name, None)

    def __contains__(self, name: object) -> bool:
        """Say whether there is a value, without unpacking it."""
        return name in self._values or name in self._packed

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in no order to rely on."""
        return iter(self._packed | self._values)

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._packed | self._values)

    def __getstate__(self) -> dict[str, bytes]:
        """Pack everything."""
        new = {
            name: pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            for name, value in self._values.items()
        }
        return self._packed | new

    def __setstate__(self, packed: dict[str, bytes]) -> None:
        """Unpack nothing yet."""
        self._packed = packed
        self._values = {}
