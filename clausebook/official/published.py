"""The files that an audit is given against the digests of what was read of the publications."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from clausebook.content.records import Corpus
from clausebook.files import bytes_of
from clausebook.messages import say
from clausebook.problems import Problems


def check_digests(
    corpus: Corpus, folder: Path, texts: Mapping[str, str], problems: Problems
) -> None:
    """Report files that are not what was read.

    What is hashed are the bytes of a file in the folder: of the one that the document names, else
    of its official text. ``texts`` are the names of those, by document. Where the folder lacks the
    file, nothing can be compared.
    """
    names = {path.name for path in folder.iterdir() if path.is_file()}
    for document in corpus.documents.values():
        published = document.published
        name = published and (published.file or texts.get(document.id, ""))
        if not published or not published.digest or name not in names:
            continue
        found = f"sha256:{sha256(bytes_of(folder / name)).hexdigest()}"
        if found != published.digest:
            shown = f"{folder.name}/{name}"
            wrong = say("digest-differs.file", file=shown, found=found, said=published.digest)
            problems.add(published.place.at("digest"), wrong)
