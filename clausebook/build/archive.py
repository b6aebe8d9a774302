"""``build.py zip``: the built site as one archive that opens from a disk wherever it is put."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from clausebook.build.write.marker import own_files
from clausebook.features.offline import is_for_servers

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that archives know: the same site is the same archive, whenever it is packed."""
_FILE = 0o100644 << 16
"""An ordinary file that everybody may read."""


def archive(site: Path, to: Path) -> int:
    """Pack a built site in a folder named after the archive; returns how many files it has.

    What no build made and what is only for web servers stays out. The archive appears when it is
    whole.
    """
    own = own_files(site)
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    packed = [path for path in paths if own.has_file(path) and not is_for_servers(path)]
    beside = to.with_name(f".{to.name}-next")
    with ZipFile(beside, "w", ZIP_DEFLATED) as opened:
        for path in packed:
            entry = ZipInfo(f"{to.stem}/{path}", _NO_TIME)
            entry.external_attr, entry.create_system = _FILE, 3
            opened.writestr(entry, (site / path).read_bytes(), ZIP_DEFLATED)
    beside.replace(to)
    return len(packed)
