"""A third language beside those that come with the program: traditional Chinese, made by rule."""
