"""The draft that a person edits.

It is written and read as Markdown, remembered in versions, merged with what is new, and seen as the document that is
checked and explained. The room imports letter and what lies below.
"""

__all__ = [
    "demanded",
    "document",
    "drafted",
    "explain",
    "folder",
    "history",
    "job",
    "markdown",
    "merge",
    "passages",
    "printed",
    "provenance",
    "redraft",
]
