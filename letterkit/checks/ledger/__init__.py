"""The claims ledger: every sentence of a letter read for what it claims, and each claim weighed against the campaign.

`ledger` makes it: `words` and `lexicon` know what a language calls things, `cast` whom a letter can speak of,
`mentions` finds both in a sentence, `reading` makes claims of them, `weighing` and its neighbours weigh those.
"""

__all__ = ["ledger", "records"]
