"""Whole runs, one for each command: plan, draft, check, follow up, restore, explain.

The room imports everything but the command line.
"""

__all__ = [
    "batch",
    "check",
    "clauses",
    "copies",
    "dispatch",
    "doctor",
    "draft",
    "explain",
    "follow_up",
    "letterheads",
    "outside",
    "plan",
    "post",
    "preview",
    "restore",
    "sign_off",
    "signing",
    "steps",
    "workspace",
]
