"""What becomes of a finished letter: who approved exactly what, and the record of it that holds.

The room stands beside the checks and imports drafts and what lies below.
"""

__all__ = ["approvals", "keys", "mail", "register", "review", "signing", "smtp", "state", "verifying"]
