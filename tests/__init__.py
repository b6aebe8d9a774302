"""Tests; a package, so that pytest puts the project's root on the import path."""
