"""Many letters in one run: what has to be made, by which processes, and what became of each.

This process alone reads campaigns and writes files. What it hands out is the setting of pages: a sheet and its text.
"""

__all__ = ["cluster", "manifest", "run", "task", "touched", "workers"]
