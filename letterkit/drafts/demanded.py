"""Which sentences of a composed letter make its demands."""

from __future__ import annotations

from letterkit.foundation.origins import Origin, OriginKind
from letterkit.language.grammar import Language
from letterkit.letter.draft import Draft, Paragraph


def demanded(draft: Draft, language: Language) -> tuple[str, ...]:
    """The sentences that ask for something: the items of the list, and what a lead or a demand words."""
    return tuple(
        paragraph.text[start:end].strip()
        for paragraph in draft.paragraphs
        for start, end in language.sentences.of(paragraph.text)
        if paragraph.kind == "item" or _asks(paragraph, start, end)
    )


def _asks(paragraph: Paragraph, start: int, end: int) -> bool:
    at = 0
    for span in paragraph.spans:
        if at < end and at + len(span.text) > start and span.text.strip() and any(map(_of_a_demand, span.origins)):
            return True
        at += len(span.text)
    return False


def _of_a_demand(origin: Origin) -> bool:
    return origin.kind is OriginKind.CLAUSE and origin.name.startswith(("leads/", "demands/"))
