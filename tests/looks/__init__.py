"""How a site looks: what ``theme/`` may say, and what becomes of it."""
