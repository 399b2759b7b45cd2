"""Who they are that an opening names: a sentence of its own, where the facts tell of some of them and not of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from letterkit.letter.compose.offices import Offices
from letterkit.letter.items import Event, FilledClause
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Person

_MOST_INTRODUCED = 2
"""How many people an opening says the offices of: with more, they are left to the facts."""
_MOST_IN_A_SENTENCE = 4
"""Of how many people one sentence says the offices."""


class Introductions:
    """Decides, for one letter, where the people of its opening are introduced."""

    def __init__(self, letter: Letter, offices: Offices) -> None:
        self._letter, self._offices = letter, offices

    @cached_property
    def _told_of_in_facts(self) -> frozenset[str]:
        items = [item for paragraph in self._letter.facts for item in paragraph]
        asked = (item.arguments.get("people") or () for item in items if isinstance(item, FilledClause))
        return frozenset(map(str, chain((item.who for item in items if isinstance(item, Event)), *asked)))

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """Those of the opening whose offices a sentence behind it says; none where it or the facts say them.

        With some left to the facts, and others said in the opening, a reader would take these to matter more.
        """
        people = self._people([event.who for event in self._letter.about])
        told = self._told_of_in_facts.intersection(people)
        mixed = bool(told) and len(told) < len(people)
        fits = _MOST_INTRODUCED < len(people) <= _MOST_IN_A_SENTENCE and all(map(self._can_be_said, people))
        return tuple(people) if mixed and fits else ()

    def with_offices(self, keys: Sequence[str], every: Sequence[str]) -> bool:
        """Whether an opening says what some people are, where it tells of ``every`` one."""
        if set(self.apart).issuperset(every) and self.apart:
            return False
        if self._are_relatives(keys, every):
            return True
        few, all_few = (len(self._people(one)) <= _MOST_INTRODUCED for one in (keys, every))
        return few and (all_few or not self._told_of_in_facts.intersection(keys))

    def _are_relatives(self, keys: Sequence[str], every: Sequence[str]) -> bool:
        """Whether people are relatives of one whom the opening has named: a stranger's name alone says nothing."""
        before = every[: list(every).index(keys[0])]
        return all(
            any(office.of in before for office in one.offices) if isinstance(one, Person) else False
            for one in map(self._letter.people.get, keys)
        )

    def _people(self, keys: Sequence[str]) -> list[str]:
        return [key for key in dict.fromkeys(keys) if isinstance(self._letter.people.get(key), Person)]

    def _can_be_said(self, key: str) -> bool:
        """Whether somebody holds an office today that can stand behind a verb: nobody's husband, nobody withheld."""
        one = self._letter.people.get(key)
        office = self._offices.newest(one) if isinstance(one, Person) and one.publish == "yes" else None
        if office is None or office.of in self._letter.people:
            return False
        return office.until is None or office.until.last > self._letter.date
