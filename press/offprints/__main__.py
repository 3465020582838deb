"""``python -m press.offprints FOLDER``: sets the PDFs of a folder that Sphinx has filled."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from press.offprints import pdfs


def main(arguments: list[str] | None = None) -> int:
    """Set what is out of date and copy it to the site; return 1 where a page is at fault."""
    parser = argparse.ArgumentParser(prog="python -m press.offprints", description=__doc__)
    parser.add_argument("folder", type=Path, help="what `sphinx-build -b offprints` has written")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes that set pages")
    parser.add_argument("--site", type=Path, help="the folder of the site that links to the files")
    options = parser.parse_args(arguments)
    faults = pdfs.set_outdated(options.folder, max(1, options.jobs))
    for page, remarks in faults.items():
        for remark in remarks:
            print(
                f"{page.removesuffix('.html')}.md: its offprint cannot be set: {remark}",
                file=sys.stderr,
            )
    if options.site:
        pdfs.publish(options.folder, options.site)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
