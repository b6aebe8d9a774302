"""Where set-up finds and puts things, on every system."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

WINDOWS = os.name == "nt"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of the repository."""

    root: Path

    @property
    def environment(self) -> Path:
        """The virtual environment, with the Python packages."""
        return self.root / ".venv"

    @property
    def modules(self) -> Path:
        """What npm brings."""
        return self.root / "node_modules"

    def lock(self, name: str) -> Path:
        """Versions and hashes of the Python packages for one purpose."""
        return self.root / "requirements" / f"{name}.txt"

    def program(self, name: str) -> Path:
        """A program of the virtual environment."""
        if WINDOWS:
            return self.environment / "Scripts" / f"{name}.exe"
        return self.environment / "bin" / name

    def packages(self) -> Path:
        """The folder that Python packages are installed into; the environment has to be there."""
        found = "Lib/site-packages" if WINDOWS else "lib/*/site-packages"
        return next(self.environment.glob(found))
