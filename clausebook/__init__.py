"""Clausebook: policy clauses in YAML become a bilingual static site.

Start with :mod:`clausebook.pipeline`, which names every step of a build.
"""
