"""What an edit puts in the place of what a record gives: another name, number, day, charge, office, law.

The words of a drafted sentence know the fact that gave them. Where an edit leaves such words out and puts others in
their place that do not say the same, the record says otherwise than the letter. What is judged alike stands in a module
of its own: people, figures, meanings, facts, law, demands, what is alleged, what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.edits.alleged import Alleged
from letterkit.checks.ledger.edits.conditions import Conditions
from letterkit.checks.ledger.edits.demanding import Demanding
from letterkit.checks.ledger.edits.estimates import Estimates
from letterkit.checks.ledger.edits.figures_in_place import given_to_others
from letterkit.checks.ledger.edits.hedges import Hedges
from letterkit.checks.ledger.edits.leaving import Leaving
from letterkit.checks.ledger.edits.other_bodies import OtherBodies
from letterkit.checks.ledger.edits.other_bounds import OtherBounds
from letterkit.checks.ledger.edits.other_facts import OtherFacts
from letterkit.checks.ledger.edits.other_figures import OtherFigures
from letterkit.checks.ledger.edits.other_law import OtherLaw
from letterkit.checks.ledger.edits.other_meanings import OtherMeanings
from letterkit.checks.ledger.edits.other_people import OtherPeople
from letterkit.checks.ledger.edits.other_pronouns import OtherPronouns
from letterkit.checks.ledger.edits.other_sources import OtherSources
from letterkit.checks.ledger.edits.others_theirs import OthersOfTheirs
from letterkit.checks.ledger.edits.polarity import Polarity
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.edits.told_as import ToldAs
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.drafts.drafted import DraftedSentence


class Displacing:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._asking, self._alleged = Demanding(eyes, folding), Alleged(eyes, folding)
        self._hedges = Hedges(eyes)
        self._told_as, self._bounds = ToldAs(eyes, self._hedges), OtherBounds(eyes, folding)
        self._conditions = Conditions(eyes, folding)
        self._leaving, self._meanings = Leaving(eyes, folding), OtherMeanings(eyes, folding)
        self._people, self._figures = OtherPeople(eyes, folding), OtherFigures(eyes)
        self._bodies, self._theirs = OtherBodies(eyes, folding), OthersOfTheirs(eyes)
        self._pronouns, self._sources = OtherPronouns(eyes), OtherSources(eyes, folding)
        self._facts, self._law = OtherFacts(eyes, folding), OtherLaw(eyes, folding)
        self._polarity, self._estimates = Polarity(eyes, folding), Estimates(eyes)

    def of(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> tuple[Displaced, ...]:
        """What stands in an edited sentence where a record gives another thing.

        ``whom`` are the keys of those whom it befell that the drafted sentence tells.
        """
        return tuple(self._found(drafted, before, said, whom))

    def unframed(self, drafted: DraftedSentence, before: Side, said: Side) -> list[Token]:
        """The words of a drafted sentence without which what somebody says is told as what was done."""
        return self._alleged.frame(drafted, before, said)

    def _found(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        yield from self._asking.found(drafted, before, said)
        yield from self._hedges.left_out(drafted, said)
        yield from self._told_as.found(drafted, before, said)
        yield from self._alleged.found(drafted, before, said)
        yield from self._leaving.found(drafted, before, said)
        yield from self._polarity.found(drafted, before, said)
        yield from self._meanings.found(drafted, before, said, whom)
        yield from self._conditions.found(drafted, before, said, whom)
        yield from self._people.found(drafted, before, said, whom)
        yield from self._theirs.found(drafted, before, said)
        yield from self._pronouns.found(drafted, before, said)
        yield from self._sources.found(drafted, before, said)
        yield from self._figures.found(drafted, before, said)
        yield from given_to_others(drafted, before, said, self._estimates)
        yield from self._bounds.found(drafted, before, said)
        yield from self._bodies.found(drafted, before, said)
        yield from self._facts.found(drafted, before, said)
        yield from self._law.found(drafted, before, said)
