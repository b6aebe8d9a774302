"""Every copy of the repository has the same bytes, whatever git is told about line ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.twin import ROOT


def test_git_keeps_the_bytes_of_every_file(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        places = (f"--git-dir={tmp_path / 'git'}", f"--work-tree={ROOT}")
        settings = (
            "-c",
            "core.autocrlf=true",
            "-c",
            "core.eol=crlf",
            "-c",
            "core.safecrlf=true",
        )
        command = ("git", *places, *settings, *arguments)
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    git("init")
    git("add", "--all")
    git("checkout-index", "--all", f"--prefix={tmp_path / 'copy'}/")
    names = [name for name in git("ls-files", "-z").split("\0") if (ROOT / name).is_file()]
    changed = [
        name
        for name in names
        if (tmp_path / "copy" / name).read_bytes() != (ROOT / name).read_bytes()
    ]
    assert len(names) > 500
    assert changed == []


def test_pictures_are_no_text() -> None:
    assert "*.png binary" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
