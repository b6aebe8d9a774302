"""The program, as ``clausebook`` and ``python -m clausebook``; ``build.py`` is it in a checkout."""

from __future__ import annotations

import signal
from pathlib import Path


def main(home: Path | None = None) -> None:
    """Run the command line; ``home`` has content and site, where it is not the current folder."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C while modules load is quiet
    try:
        from clausebook.cli import main as run
    except ImportError as error:
        advice = "run `make site` or `python set_up.py site`, and this with the Python in .venv"
        again = "install it again, with what it needs: pip install --force-reinstall clausebook"
        raise SystemExit(f"{error}: {advice if home else again}") from None
    except RuntimeError as error:  # a broken file of the generator
        raise SystemExit(f"Error: {error}") from None
    signal.signal(signal.SIGINT, before)
    run(obj=home)


if __name__ == "__main__":
    main()
