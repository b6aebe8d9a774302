"""What is installed from a wheel, where there is nothing but Python: a site from its beginning."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.twin import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed where the packages are that it needs, and no Node.js."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    [packages] = folder.glob("lib/*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "clausebook"


class Desk:
    """Somebody in a folder, with nothing else on the path."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.folder = folder
        self._program = program

    def run(self, *arguments: str) -> str:
        """What a command prints; it has to end well."""
        done = subprocess.run(
            [str(self._program), *arguments],
            cwd=self.folder,
            env={"PATH": str(self._program.parent), "LANG": "en_GB.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture(scope="module")
def desk(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """In a site that has just begun, and been built."""
    above = Desk(program, tmp_path_factory.mktemp("desk"))
    above.run("init", "my-policies", "--languages", "zh,en")
    found = Desk(program, above.folder / "my-policies")
    found.run()
    return found


def test_a_wheel_has_what_the_program_reads_and_nothing_that_only_a_checkout_needs(
    wheel: Path,
) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    own = {name.split("/")[2] for name in names if name.startswith("clausebook/_own/")}
    folders = {"guide", "presets", "schema", "static", "templates"}
    assert own == {"LICENSE", "bundles.json", "pyproject.toml", *folders}
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"clausebook"}
    assert not [name for name in names if "/setup/" in name or "/vectors/" in name]


def test_an_installed_program_makes_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "build.py", "--out", tmp_path / "site"]
    subprocess.run([*command, "--content", desk.folder / "content"], check=True, cwd=tmp_path)
    built, installed = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (tmp_path / "site", desk.folder / "site")
    )
    assert len(built) > 100
    assert built == installed


def test_the_worked_site_is_as_editors_are_asked_to_write(desk: Desk) -> None:
    assert desk.run("check").startswith("No problems: 2 documents, 5 clauses, ")
    assert desk.run("format", "--check").endswith(" files would change.\n")
    left = {path.name for path in desk.folder.iterdir()}
    written = {".github", ".gitignore", "README.md", "content", "schema"}
    assert left == {*written, "site", ".site-build"}


def test_the_terminal_calculates(desk: Desk) -> None:
    told = desk.run("calc", "linlan-2026-3/1", "equipment_cost=100万元", "staff=8")
    assert told.startswith("RMB 300,000\n")


def test_the_browser_calculates_and_searches(desk: Desk, browser: Browser) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((desk.folder / "site" / "en" / "linlan-2026-3" / "1.html").as_uri())
    form = page.locator("form[data-calculator]")
    form.get_by_label("Equipment cost").fill("2000000")
    form.get_by_label("Staff employed").fill("3")
    expect(form.locator("[data-headline]")).to_have_text("RMB 500,000")
    page.goto((desk.folder / "site" / "zh" / "search.html").as_uri() + "?q=配套")
    expect(page.locator("main")).to_contain_text("设备配套")
    page.close()
    assert faults == []


def test_a_folder_without_content_is_told_what_to_do(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [program], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "`clausebook init FOLDER` writes a small site to begin with" in done.stderr
    assert list(tmp_path.iterdir()) == []
