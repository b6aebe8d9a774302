"""From whatever is there under the environment's name, the packages of a lock are brought."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clausebook.setup import environment
from clausebook.setup.programs import CannotSetUp
from tests.setup.machine import Machine

NETWORK = (
    "The Python packages of requirements/site.txt have not come; pip says above why. They are "
    "taken from PyPI. Where it cannot be reached, PIP_INDEX_URL in the environment or index-url "
    "in pip's configuration names another index."
)


def bring(machine: Machine, name: str = "site") -> list[str]:
    """What had to be run."""
    environment.bring(machine.checkout, name)
    return machine.calls()


def packages(machine: Machine) -> list[str]:
    """What pip has brought."""
    return sorted(path.name for path in machine.checkout.packages().glob("c*"))


def test_packages_are_brought_once(machine: Machine) -> None:
    assert bring(machine) == ["venv", "pip site.txt"]
    assert packages(machine) == ["click", "click-8.5.1.dist-info"]
    assert bring(machine) == []


def test_more_packages_come_into_the_same_environment(machine: Machine) -> None:
    bring(machine)
    assert bring(machine, "dev") == ["pip dev.txt"]
    assert bring(machine) == []
    assert bring(machine, "dev") == []


def test_a_new_lock_renews_the_packages(machine: Machine) -> None:
    bring(machine)
    machine.lock("site", "click==9.0.0")
    assert bring(machine) == ["pip site.txt"]
    assert bring(machine) == []


# --- what may be there ---------------------------------------------------------------------------


def without_pip(place: Path) -> None:
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").symlink_to("/bin/sh")


def linked_nowhere(place: Path) -> None:
    place.symlink_to(place / "nowhere")


BEFORE: dict[str, Callable[[Path], object]] = {
    "a Python without pip": without_pip,
    "an empty folder": Path.mkdir,
    "a file": Path.touch,
    "a link that leads nowhere": linked_nowhere,
}


@pytest.mark.parametrize("before", BEFORE)
def test_what_set_up_never_finished_is_made_anew(before: str, machine: Machine) -> None:
    BEFORE[before](machine.checkout.environment)
    assert bring(machine) == ["venv", "pip site.txt"]
    assert bring(machine) == []


def test_a_link_to_another_environment_goes_and_the_other_stays(machine: Machine) -> None:
    other = machine.folder / "other"
    without_pip(other)
    machine.checkout.environment.symlink_to(other)
    assert bring(machine) == ["venv", "pip site.txt"]
    assert not machine.checkout.environment.is_symlink()
    assert (other / "bin" / "python").is_symlink()


CRASH = 'mv "$machine/hook-version" "$machine/once"; exit 70'


def replaced(text: str) -> Callable[[Machine], object]:
    def replace(machine: Machine) -> None:
        machine.checkout.program("python").unlink()
        machine.program("a checkout/.venv/bin/python", text)

    return replace


def in_packages(change: Callable[[Path], object]) -> Callable[[Machine], object]:
    return lambda machine: change(machine.checkout.packages())


def mark(text: bytes) -> Callable[[Machine], object]:
    return lambda machine: (machine.checkout.environment / ".clausebook").write_bytes(text)


DAMAGE: dict[str, Callable[[Machine], object]] = {
    "its Python is gone": lambda machine: machine.checkout.program("python").unlink(),
    "its Python is another one": lambda machine: machine.hook("version", "echo 3.12; exit"),
    "its Python crashes": lambda machine: machine.hook("version", CRASH),
    "a file for its Python": replaced("echo 3.11"),
    "a package is gone": in_packages(lambda folder: shutil.rmtree(folder / "click")),
    "pip is gone": in_packages(lambda folder: shutil.rmtree(folder / "pip")),
    "a file is gone": in_packages(lambda folder: (folder / "click" / "code.py").unlink()),
    "a file is cut": in_packages(lambda folder: (folder / "click" / "code.py").write_bytes(b"")),
    "all packages are gone": in_packages(shutil.rmtree),
    "no mark": lambda machine: (machine.checkout.environment / ".clausebook").unlink(),
    "an empty mark": mark(b""),
    "a mark of blanks": mark(b"\n\n\n\n"),
    "a binary mark": mark(bytes(range(256))),
    "half a mark": mark(b"python 3.11\nsite"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_environment_that_is_not_whole_is_made_anew(damage: str, machine: Machine) -> None:
    bring(machine)
    DAMAGE[damage](machine)
    assert bring(machine) == ["venv", "pip site.txt"]
    assert packages(machine) == ["click", "click-8.5.1.dist-info"]


def test_the_folder_itself_stays_as_it_may_be_a_volume(machine: Machine) -> None:
    machine.checkout.environment.mkdir()
    before = machine.checkout.environment.stat().st_ino
    bring(machine)
    machine.checkout.program("python").unlink()
    bring(machine)
    assert machine.checkout.environment.stat().st_ino == before


def test_what_python_compiles_is_no_damage(machine: Machine) -> None:
    bring(machine)
    compiled = machine.checkout.packages() / "click" / "__pycache__" / "code.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"compiled")
    assert bring(machine) == []


# --- what may go wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "again"), [("venv", ["venv", "pip site.txt"]), ("pip", ["pip site.txt"])]
)
def test_what_was_killed_is_done_again(moment: str, again: list[str], machine: Machine) -> None:
    machine.hook(moment, "kill -9 $$")
    with pytest.raises(CannotSetUp):
        bring(machine)
    machine.unhook(moment)
    machine.calls()
    assert bring(machine) == again


def test_without_a_network_it_says_what_is_needed(machine: Machine) -> None:
    machine.hook("pip", "exit 1")
    with pytest.raises(CannotSetUp) as told:
        bring(machine)
    assert str(told.value) == NETWORK


def test_what_fails_on_top_leaves_what_is_there(machine: Machine) -> None:
    bring(machine)
    machine.hook("pip", "exit 1")
    with pytest.raises(CannotSetUp):
        bring(machine, "dev")
    machine.calls()
    assert bring(machine) == []


def test_half_a_package_of_an_interrupted_pip_is_not_taken_for_whole(machine: Machine) -> None:
    """A later pip takes a package without its record for installed, and leaves it alone."""
    half = "$packages/click-8.5.1.dist-info"
    machine.hook("pip", f'mkdir "{half}"; exit 1')
    with pytest.raises(CannotSetUp):
        bring(machine)
    machine.calls()
    machine.hook("pip", f'if [ -d "{half}" ]; then exit 0; fi')
    assert bring(machine) == ["pip site.txt", "venv", "pip site.txt"]
    assert bring(machine) == []


def test_a_pip_that_installs_elsewhere_is_told(machine: Machine) -> None:
    machine.hook("pip", "exit 0")
    with pytest.raises(CannotSetUp, match="a setting such as target, prefix or dry-run"):
        bring(machine)
    machine.unhook("pip")
    machine.calls()
    assert bring(machine) == ["pip site.txt"]


def test_a_python_without_ensurepip_names_the_package(machine: Machine) -> None:
    machine.hook("ensurepip", "exit 1")
    with pytest.raises(CannotSetUp, match=r"ensurepip module\. .* package python3\.\d+-venv\."):
        bring(machine)
    assert not machine.checkout.environment.exists()


def test_a_python_that_makes_no_environment_is_told(machine: Machine) -> None:
    machine.hook("venv", "exit 1")
    with pytest.raises(CannotSetUp, match="made no virtual environment that works"):
        bring(machine)


def test_registries_of_the_user_count_and_detours_do_not(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"PIP_INDEX_URL": "file:///mirror", "PIP_CERT": "own.pem", "PIP_REQUIRE_VIRTUALENV": "1"}
    lost = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_DRY_RUN")
    lost += ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS")
    for name in (*kept, *lost, "PIP_USER"):
        monkeypatch.setenv(name, kept.get(name, "1"))
    machine.hook("pip", 'export -p >"$machine/seen"')
    bring(machine)
    seen = (machine.folder / "seen").read_text(encoding="utf-8")
    names = ("PIP_USER", *kept, *lost)
    values = {name: seen.partition(f"export {name}=")[2].partition("\n")[0] for name in names}
    assert {name: value.strip("'\"") for name, value in values.items() if value} == {
        **kept,
        "PIP_USER": "0",
    }


def test_a_user_without_a_home_has_one_for_npm(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    machine.hook("pip", 'echo "$HOME" >"$machine/seen"')
    bring(machine)
    assert (machine.folder / "seen").read_text(encoding="utf-8") == "/\n"
