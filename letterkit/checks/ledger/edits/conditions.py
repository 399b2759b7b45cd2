"""Conditions of a release, or of a sentence, that an edit puts in or leaves out: "on bail", "suspended"."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Folding
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain


class Conditions:
    """Finds them in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """A condition of which the record says nothing, or one of its own that is left out; ``whom`` it befell."""
        yield from self._put_in(drafted, before, said, whom)
        if not drafted.asks:
            yield from self._left_out(drafted, before, said)

    def _put_in(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        """A condition of a release, or a suspension of a sentence, of which the record says nothing.

        "Suspended" of somebody who was suspended from work is none, and "her condition worsened" tells of no release.
        """
        acts = self._befell(whom.union(*(each.values for each in said[0].of("person", "group", "head"))))
        told = [each for each in said[0].of("verb") if each.values & acts]
        if not (drafted.asks or self._is_of_liberty(before[0])):
            return
        for new in said[2]:
            condition = self._folding.meaning(new) in self._folding.meanings.conditions
            condition = condition and not any(each.start <= new.start < each.end for each in told)
            own = self._folding.stems(word.low for word in words_of(said[0].text[new.start : new.end]))
            if condition and drafted.stated and not own & self._outcomes(said[0]):
                says = f"the campaign says nothing of '{said[0].text[new.start : new.end]}'"
                yield Displaced(new.start, new.end, says, drafted.location, sure=True)

    def _befell(self, whom: frozenset[str]) -> frozenset[str]:
        """The kinds of acts that befell some people."""
        people = self._eyes.cast.letter.people
        return frozenset(str(act.kind) for key in whom if (one := people.get(Scalar(key))) for act in one.acts)

    def _is_of_liberty(self, seen: Seen) -> bool:
        """Whether a sentence tells an act that takes liberty, or gives it back."""
        acts = self._eyes.cast.library.acts
        taken = {str(kind.status) for kind in acts.values() if kind.grave and kind.status}
        told = frozenset[str]().union(*(each.values for each in seen.of("verb", "noun")))
        return any(
            acts[kind].status == "convicted" or taken & {*map(str, acts[kind].ends), *map(str, acts[kind].after)}
            for kind in told
        )

    def _outcomes(self, said: Seen) -> frozenset[str]:
        """The stems of the words of what came of the acts that befell those whom a sentence names."""
        people = self._eyes.cast.campaign.people
        keys = {key for each in said.of("person", "group", "head") for key in each.values}
        acts = [act for key in keys if (one := people.get(Scalar(key))) for act in one.acts]
        texts = [str(text) for act in acts if act.outcome for text in act.outcome.languages.values()]
        return self._folding.stems(word.low for text in texts for word in words_of(plain(text)))

    def _content(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that tell something."""
        words = (word.low for word in words_of(plain(text)))
        return self._folding.stems(word for word in words if word not in self._eyes.lexicon.function)

    def _left_out(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A condition of a release, or a suspension of a sentence, that is left out where the act is still told."""
        known = self._folding.meanings.conditions
        gone = [each for each in before[2] if self._folding.meaning(each) in known]
        stated = [one for each in gone for one in drafted.stated if one.start < each.end and each.start < one.end]
        acts = [each for each in said[0].of("verb", "noun", "status") if each.last > each.first]
        if not (stated and acts) or any(self._folding.meaning(each) in known for each in said[1]):
            return
        there = drafted.text[stated[0].start : stated[0].end].strip()
        if not self._content(there) & self._folding.stems(word.low for word in said[0].words):
            says = f"the campaign says '{there}'"
            yield Displaced(acts[-1].start, acts[-1].end, says, stated[0].location, sure=True)
