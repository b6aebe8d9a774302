#!/usr/bin/env python3
"""The front door: ``python build.py`` builds the site, ``--help`` lists the other commands."""

from pathlib import Path

from clausebook.__main__ import main

if __name__ == "__main__":
    main(Path(__file__).parent.resolve())
