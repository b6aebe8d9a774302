"""What the documentation says is there is there, and the other way round."""

from __future__ import annotations

import re

from clausebook.cli.front import VERBS
from tests.twin import ROOT


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    documented = set(re.findall(r"`clausebook (?:\[)?([a-z]+)", read("README.md")))
    assert documented == set(VERBS)


def test_the_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^make \w+", read("README.md"), re.MULTILINE)
    assert commands[:2] == ["make site", "make test"]


def test_every_path_that_the_documents_name_is_there() -> None:
    """But for the flagship's tests, which go where its content goes."""
    for name in ("README.md", "CONTRIBUTING.md"):
        paths = re.findall(
            r"`((?:clausebook|presets|schema|static|templates|tests|bench)/[\w./-]*)`", read(name)
        )
        assert paths
        own = [path for path in paths if not path.startswith("tests/flagship")]
        assert [path for path in own if not (ROOT / path).exists()] == []


def test_every_promise_is_held_by_tests() -> None:
    """And every module of random tests holds one."""
    section = read("CONTRIBUTING.md").partition("## What is promised\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+) \| (.+) \|$", section, re.MULTILINE)[1:]
    tests = {promise: re.findall(r"`(tests/[\w/]*test_\w+\.py)`", where) for promise, where in rows}
    assert [promise for promise, paths in tests.items() if not paths] == []
    assert {f"tests/fuzz/{path.name}" for path in (ROOT / "tests/fuzz").glob("test_*.py")} <= {
        path for paths in tests.values() for path in paths
    }


def test_no_lock_names_a_download_address() -> None:
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        text = path.read_text(encoding="utf-8")
        thanked = re.compile(r'"url": "https://[^"]+"')  # where packages ask for donations
        assert "http" not in thanked.sub("", text), path
        assert "sha256:" in text or "sha512-" in text, path


def test_the_locks_agree_because_one_environment_holds_them_all() -> None:
    versions: dict[str, set[str]] = {}
    for path in (ROOT / "requirements").glob("*.txt"):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert len(versions) > 40
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
