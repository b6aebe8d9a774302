"""The browser's scripts, called from Python: ``tests/twin.mjs`` running in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from clausebook.quantity import Quantity, exact
from clausebook.told.explain import Vocabulary

ROOT = Path(__file__).parent.parent


def json_text(value: Any) -> str:
    """A value as ``JSON.stringify`` writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_twin(quantity: Quantity) -> dict[str, Any]:
    """The quantity as the browser knows it, which has no ranges: no rule and no entry has them."""
    known = {name: value for name, value in asdict(quantity).items() if name != "upto"}
    known["words"] = {code: [*words] for code, words in quantity.words.items()}
    known["currencies"] = [{"code": row.code, **row.as_json()} for row in quantity.currencies]
    spare = [name for name in ("words", "currencies") if not known[name]]
    return {name: value for name, value in known.items() if name not in spare}


def vocabulary_as_twin(words: Vocabulary) -> dict[str, Any]:
    """A calculator's words as the browser has them."""
    return {**asdict(words), "usage": words.usage.as_json()}


class TwinError(Exception):
    """The script threw; the message is the error's."""


class Twin:
    """A Node.js process with the site's scripts, which answers one line per line."""

    def __init__(self) -> None:
        words, twin = ROOT / "tests" / "words.mjs", ROOT / "tests" / "twin.mjs"
        program = [node(), "--no-warnings", "--import", words.as_uri(), str(twin)]
        self._process = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def call(self, name: str, *args: Any) -> Any:
        """The result of ``<part>.<name>(…args)``; raises :class:`TwinError` if it throws."""
        reply = self._ask({"call": name, "args": args})
        if "error" in reply:
            raise TwinError(reply["error"])
        return reply["result"]

    def many(self, name: str, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
        """The replies to many calls at once: ``{"result": …}`` or ``{"error": …}`` each."""
        replies: list[Any] = self._ask([{"call": name, "args": args} for args in calls])
        return replies

    def start(self, name: str, *args: Any) -> Callable[[], str]:
        """A call that does not wait: the script works while Python does.

        What is returned waits for the result, and gives it as the JSON text that came.
        """
        self._send({"call": name, "args": args})

        def result() -> str:
            text = self._line().removeprefix('{"result":').removesuffix("}\n")
            if text.startswith('{"error":'):
                raise TwinError(text)
            return text

        return result

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, request: Any) -> Any:
        self._send(request)
        return json.loads(self._line(), object_hook=_from_json)

    def _send(self, request: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request, default=_to_json) + "\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("tests/twin.mjs ended; its error is on stderr")
        return line


def node() -> str:
    """The Node.js that set-up put into the virtual environment, or the machine's."""
    beside = Path(sys.executable).parent
    found = shutil.which("node", path=str(beside)) or shutil.which("node")
    if found is None:
        raise RuntimeError("there is no Node.js; run `make test`, which sets it up")
    return found


def _to_json(value: object) -> dict[str, str]:
    assert isinstance(value, Fraction)
    return {"fraction": exact(value)}


def _from_json(value: dict[str, Any]) -> Any:
    return Fraction(value["fraction"]) if value.keys() == {"fraction"} else value
