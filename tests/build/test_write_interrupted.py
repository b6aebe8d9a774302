"""At every moment the output folder is a complete site: kills, full disks, two builds at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.test_write import files_in
from tests.twin import ROOT

INTERRUPTED = """
import errno, os, shutil, signal, sys
from pathlib import Path
from clausebook.build.write import places, write
from tests.build.test_write import NEW, OLD, files_in
from tests.build.test_write_foreign import FOREIGN, keep

root, way = Path(sys.argv[1]), sys.argv[2]
if sys.argv[3] == "rename":
    places._library = lambda: None


def takes_space(event, arguments):
    return event in ("os.mkdir", "os.link") or (
        event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
    )


def touches_files(event, arguments):
    return event.startswith(("os.", "open", "shutil.")) and event != "os.kill"


def interrupted_at(moment, out):
    '''Build in a child that is killed, or finds the disk full, from its nth call on.'''
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    counts = touches_files if way == "kill" else takes_space
    calls = 0

    def count(event, arguments):
        nonlocal calls
        calls += counts(event, arguments)
        if calls <= moment:
            return
        if way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif takes_space(event, arguments):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(count)
    try:
        write(NEW, out)
    except OSError as error:
        assert error.errno == errno.ENOSPC
    os._exit(calls > moment)


moments, seen, sites = 0, set(), {"old": OLD | FOREIGN, "new": NEW | FOREIGN, "aside": None}
while True:
    out = root / f"site{moments}"
    state = root / f".{out.name}-build"
    write(OLD, out)
    keep(out)
    write(OLD, out)
    interrupted = interrupted_at(moments, out)
    found = files_in(out) if out.exists() else None
    seen.add(next((name for name, files in sites.items() if found == files), f"broken {found}"))
    if moments % 2:
        shutil.rmtree(state)
    for files in (NEW, OLD):
        write(files, out)
        assert files_in(out) == files | FOREIGN, (moments, files_in(out))
    shutil.rmtree(out)
    shutil.rmtree(state)
    if not interrupted:
        break
    moments += 1
print(moments, *sorted(seen))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems fork")
@pytest.mark.parametrize(
    ("way", "exchange", "seen"),
    [
        ("kill", "exchange", "new old"),
        ("kill", "rename", "aside new old"),
        ("full", "exchange", "new old"),
        ("full", "rename", "new old"),
    ],
)
def test_a_build_interrupted_at_any_call_leaves_a_whole_site(
    way: str, exchange: str, seen: str, tmp_path: Path
) -> None:
    """Killed, or out of space, from each of its calls into the system on; foreign files stay.

    Only where folders cannot be exchanged may the old site be aside, for the next build to recover.
    """
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path), way, exchange],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stderr == ""
    moments, _, rest = ran.stdout.strip().partition(" ")
    assert rest == seen
    assert int(moments) > (30 if way == "kill" else 5)


TWO_BUILDS = """
import sys
from pathlib import Path
from clausebook.build.write import write

for turn in range(30):
    write({f"{n}.html": sys.argv[2].encode() for n in range(20)}, Path(sys.argv[1]))
"""


def test_builds_at_the_same_time_into_one_folder_are_all_fine(tmp_path: Path) -> None:
    out = tmp_path / "site"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TWO_BUILDS, str(out), name],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for name in ("one", "two", "three")
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    assert [process.returncode for process in running] == [0] * 3
    found = files_in(out)
    assert len(found) == 20
    assert len(set(found.values())) == 1
