"""A table whose values stay packed until somebody asks for them.

The environment of an archive holds a tree for every document, and a build after
an edit looks at a few.  As bytes they are loaded and kept at the speed of a copy.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Generic, TypeVar

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
