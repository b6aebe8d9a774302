"""Tests of ``clausebook/meaning``."""
