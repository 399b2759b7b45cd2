"""One letter: resolved from its campaign as of its date, and composed with the origin of every word.

The room imports schema and what lies below.
"""

__all__ = [
    "answers",
    "compose",
    "draft",
    "ended",
    "following",
    "items",
    "known",
    "lasting",
    "letter",
    "names",
    "resolve",
    "wholes",
]
