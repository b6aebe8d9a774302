"""What exports are made from, for tests."""

from __future__ import annotations

from clausebook.features.exports import LISTINGS
from clausebook.features.exports.parts import Source
from clausebook.features.exports.schemas import schema
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import LANGUAGES
from clausebook.told.noted import noted
from clausebook.told.notes import Notes
from clausebook.told.told import Told


def source_of(calculated: Calculated) -> Source:
    """Both languages told, and notes of what is read."""
    notes = Notes()
    seen = noted(calculated, notes)
    told = {language: Told(seen.site, language, notes) for language in LANGUAGES}
    return Source(seen.site, seen.examples, told, notes)


def exported(calculated: Calculated) -> dict[str, bytes]:
    """All data files and schemas by path."""
    source = source_of(calculated)
    files = {}
    for listing in LISTINGS:
        for form in listing.forms:
            files[f"data/{listing.name}.{form.suffix}"] = listing.file(source, form)
        name = f"{listing.name}.json"
        files[f"data/schema/{name}"] = schema(name, listing.title, listing.type)
    return files
