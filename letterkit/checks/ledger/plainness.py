"""Which of a person's sentences state nothing of the world: courtesies, opinions of the writer, requests, questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

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
        if self.is_wish(seen) or self._is_norm(seen):
            return True
        return all(self._is_plain(seen, first, last, tokens) for first, last in self._clauses(seen))

    def is_wish(self, seen: Seen) -> bool:
        """Whether the writers wish, thank or promise something, whomever they name: "We stand with her"."""
        return self._begins(seen, self._folding.meanings.wishes)

    def _begins(self, seen: Seen, phrases: Sequence[tuple[str, ...]]) -> bool:
        """Whether a sentence begins with one of some phrases, and states nothing in a clause of its own."""
        stems = self._folding.stemmed(seen)
        begun = next((phrase for phrase in phrases if tuple(stems[: len(phrase)]) == phrase), None)
        if begun is None:
            return False
        # "I enclose the report, which tells that ..." states what it tells.
        behind = seen.words[len(begun) :]
        told = any(
            word.low in self._stating | self._reporting and not (following and following.low in self._addressed)
            for word, following in zip_longest(behind, behind[1:])
        )
        return not told and not any(each.kind in ("verb", "status", "date") for each in seen.mentions)

    @cached_property
    def _addressed(self) -> frozenset[str]:
        return self._eyes.lexicon.lists["address"]

    def _is_norm(self, seen: Seen) -> bool:
        """Whether a sentence says what holds always and for everybody: "Nobody should go to prison for a strike."."""
        known, stems = self._folding.meanings, self._folding.stemmed(seen)
        always = [
            phrase
            for at, stem in enumerate(stems)
            for phrase in self._always.get(stem, ())
            if tuple(stems[at : at + len(phrase)]) == phrase
        ]
        if not always or self._is_of_the_case(seen):
            return False
        allowed = known.norms.union(*known.always)
        if any(known.norms.intersection(phrase) for phrase in always):  # "Speaking at a rally is not a crime."
            allowed |= {self._folding.stem(word.low) for text in self._drafted for word in words_of(plain(text))}
        told = zip(stems, seen.words, strict=True)
        return all(stem in allowed or not self._folding.tells(word) for stem, word in told)

    @cached_property
    def _always(self) -> dict[str, list[tuple[str, ...]]]:
        """The phrases that say that something holds always, by their first words."""
        begun: dict[str, list[tuple[str, ...]]] = {}
        for phrase in filter(None, self._folding.meanings.always):
            begun.setdefault(phrase[0], []).append(phrase)
        return begun

    def _is_of_the_case(self, seen: Seen) -> bool:
        """Whether a sentence names or means somebody, or tells what was."""
        lists = self._eyes.lexicon.lists
        meant = self._folding.singular | (self._folding.plural - lists["possessives"]) | lists["past"]
        named = seen.of("person", "group", "body", "country", "date", "stranger", "law", "occasion")
        counted = any(each.number > 1 for each in seen.of("number"))
        return bool(named) or counted or any(word.low in meant for word in seen.words)

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
        return self._folding.folds({word.low for text in self._drafted for word in words_of(plain(text))})

    @cached_property
    def _drafted(self) -> list[str]:
        """The words of the letter as letterkit composed it."""
        document = self._document
        if document.edited:
            return [sentence.text for sentence in document.drafted if not sentence.own]
        runs = (run for passage in document.passages for run in passage.runs)
        return [run.text for run in runs if run.kind is not OriginKind.TEXT]
