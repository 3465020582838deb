"""HTML as the Nu validator sees it: https://validator.github.io/validator/."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).resolve().parents[2]
_JAR = _ROOT / ".node/node_modules/vnu-jar/build/dist/vnu.jar"


def errors(folders: Iterable[Path]) -> list[str]:
    """Return the errors in all pages below *folders*, as ``file:line: message``; one JVM for all."""
    options = ["--errors-only", "--format", "json", "--skip-non-html", "--exit-zero-always"]
    command = ["java", "-jar", str(_JAR), *options, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{found['url'].rpartition('/html/')[2]}:{found.get('lastLine', 1)}: {found['message']}"
        for found in json.loads(done.stderr)["messages"]
    ]
