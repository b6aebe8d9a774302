"""Tests of ``clausebook/features/calculators``."""
