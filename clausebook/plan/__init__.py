"""One project and all benefits: which fit, what they pay together, and what is still open."""
