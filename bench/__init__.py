"""Benchmarks: how long a build takes on a generated corpus. Run with ``make bench``."""
