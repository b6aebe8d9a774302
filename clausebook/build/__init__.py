"""From content to a site on the disk: the stages in order, and what carries them."""
