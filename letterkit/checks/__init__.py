"""What a sceptical reader would doubt: functions from a `Document` to problems, a folder for each family.

The room imports drafts and what lies below. Of its folders, `consent` imports `letter`, that `campaign` and `names`,
these the `ledger`, the ledger `law`, and all `wording`.
"""

__all__ = ["consent", "discretion", "ignoring", "last_look", "ledger", "letter", "run", "select"]
