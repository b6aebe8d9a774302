"""Benchmarks: what builds take, and what a search costs its reader. Run with ``make bench``."""
