"""What templates are given is written down, and is what they get."""

from __future__ import annotations

import pytest

from clausebook.features.contract import VIEWS, contract
from clausebook.features.frame.page import Page, Printer
from clausebook.meaning.calculate import Calculated
from clausebook.resources import SCHEMAS
from tests.rendered import rendered


def test_the_contract_is_what_the_types_say() -> None:
    """Else run ``python -m clausebook.features.contract > schema/templates.md``."""
    assert (SCHEMAS / "templates.md").read_text(encoding="utf-8") == contract()


def test_every_page_gets_the_view_of_its_template(
    calculated: Calculated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each template of a page is printed with the type that is promised, and with no other."""
    given: set[tuple[str, type | None]] = set()
    own = Printer.print

    def printed(self: Printer, page: Page, *rest: str) -> bytes:
        given.add((page.template, type(page.view) if page.view is not None else None))
        return own(self, page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Printer, "print", printed)
    rendered(calculated)
    assert given == {*VIEWS.items()}
