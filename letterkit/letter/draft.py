"""The text of a letter as it was composed: paragraphs, and where each word of them comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from letterkit.foundation.origins import Span
from letterkit.typeset.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item as runs of text; ``kind`` is ``text``, ``item`` or ``close``.

    An item of a list that is numbered has its ``number``; others have 0.
    """

    kind: str
    spans: tuple[Span, ...]
    number: int = 0

    @property
    def text(self) -> str:
        """The paragraph's plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed letter: its text, salutation to complimentary close, and the sheet it stands on."""

    campaign: str
    letter: str
    sheet: Sheet
    paragraphs: tuple[Paragraph, ...] = field(default=())


def free_share(draft: Draft) -> float:
    """The share of the body's words (all but salutation and close) that the campaign words itself, 0 to 1.

    These are its free texts, and the phrases that it gives to clauses as parameters.
    """
    free = total = 0
    for paragraph in draft.paragraphs[1:-1]:
        for span in paragraph.spans:
            words = len(span.text.split())
            total += words
            free += words if any(origin.kind.is_a_persons for origin in span.origins) else 0
    return free / total if total else 0.0
