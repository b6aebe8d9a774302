"""What all pages share: addresses, links, head and foot."""
