"""Pages of documents and their clauses."""
