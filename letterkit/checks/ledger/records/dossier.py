"""What a campaign knows of everybody on a letter's date: acts, by themselves, with others, as members of groups."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from letterkit.checks.ledger.sentences.events import Happening
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.items import FilledClause, was_known
from letterkit.letter.known import known_on
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act, Organisation

Owner = Person | Group | Organisation
_ACT = re.compile(r"people/([^/]+)/acts/([^/#]+)")


class Dossier:
    """What is known for the letter of a document."""

    def __init__(self, document: Document) -> None:
        self.letter, self._campaign, self._library = document.letter, document.campaign, document.library
        self._record = document.record
        self._acts: dict[str, tuple[Act, ...]] = {}

    @cached_property
    def owners(self) -> dict[str, Owner]:
        """People, groups and organisations of the campaign by their keys, with the acts known on the letter's date."""
        own = set(map(str, self._campaign.organisations))
        bodies = {str(key): body for key, body in self.letter.organisations.items() if key in own}
        return {**bodies, **{str(key): owner for key, owner in self.letter.people.items()}}

    @cached_property
    def told(self) -> dict[str, set[str]]:
        """The statuses that the text of a draft once told of somebody, by the acts in its record."""
        told: dict[str, set[str]] = {}
        acts = self._library.acts
        for fact in (*self._record.former, *self._record.facts()) if self._record else ():
            found = _ACT.match(fact.name)
            if found and (clause := acts.get(found[2])) and clause.status:
                told.setdefault(found[1], set()).add(str(clause.status))
        return told

    @cached_property
    def _groups_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, owner in self.owners.items():
            for member in owner.listed if isinstance(owner, Group) else ():
                found.setdefault(str(member), []).append(key)
        return found

    @cached_property
    def _alongside(self) -> dict[str, list[Act]]:
        """The acts that befell an organisation together with another."""
        found: dict[str, list[Act]] = {}
        for owner in self.owners.values():
            for act in owner.acts if isinstance(owner, Organisation) else ():
                for other in act.alongside:
                    found.setdefault(str(other), []).append(act)
        return found

    @cached_property
    def _met(self) -> dict[str, list[Act]]:
        """What the records of demands that were met show to have been done, to whom."""
        letter, found = self.letter, dict[str, list[Act]]()
        for met in self._campaign.met:
            clause = self._library.demands.get(met.demand)
            if clause and clause.met_by and was_known(met, letter.date, self._campaign):
                act = Act(kind=Scalar(clause.met_by[0]), date=met.date, source=met.source, location=met.location)
                for key in (*met.people, *met.organisations) or self._demanded(str(met.demand)):
                    found.setdefault(str(key), []).append(act)
        return found

    @property
    def has_met(self) -> bool:
        """Whether records of demands that were met show what the acts of nobody do."""
        return bool(self._met)

    def _demanded(self, name: str) -> Iterator[str]:
        """For whom the letter, and the one that it follows, make a demand."""
        recorded = [filled for filled, _ in self.letter.outcome.recorded] if self.letter.outcome else []
        for item in (*recorded, *(item for group in self.letter.demands for item in group)):
            if isinstance(item, FilledClause) and item.clause.name == name:
                yield from (str(key) for part in ("people", "organisations") for key in item.arguments.get(part) or ())

    @cached_property
    def relief(self) -> frozenset[str]:
        """The acts that are good news."""
        return frozenset(name for name, kind in self._library.acts.items() if kind.relief)

    def told_alike(self, kinds: frozenset[str]) -> frozenset[str]:
        """Kinds of acts, with those by whose names people call the same step against somebody: charged, prosecuted."""
        acts = self._library.acts
        steps = {str(kind.status) for kind in acts.values() if kind.alleged and kind.after and kind.status}
        steps |= {str(status) for kind in acts.values() if kind.scheduled for status in kind.after}
        statuses = {str(acts[Scalar(kind)].status) for kind in kinds if kind in acts} & steps
        return kinds | {str(name) for name, kind in acts.items() if str(kind.status) in statuses and not kind.relief}

    def acts(self, key: str) -> tuple[Act, ...]:
        """The acts of somebody and of the groups that they belong to, oldest first."""
        if key not in self._acts:
            keys = (key, *self._groups_of.get(key, ()))
            known = [act for each in keys if each in self.owners for act in self.owners[each].acts]
            known += [*self._alongside.get(key, ()), *self._met.get(key, ())]
            # What is alone has no order: its date is not asked for.
            self._acts[key] = tuple(sorted(known, key=lambda act: act.date.last) if len(known) > 1 else known)
        return self._acts[key]

    @cached_property
    def begin(self) -> datetime.date | None:
        """The first day of all that is known."""
        key = Same(self.letter.people), Same(self.letter.organisations)
        first = _BEGIN.of(self._campaign, key, lambda: _first(act for one in self.owners.values() for act in one.acts))
        met = _first(act for key, acts in self._met.items() if key in self.owners for act in acts)
        return min((day for day in (first, met) if day), default=None)

    @cached_property
    def happened(self) -> tuple[Happening, ...]:
        """What is dated to the day, or from one to another; who was sentenced was tried on that day, unless told of."""
        return tuple(one for key in self.owners for one in self._happened(key))

    def _happened(self, key: str) -> Iterator[Happening]:
        own = {str(act.kind) for act in self.acts(key)}
        for act in filter(_is_dated, self.acts(key)):
            entailed = [str(kind) for kind in self._library.acts[act.kind].entails if kind not in own]
            for kind in (str(act.kind), *entailed):
                yield Happening(kind, key, act.date.first, act.date.last)

    def announced(self, key: str) -> tuple[Act, ...]:
        """What is known to be to come for somebody."""
        return known_on(self._campaign, self.letter.date, self._library).announced.get(key, ())

    def held_at(self, key: str) -> tuple[Act, Text] | None:
        """Where somebody is held on the letter's date, with the act that says so: the last place that is known."""
        found: tuple[Act, Text] | None = None
        for act in self.acts(key):
            kind = self._library.acts[act.kind]
            if "detained" in kind.ends and kind.relief:
                found = None
            where = act.held_at or (act.outcome if kind.moves else None)
            found = (act, where) if where else found
        return found

    def holding(self, key: str) -> dict[str, Act]:
        """The statuses of somebody on the letter's date, each with the act that brought it about.

        What is told to have ``lasted`` so long is over.
        """
        held: dict[str, Act] = {}
        for act in self.acts(key):
            clause = self._library.acts[act.kind]
            held = {status: since for status, since in held.items() if status not in clause.ends}
            if clause.status and (act.lasted is None or act.ongoing):
                held.setdefault(str(clause.status), act)
        return held


_BEGIN: Kept[datetime.date | None] = Kept()


def _first(acts: Iterable[Act]) -> datetime.date | None:
    return min((act.date.first for act in acts), default=None)


def _is_dated(act: Act) -> bool:
    """Whether the day of an act is known, or the first and the last of its days."""
    return act.date.precision == "day" and not (act.date.bound or act.date.about)
