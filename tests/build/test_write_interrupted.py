"""At every moment the output folder is a complete site: kills, full disks, two builds at once.

Where its folder has to stay, a kill may leave files of both sites, each of them whole.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rendered import files_in
from tests.twin import ROOT

INTERRUPTED = """
import errno, os, resource, signal, sys
from pathlib import Path
from clausebook.build import write as writing
from clausebook.build.write import CannotWrite, places, write
from clausebook.build.write.trees import remove
from tests.build.test_write import NEW, OLD
from tests.rendered import files_in
from tests.build.test_write_foreign import FOREIGN, keep

root, way, exchange = Path(sys.argv[1]), *sys.argv[2:]
if "rename" in exchange:
    places._library = lambda: None
if "stay" in exchange:
    writing.has_to_stay = lambda out: True


def takes_space(event, arguments):
    return event in ("os.mkdir", "os.link") or (
        event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT > 0
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
            if way == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    sys.addaudithook(count)
    try:
        write(NEW, out)
    except CannotWrite as error:
        assert str(error).startswith(f"{out.parent}: "), error
        assert str(error).endswith("Free some space, or choose another disk with --out"), error
        assert not out.with_name(f".{out.name}-build").exists()
    os._exit(calls > moment)


def kind_of(found):
    for name, files in {"old": OLD | FOREIGN, "new": NEW | FOREIGN, "aside": None}.items():
        if found == files:
            return name
    both = all(data in ((OLD | FOREIGN).get(path), NEW.get(path)) for path, data in found.items())
    return "both" if both and found.keys() >= FOREIGN.keys() else f"broken {found}"


moments, seen = 0, set()
while True:
    out = root / f"site{moments}"
    state = root / f".{out.name}-build"
    write(OLD, out)
    keep(out)
    write(OLD, out)
    interrupted = interrupted_at(moments, out)
    seen.add(kind_of(files_in(out) if out.exists() else None))
    if moments % 2:
        remove(state)
    for files in (NEW, OLD):
        write(files, out)
        assert files_in(out) == files | FOREIGN, (moments, files_in(out))
    remove(out)
    remove(state)
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
        ("kill", "stay", "both new old"),
        ("full", "exchange", "new old"),
        ("full", "rename", "new old"),
        ("full", "stay", "new old"),
        ("full", "stay and rename", "new old"),
        ("unwritten", "exchange", "new old"),
        ("unwritten", "stay", "new old"),
    ],
)
def test_a_build_interrupted_at_any_call_leaves_a_whole_site(
    way: str, exchange: str, seen: str, tmp_path: Path
) -> None:
    """Killed, or out of space, from each of its calls into the system on; foreign files stay.

    A disk may be full for new names, or for what is written under them.

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
