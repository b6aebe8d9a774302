"""Tests of ``clausebook/content``."""
