"""Tests of ``clausebook/features``."""
