"""A resolved letter becomes text.

People are named, acts told, law cited, and every word remembers where it comes from.
"""

__all__ = ["addressing", "agreement", "composer", "heading", "sheet", "spoken_to"]
