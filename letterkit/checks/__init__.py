"""What a sceptical reader would doubt: functions from a `Document` to problems, a module for each family.

The room imports drafts and what lies below.
"""

__all__ = ["consent", "discretion", "expectations", "ignoring", "last_look", "ledger", "run", "select"]
