"""The content of this repository: what it says, and that the generator holds with it too."""
