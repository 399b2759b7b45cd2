"""What an edited demand asks otherwise than the campaign: less than it, or what it complains of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.certainty import Certainty
from letterkit.checks.ledger.edits.sides import Displaced, Side, instead, is_of_act
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.checks.ledger.words.meanings import LIGHT
from letterkit.checks.ledger.words.notation import spelled
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.schema.fields import Words


class Demanding:
    """Finds it in the edited demands of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._certainty = Certainty(eyes, folding)
        self._articles = eyes.lexicon.lists["articles"] | eyes.lexicon.lists["definite"]

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What an edited sentence asks otherwise; nothing of one that asks for nothing."""
        if drafted.asks:
            if not self._certainty.is_in_strange_words(before, said):
                yield from self._weakened(drafted, before, said)
            yield from self._asked_for(drafted, before, said)

    def _weakened(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A word that asks for less than a demand does, by itself or in the place of one that makes it firm."""
        known = self._folding.meanings
        firm = [token for token in before[2] if self._folding.meaning(token) in known.firm]
        harmless = self._folding.courtesies | known.firm | {LIGHT}
        for new in said[2]:
            here = said[0].text[new.start : new.end]
            less = self._folding.meaning(new) in known.weaker and not is_of_act(new, said[0])  # "tried in court"
            if less and not self._is_of_adverb(new, said[0]):
                yield Displaced(
                    new.start, new.end, f"'{here}' asks for less than the campaign demands", _place(drafted)
                )
            elif new.fold not in harmless and not new.small and (gone := _replaced(new, firm, before, said)):
                there = before[0].text[gone.start : gone.end]
                says = f"'{here}' stands for '{there}', without which the demand asks for less"
                yield Displaced(new.start, new.end, says, _place(drafted))

    def _is_of_adverb(self, token: Token, seen: Seen) -> bool:
        """Whether a word only strengthens how the writers ask: "most firmly"."""
        behind = next((word for word in seen.words if word.start >= token.end), None)
        return behind is not None and (self._folding.folds([behind.low]) <= {LIGHT} | self._folding.courtesies)

    def _asked_for(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A demand in a list that begins with the act that it is to undo: "dismiss A" for "have A reinstated"."""
        was, now = _head(before), _head(said)
        if drafted.part != "item" or not was or not now or was.fold == now.fold:
            return
        if any(now.fold == token.fold for token in before[1]) and (
            any(was.fold == token.fold for token in said[1]) or self._is_light(was, before[0])
        ):
            return  # "have her torture investigated" for "investigate her torture", or for "open an inquiry into it"
        if self._is_harm(was, now, before, said) and was.fold not in self._harms[0]:
            says = f"'{said[0].text[now.start : now.end]}' asks for what the campaign complains of"
            yield Displaced(now.start, now.end, says, _place(drafted))

    def _is_harm(self, was: Token, now: Token, before: Side, said: Side) -> bool:
        """Whether a demand begins with a verb for a harm, or with its noun where the verb that undoes it is gone.

        Of "lift the suspension" that is "order the suspension"; "have the murder of A investigated" asks for no murder.
        """
        if self._is_light(now, said[0]):
            return False  # "give them back"
        bare = was in before[2] and now.fold in self._harms[1] and not _is_noun(was, before[0], self._articles)
        return bare or (now.fold in self._harms[0] and not _is_noun(now, said[0], self._articles))

    def _is_light(self, token: Token, seen: Seen) -> bool:
        """Whether a word is a verb that tells nothing beside its noun: "open an inquiry"."""
        words = {word.low for word in words_of(seen.text[token.start : token.end])}
        return self._folding.stems(words) <= self._folding.stems(self._eyes.lexicon.lists["light-verbs"])

    @cached_property
    def _harms(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the verbs mean, and the nouns, by which acts are told that no demand asks for."""
        library, code = self._eyes.cast.library, self._eyes.language.code
        complained = {str(name) for clause in library.demands.values() for name in clause.answers}
        undone = {str(status) for clause in library.demands.values() for status in clause.when}
        told = [
            (str(name) in complained, words)
            for name, kind in library.acts.items()
            if not kind.relief and (str(name) in complained or str(kind.status) in undone)
            for named, words in kind.words.items()
            if named == code
        ]
        verbs = [words.verbs for answered, words in told if answered]
        return self._alone(verbs), self._alone([words.nouns for _, words in told])

    def _alone(self, lists: Sequence[Words]) -> frozenset[str]:
        """What those phrases mean that are one word."""
        said = [words_of(plain(each)) for phrases in lists for phrase in phrases for each in spelled(str(phrase))]
        return self._folding.folds({words[0].low for words in said if len(words) == 1})


def _replaced(new: Token, gone: Sequence[Token], before: Side, said: Side) -> Token | None:
    """The one of some words that were left out in whose place a word stands."""
    places = (there for there, here in instead(before[1], said[1]) if new in here)
    return next((one for there in places for one in gone if one in there), None)


def _is_noun(token: Token, seen: Seen, articles: frozenset[str]) -> bool:
    """Whether an article stands before a word: "have the murder of A investigated"."""
    return any(word.low in articles for word in [word for word in seen.words if word.end <= token.start][-1:])


def _place(drafted: DraftedSentence) -> Location | None:
    """Where the campaign has those for whom a sentence makes a demand."""
    facts = (one.location for one in drafted.stated if one.kind is OriginKind.FACT and one.location)
    return next(facts, drafted.location)


def _head(side: Side) -> Token | None:
    """The first token of a sentence that tells something."""
    return next((token for token in side[1] if not token.small and token.fold), None)
