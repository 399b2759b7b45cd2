"""Which of a person's sentences state nothing of the world: courtesies, opinions of the writer, requests, questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from letterkit.checks.ledger.lexicon import words_of
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.seen import Seen
from letterkit.checks.ledger.tokens import Folding, Token
from letterkit.drafts.document import Document
from letterkit.foundation.origins import OriginKind
from letterkit.language.spelling import plain


class Plainness:
    """Tells them for one letter."""

    def __init__(self, document: Document, eyes: Eyes, folding: Folding) -> None:
        self._document, self._eyes, self._folding = document, eyes, folding
        self._first = document.language.checking.first_person
        lists = eyes.lexicon.lists
        self._stating = lists.get("subordinating", frozenset())
        self._reporting = lists.get("reporting", frozenset())

    def is_plain(self, seen: Seen, tokens: list[Token], item: bool) -> bool:
        """Whether a sentence states nothing; ``item`` says that it stands in the list of demands.

        ``tokens`` are those of the sentence that tell something.
        """
        if item or seen.text.rstrip().rstrip("»”\"' ").endswith("?"):
            return True
        return all(self._is_plain(seen, first, last, tokens) for first, last in self._clauses(seen))

    def _is_plain(self, seen: Seen, first: int, last: int, tokens: list[Token]) -> bool:
        """Whether a clause, from one place in a sentence to another, states nothing."""
        text = seen.text[first:last]
        own = {token.fold for token in tokens if first <= token.start < last}
        own -= self._folding.courtesies
        speaks = self._speaks(text)
        if self._asks(seen, first, last, speaks):
            return True
        return not (own - self._letter if speaks else own)

    def _clauses(self, seen: Seen) -> Iterator[tuple[int, int]]:
        """The clauses of a sentence; what a request asks to do "that ..." belongs to it."""
        asks = self._asks(seen, 0, len(seen.text), self._speaks(seen.text))
        ends = self._stating if asks else self._stating | self._reporting
        cuts = [word.start for word in seen.words if word.low in ends and word.start]
        yield from zip([0, *cuts], [*cuts, len(seen.text)], strict=True)

    def _asks(self, seen: Seen, first: int, last: int, speaks: bool) -> bool:
        asked = [each for each in seen.of("demanding") if first <= each.start < last]
        return bool(asked) and (
            speaks or any(seen.text[one.start : one.end].casefold() in self._modal for one in asked)
        )

    @cached_property
    def _modal(self) -> frozenset[str]:
        """The words that demand something whoever says so: "must"."""
        lists = self._eyes.lexicon.lists
        return lists.get("demanding", frozenset()) & lists.get("unreal", frozenset())

    def _speaks(self, text: str) -> bool:
        """Whether the writer speaks of itself, or to the addressee."""
        return bool(self._first and self._first.search(text)) or any(name in text for name in self._senders)

    @cached_property
    def _senders(self) -> tuple[str, ...]:
        """What the senders are called."""
        houses = (*self._document.letter.senders, *self._document.letter.notes)
        names = (text for house in houses for text in (house.name, house.short) if text)
        return tuple(plain(str(word)) for text in names for word in text.languages.values())

    @cached_property
    def _letter(self) -> frozenset[str]:
        """The stems of the words of the letter as letterkit composed it."""
        document = self._document
        texts = [sentence.text for sentence in document.drafted if not sentence.own]
        if not document.edited:
            runs = (run for passage in document.passages for run in passage.runs)
            texts = [run.text for run in runs if run.kind is not OriginKind.TEXT]
        return self._folding.stems({word.low for text in texts for word in words_of(plain(text))})
