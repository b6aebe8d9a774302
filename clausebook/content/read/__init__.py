"""Plain values of the right shape → records: texts and facts, benefits, documents, tables."""
