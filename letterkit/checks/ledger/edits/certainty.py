"""How sure it is that a word of an edited sentence says otherwise than the drafted one.

In a sentence that is otherwise as drafted, what stands in a word's place is put for it. One that is told anew can say
the same in words that nothing here knows; there only what it tells itself speaks against it, and no name for somebody,
no clause aside and no wish.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Side, names_thing
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.sentences.trades import Trades
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.drafts.drafted import Stated
from letterkit.foundation.problems import Location
from letterkit.schema.act_kind import ActWords
from letterkit.schema.campaign import Group

_MARKS = frozenset(",;:()")
_STRANGE = 3
"""With so many words that nothing knows, a sentence is told in words of its own."""
_MANY = 5
"""Of so many words put in, one that nothing knows is enough for that."""


class Certainty:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._lists, self._folding, self._function = eyes.lexicon.lists, folding, eyes.lexicon.function
        self._people, self._trades = eyes.cast.campaign.people, Trades(eyes)
        self._doers = eyes.language.checking.doers
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

    def is_other(self, stated: Stated, new: Token, before: Side, said: Side) -> bool:
        """Whether a word tells something else than a record, and not the same in other words.

        A name or a figure does, and somebody of a kind for somebody of another. Any other word does where all that was
        exchanged is what the record gives, and this is no name: a description can mean whom or what a name means, and
        what a group is called can be told by a wider word.
        """
        gone = [one for one in before[2] if _lies_in(one, stated)]
        if _is_capital(new, said) or not names_thing(new):
            return True
        doer = self._is_doer(new, said[0])
        if self._is_act_aimed_at(new, gone, before, said) or (
            not doer and self._is_vague(gone, before, new, said, stated)
        ):
            return False
        if doer and any(self._is_doer(one, before[0]) for one in gone):
            return True
        named = any(_is_capital(one, before) for one in gone)
        return self._is_all_exchanged(stated, before, said) and (doer or not named)

    def _is_act_aimed_at(self, new: Token, gone: Sequence[Token], before: Side, said: Side) -> bool:
        """Whether a word is an infinitive where none was: "threatened to kill her" for "with death"."""
        return self._is_aimed(new, said[0]) and not any(self._is_aimed(one, before[0]) for one in gone)

    def _is_vague(self, gone: Sequence[Token], before: Side, new: Token, said: Side, stated: Stated) -> bool:
        """Whether other words can mean the same people: a group of whom none is of that trade, or nobody known."""
        if stated.location in self._nouns:
            at = next((at for at, word in enumerate(said[0].words) if word.start >= new.start), 0)
            return not self._trades.at(said[0], at)
        return any(before[0].text[one.start : one.end].casefold() in self._lists["anything"] for one in gone)

    @cached_property
    def _nouns(self) -> frozenset[Location | None]:
        """Where the campaign says what its groups are called."""
        nouns = (owner.noun for owner in self._people.values() if isinstance(owner, Group))
        return frozenset(getattr(each, "location", None) for noun in nouns for each in noun.languages.values())

    @staticmethod
    def _is_all_exchanged(stated: Stated, before: Side, said: Side) -> bool:
        """Whether nothing but what a record gives was left out, and what was put in stands together."""
        new = [one for one in said[2] if not one.small]
        told = [one for one in said[1] if not one.small]
        places = [told.index(one) for one in new]
        together = not places or max(places) - min(places) < len(places)
        own = {one.fold for one in before[1] if _lies_in(one, stated)}
        return together and all(one.small or one.fold in own for one in before[2])

    def _is_doer(self, token: Token, seen: Seen) -> bool:
        """Whether a word is for people or a body who do things, and not for any men, women or people."""
        told = seen.of("office", "addressee")
        if any(each.start <= token.start < each.end for each in told):
            return True
        low = seen.text[token.start : token.end].casefold()
        anybody = self._lists["people"] | self._lists["anything"]
        return low not in anybody and bool(self._doers and self._doers.fullmatch(low))

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

    def _is_aimed(self, token: Token, seen: Seen) -> bool:
        """Whether a word is an infinitive, by what stands before it."""
        ahead = [word.low for word in seen.words if word.end <= token.start][-1:]
        return bool((self._lists["infinitive"] - self._lists["be"]).intersection(ahead))

    def is_led_aside(self, token: Token, seen: Seen) -> bool:
        """Whether a clause that says more of somebody begins right before a word: "whose father"."""
        ahead = [word for word in seen.words if word.end <= token.start][-2:]
        return any(word.low in self._lists["subordinating"] for word in ahead)

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


def _lies_in(token: Token, stated: Stated) -> bool:
    """Whether a word is one of those that a record gives."""
    return stated.start < token.end and token.start < stated.end


def _is_capital(token: Token, side: Side) -> bool:
    """Whether a word is one of a name: it has a capital, and does not begin the sentence."""
    return token.start > 0 and side[0].text[token.start].isupper()
