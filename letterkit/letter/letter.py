"""One letter, resolved: who writes to whom, with which clauses, from which facts as of its date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.following import DemandsSoFar, Earlier
from letterkit.letter.items import Event, FilledClause, FreeText, Item, still_holding
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Group, NationalLaw, Occasion, Person, Source, Target
from letterkit.schema.form import Form
from letterkit.schema.law.on_day import LawOnDay
from letterkit.schema.letter_plan import LetterPlan, Mail
from letterkit.schema.letterhead import Letterhead, OfficerTerm
from letterkit.schema.organisation import Act, Organisation
from letterkit.typeset.sheet import Attached


@dataclass(frozen=True, slots=True)
class Signatory:
    """An officer who signs, with the letterhead they sign for; ``location`` is where the campaign names them."""

    house: Letterhead
    officer: OfficerTerm
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, resolved: everything its text needs, nothing of what happened after its date.

    ``campaign`` is the key of its campaign, ``country`` (ISO 3166 alpha-2) that of which it speaks. ``plan`` is what
    the campaign says of the letter itself, but for the replies. ``act_kinds`` are the kinds of acts that it can tell.
    ``targets`` are those to whom it goes, all of one role. ``anniversary`` is the act since which so much time has
    passed that it is written. ``matters`` are occasions that it is about, beside the acts of ``about``.
    ``people`` and ``organisations`` (international bodies among them) have the acts known on its date, ``shared_acts``
    those of the groups to which people belong, by their members. ``sources`` are
    those of its date or earlier. ``earlier`` are the letters that it follows, the oldest first, and ``outcome`` says
    what has become of the demands of the last of them, when that is one of the campaign. ``reply_by`` is the day by
    which it asks for a reply. ``declared`` are the paragraphs of its senders' own. ``lead_besides`` introduces what a
    third party is asked to do itself.
    """

    campaign: str
    name: str
    country: Scalar
    plan: LetterPlan
    date: datetime.date
    language: Language
    form: Form
    senders: tuple[Letterhead, ...]
    letterhead: Letterhead
    targets: tuple[Target, ...]
    copies: tuple[Target, ...]
    signatories: tuple[Signatory, ...]
    act_kinds: Mapping[str, ActKind]
    people: Mapping[str, Person | Group]
    shared_acts: Mapping[str, tuple[Act, ...]]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]
    laws: Mapping[str, NationalLaw]
    occasion: Occasion | None
    anniversary: Event | None
    opening: tuple[Item, ...]
    about: tuple[Event, ...]
    matters: tuple[Occasion, ...]
    declared: tuple[FreeText, ...]
    facts: tuple[tuple[Item, ...], ...]
    grounds: tuple[tuple[Item, ...], ...]
    consequences: tuple[tuple[Item, ...], ...]
    lead: FilledClause | None
    demands: tuple[tuple[Item, ...], ...]
    demands_as: str
    closing: tuple[Item, ...]
    notes: tuple[Letterhead, ...]
    annex: tuple[Scalar, ...]
    law: LawOnDay
    earlier: tuple[Earlier, ...] = ()
    outcome: DemandsSoFar | None = None
    reply_by: PartialDate | None = None
    of_a_third_state: bool = False
    attached: tuple[Attached, ...] = ()
    lead_besides: FilledClause | None = None

    @property
    def target(self) -> Target:
        """The one to whom it goes, or the first of several."""
        return self.targets[0]

    @property
    def direct(self) -> bool:
        """Whether it speaks to those responsible: by its form, or because an embassy of the country is asked."""
        return self.form.direct or (self.target.is_ == "embassy" and not self.of_a_third_state)

    @property
    def recipients(self) -> tuple[Target, ...]:
        """Those to whom it goes, and those who get a copy."""
        return (*self.targets, *self.copies)

    @property
    def mails(self) -> tuple[Mail, ...]:
        """The addresses to which it goes: its own, or those of its targets; an open letter goes to its own alone."""
        if self.plan.email is not None or self.plan.open_:
            return self.plan.email or ()
        return tuple(mail for target in self.targets for mail in target.email)

    @property
    def joint(self) -> bool:
        """Whether several write it, who say "we"."""
        return len(self.signatories) != 1 or bool(self.plan.with_)

    def acts(self, key: str) -> tuple[Act, ...]:
        """The acts of a person, a group or an organisation that are known on the letter's date, the oldest first."""
        record = self.people.get(key) or self.organisations[key]
        return record.acts

    def is_by_those_of(self, earlier: Earlier) -> bool:
        """Whether those who write it wrote an earlier letter, and nobody else did."""
        return set(earlier.senders) == {house.key for house in self.senders}

    def statuses(self, key: str) -> tuple[str, ...]:
        """What that has made of them ("detained", "charged"), the newest first; none of a body without acts."""
        return tuple(str(self.act_kinds[act.kind].status) for act in self.holding(key))

    def holding(self, key: str) -> tuple[Act, ...]:
        """Of what befell them and the groups to which they belong, what holds still, the newest first."""
        acts = self.acts(key)
        if shared := self.shared_acts.get(key):
            acts = tuple(sorted((*shared, *acts), key=lambda act: act.date.last))
        return still_holding(acts, self.act_kinds)

    def items(self) -> Iterator[Item]:
        """All that the letter's text is made of, in order, but for the lead."""
        yield from (*self.opening, *self.about, *self.declared)
        for paragraph in (*self.facts, *self.grounds, *self.consequences, *self.demands):
            yield from paragraph
        yield from self.closing

    def items_asked(self) -> Iterator[Item]:
        """What the letter asks for."""
        for group in self.demands:
            yield from group

    def said(self) -> Iterator[FilledClause]:
        """The clauses of the letter with their arguments, in order, but for the lead."""
        return (item for item in self.items() if isinstance(item, FilledClause))
