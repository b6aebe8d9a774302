"""An output: a file of the site that can be made, told as data, so that any process can make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import Site
from clausebook.official.passages import Passage

if TYPE_CHECKING:
    from clausebook.features.frame.linked import Linked
    from clausebook.features.frame.page import Page, Printer


class Output(NamedTuple):
    """A file of the site, and which feature makes it of what."""

    path: str
    feature: str
    kind: str
    of: str
    """The id of what it is about; empty where there is only one of its kind."""
    language: Language | None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the makers of outputs have at hand. What they read of it is noted."""

    calculated: Calculated
    passages: Mapping[str, Passage]
    """Official words by clause, where the build has them."""
    languages: Mapping[Language, Linked]
    printer: Printer

    @property
    def first(self) -> Linked:
        """The site as its first language tells it, where any would do."""
        return next(iter(self.languages.values()))

    def linked(self, output: Output) -> Linked:
        """The site as the output's language tells it."""
        assert output.language is not None, "a page has a language"
        return self.languages[output.language]

    def page(self, output: Output, page: Page) -> bytes:
        """A page in its frame."""
        assert output.language is not None, "a page has a language"
        return self.printer.print(page, output.path, output.language)


def in_each(
    site: Site, feature: str, kind: str, of: str, path: Callable[..., str], *args: str
) -> Iterator[Output]:
    """A page in each language, at mirrored addresses: ``path`` gives them, of language and args."""
    for language in site.corpus.languages:
        yield Output(path(language, *args), feature, kind, of, language)
