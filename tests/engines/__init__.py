"""The same short visit in three engines: Chromium, Firefox and WebKit."""
