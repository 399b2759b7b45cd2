"""Each claim of a sentence held against the records: one module a kind of claim."""
