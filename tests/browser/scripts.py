"""Modules of ``static/`` in a page, for tests that ask for more than its own scripts tell."""

from __future__ import annotations

import subprocess
from functools import cache

from clausebook.features.frame.esbuild import esbuild
from clausebook.resources import STATIC


@cache
def script(source: str) -> str:
    """A classic script of a module that stands in ``static/``."""
    command = [esbuild(), "--bundle", "--format=iife", "--charset=utf8"]
    done = subprocess.run(
        command, cwd=STATIC, input=source.encode(), capture_output=True, check=True
    )
    return done.stdout.decode()
