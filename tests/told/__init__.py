"""Tests of ``clausebook/told``."""
