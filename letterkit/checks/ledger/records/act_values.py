"""What the acts of a letter's campaign have under their keys: who did it, where, why, with what outcome."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.letter import Letter
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act

_KEYS = ("by", "how", "place", "held_at", "for_", "stated_reason", "outcome", "object", "facing")


def texts_of(act: Act) -> Iterator[Text]:
    """What an act has under its keys."""
    return (text for key in _KEYS if isinstance(text := getattr(act, key), Text))


class ActValues:
    """Looks them up in the language of one letter."""

    def __init__(self, letter: Letter, language: str) -> None:
        self._letter, self._language = letter, language

    def others_than(self, place: Location | None) -> Iterator[str]:
        """What other acts have under the key whose value stands at a place of the campaign."""
        own = next(((key, text) for key, text in self._texts if place and place in _places(text)), None)
        if own:
            known = self._said(own[1])
            yield from dict.fromkeys(
                said for key, text in self._texts if key == own[0] and (said := self._said(text)) != known
            )

    def called_at(self, place: Location | None) -> Iterator[str]:
        """What the value at a place of the campaign says, and what the organisation is called that it names by key."""
        for text in (text for _, text in self._texts if place and place in _places(text)):
            yield self._said(text)
            if body := self._letter.organisations.get(Scalar(self._said(text))):
                yield from (self._said(name) for name in (body.name, body.short) if name)

    @cached_property
    def _texts(self) -> tuple[tuple[str, Text], ...]:
        """The values, each with its key."""
        owners = (*self._letter.people.values(), *self._letter.organisations.values())
        values = ((key, getattr(act, key)) for owner in owners for act in owner.acts for key in _KEYS)
        return tuple((key, value) for key, value in values if isinstance(value, Text))

    def _said(self, text: Text) -> str:
        return str(text.within(self._language) or text.first)


def _places(text: Text) -> Iterator[Location | None]:
    """Where a value stands, in each of its languages."""
    yield getattr(text, "location", None)
    yield from (getattr(each, "location", None) for each in text.languages.values())
