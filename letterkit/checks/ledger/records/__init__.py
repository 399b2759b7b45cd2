"""What the campaign knows on the letter's date, and what the ledger notes of a sentence held against it."""

__all__ = ["records"]
