"""How people stand on the letter's date: "A and B are still in detention; C has been released on bail"."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.foundation.origins import Origin, OriginKind, bare
from letterkit.foundation.problems import Problem
from letterkit.letter.compose.acts import Telling
from letterkit.letter.compose.naming import Naming
from letterkit.letter.items import Event


class HowTheyStand:
    """Says how people of one letter stand, those of one status together."""

    def __init__(self, naming: Naming, telling: Telling) -> None:
        self._naming, self._telling = naming, telling
        self._letter, self._language = naming.letter, naming.language

    def told(self, keys: Sequence[str]) -> str:
        """How people stand on the letter's date, as clauses in one sentence."""
        by_kind: dict[str, list[Event]] = {}
        for key in self._one_by_one(keys):
            holding = self._letter.holding(key)
            # Whether somebody is free weighs more than what came later.
            grave = [act for act in holding if self._letter.act_kinds[act.kind].grave]
            for act in (*grave, *holding)[:1]:
                kind = self._letter.act_kinds[act.kind]
                by_kind.setdefault(str(kind.status if kind.state else kind.name), []).append(
                    Event(key, act, act.location)
                )
        if not by_kind:
            message = "nothing is known by this date of how they stand"
            hint = "add acts to the people whom the clause names, or leave it out"
            self._naming.problems.append(Problem("LK225", message, self._letter.plan.location, hint))
        order = self._in_order(keys, list(by_kind.values()))
        told = [said for events in order for said in self._alike(events)]
        if len(told) > 1 and any(";" in bare(said) for said in told):
            # Semicolons part the people of one status: they cannot part the statuses, too.
            return self._language.phrase("meanwhile", told[0], self._language.series(told[1:]))
        return f"{self._language.spaced(';')} ".join(told)

    def _in_order(self, keys: Sequence[str], alike: list[list[Event]]) -> list[list[Event]]:
        """Those of one status together, as the campaign names them; of a group those still held first.

        They are why the letter is written.
        """
        if self._one_by_one(keys) == list(map(str, keys)):
            return alike
        return sorted(alike, key=lambda events: not self._letter.act_kinds[events[0].act.kind].state)

    def _alike(self, events: Sequence[Event]) -> list[str]:
        """Those whom acts of one kind brought where they are: a state that lasts, or what was done."""
        kind = self._letter.act_kinds[events[0].act.kind]
        if not kind.state:
            by_outcome: dict[str, list[Event]] = {}
            for event in events:
                by_outcome.setdefault(str(event.act.outcome.first) if event.act.outcome else "", []).append(event)
            return [self._telling.done(run) for run in by_outcome.values()]
        people = self._naming.people([event.who for event in events])
        status = self._telling.act(events, "status", "", "full")
        said = self._language.phrase("still-so", str(people), status, agree=people.features)
        return [self._naming.tracer.wrap(said, Origin(OriginKind.LANGUAGE, "still-so"))]

    def _one_by_one(self, keys: Sequence[str]) -> list[str]:
        """People, and in the place of a group that lists its members, those."""
        people = self._letter.people
        members = {key: getattr(people[key], "members", ()) for key in keys}
        return [str(one) for key in keys for one in (members[key] or (key,)) if one in people]
