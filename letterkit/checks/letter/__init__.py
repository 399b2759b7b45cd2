"""What makes a letter one: its addressee, dates, sources, demands and courtesies, and what is to become of it."""

__all__ = ["expectations"]
