"""``build.py zip``: the built site as one archive that opens from a disk wherever it is put."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from clausebook.build.write import holding
from clausebook.build.write.leftovers import passing
from clausebook.build.write.marker import own_files
from clausebook.build.write.trouble import telling
from clausebook.features.offline import is_for_servers

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that archives know: the same site is the same archive, whenever it is packed."""
_FILE = 0o100644 << 16
"""An ordinary file that everybody may read."""


def archive(site: Path, to: Path) -> int:
    """Pack a built site in a folder named after the archive; returns how many files it has.

    What no build made and what is only for web servers stays out. The archive appears when it is
    whole; who else builds the site or packs to the same place waits. Raises :class:`CannotWrite`.
    """
    beside = to.with_name(f".{to.name}-next")
    with holding(site) as (site, state, _), telling(to, state, "--to"):
        to.parent.mkdir(parents=True, exist_ok=True)
        with passing(beside, state):
            packed = _packed(site)
            _write(beside, {f"{to.stem}/{path}": site / path for path in packed})
            beside.replace(to)
    return len(packed)


def _write(archive: Path, files: Mapping[str, Path]) -> None:
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for name, path in files.items():
            entry = ZipInfo(name, _NO_TIME)
            entry.external_attr, entry.create_system = _FILE, 3
            opened.writestr(entry, path.read_bytes(), ZIP_DEFLATED)


def _packed(site: Path) -> list[str]:
    own = own_files(site)
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [path for path in paths if own.has_file(path) and not is_for_servers(path)]
