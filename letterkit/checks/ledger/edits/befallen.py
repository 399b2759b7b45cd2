"""Which acts a drafted sentence tells, and of whom, though it may name them by a pronoun.

Its words come from the records of acts, and know the places in the campaign's files at which these stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from letterkit.drafts.document import Document
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.problems import Location
from letterkit.letter.known import known_on
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act


class Befallen:
    """Tells it for the sentences of one letter."""

    def __init__(self, document: Document) -> None:
        self._letter = letter = document.letter
        self._known = known_on(document.campaign, letter.date, document.library)

    def of(self, drafted: DraftedSentence) -> frozenset[str]:
        """The keys of those whose acts a sentence tells."""
        return frozenset(key for key, _ in self._told(drafted))

    def others_beside(self, drafted: DraftedSentence, keys: frozenset[str]) -> bool:
        """Whether nothing that a sentence tells was done to any of some people, nor is to be."""
        kinds = {str(act.kind) for _, act in self._told(drafted)}
        own = {str(act.kind) for key, act in self._of_place.values() if key in keys}
        return bool(kinds) and not kinds & own

    def acts(self, drafted: DraftedSentence) -> frozenset[Location]:
        """The places of the acts that a sentence tells."""
        return frozenset(act.location for _, act in self._told(drafted) if act.location)

    def _told(self, drafted: DraftedSentence) -> Iterator[tuple[str, Act]]:
        return (self._of_place[one.location] for one in drafted.stated if one.location in self._of_place)

    @cached_property
    def _of_place(self) -> Mapping[Location | None, tuple[str, Act]]:
        """The act, done or to come, and whose it is, to which a value at a place of the campaign belongs."""
        owners = [*self._letter.people.items(), *self._letter.organisations.items()]
        acts = [(str(key), act) for key, owner in owners for act in owner.acts]
        acts += [(key, act) for key, coming in self._known.announced.items() for act in coming]
        return {place: (key, act) for key, act in acts for place in places_of(act)}


def places_of(act: Act) -> Iterator[Location]:
    """The places of an act and of all that its keys hold."""
    values = [act, *(getattr(act, key) for key in type(act).model_fields)]
    values += [text for value in values if isinstance(value, Text) for text in value.languages.values()]
    return (place for value in values if isinstance(place := getattr(value, "location", None), Location))
