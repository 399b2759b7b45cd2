"""A plan becomes a letter.

Keys become records, what a letter leaves out is taken from where it belongs, and what happened after its date drops
out.
"""

__all__ = ["plans", "resolver"]
