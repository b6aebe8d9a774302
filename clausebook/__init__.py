"""Clausebook: policy clauses in YAML become a bilingual static site.

Start with :mod:`clausebook.build.pipeline`, which names every step of a build.
"""
