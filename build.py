#!/usr/bin/env python3
"""The front door: ``python build.py`` builds the site, ``--help`` lists the other commands."""

from clausebook.cli import main

if __name__ == "__main__":
    main()
