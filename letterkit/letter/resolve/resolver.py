"""Resolve one letter of a campaign: who writes to whom, with which clauses, from which facts as of its date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, describe, location_of
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.following import (
    DemandsSoFar,
    Earlier,
    concerned,
    deadline,
    instruments_in,
    next_steps,
    outcome,
    replies_on,
    same_office,
    with_deadline,
)
from letterkit.letter.items import GRAVE, Event, FilledClause, FreeText, Item, acts_on, was_known
from letterkit.letter.letter import Letter, Signatory
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign, ClauseCall, Group, Person, Reply, Target
from letterkit.schema.clause import Clause, Parameter
from letterkit.schema.fields import Text
from letterkit.schema.form import Form
from letterkit.schema.law.tables import load_law
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act

UNMET = "unmet"
"""Stands among the demands of a letter for those of the letter it follows that are still unmet."""
_BODY = ("openings", "assessments", "grounds", "consequences")


def resolve(
    campaign: Campaign, name: str, library: Library, *, date: datetime.date | None = None, language: str | None = None
) -> Letter:
    """Resolve the letter ``name`` of a campaign, as of ``date`` and in ``language`` when they are given.

    Raises `UserError` with every problem found.
    """
    return _Resolver(campaign, name, library, date, language).letter()


_OF_NAMES = re.compile(r"LK2(03|1\d|2[123])|LK703")


def names_that_do_not_fit(campaign: Campaign, taken: frozenset[str], library: Library) -> tuple[Problem, ...]:
    """The names in the letters of a salvaged campaign that stand for nothing, but for what was taken out of it."""
    problems: list[Problem] = []
    for name in campaign.letters:
        try:
            resolve(campaign, str(name), library)
        except UserError as error:
            problems.extend(error.problems)
    taken_out = re.compile("|".join(rf"'{re.escape(key)}\b" for key in taken) or r"(?!)")
    return tuple(
        problem for problem in problems if _OF_NAMES.fullmatch(problem.code) and not taken_out.search(problem.message)
    )


class _Resolver:
    def __init__(
        self, campaign: Campaign, name: str, library: Library, date: datetime.date | None, language: str | None
    ) -> None:
        self.problems: list[Problem] = []
        self.campaign = campaign
        self.name = name
        self.library = library
        self.plan = plan_of(campaign, name, self.problems)
        self.law = load_law(library.law_folder())
        self.organisations = {**library.bodies(), **campaign.organisations}
        self.date = date or self.plan.date or datetime.date.min
        self.asked_language = language

    def report(self, code: str, message: str, location: Location | None, hint: str = "") -> None:
        self.problems.append(Problem(code, message, location or self.plan.location, hint))

    def letter(self) -> Letter:
        plan = self.plan
        if self.problems:
            raise UserError(self.problems)
        for key, value in (("from", plan.from_), ("to", plan.to), ("date", plan.date)):
            if not value:
                self.report("LK122", f"the letter '{self.name}' has no '{key}'", plan.location, f"add '{key}: ...'")
        senders = tuple(filter(None, (self.house(key) for key in dict.fromkeys(plan.from_))))
        drawn = self.house(plan.letterhead) if plan.letterhead else senders[0] if senders else None
        before = self.before()
        form = self.form(plan.form or (before and before.form.followed_by) or Scalar("protest", plan.location))
        if form and form.follows and plan.follows is None:
            hint = "name the letter with 'follows:', or take another form"
            self.report("LK233", f"a letter of the form '{form.name}' follows another", location_of(plan.form), hint)
        target = self.one_of("target", plan.to, self.campaign.targets) if plan.to else None
        occasion = self.one_of("occasion", plan.occasion, self.campaign.occasions) if plan.occasion else None
        language = self.asked_language or (plan.language or (drawn.language if drawn else "en"))
        if language not in self.library.language_codes():
            hint = f"there are: {', '.join(self.library.language_codes())}"
            self.report("LK212", f"there is no language '{language}'", location_of(plan.language), hint)
        self.names_are_listed()
        copies = tuple(filter(None, (self.one_of("target", key, self.campaign.targets) for key in plan.copies)))
        notes = tuple(filter(None, (self.house(key) for key in plan.notes)))
        signatories = tuple(filter(None, self.signatories(senders)))
        annex = self.annex()
        became = self.became(before)
        demands = self.demands(became)
        facts = self.paragraphs(plan.facts, _BODY) if plan.facts is not None else self.all_acts(demands)
        if plan.facts is None and before and became:
            facts = _since(facts, before, became)
        facts = self.noting(form, became, facts)
        grounds = self.grounds(form, before)
        consequences = self.paragraphs(_first(plan.consequences, () if before else self.campaign.consequences), _BODY)
        about = tuple(filter(None, (self.event(key) for key in plan.about)))
        about = about or (before.about if before else ()) or self.newest(demands)
        opening = self.items(plan.opening or self.named(form, "opening"), _BODY)
        asked = plan.closing if "closing" in plan.model_fields_set else self.named(form, "closing")
        closing = self.items(asked, ("closings", "consequences"))
        if before and plan.consequences is None and not plan.closing:
            announced = [item for paragraph in before.consequences for item in paragraph]
            closing += tuple(next_steps((*announced, *before.closing), self.library))
        country = str(self.campaign.country) if form and form.direct else None
        reply_by = deadline(form, plan.reply_by, self.date, country) if form else None
        closing = with_deadline(closing, reply_by)
        lead = self.item(plan.lead or self.named(form, "lead")[0], ("leads",)) if plan.lead or form else None
        if self.problems or not (senders and drawn and form and target):
            raise UserError(self.problems)
        return Letter(
            campaign=self.campaign,
            name=self.name,
            plan=plan,
            date=self.date,
            language=str(language),
            form=form,
            senders=senders,
            letterhead=drawn,
            target=target,
            copies=copies,
            signatories=signatories,
            organisations=self.organisations,
            occasion=occasion,
            opening=opening,
            about=about,
            facts=facts,
            grounds=grounds,
            consequences=consequences,
            lead=lead if isinstance(lead, FilledClause) else None,
            demands=demands,
            demands_as=plan.demands_as or form.demands_as,
            closing=closing,
            notes=notes,
            annex=annex,
            law=self.law,
            library=self.library,
            earlier=self.earlier(before, senders),
            outcome=became,
            reply_by=_asked(closing) or reply_by,
        )

    # The letter that it follows

    def before(self) -> Letter | None:
        """The letter of the campaign that this one follows, resolved; None for another, and when it has problems."""
        followed = self.plan.follows
        if followed is None or followed.letter is None:
            return None
        for key in sorted(followed.model_fields_set - {"letter", "location"}):
            hint = f"delete it; what '{followed.letter}' says of itself holds"
            self.report("LK230", f"'{key.rstrip('_')}' cannot stand beside 'letter'", followed.location, hint)
        try:
            before = resolve(self.campaign, str(followed.letter), self.library)
        except UserError as error:
            self.problems.extend(error.problems)
            return None
        if self.plan.to is before.plan.to and before.target.until and before.target.until < self.date:
            message = f"'{self.plan.to}', to whom '{before.name}' went, left office on {before.target.until}"
            others = [key for key, target in self.campaign.targets.items() if _succeeds(target, before.target)]
            hint = f"such as 'to: {others[0]}'" if others else "list the successor under 'targets:'"
            self.report("LK231", message, followed.letter.location, f"name the successor with 'to:', {hint}")
        return before

    def became(self, before: Letter | None) -> DemandsSoFar | None:
        """What has become of the demands of the letter before."""
        if before is None:
            return None
        return outcome(before.demands, before.date, self.date, self.campaign, self.library)

    def demands(self, became: DemandsSoFar | None) -> tuple[tuple[Item, ...], ...]:
        """The demands of the letter, with those still unmet of the letter before where it says so, or says nothing."""
        given = self.plan.demands
        if given is None and became:
            return became.unmet
        groups: list[tuple[Item, ...]] = []
        for uses in _first(given, self.campaign.demands):
            if len(uses) == 1 and uses[0].name == UNMET and uses[0].arguments is None:
                if became is None:
                    hint = "name with 'follows:' a letter of this campaign, or list the demands"
                    self.report(
                        "LK232", f"there is no letter before whose demands '{UNMET}' could be", uses[0].location, hint
                    )
                groups.extend(became.unmet if became else ())
            else:
                groups.append(self.items(uses, ("demands",)))
        return tuple(filter(None, groups))

    def noting(
        self, form: Form | None, became: DemandsSoFar | None, facts: tuple[tuple[Item, ...], ...]
    ) -> tuple[tuple[Item, ...], ...]:
        """The facts with the form's clause that notes what was met: before them, or after them when all are earlier."""
        if not (form and form.met and became and became.met):
            return facts
        note = self.items([ClauseCall(name=form.met, location=form.met.location)], _BODY)
        if not facts or self.plan.facts is not None:
            return (note, *facts)
        told = [item.act.date.last for paragraph in facts for item in paragraph if isinstance(item, Event)]
        if told and max(told) < became.since:
            return (*facts[:-1], (*facts[-1], *note))
        return ((*note, *facts[0]), *facts[1:])

    def grounds(self, form: Form | None, before: Letter | None) -> tuple[tuple[Item, ...], ...]:
        """The grounds; those of the letter before in the form's own brief words, when the letter gives none."""
        if self.plan.grounds is None and before and form:
            return self.paragraphs([self.named(form, "grounds")] if before.grounds or _argued(before) else [], _BODY)
        return self.paragraphs(_first(self.plan.grounds, self.campaign.grounds), _BODY)

    def earlier(self, before: Letter | None, senders: Sequence[Letterhead]) -> tuple[Earlier, ...]:
        """The letters that this one follows, the oldest first."""
        followed = self.plan.follows
        if followed is None:
            return ()
        if before is None:
            wrote = tuple(str(key) for key in followed.from_) or tuple(house.key for house in senders)
            for key in followed.from_:
                self.listed_organisation(key)
            replies = replies_on(followed.replies, self.date, self.campaign)
            return (
                Earlier(
                    followed.date, followed.reference, wrote, about=followed.about, replies=replies,
                    location=followed.location,
                ),
            )  # fmt: skip
        day = PartialDate(before.date, before.date, "day", before.plan.location)
        chain = tuple(
            replace(one, replies=replies_on(replies, self.date, self.campaign))
            for one, replies in zip(before.earlier, self.replies_before(before), strict=True)
        )
        grounds = [item for paragraph in before.grounds for item in paragraph]
        return (
            *chain,
            Earlier(
                date=day,
                reference=before.plan.reference,
                senders=tuple(house.key for house in before.senders),
                signatories=tuple(str(signatory.officer.name or "") for signatory in before.signatories),
                target=before.target,
                replies=replies_on(before.plan.replies, self.date, self.campaign),
                argued=_argued(before),
                instruments=instruments_in(grounds) or (before.earlier[-1].instruments if before.earlier else ()),
                location=followed.location,
            ),
        )

    def replies_before(self, before: Letter) -> list[tuple[Reply, ...]]:
        """All replies to the letters that the letter before follows, the oldest letter first."""
        replies: list[tuple[Reply, ...]] = []
        followed = before.plan.follows
        while followed is not None:
            if followed.letter is None:
                replies.insert(0, followed.replies)
                break
            plan = plan_of(self.campaign, str(followed.letter), self.problems)
            replies.insert(0, plan.replies)
            followed = plan.follows
        return replies

    def house(self, key: Scalar) -> Letterhead | None:
        try:
            return self.library.letterhead(key)
        except KeyError:
            hint = did_you_mean(key, self.library.letterhead_names())
            self.report("LK213", f"no letterhead named '{key}'", key.location, hint)
            return None

    def form(self, name: Scalar) -> Form | None:
        try:
            return self.library.form(name)
        except KeyError:
            self.report(
                "LK203", f"no form named '{name}'", name.location, did_you_mean(name, self.library.form_names())
            )
            return None

    def named(self, form: Form | None, part: str) -> tuple[ClauseCall, ...]:
        if form is None:
            return ()
        value = getattr(form, part)
        return tuple(
            ClauseCall(name=name, location=name.location) for name in (value if isinstance(value, tuple) else (value,))
        )

    def one_of(self, what: str, key: Scalar, known: Mapping[Scalar, Any]) -> Any:
        found = known.get(key)
        if found is None:
            self.report("LK214", f"no {what} named '{key}' in this campaign", key.location, did_you_mean(key, known))
        return found

    def names_are_listed(self) -> None:
        """Each source and organisation that an act or an office names is one of the campaign's."""
        people = self.campaign.people.values()
        for record in (*people, *self.campaign.organisations.values()):
            for act in record.acts:
                if act.source and act.source not in self.campaign.sources:
                    hint = did_you_mean(act.source, self.campaign.sources) or "list it under 'sources:'"
                    self.report("LK703", f"no source named '{act.source}'", act.source.location, hint)
                for key in act.alongside:
                    self.listed_organisation(key)
        self.records_are_listed()
        for member in (member for group in people if isinstance(group, Group) for member in group.members):
            if member not in self.campaign.people:
                hint = did_you_mean(member, self.campaign.people)
                self.report("LK221", f"no person named '{member}'", member.location, hint)
        for office in (office for person in people if isinstance(person, Person) for office in person.offices):
            if office.of:
                self.listed_organisation(office.of)

    def records_are_listed(self) -> None:
        """Each record of a reply or of a demand that was met names what there is."""
        plans = self.campaign.letters.values()
        replies = (
            reply for plan in plans for reply in (*plan.replies, *(plan.follows.replies if plan.follows else ()))
        )
        for source in (*(reply.source for reply in replies), *(met.source for met in self.campaign.met)):
            if source and source not in self.campaign.sources:
                hint = did_you_mean(source, self.campaign.sources)
                self.report("LK703", f"no source named '{source}'", source.location, hint)
        demands = self.library.of_kind("demands")
        for met in self.campaign.met:
            if met.demand not in demands:
                hint = did_you_mean(met.demand, demands)
                self.report("LK216", f"no demand named '{met.demand}'", met.demand.location, hint)
            for key in met.people:
                if key not in self.campaign.people:
                    hint = did_you_mean(key, self.campaign.people)
                    self.report("LK221", f"no person named '{key}'", key.location, hint)
            for key in met.organisations:
                self.listed_organisation(key)

    def listed_organisation(self, key: Scalar) -> None:
        if key not in self.organisations:
            self.report("LK221", f"no organisation named '{key}'", key.location, did_you_mean(key, self.organisations))

    def annex(self) -> tuple[Scalar, ...]:
        """The people and groups of the annex; ``all`` are those of whom an act is known on the letter's date."""
        people = self.campaign.people
        if tuple(self.plan.annex) == ("all",):
            return tuple(key for key, record in people.items() if acts_on(record, self.date, self.campaign))
        for key in self.plan.annex:
            if key not in people:
                hint = did_you_mean(key, [*people, "all"])
                self.report("LK221", f"no person or group named '{key}'", key.location, hint)
        return tuple(dict.fromkeys(key for key in self.plan.annex if key in people))

    def signatories(self, senders: Sequence[Letterhead]) -> Iterable[Signatory | None]:
        if not self.plan.signed_by:
            for house in senders:
                yield self.signatory(house, house.signs or Scalar("", self.plan.location))
        for key in self.plan.signed_by:
            house_key, _, officer = key.rpartition(".")
            named = [house for house in senders if house.key == house_key] if house_key else list(senders[:1])
            if not named:
                hint = did_you_mean(house_key, (house.key for house in senders))
                self.report("LK213", f"'{house_key}' does not send this letter", key.location, hint)
            for house in named:
                yield self.signatory(house, Scalar(officer, key.location))

    def signatory(self, house: Letterhead, key: Scalar) -> Signatory | None:
        officer = house.officers.get(key)
        if officer is None:
            hint = did_you_mean(key, house.officers)
            self.report("LK215", f"the letterhead '{house.key}' has no officer '{key}'", key.location, hint)
            return None
        return Signatory(house, officer, key.location)

    def paragraphs(
        self, paragraphs: Sequence[Sequence[ClauseCall]], kinds: Sequence[str]
    ) -> tuple[tuple[Item, ...], ...]:
        return tuple(filter(None, (self.items(uses, kinds) for uses in paragraphs)))

    def items(self, uses: Iterable[ClauseCall], kinds: Sequence[str]) -> tuple[Item, ...]:
        return tuple(item for use in uses if (item := self.item(use, kinds)) is not None)

    def item(self, use: ClauseCall, kinds: Sequence[str]) -> Item | None:
        if use.name == "text" and kinds == ("leads",):
            self.report("LK217", "free text cannot lead to the demands", use.location, "name one of the leads")
            return None
        if use.name == "text":
            if isinstance(use.arguments, Scalar | Table):
                text = self.text(use.arguments)
                return FreeText(text, use.location) if text else None
            self.report(
                "LK123", f"expected text, found {describe(use.arguments)}", location_of(use.arguments, use.location)
            )
            return None
        if "." in use.name and use.arguments is None:
            if kinds in (("demands",), ("leads",)):
                self.report("LK217", f"the act '{use.name}' cannot stand here", use.location, f"here stand {kinds[0]}")
                return None
            return self.event(use.name)
        clause = self.library.clauses.get(use.name)
        if clause is None or clause.kind == "acts":
            known = [clause.name for clause in self.library.clauses.values() if clause.kind in kinds]
            hint = did_you_mean(use.name, known)
            near = self.library.clauses.get(hint.split("'")[1]) if "did you mean" in hint else None
            if near:
                hint += f" (clauses/{near.kind}/{near.name}.yml)"
            else:
                hint = f"'letterkit clauses search {use.name}' looks for one; {hint}"
            self.report("LK216", f"no clause named '{use.name}'", use.location, hint)
            return None
        if clause.kind not in kinds:
            hint = f"it is one of the {clause.kind}; here stand {' and '.join(kinds)}"
            self.report("LK217", f"the clause '{use.name}' cannot stand here", use.location, hint)
            return None
        for key in clause.relies_on:
            if key not in self.law.instruments:
                hint = did_you_mean(key, self.law.instruments)
                self.report("LK227", f"the clause relies on '{key}', which is no instrument", key.location, hint)
        return FilledClause(clause, self.arguments(clause, use), use.location)

    def arguments(self, clause: Clause, use: ClauseCall) -> Mapping[str, Any]:
        given = use.arguments
        names = [parameter.name for parameter in clause.takes]
        lone = clause.required[0] if len(clause.required) == 1 else clause.takes[0] if len(clause.takes) == 1 else None
        as_mapping = isinstance(given, Table) and (
            lone is None or lone.type != "text" or any(k in names for k in given)
        )
        if given is None or (isinstance(given, Scalar) and not given.strip()):
            table = Table()
        elif as_mapping:
            table = given
        elif lone is None:
            hint = "; ".join(f"{parameter.name}: {parameter.type}" for parameter in clause.takes) or "it takes nothing"
            self.report(
                "LK218",
                f"the clause '{clause.name}' needs its parameters by name",
                location_of(given, use.location),
                hint,
            )
            return {}
        else:
            table = Table({Scalar(lone.name, location_of(given, use.location)): given})
        for key in table:
            if key not in names:
                self.report(
                    "LK219", f"the clause '{clause.name}' takes no '{key}'", key.location, did_you_mean(key, names)
                )
        arguments: dict[str, Any] = {}
        for parameter in clause.takes:
            given_key = table.key(parameter.name)
            if given_key is not None:
                value = table[given_key]
                arguments[parameter.name] = self.argument(
                    clause, parameter, value, location_of(value, given_key.location)
                )
            elif not parameter.optional:
                hint = f"write '{clause.name}: {{{parameter.name}: ...}}' ({parameter.type})"
                self.report("LK220", f"the clause '{clause.name}' needs '{parameter.name}'", use.location, hint)
        return arguments

    def argument(self, clause: Clause, parameter: Parameter, value: Any, location: Location | None) -> Any:
        if parameter.type == "text":
            if isinstance(value, Scalar | Table):
                return self.text(value)
            self.report("LK123", f"expected text, found {describe(value)}", location)
            return None
        if parameter.type == "number":
            if isinstance(value, Scalar) and value.replace(",", "").isdecimal():
                return value
            self.report("LK123", f"expected a whole number, found {describe(value)}", location)
            return None
        if parameter.type in ("date", "deadline"):
            try:
                return PartialDate.parse(value)
            except (ValueError, TypeError, AttributeError):
                self.report("LK123", f"expected a date such as 2017-01-21, found {describe(value)}", location)
                return None
        keys = value if isinstance(value, Row) else [value]
        words = [key for key in keys if isinstance(key, Scalar) and key.strip()]
        if len(words) != len(keys):
            self.report("LK123", f"expected names of {parameter.type}, found {describe(value)}", location)
            return ()
        if parameter.type == "acts":
            return tuple(filter(None, (self.event(word) for word in words)))
        known = self.known(parameter.type)
        if parameter.type == "precedents":
            self.fitting_precedents(clause, words)
        for word in words:
            if word not in known:
                what = {"people": "person", "organisations": "organisation"}.get(
                    parameter.type, parameter.type.rstrip("s")
                )
                parts = word.split()
                hint = did_you_mean(word, known)
                if len(parts) > 1 and known.issuperset(parts):
                    hint = f"a comma is missing: [{', '.join(parts)}]"
                self.report("LK221", f"no {what} named '{word}'", word.location, hint)
        return tuple(word for word in words if word in known)

    def fitting_precedents(self, clause: Clause, words: Iterable[Scalar]) -> None:
        """A precedent belongs to a scheme that the clause speaks of, and is a measure of the kind."""
        for precedent in self.law.every_precedent:
            for word in (word for word in words if word == precedent.id):
                if clause.schemes and precedent.scheme.value not in clause.schemes:
                    hint = f"choose one of: {', '.join(clause.schemes)}"
                    self.report("LK304", f"'{word}' is a precedent of {precedent.scheme.value}", word.location, hint)
                if clause.measures and precedent.measure.value not in clause.measures:
                    hint = f"the clause speaks of: {', '.join(clause.measures)}"
                    self.report("LK304", f"'{word}' is a precedent of another kind", word.location, hint)

    def known(self, kind: str) -> set[str]:
        sources: dict[str, Callable[[], Iterable[str]]] = {
            "people": lambda: self.campaign.people,
            "organisations": lambda: self.organisations,
            "law": lambda: self.campaign.laws,
            "laws": lambda: self.campaign.laws,
            "occasion": lambda: self.campaign.occasions,
            "source": lambda: self.campaign.sources,
            "instruments": lambda: self.law.instruments,
            "precedents": lambda: (precedent.id for precedent in self.law.every_precedent),
        }
        return {str(key) for key in sources[kind]()}

    def text(self, value: Scalar | Table) -> Text | None:
        try:
            return Text.model_validate(value)
        except ValidationError as invalid:
            for error in invalid.errors():
                self.report("LK123", error["msg"], location_of(value))
            return None

    def event(self, reference: Scalar) -> Event | None:
        """The act that ``who.kind`` names (the newest known), or ``who.kind.2016`` (the newest of that date)."""
        owner, _, rest = reference.partition(".")
        kind, *when = rest.split(".")
        record = self.campaign.people.get(Scalar(owner)) or self.campaign.organisations.get(Scalar(owner))
        if record is None:
            known = [*self.campaign.people, *self.campaign.organisations]
            self.report(
                "LK222", f"no person or organisation named '{owner}'", reference.location, did_you_mean(owner, known)
            )
            return None
        chosen = [act for act in record.acts if act.kind == kind and (not when or _within(act, when[0]))]
        if not chosen:
            kinds = {f"{owner}.{act.kind}" for act in record.acts}
            self.report(
                "LK223",
                f"'{owner}' has no act '{'.'.join([kind, *when])}'",
                reference.location,
                did_you_mean(reference, kinds),
            )
            return None
        known_acts = [act for act in chosen if was_known(act, self.date, self.campaign)]
        if not known_acts:
            dates = f"it is dated {chosen[0].date}, the letter {self.date}"
            hint = f"{dates}; check the date, or name a source that reported it by then"
            self.report("LK403", f"'{reference}' was not known on the letter's date", reference.location, hint)
            return None
        act = max(known_acts, key=lambda act: act.date.last)
        if act.ongoing and not self.library.clauses[act.kind].lasts:
            self.report("LK224", f"'{act.kind}' happens once; it cannot go on", act.location, "delete 'ongoing'")
        return Event(owner, act, reference.location)

    def newest(self, demands: Sequence[Sequence[Item]]) -> tuple[Event, ...]:
        """What a letter is about: of each person whom the demands name, the newest act that took life or liberty.

        Of those of whom there is none, the newest act; and where the demands name nobody, the newest of all.
        """
        events = []
        for key in _people(demands):
            acts = acts_on(self.campaign.people[Scalar(key)], self.date, self.campaign)
            if acts:
                grave = [act for act in acts if self.library.clauses[act.kind].status in GRAVE]
                chosen = (grave or acts)[-1]
                events.append(Event(key, chosen, chosen.location))
        paragraphs = () if events else self.all_acts(demands)
        known = [item for paragraph in paragraphs for item in paragraph if isinstance(item, Event)]
        return tuple(events or sorted(known, key=lambda event: event.act.date.last)[-1:])

    def all_acts(self, demands: Sequence[Sequence[Item]]) -> tuple[tuple[Item, ...], ...]:
        """All known acts: first of the people, those of the demands before others; then of the organisations."""
        order = dict.fromkeys([*_people(demands), *sorted(str(key) for key in self.campaign.people)])
        people = [
            Event(key, act, act.location)
            for key in order
            for act in acts_on(self.campaign.people[Scalar(key)], self.date, self.campaign)
        ]
        bodies = [
            Event(str(key), act, act.location)
            for key, organisation in sorted(self.campaign.organisations.items())
            for act in acts_on(organisation, self.date, self.campaign)
        ]
        bodies.sort(key=lambda event: event.act.date.last)
        people.sort(key=lambda event: event.act.date.last)
        return tuple(tuple(paragraph) for paragraph in (people, bodies) if paragraph)


def _since(facts: Sequence[Sequence[Item]], before: Letter, became: DemandsSoFar) -> tuple[tuple[Item, ...], ...]:
    """Of acts, those that the letter before did not know, of those it spoke of; but for what shows a demand met."""
    about, shown = concerned(before.items()), {(event.who, id(event.act)) for _, event in became.shown}
    new = (
        tuple(
            item
            for item in paragraph
            if isinstance(item, Event)
            and item.who in about
            and (item.who, id(item.act)) not in shown
            and not was_known(item.act, before.date, before.campaign)
        )
        for paragraph in facts
    )
    return tuple(filter(None, new))


def _argued(letter: Letter) -> bool:
    """Whether a letter, or one that it follows, named grounds."""
    return bool(letter.grounds) or any(one.argued for one in letter.earlier)


def _asked(closing: Sequence[Item]) -> PartialDate | None:
    """The day by which a letter's closing asks for a reply."""
    for item in closing:
        if isinstance(item, FilledClause):
            for parameter in item.clause.takes:
                by = item.arguments.get(parameter.name)
                if parameter.type == "deadline" and isinstance(by, PartialDate):
                    return by
    return None


def _succeeds(target: Target, other: Target) -> bool:
    """Whether a target holds the office that another held before."""
    later = not other.until or not target.until or target.until > other.until
    return target is not other and same_office(target, other) and later


def _people(groups: Sequence[Sequence[Item]]) -> list[str]:
    keys: dict[str, None] = {}
    for item in (item for group in groups for item in group):
        if isinstance(item, FilledClause):
            for parameter in item.clause.takes:
                if parameter.type == "people":
                    keys.update(dict.fromkeys(str(key) for key in item.arguments.get(parameter.name) or ()))
    return list(keys)


def _within(act: Act, when: str) -> bool:
    try:
        stretch = PartialDate.parse(when)
    except ValueError:
        return False
    return stretch.first <= act.date.first and act.date.last <= stretch.last


def _first(value: Any, default: Any) -> Any:
    return default if value is None else value
