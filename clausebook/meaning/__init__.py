"""Records → what they mean together: references, compiled rules, validity, worked examples."""
