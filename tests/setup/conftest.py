"""What all tests of set-up share."""

from tests.setup.machine import machine

__all__ = ["machine"]
