"""Tests of ``clausebook/features/search``."""
