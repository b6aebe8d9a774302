"""Modules of ``static/`` in a page, for tests that ask for more than its own scripts tell."""

from __future__ import annotations

import subprocess
from functools import cache

from clausebook.features.frame.bundles import with_words
from clausebook.features.frame.esbuild import esbuild
from clausebook.quantity import SHIPPED
from clausebook.resources import STATIC
from clausebook.told.strings import NONE


@cache
def script(source: str) -> str:
    """A classic script of a module that stands in ``static/``, with English words before it."""
    command = [esbuild(), "--bundle", "--format=iife", "--charset=utf8"]
    done = subprocess.run(
        command, cwd=STATIC, input=source.encode(), capture_output=True, check=True
    )
    return with_words(done.stdout.decode(), "en", NONE, SHIPPED).decode()
