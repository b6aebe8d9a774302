"""What packaging adds to a wheel: bundles that are ready, so that its use needs no Node.js."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MAKE = """\
import sys, pathlib
from clausebook.features.frame.bundles import write_bundles
write_bundles(pathlib.Path(sys.argv[1]))
"""


class Bundles(BuildHookInterface[Any]):
    """Has the checkout make its bundles, and puts them where an installed program looks."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Where the program is only linked, it bundles by itself, as in a checkout."""
        if version == "editable":
            return
        command = (_python(Path(self.root)), "-c", _MAKE, self._made)
        self._made.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, cwd=self.root, check=True)
        build_data["force_include"][str(self._made)] = "clausebook/_own/bundles.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing but the wheel."""
        self._made.unlink(missing_ok=True)

    @property
    def _made(self) -> Path:
        return Path(self.directory) / "bundles.json"


def _python(root: Path) -> str:
    """This Python where it has all packages; pip packs in an environment without any."""
    if find_spec("jinja2"):
        return sys.executable
    sys.path.insert(0, str(root))
    from clausebook.setup import targets
    from clausebook.setup.checkout import Checkout

    targets.main(root, ["site"])
    return str(Checkout(root).program("python"))
