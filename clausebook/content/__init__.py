"""Content files → records: each file by itself is read, compared with its schema, and checked."""
