"""Calculators: on clauses' pages, alone in a frame, in the terminal, and the data they need."""
