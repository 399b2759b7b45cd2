"""The sentences of a letter as composed, and what each is: what an edited draft is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.drafts.demanded import asks
from letterkit.foundation.origins import OriginKind, Span
from letterkit.foundation.problems import Location
from letterkit.language.grammar import Language
from letterkit.letter.draft import Draft, Paragraph


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of a drafted sentence, by their place in it, that a record gives; ``name`` is the record's, or ""."""

    start: int
    end: int
    kind: OriginKind
    name: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class DraftedSentence:
    """A sentence of a composed letter.

    ``part`` is that of its paragraph (``salutation``, ``text``, ``item``, ``close``). ``asks`` says that it makes a
    demand, ``own`` that it is the campaign's own words. ``location`` is where the first fact or text in it was written,
    None for one that has none. ``stated`` are the words that facts, figures of the sender and the law data give.
    """

    text: str
    part: str
    asks: bool = False
    own: bool = False
    location: Location | None = None
    stated: tuple[Stated, ...] = ()


_STATING = (OriginKind.FACT, OriginKind.HOUSE, OriginKind.LAW, OriginKind.CITATION)


def drafted(draft: Draft, language: Language) -> tuple[DraftedSentence, ...]:
    """The sentences of a composed letter, in their order."""
    return tuple(_sentences(draft, language))


def _sentences(draft: Draft, language: Language) -> Iterator[DraftedSentence]:
    for at, paragraph in enumerate(draft.paragraphs):
        part = "salutation" if at == 0 and len(draft.paragraphs) > 1 else paragraph.kind
        for start, end in language.sentences.of(paragraph.text):
            spans = list(_within(paragraph, start, end))
            texts = [origin for span in spans for origin in span.origins if origin.kind is OriginKind.TEXT]
            facts = [one for span in spans for one in reversed(span.origins) if one.kind is OriginKind.FACT]
            place = next((one.location for one in (*texts, *facts) if one.location), None)
            text = paragraph.text[start:end].strip()
            first = start + paragraph.text[start:end].index(text)
            stated = tuple(_stated(paragraph, first, first + len(text)))
            yield DraftedSentence(text, part, part == "item" or asks(paragraph, start, end), bool(texts), place, stated)


def _stated(paragraph: Paragraph, start: int, end: int) -> Iterator[Stated]:
    """The words of a stretch of a paragraph that records give, by their place in the stretch."""
    at = 0
    for span in paragraph.spans:
        origin = next((one for one in reversed(span.origins) if one.kind in _STATING), None)
        first, last = max(at, start), min(at + len(span.text), end)
        if origin and first < last and span.text.strip():
            yield Stated(first - start, last - start, origin.kind, origin.name, origin.location)
        at += len(span.text)


def _within(paragraph: Paragraph, start: int, end: int) -> Iterator[Span]:
    """The spans of a paragraph that have words in a stretch of it."""
    at = 0
    for span in paragraph.spans:
        if at < end and at + len(span.text) > start and span.text.strip():
            yield span
        at += len(span.text)
