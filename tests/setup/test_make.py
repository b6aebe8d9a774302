"""``make`` asks set-up first, whatever the folder, the shell, the Python and the environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from clausebook.setup.targets import TARGETS
from tests.twin import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NOTES = """#!/bin/sh
echo "${0##*/} $*" >>"$NOTED"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a difficult name, and its programs, which only note that they were run."""
    made = tmp_path / "政策 site's $HOME `copy` (2)"
    for program in (".venv/bin/python", ".venv/bin/node", "node_modules/.bin/tsc"):
        place(made / program)
    (made / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    monkeypatch.setenv("NOTED", str(tmp_path / "noted"))
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTHON"):
        monkeypatch.delenv(name, raising=False)
    return made


def place(path: Path, text: str = NOTES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def make(folder: Path, *arguments: str) -> list[str]:
    """What make runs for these arguments, in a folder whose programs note it."""
    subprocess.run(["make", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return Path(os.environ["NOTED"]).read_text(encoding="utf-8").splitlines()


def test_a_python_with_blanks_in_its_path_sets_up(folder: Path, tmp_path: Path) -> None:
    python = place(tmp_path / "my programs" / "python 3")
    assert make(folder, f"PYTHON={python}", "site") == [
        "python 3 set_up.py site",
        "python build.py",
    ]


SHELLS = [*filter(None, map(shutil.which, ("sh", "dash", "bash", "ash", "ksh")))]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_will_do(shell: str, folder: Path, tmp_path: Path) -> None:
    python = place(tmp_path / "python3")
    assert make(folder, f"SHELL={shell}", f"PYTHON={python}", "check") == [
        "python3 set_up.py dev",
        "python -m ruff format --check .",
        "python -m ruff check .",
        "python -m mypy",
        "python build.py format --check",
        "tsc -p static",
        "tsc -p static/offline/worker",
    ]


def test_a_broken_environment_is_not_what_sets_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(folder / ".venv" / "bin" / "python3", "#!/bin/sh\nexit 70\n")
    place(tmp_path / "bin" / "python3")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert make(folder, "zip") == ["python3 set_up.py site", "python build.py zip"]


def test_programs_of_npm_find_the_node_of_the_environment(folder: Path, tmp_path: Path) -> None:
    place(folder / "node_modules" / ".bin" / "tsc", "#!/bin/sh\nexec node tsc\n")
    python = place(tmp_path / "python3")
    assert make(folder, f"PYTHON={python}", "check")[-1] == "node tsc"


def test_a_python_for_other_programs_is_not_this_ones(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONHOME", "PYTHONOPTIMIZE", "PYTHONPATH", "PYTHONSAFEPATH"):
        monkeypatch.setenv(name, "/elsewhere")
    seen = '#!/bin/sh\necho "$PYTHONHOME$PYTHONOPTIMIZE$PYTHONPATH$PYTHONSAFEPATH" >>"$NOTED"\n'
    assert make(folder, f"PYTHON={place(tmp_path / 'python3', seen)}", "site")[0] == ""


def test_nothing_is_built_where_set_up_stops(folder: Path, tmp_path: Path) -> None:
    python = place(tmp_path / "python3", f"{NOTES}exit 1\n")
    command = ["make", f"PYTHON={python}", "-j4", "site", "test"]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 2
    noted = Path(os.environ["NOTED"]).read_text(encoding="utf-8").splitlines()
    assert {line.partition(" ")[0] for line in noted} == {"python3"}


def test_what_make_and_the_documents_ask_of_set_up_is_there() -> None:
    asked = set(re.findall(r"\$\(SET_UP\) (\S+)", MAKEFILE))
    assert asked == set(TARGETS)
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"set_up\.py (\w+)", text)) <= set(TARGETS)
