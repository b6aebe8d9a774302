"""Tests of ``clausebook/rules``."""
