"""What a reader gets: each feature says which outputs it has and how one is made."""
