"""Tests of ``clausebook/build``."""
