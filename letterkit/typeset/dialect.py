"""The Markdown that a letter can be written in."""

from __future__ import annotations

from markdown_it import MarkdownIt

_NOT_LETTERS = ("backticks", "code", "fence", "heading", "hr", "lheading", "reference")


def markdown_parser() -> MarkdownIt:
    """The Markdown of letters: paragraphs, lists, emphasis, links; everything else is shown as it stands."""
    return MarkdownIt("commonmark", {"html": False}).disable(list(_NOT_LETTERS))
