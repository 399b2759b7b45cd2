"""Nobody is named, or told by their office or relatives, who has not agreed to it."""

__all__ = ["consent"]
