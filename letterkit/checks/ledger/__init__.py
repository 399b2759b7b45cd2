"""The claims ledger: every sentence of a letter read for what it claims, and each claim weighed against the campaign.

`ledger` keeps it: `words` knows what a language calls things, `sentences` finds that in a sentence and makes claims of
it, `records` is what the campaign knows, `edits` what a person changed, `weighing` holds each claim against the
records, and `novelty` says what is on none.
"""

__all__ = ["ledger", "records"]
