#!/usr/bin/env python3
"""The front door of set-up: ``python set_up.py site`` brings all that building needs.

Any Python can read it, so that one that is too old can say so.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # whoever starts it may have any
    sys.exit(
        "Clausebook needs Python 3.11 or later, and this one is "
        + sys.version.split()[0]
        + ". Name a later one, as in: make PYTHON=python3.12 site"
    )

if __name__ == "__main__":
    try:
        from pathlib import Path

        from clausebook.setup.targets import main

        main(Path(__file__).parent.resolve(), sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Set-up was interrupted. The same command begins it again.")
