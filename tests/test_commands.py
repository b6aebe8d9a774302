"""``build.py build`` and ``check``: what they print, and what they leave with."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausebook.cli import main
from clausebook.cli.front import VERBS
from clausebook.features.frame import bundles
from clausebook.resources import bad_resource, project
from tests.overlay import GOOD, lay
from tests.rendered import files_in
from tests.twin import ROOT

BROKEN = "--- tide-2031-4/3.yaml\nnumber: （三）\nkind: '[bold]'\ntitle: {zh: 服务, en: Services}\n"


@pytest.fixture(autouse=True)
def _no_build_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_build_says_how_many_files_there_are(tmp_path: Path) -> None:
    out = tmp_path / "site"
    first = run("build", "--content", GOOD, "--out", out)
    count = len(files_in(out))
    assert first.exit_code == 0
    assert first.stdout == f"site/: {count} files, {count} of them new or changed.\n"
    again = run("build", "--content", GOOD, "--out", out)
    assert again.stdout == f"site/: {count} files, 0 of them new or changed.\n"


def test_build_is_the_command_when_none_is_named(tmp_path: Path) -> None:
    assert run("--content", GOOD, "--out", tmp_path / "site").exit_code == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"Clausebook {project()['version']}\n"


def test_check_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check", "--content", GOOD)
    assert result.exit_code == 0
    assert result.stdout.startswith("No problems: 2 documents, 8 clauses, ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_all_problems_are_listed_and_the_old_site_stays(command: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    run("build", "--content", GOOD, "--out", out)
    before = files_in(out)
    options = ["--out", out] if command == "build" else []
    result = run(command, "--content", lay(tmp_path, BROKEN), *options)
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "content/tide-2031-4/3.yaml:1:1:",
        "content/tide-2031-4/3.yaml:2:7:",
        "2",
    ]
    assert "error[bad-format]: '[bold]' has the wrong form" in lines[1]
    assert lines[2] == "2 problems in 1 file. The site was not touched."
    assert files_in(out) == before


def test_a_date_may_be_given_in_the_command_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--date, else SOURCE_DATE_EPOCH, else the date in the content; never the clock."""
    for options, epoch, shown in (
        ([], "", "1 May 2033"),
        ([], "2000000000", "18 May 2033"),
        (["--date", "2034-02-28"], "2000000000", "28 February 2034"),
        ([], "0", "1 January 1970"),
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert run("build", "--content", GOOD, "--out", tmp_path, *options).exit_code == 0
        page = (tmp_path / "en" / "index.html").read_text(encoding="utf-8")
        assert re.search(rf"As of</span> <time[^>]*>{shown}</time>", page)


@pytest.mark.parametrize("date", ["tomorrow", "2033-02-29", "", "2033", "1.5.2033"])
def test_a_date_that_is_none_is_refused(date: str, tmp_path: Path) -> None:
    result = run("build", "--content", GOOD, "--out", tmp_path / "site", "--date", date)
    assert result.exit_code == 2
    assert "is not a day such as 2026-01-31" in result.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("epoch", ["soon", "1.5", "²", "9" * 12, "9" * 40, "0x1F"])
def test_a_build_date_that_is_none_is_refused(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("build", "--content", GOOD, "--out", tmp_path / "site")
    assert (result.exit_code, type(result.exception)) == (2, SystemExit)
    assert "SOURCE_DATE_EPOCH" in result.stderr


def test_a_foreign_output_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "1.txt").write_text("Dear", encoding="utf-8")
    result = run("build", "--content", GOOD, "--out", tmp_path / "letters")
    assert result.exit_code == 1
    assert "was not built by Clausebook; empty it or choose another folder" in result.stderr
    assert files_in(tmp_path / "letters") == {"1.txt": b"Dear"}


def test_a_build_before_set_up_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "PACKAGES", tmp_path)
    result = run("build", "--content", GOOD, "--out", tmp_path / "site")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "make site" in result.stderr


@pytest.mark.parametrize(("command", "name"), [("build", "build.build"), ("check", "check.check")])
def test_a_slip_in_the_generators_own_files_is_told_in_a_line(
    command: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise bad_resource(ROOT / "templates" / "home" / "home.html", 3, 1, "this is no tag.")

    monkeypatch.setattr(f"clausebook.cli.verbs.{name}", fail)
    result = run(command, "--content", GOOD)
    told = "Error: templates/home/home.html:3:1: error: this is no tag.\n"
    assert (result.exit_code, result.stderr) == (1, told)


def test_an_output_that_takes_no_more_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("clausebook.cli.verbs.check.check", fail)
    result = run("check", "--content", GOOD)
    told = "Error: the output: No space left on device\n"
    assert (result.exit_code, result.stderr) == (1, told)


def test_a_python_that_takes_away_what_data_mean_is_refused() -> None:
    command = [sys.executable, "-OO", ROOT / "build.py", "check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    told = "Error: run Python without -OO, which takes away what data mean.\n"
    assert (found.returncode, found.stderr) == (1, told)


def test_so_is_one_in_a_file_that_is_read_while_modules_load(tmp_path: Path) -> None:
    for name in ("build.py", "clausebook", "presets", "schema", "templates"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    shutil.copytree(GOOD, tmp_path / "content")
    (tmp_path / "schema" / "quantities.json").write_text('{"scales": {}', encoding="utf-8")
    command = [sys.executable, tmp_path / "build.py", "check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    told = "Error: schema/quantities.json:1:14: error: Expecting ',' delimiter; "
    assert (found.returncode, found.stderr.startswith(told)) == (1, True)
    assert found.stderr.count("\n") == 1


def test_a_python_without_the_packages_is_told_what_to_run() -> None:
    """Such as the machine's own; ``-S`` leaves out what is installed."""
    command = [sys.executable, "-S", ROOT / "build.py", "check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stderr == (
        "No module named 'click': run `make site` or `python set_up.py site`, "
        "and this with the Python in .venv\n"
    )
    assert found.returncode == 1


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in VERBS:
        assert f"  {name}" in result.stdout


def test_an_unknown_command_or_option_is_refused() -> None:
    for arguments in (["bild"], ["build", "--outt", "x"], ["--nothing"]):
        assert run(*arguments).exit_code == 2


def unreadable(folder: Path) -> Path:
    content = lay(folder)
    (content / "tide-2031-4" / "3.yaml").unlink()
    (content / "tide-2031-4" / "3.yaml").symlink_to(content / "nowhere")
    return content


def empty(folder: Path) -> Path:
    (folder / "content").mkdir()
    return folder / "content"


def binary(folder: Path) -> Path:
    content = lay(folder)
    (content / "site.yaml").write_bytes(bytes(range(256)) * 100)
    return content


CONTENTS = {
    "a missing folder": (lambda folder: folder / "missing", 2),
    "a file": (lambda folder: GOOD / "site.yaml", 2),
    "an empty folder": (empty, 1),
    "an unreadable file": (unreadable, 1),
    "a file that is no text": (binary, 1),
    "brackets without end": (lambda f: lay(f, f"--- tide-2031-4/3.yaml\n{'[' * 100_000}"), 1),
    "an ordinary slip": (lambda folder: lay(folder, BROKEN), 1),
}
OUTPUTS = {
    "a file": lambda folder: GOOD / "site.yaml",
    "a folder below a file": lambda folder: GOOD / "site.yaml" / "site",
    "the content itself": lambda folder: GOOD,
    "a folder that nobody can make": lambda folder: Path("/proc/clausebook/site"),
    "a name that is too long": lambda folder: folder / ("x" * 300),
}


def ran(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and errors of the front door, run as a program."""
    found = subprocess.run(
        [sys.executable, ROOT / "build.py", *arguments], capture_output=True, text=True, check=False
    )
    return found.returncode, found.stderr


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("content", CONTENTS)
def test_no_content_whatever_ends_in_a_traceback(
    content: str, command: str, tmp_path: Path
) -> None:
    make, code = CONTENTS[content]
    options = ["--out", tmp_path / "site"] if command == "build" else []
    result = run(command, "--content", make(tmp_path), *options)
    assert (result.exit_code, type(result.exception)) == (code, SystemExit)
    assert result.stderr != ""
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_output_whatever_ends_in_a_traceback(output: str, tmp_path: Path) -> None:
    result = run("build", "--content", GOOD, "--out", OUTPUTS[output](tmp_path))
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)
    assert "Error" in result.stderr


def test_the_front_door_leaves_with_the_same_codes(tmp_path: Path) -> None:
    assert ran("check", "--content", GOOD) == (0, "")
    code, errors = ran("check", "--content", lay(tmp_path, BROKEN))
    assert (code, errors.count("error["), "Traceback" in errors) == (1, 2, False)
    code, errors = ran("check", "--content", tmp_path / "missing")
    assert (code, "Traceback" in errors) == (2, False)


def test_an_output_folder_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs the tests may be allowed everything, so the refusal is the system's in name only."""

    def refuse(path: Path, *arguments: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "mkdir", refuse)
    result = run("build", "--content", GOOD, "--out", tmp_path / "site")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert result.stderr == (
        f"Error: {tmp_path} cannot be changed (Permission denied), and builds keep .site-build "
        "there, beside site: let yourself write there, or choose another place with --out\n"
    )


def test_a_file_that_cannot_be_formatted_for_want_of_space_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = lay(tmp_path)
    file = content / "agencies.yaml"
    before = file.read_bytes()
    file.write_bytes(before + b"  \n")

    def full(path: Path, data: bytes) -> None:
        with path.open("wb") as opened:
            opened.write(data[:9])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run("format", "--content", content)
    assert (result.exit_code, result.stderr) == (
        2,
        f"Error: {file} cannot be changed (No space left on device); it is as it was.\n",
    )
    assert file.read_bytes() == before + b"  \n"
    assert not (content / ".agencies.yaml.tmp").exists()
    monkeypatch.undo()
    assert run("format", "--content", content).exit_code == 0
    assert file.read_bytes() == before
