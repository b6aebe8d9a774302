#!/usr/bin/env python3
"""The front door: ``python build.py`` builds the site, ``--help`` lists the other commands."""

import signal

if __name__ == "__main__":
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C while modules load is quiet
    try:
        from clausebook.cli import main
    except ImportError as error:
        advice = "run `make site` or `python set_up.py site`, and this with the Python in .venv"
        raise SystemExit(f"{error}: {advice}") from None
    except RuntimeError as error:  # a broken file of the generator
        raise SystemExit(f"Error: {error}") from None
    signal.signal(signal.SIGINT, before)
    main()
