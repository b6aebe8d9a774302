"""A slip in a template is told with the file and the line, whatever Jinja makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import StrictUndefined

from clausebook.features.frame import templates as module
from clausebook.features.frame.templates import Templates
from clausebook.resources import BadResource

TO = "correct the name, or put a text of this name into templates/strings/."
SLIPS: dict[str, tuple[dict[str, str], str, str]] = {
    "no end": ({"a": "\n\n{% if view %}"}, "a.html:3:", "look at the braces, the tags and what"),
    "half a brace": ({"a": "\n{{ view.no "}, "a.html:2:", "look at the braces, the tags and what"),
    "no such filter": ({"a": "\n{{ view | no }}"}, "a.html:2:", "look at the braces, the tags"),
    "no such name": ({"a": "\n\n{{ view.no }}"}, "a.html:3:", TO),
    "no such variable": ({"a": "\n{{ vew.no }}"}, "a.html:2:", TO),
    "further in": (
        {"a": '{% include "b.html" %}', "b": "\n{{ view.no }}"},
        "b.html:2:",
        TO,
    ),
    "half further in": ({"a": '{% include "b.html" %}', "b": "\n{{ "}, "b.html:2:", "look at the "),
    "no such macro": ({"a": '\n{% from "b.html" import c %}{{ c() }}', "b": ""}, "a.html:2:", ""),
    "gone": ({"b": ""}, "a.html:1:", "there is no such template; put it back"),
    "the frame is gone": (
        {"a": '\n{% extends "b.html" %}'},
        "a.html:2:",
        "there is no such ",
    ),
    "a circle": ({"a": '{% include "a.html" %}'}, "a.html:1:", "it goes round in a circle"),
    "sums": ({"a": "\n{{ 1 + 'a' }}"}, "a.html:2:", "TypeError: unsupported operand"),
    "a list": ({"a": "\n{% for one in 5 %}{% endfor %}"}, "a.html:2:", "'int' object is not iter"),
    "no UTF-8": (
        {"a": '{% include "b.html" %}', "b": "1\n2\n\udcff"},
        "b.html:3:",
        "save the file",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place(
    slip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, place, told = SLIPS[slip]
    monkeypatch.setattr(module, "TEMPLATES", tmp_path)
    for name, text in files.items():
        (tmp_path / f"{name}.html").write_bytes(text.encode(errors="surrogateescape"))
    templates = Templates(None, None, undefined=StrictUndefined)
    with pytest.raises(BadResource) as raised:
        templates.print("a.html", view={"yes": 1})
    assert str(raised.value).startswith(f"{tmp_path}/{place}1: error: ")
    assert told in str(raised.value)
