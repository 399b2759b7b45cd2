"""What a language and a house do to words.

Agreement, elision, dates and numbers, where sentences end, how alike two spellings are. The room imports schema (for
what a language's files say), typeset (for how a language is set) and foundation, and knows nothing of letters.
"""

__all__ = [
    "articles",
    "calendars",
    "grammar",
    "lexicon",
    "mentions",
    "romanisation",
    "seen",
    "sentences",
    "spelling",
    "stems",
    "towns",
    "words",
]
