"""The best browser that can be had is looked for once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausebook.setup import browser, environment
from clausebook.setup.programs import CannotSetUp
from tests.setup.machine import Machine

ALL = browser.BROWSERS

INSTALL = "apt-get install -y -qq --no-install-recommends"
APT = ["apt-get update -qq", f"{INSTALL} chromium-headless-shell fonts-noto-cjk"]

PLAYWRIGHT = ["playwright install --with-deps chromium", "playwright install chromium"]


@pytest.fixture
def ready(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """With an environment, and somebody who may install packages."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    environment.bring(machine.checkout, "site")
    machine.calls()
    return machine


def test_a_browser_without_a_window_is_enough(ready: Machine) -> None:
    ready.program("apt-get", "")
    ready.program("chromium-headless-shell", "")
    browser.bring(ready.checkout)
    assert ready.calls() == []


def test_debian_brings_one(ready: Machine) -> None:
    ready.program("apt-get", 'cp "$machine/bin/node" "$machine/bin/chromium-headless-shell"')
    browser.bring(ready.checkout)
    assert ready.calls() == APT
    browser.bring(ready.checkout)
    assert ready.calls() == []


def test_another_one_does_where_no_better_one_comes_and_is_remembered(ready: Machine) -> None:
    ready.program("apt-get", "exit 100")
    other = ready.program("google-chrome", "")
    browser.bring(ready.checkout)
    assert ready.calls() == APT[:1]
    browser.bring(ready.checkout)
    assert ready.calls() == []
    other.unlink()
    with pytest.raises(CannotSetUp, match=r"No chromium has come; .* is chromium-headless-shell\."):
        browser.bring(ready.checkout)
    assert ready.calls() == [APT[0], *PLAYWRIGHT]


def test_playwright_fetches_its_own_and_it_is_remembered(ready: Machine) -> None:
    fetched = ready.folder / "fetched"
    fetched.touch()
    ready.hook("playwright", f"echo '{fetched}'")
    browser.bring(ready.checkout)
    browser.bring(ready.checkout)
    assert ready.calls() == PLAYWRIGHT[:1]


def test_only_who_may_installs_packages(ready: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    ready.program("apt-get", "")
    ready.program("chromium", "")
    browser.bring(ready.checkout)
    assert ready.calls() == []


def test_every_engine_of_the_tests_is_brought() -> None:
    assert [one.playwright for one in ALL] == ["chromium", "firefox", "webkit"]


def test_webkit_is_there_only_with_all_that_it_takes(ready: Machine) -> None:
    for program in ("WebKitWebDriver", "Xvfb"):
        ready.program(program, "")
    webkit = replace(ALL[2], proof=("proof", "it"))
    assert not browser._has_best(webkit)
    ready.program("proof", "exit 1")
    assert not browser._has_best(webkit)
    ready.program("proof", "")
    assert browser._has_best(webkit)
