"""Tests of ``clausebook/official``."""
