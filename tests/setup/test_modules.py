"""npm's packages come whole or not at all, and are brought again when something is missing."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clausebook.setup import environment, modules
from clausebook.setup.programs import CannotSetUp
from tests.setup.machine import LOCKED, Machine

NETWORK = (
    "npm's packages have not come; npm says above why. They are taken from the npm registry. "
    "Where it cannot be reached, npm_config_registry in the environment or registry in .npmrc "
    "names another registry."
)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """With an environment."""
    environment.bring(machine.checkout, "site")
    machine.calls()
    return machine


def bring(machine: Machine, *, tools: bool = False) -> int:
    """How often npm had to bring packages."""
    modules.bring(machine.checkout, tools=tools)
    return len(machine.calls())


def there(machine: Machine) -> set[str]:
    return {path.name for path in machine.checkout.modules.iterdir()}


def test_packages_are_brought_once(ready: Machine) -> None:
    assert bring(ready) == 1
    assert there(ready) == {".bin", ".clausebook", "@esbuild", "esbuild", "lunr"}
    assert bring(ready) == 0
    assert not (ready.checkout.environment / "npm").exists()


def test_tools_come_with_what_building_needs(ready: Machine) -> None:
    assert bring(ready) == 1
    assert bring(ready, tools=True) == 1
    assert "typescript" in there(ready)
    assert bring(ready, tools=True) == bring(ready) == 0


DAMAGE: dict[str, Callable[[Path], object]] = {
    "all is gone": shutil.rmtree,
    "a package is gone": lambda folder: shutil.rmtree(folder / "lunr"),
    "a program is gone": lambda folder: (folder / "@esbuild/linux-x64/code.js").unlink(),
    "a program is cut": lambda folder: (folder / "@esbuild/linux-x64/code.js").write_bytes(b""),
    "a link is gone": lambda folder: (folder / ".bin" / "esbuild").unlink(),
    "a link that leads nowhere": lambda folder: linked(folder, folder / "nowhere"),
    "a link to others": lambda folder: linked(folder, folder.parent / "requirements"),
    "a file": lambda folder: (shutil.rmtree(folder), folder.touch()),
    "another machine's": lambda folder: mark(folder, "machine ", "machine Plan9-"),
    "of another lock": lambda folder: mark(folder, "building ", "building 0"),
}


def linked(folder: Path, to: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(to)


def mark(folder: Path, old: str, new: str) -> None:
    path = folder / ".clausebook"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("damage", DAMAGE)
def test_packages_that_are_not_whole_are_brought_again(damage: str, ready: Machine) -> None:
    bring(ready)
    DAMAGE[damage](ready.checkout.modules)
    assert bring(ready) == 1
    assert there(ready) == {".bin", ".clausebook", "@esbuild", "esbuild", "lunr"}
    assert (ready.checkout.root / "requirements" / "site.txt").is_file()
    assert bring(ready) == 0


def test_a_node_from_pypi_leaves_the_environment_whole(ready: Machine) -> None:
    (ready.folder / "bin" / "node").unlink()
    modules.bring(ready.checkout, tools=False)
    assert [line.split(" --")[0] for line in ready.calls()] == ["pip node.txt", "npm ci"]
    environment.bring(ready.checkout, "site")
    modules.bring(ready.checkout, tools=False)
    assert ready.calls() == []


def test_a_volume_is_emptied_and_filled(ready: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be renamed, and is often on another disk."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    bring(ready)
    (ready.checkout.modules / "lunr" / "code.js").unlink()
    (ready.checkout.modules / "old").mkdir()
    before = ready.checkout.modules.stat().st_ino
    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(os, "rename", refuse)
    assert bring(ready) == 1
    assert there(ready) == {".bin", ".clausebook", "@esbuild", "esbuild", "lunr"}
    assert ready.checkout.modules.stat().st_ino == before
    assert bring(ready) == 0


def test_a_new_lock_renews_the_packages(ready: Machine) -> None:
    bring(ready)
    ready.lock_npm({**LOCKED, "node_modules/react": {"dev": True}})
    assert bring(ready) == 1


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$"])
def test_an_npm_that_fails_leaves_what_was_there(end: str, ready: Machine) -> None:
    bring(ready)
    before = there(ready)
    ready.hook("npm-done", end)
    with pytest.raises(CannotSetUp) as told:
        bring(ready, tools=True)
    assert str(told.value) == NETWORK
    assert there(ready) == before
    assert not (ready.checkout.environment / "npm").exists()
    ready.calls()
    assert bring(ready) == 0


def test_what_npm_leaves_out_without_a_word_is_told(ready: Machine) -> None:
    """It takes the program of esbuild for a thing that one may do without."""
    ready.hook("npm-done", "mv node_modules/@esbuild node_modules/lost")
    with pytest.raises(CannotSetUp, match="has not brought node_modules/@esbuild/linux-x64"):
        bring(ready)
    assert not ready.checkout.modules.exists()
    ready.unhook("npm-done")
    ready.calls()
    assert bring(ready) == 1


@pytest.mark.parametrize(("tools", "chosen"), [(False, "--omit=dev"), (True, "--include=dev")])
def test_no_setting_for_other_projects_changes_what_comes(
    tools: bool, chosen: str, ready: Machine
) -> None:
    ready.hook("npm-done", 'echo "$arguments" >"$machine/arguments"')
    bring(ready, tools=tools)
    said = (ready.folder / "arguments").read_text(encoding="utf-8").strip()
    assert said == (
        f"ci --prefix={ready.checkout.environment / 'npm'} {chosen} --ignore-scripts "
        "--include=optional --bin-links --no-global --no-dry-run --install-strategy=hoisted "
        "--prefer-offline --no-audit --no-fund --loglevel=error"
    )


def test_registries_of_the_user_count(ready: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "file:///mirror")
    (ready.checkout.root / ".npmrc").write_text("cafile=own.pem", encoding="utf-8")
    ready.hook(
        "npm-done", 'cat .npmrc >"$machine/seen"; echo " $npm_config_registry" >>"$machine/seen"'
    )
    bring(ready)
    assert (ready.folder / "seen").read_text(encoding="utf-8") == "cafile=own.pem file:///mirror\n"


def test_a_cache_that_cannot_be_written_is_not_used(ready: Machine) -> None:
    """A file in its place stands for a folder without permission: who tests may be allowed all."""
    ready.hook("npm-done", 'echo "$arguments" >"$machine/arguments"')
    (ready.folder / "cache").touch()
    bring(ready)
    arguments = (ready.folder / "arguments").read_text(encoding="utf-8").split("--cache=")
    assert arguments[1:] == [f"{ready.checkout.environment}{os.sep}npm{os.sep}cache\n"]
    assert not (ready.checkout.environment / "npm").exists()


def test_nothing_that_npm_brings_runs_by_itself() -> None:
    text = (Path(__file__).parents[2] / ".npmrc").read_text(encoding="utf-8")
    assert "ignore-scripts=true" in text.splitlines()
