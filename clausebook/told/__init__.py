"""What is said of the meaning in one language, without any page's address."""
