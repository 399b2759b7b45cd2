"""Whole runs, one for each command: plan, draft, check, follow up, restore, explain.

The room imports everything but the command line.
"""
