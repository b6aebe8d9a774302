"""A module for each command, or for each that has commands of its own."""
