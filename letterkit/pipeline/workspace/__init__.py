"""Workspaces: make one for an organisation, begin a campaign in it by questions, put further facts into its files.

A question has its answer from a flag, from a person at a terminal, or from the workspace. What is made is tried before
it is written: a campaign drafts without a finding, and a file that was amended says what it said, and the new record.
"""

__all__ = ["add", "begin", "campaign", "campaign_questions", "questions", "schemas", "tidying"]
