#!/usr/bin/env python3
"""The front door: ``python build.py`` builds the site, ``--help`` lists the other commands."""

if __name__ == "__main__":
    try:
        from clausebook.cli import main
    except ImportError as error:
        advice = "run `make site` or `python set_up.py site`, and this with the Python in .venv"
        raise SystemExit(f"{error}: {advice}") from None
    main()
