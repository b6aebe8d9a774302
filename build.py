#!/usr/bin/env python3
"""The front door: ``python build.py`` builds the site; ``python build.py --help`` lists the rest."""

from clausebook.commands import main

if __name__ == "__main__":
    main()
