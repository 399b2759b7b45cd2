"""What the campaign has as reported, told as known: "was arrested" for "was reportedly arrested"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from letterkit.checks.ledger.edits.befallen import places_of
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.schema.organisation import Act

_WHO = ("group", "head", "person", "persons")
"""The mentions that can mean somebody of the campaign."""


class Hedges:
    """Knows the acts of one letter that others report, and how a sentence says that they do."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    @cached_property
    def _acts(self) -> Mapping[Location, tuple[str, Act]]:
        """The acts that are told as reported, with whose they are, by the places of all that they hold."""
        letter = self._eyes.cast.letter
        owners = [*letter.people.items(), *letter.organisations.items()]
        acts = [(f"{key}.{act.kind}", act) for key, owner in owners for act in owner.acts if act.reported]
        return {place: one for one in acts for place in places_of(one[1])}

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the language by which an act is told as reported."""
        reported = self._eyes.language.writing.reported
        said = (reported.adverb or "", *map(str, reported.verbs.values()))
        lists = self._eyes.lexicon.lists
        own = {word.low for text in said for word in words_of(plain(str(text))) if len(word.low) > 2}
        return frozenset(own) | lists["distancing"]

    def stands_in(self, seen: Seen) -> bool:
        """Whether a sentence gives what others say, or leaves open or denies what it tells."""
        if seen.of("according", "saying", "unreal", "negations", "demanding"):
            return True
        reporting = self._eyes.lexicon.lists["reporting"]  # "we hear that she was arrested"
        low = [word.low for word in seen.words]
        return any(word in self._words or word in reporting for word in low) or self._is_named_so(low)

    def _is_named_so(self, low: list[str]) -> bool:
        """Whether words call an act as the language does of one that is reported: "reports of the threats"."""
        articles = self._eyes.lexicon.lists["articles"] | self._eyes.lexicon.lists["definite"]
        for noun in self._eyes.language.writing.reported.noun.variants.values():
            own = [word.low for word in words_of(plain(noun.partition("{")[0])) if word.low not in articles]
            if own and any(low[at : at + len(own)] == own for at in range(len(low))):
                return True
        return False

    def is_hedge(self, token: Token, seen: Seen) -> bool:
        """Whether a word tells an act as reported, and not as to come."""
        word = seen.text[token.start : token.end].casefold()
        return word in self._words - self._eyes.lexicon.lists["coming"]

    def left_out(self, drafted: DraftedSentence, said: Side) -> Iterator[Displaced]:
        """That an edited sentence tells as known what the drafted one tells as reported."""
        places = (one.location for one in drafted.stated)
        told = [self._acts[place] for place in places if place and place in self._acts]
        if not told or drafted.asks or self.stands_in(said[0]):
            return
        name, act = told[0]
        if any(self.known_of({str(act.kind)}) & each.values for each in said[0].of(*_WHO)):
            return  # of three groups that were dismissed, it is another
        mentions = [each for each in said[0].of("verb", "noun", "status") if str(act.kind) in each.values]
        place = (mentions[0].start, mentions[0].end) if mentions else (0, len(said[0].text))
        yield Displaced(*place, self._says(name), act.location, sure=True)

    def known_of(self, kinds: Collection[str]) -> frozenset[str]:
        """The keys of those of whom an act of some kinds is known, and not only reported."""
        letter = self._eyes.cast.letter
        owners = (*letter.people.items(), *letter.organisations.items())
        return frozenset(
            str(key) for key, owner in owners if any(str(act.kind) in kinds and not act.reported for act in owner.acts)
        )

    def as_known(self, evidence: Location | None, seen: Seen) -> str:
        """What is wrong with a sentence that an act bears out which is only reported; "" where it says so, too."""
        name, _ = self._acts.get(evidence, ("", None)) if evidence else ("", None)
        return self._says(name) if name and not self.stands_in(seen) else ""

    def _says(self, name: str) -> str:
        return f"told as known: the campaign has '{name}' as 'reported:'"
