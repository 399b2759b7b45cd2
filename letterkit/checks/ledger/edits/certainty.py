"""How sure it is that a word of an edited sentence says otherwise than the drafted one.

In a sentence that is otherwise as drafted, what stands in a word's place is put for it. One that is told anew can say
the same in words that nothing here knows; there only what it tells itself speaks against it, and no name for somebody,
no clause aside and no wish.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Side, names_thing
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.schema.act_kind import ActWords

_MARKS = frozenset(",;:()")
_STRANGE = 3
"""With so many words that nothing knows, a sentence is told in words of its own."""
_MANY = 5
"""Of so many words put in, one that nothing knows is enough for that."""


class Certainty:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._lists, self._folding, self._function = eyes.lexicon.lists, folding, eyes.lexicon.function
        self._acts, self._code = eyes.cast.library.acts, eyes.language.code

    def is_anew(self, before: Side, said: Side) -> bool:
        """Whether a sentence is told anew, and more than a word or two of it is put in."""
        return not exchanged(before[0], said[0])

    def is_in_strange_words(self, before: Side, said: Side, least: int = 1) -> bool:
        """Whether a sentence is told anew in words of which nothing knows what they mean."""
        return self.is_anew(before, said) and sum(map(self.is_strange, said[2])) >= least

    def is_in_words_of_its_own(self, before: Side, said: Side) -> bool:
        """Whether hardly anything can be told of what a sentence says, for its strange words."""
        much = sum(map(names_thing, said[2])) >= _MANY
        return self.is_in_strange_words(before, said, 1 if much else _STRANGE)

    def is_strange(self, token: Token) -> bool:
        """Whether nothing knows what a word means."""
        return names_thing(token) and not token.fold.startswith("~") and token.fold not in self._folding.courtesies

    def are_of_courts(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether acts of some kinds and of others are what courts do, or are asked for: a word can be for each."""
        return not (self._of_courts.isdisjoint(some) or self._of_courts.isdisjoint(others))

    @cached_property
    def _of_courts(self) -> frozenset[str]:
        """The kinds of acts that are told by a word of courts, whatever else they are told by."""
        stems = self._folding.stems(self._lists["charging"])
        told = ((kind, own) for kind in self._acts.values() for named, own in kind.words.items() if named == self._code)

        def words(own: ActWords) -> list[str]:
            return [word.low for each in own.verbs for word in words_of(str(each))]

        return frozenset(str(kind.name) for kind, own in told if stems & self._folding.stems(words(own)))

    def is_aside(self, verb: Mention, seen: Seen) -> bool:
        """Whether a verb only says of whom, when or what for: "the X workers", "when she was X", "to be X"."""
        return self.is_attribute(verb, seen) or self._is_led(verb, seen)

    def is_attribute(self, verb: Mention, seen: Seen) -> bool:
        """Whether a participle stands with the noun that it describes: "the dismissed workers", « la détenue X »."""
        at = verb.first
        ahead = seen.words[at - 1].low if at and not set(seen.words[at].gap) & _MARKS else ""
        articles = self._lists["articles"] | self._lists["definite"]
        behind = seen.words[verb.last] if verb.last < len(seen.words) else None
        before_noun = behind is not None and behind.gap == " " and behind.low not in self._function
        called = any(each.last == at for each in seen.of("group", "head", "office"))
        return (ahead in articles and before_noun) or (called and ahead not in self._lists["auxiliaries"])

    def _is_led(self, verb: Mention, seen: Seen) -> bool:
        """Whether a verb stands in a clause that another leads, or behind what leads an infinitive."""
        leading = self._lists["infinitive"] - self._lists["be"]
        if any(word.low in leading for word in seen.words[max(0, verb.first - 1) : verb.first]):
            return True
        led = self._lists["subordinating"]
        begin = max(seen.text.rfind(mark, 0, verb.start) for mark in _MARKS)
        return any(word.low in led for word in seen.words if begin < word.start < verb.start)

    def is_verb(self, token: Token, seen: Seen) -> bool:
        """Whether a word is a verb where it stands, and can name nobody and nothing: "who heads", « a déposée »."""
        at = next((at for at, word in enumerate(seen.words) if word.start >= token.start), 0)
        if token.fold in self._folding.refusing:
            return True
        if not at or seen.words[at].gap not in (" ", "'"):
            return False
        ahead = seen.words[at - 1].low
        pronouns = any(each.last == at for each in seen.of("persons"))
        leading = self._lists["subordinating"] | self._lists["auxiliaries"]
        return pronouns or ahead in leading
