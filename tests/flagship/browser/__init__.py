"""The flagship's site in a real browser."""
