"""Resolve one letter of a campaign: who writes to whom, with which clauses, from which facts as of its date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from letterkit.dates import PartialDate
from letterkit.law import Law, load_law
from letterkit.library import Clause, Form, Letterhead, Library, OfficerTerm, Parameter
from letterkit.problems import Mark, Problem, UserError
from letterkit.records import (
    Act,
    Campaign,
    Group,
    LetterPlan,
    Occasion,
    Organisation,
    Person,
    Target,
    Text,
    Use,
    did_you_mean,
)
from letterkit.source import Row, Scalar, Table, describe, mark_of


@dataclass(frozen=True, slots=True)
class Deed:
    """An act with the key of the person or organisation it is told of."""

    owner: str
    act: Act
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A clause with its arguments.

    An argument is a tuple of keys (people, organisations, instruments, precedents, laws), of `Deed`, or a
    `Text`, an int, a `PartialDate` or an `Occasion`.
    """

    clause: Clause
    arguments: Mapping[str, Any]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Free:
    """Text that the campaign gives in its own words, for what is said once."""

    text: Text
    mark: Mark | None = None


Item = Deed | Said | Free

GRAVE = ("dead", "missing", "convicted", "detained")
"""What was done to someone's life or liberty."""
_BODY = ("openings", "assessments", "grounds", "consequences")


@dataclass(frozen=True, slots=True)
class Signer:
    """An officer who signs, with the letterhead they sign for; ``mark`` is where the campaign names them."""

    house: Letterhead
    officer: OfficerTerm
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, resolved: everything its text needs, nothing of what happened after its date."""

    campaign: Campaign
    name: str
    plan: LetterPlan
    date: datetime.date
    language: str
    form: Form
    houses: tuple[Letterhead, ...]
    letterhead: Letterhead
    target: Target
    copies: tuple[Target, ...]
    signers: tuple[Signer, ...]
    organisations: Mapping[Scalar, Organisation]
    occasion: Occasion | None
    opening: tuple[Item, ...]
    about: tuple[Deed, ...]
    facts: tuple[tuple[Item, ...], ...]
    grounds: tuple[tuple[Item, ...], ...]
    consequences: tuple[tuple[Item, ...], ...]
    lead: Said | None
    demands: tuple[tuple[Item, ...], ...]
    demands_as: str
    closing: tuple[Item, ...]
    notes: tuple[Letterhead, ...]
    annex: tuple[Scalar, ...]
    law: Law
    library: Library

    def items(self) -> Iterator[Item]:
        """All that the letter's text is made of, in order, but for the lead."""
        yield from (*self.opening, *self.about)
        for paragraph in (*self.facts, *self.grounds, *self.consequences, *self.demands):
            yield from paragraph
        yield from self.closing

    def said(self) -> Iterator[Said]:
        """The clauses of the letter with their arguments, in order, but for the lead."""
        return (item for item in self.items() if isinstance(item, Said))


def known_on(act: Act, day: datetime.date, campaign: Campaign) -> bool:
    """Whether a letter of ``day`` can know of an act.

    It was over by then; or, when its date is known to the week, month or year only, it had begun and its source
    is from that day or earlier.
    """
    source = campaign.sources.get(act.source) if act.source else None
    reported = source is not None and source.date is not None and source.date.first <= day
    return act.date.last <= day or (act.date.first <= day and reported)


def acts_on(record: Person | Group | Organisation, day: datetime.date, campaign: Campaign) -> tuple[Act, ...]:
    """The acts known on a day, oldest first."""
    return tuple(sorted((act for act in record.acts if known_on(act, day, campaign)), key=lambda act: act.date.last))


def statuses_on(
    record: Person | Group | Organisation, day: datetime.date, campaign: Campaign, library: Library
) -> tuple[str, ...]:
    """What the acts known on a day have made of someone ("detained", "charged"), the newest first.

    An act ends the statuses that its clause says it ends: who is released is no longer detained.
    """
    statuses: list[str] = []
    for act in acts_on(record, day, campaign):
        clause = library.clauses[act.kind]
        statuses = [status for status in statuses if status not in (*clause.ends, clause.status)]
        if clause.status:
            statuses.insert(0, str(clause.status))
    return tuple(statuses)


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


def plan_of(campaign: Campaign, name: str, problems: list[Problem]) -> LetterPlan:
    """The plan of a letter with what it takes from the letter it is ``like``."""
    plan = next(plan for key, plan in campaign.letters.items() if key == name)
    seen = {name}
    while plan.like is not None:
        model = next((other for key, other in campaign.letters.items() if key == plan.like), None)
        if model is None:
            hint = did_you_mean(plan.like, campaign.letters)
            problems.append(Problem("LK211", f"no letter named '{plan.like}'", plan.like.mark, hint))
            break
        if plan.like in seen:
            problems.append(Problem("LK211", f"'{plan.like}' is like itself", plan.like.mark, "name another letter"))
            break
        seen.add(plan.like)
        own = {key: getattr(plan, key) for key in plan.model_fields_set if key not in ("like", "mark")}
        plan = model.model_copy(update={**own, "mark": plan.mark})
    return plan


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

    def report(self, code: str, message: str, mark: Mark | None, hint: str = "") -> None:
        self.problems.append(Problem(code, message, mark or self.plan.mark, hint))

    def letter(self) -> Letter:
        plan = self.plan
        if self.problems:
            raise UserError(self.problems)
        for key, value in (("from", plan.from_), ("to", plan.to), ("date", plan.date)):
            if not value:
                self.report("LK122", f"the letter '{self.name}' has no '{key}'", plan.mark, f"add '{key}: ...'")
        houses = tuple(filter(None, (self.house(key) for key in dict.fromkeys(plan.from_))))
        drawn = self.house(plan.letterhead) if plan.letterhead else houses[0] if houses else None
        form = self.form(plan.form or Scalar("protest", plan.mark))
        target = self.one_of("target", plan.to, self.campaign.targets) if plan.to else None
        occasion = self.one_of("occasion", plan.occasion, self.campaign.occasions) if plan.occasion else None
        language = self.asked_language or (plan.language or (drawn.language if drawn else "en"))
        if language not in self.library.language_codes():
            hint = f"there are: {', '.join(self.library.language_codes())}"
            self.report("LK212", f"there is no language '{language}'", mark_of(plan.language), hint)
        self.names_are_listed()
        copies = tuple(filter(None, (self.one_of("target", key, self.campaign.targets) for key in plan.copies)))
        notes = tuple(filter(None, (self.house(key) for key in plan.notes)))
        signers = tuple(filter(None, self.signers(houses)))
        annex = self.annex()
        demands = self.paragraphs(_first(plan.demands, self.campaign.demands), ("demands",))
        facts = self.paragraphs(plan.facts, _BODY) if plan.facts is not None else self.all_acts(demands)
        grounds = self.paragraphs(_first(plan.grounds, self.campaign.grounds), _BODY)
        consequences = self.paragraphs(_first(plan.consequences, self.campaign.consequences), _BODY)
        about = tuple(filter(None, (self.deed(key) for key in plan.about))) or self.newest(demands)
        opening = self.items(plan.opening or self.named(form, "opening"), _BODY)
        closing = self.items(plan.closing or self.named(form, "closing"), ("closings", "consequences"))
        lead = self.item(plan.lead or self.named(form, "lead")[0], ("leads",)) if plan.lead or form else None
        if self.problems or not (houses and drawn and form and target):
            raise UserError(self.problems)
        return Letter(
            campaign=self.campaign,
            name=self.name,
            plan=plan,
            date=self.date,
            language=str(language),
            form=form,
            houses=houses,
            letterhead=drawn,
            target=target,
            copies=copies,
            signers=signers,
            organisations=self.organisations,
            occasion=occasion,
            opening=opening,
            about=about,
            facts=facts,
            grounds=grounds,
            consequences=consequences,
            lead=lead if isinstance(lead, Said) else None,
            demands=demands,
            demands_as=plan.demands_as or form.demands_as,
            closing=closing,
            notes=notes,
            annex=annex,
            law=self.law,
            library=self.library,
        )

    def house(self, key: Scalar) -> Letterhead | None:
        try:
            return self.library.letterhead(key)
        except KeyError:
            hint = did_you_mean(key, self.library.letterhead_names())
            self.report("LK213", f"no letterhead named '{key}'", key.mark, hint)
            return None

    def form(self, name: Scalar) -> Form | None:
        try:
            return self.library.form(name)
        except KeyError:
            self.report("LK203", f"no form named '{name}'", name.mark, did_you_mean(name, self.library.form_names()))
            return None

    def named(self, form: Form | None, part: str) -> tuple[Use, ...]:
        if form is None:
            return ()
        value = getattr(form, part)
        return tuple(Use(name=name, mark=name.mark) for name in (value if isinstance(value, tuple) else (value,)))

    def one_of(self, what: str, key: Scalar, known: Mapping[Scalar, Any]) -> Any:
        found = known.get(key)
        if found is None:
            self.report("LK214", f"no {what} named '{key}' in this campaign", key.mark, did_you_mean(key, known))
        return found

    def names_are_listed(self) -> None:
        """Each source and organisation that an act or an office names is one of the campaign's."""
        people = self.campaign.people.values()
        for record in (*people, *self.campaign.organisations.values()):
            for act in record.acts:
                if act.source and act.source not in self.campaign.sources:
                    hint = did_you_mean(act.source, self.campaign.sources) or "list it under 'sources:'"
                    self.report("LK703", f"no source named '{act.source}'", act.source.mark, hint)
                for key in act.alongside:
                    self.listed_organisation(key)
        for member in (member for group in people if isinstance(group, Group) for member in group.members):
            if member not in self.campaign.people:
                hint = did_you_mean(member, self.campaign.people)
                self.report("LK221", f"no person named '{member}'", member.mark, hint)
        for office in (office for person in people if isinstance(person, Person) for office in person.offices):
            if office.of:
                self.listed_organisation(office.of)

    def listed_organisation(self, key: Scalar) -> None:
        if key not in self.organisations:
            self.report("LK221", f"no organisation named '{key}'", key.mark, did_you_mean(key, self.organisations))

    def annex(self) -> tuple[Scalar, ...]:
        """The people and groups of the annex; ``all`` are those of whom an act is known on the letter's date."""
        people = self.campaign.people
        if tuple(self.plan.annex) == ("all",):
            return tuple(key for key, record in people.items() if acts_on(record, self.date, self.campaign))
        for key in self.plan.annex:
            if key not in people:
                hint = did_you_mean(key, [*people, "all"])
                self.report("LK221", f"no person or group named '{key}'", key.mark, hint)
        return tuple(dict.fromkeys(key for key in self.plan.annex if key in people))

    def signers(self, houses: Sequence[Letterhead]) -> Iterable[Signer | None]:
        if not self.plan.signed_by:
            for house in houses:
                yield self.signer(house, house.signs or Scalar("", self.plan.mark))
        for key in self.plan.signed_by:
            house_key, _, officer = key.rpartition(".")
            named = [house for house in houses if house.key == house_key] if house_key else list(houses[:1])
            if not named:
                hint = did_you_mean(house_key, (house.key for house in houses))
                self.report("LK213", f"'{house_key}' does not send this letter", key.mark, hint)
            for house in named:
                yield self.signer(house, Scalar(officer, key.mark))

    def signer(self, house: Letterhead, key: Scalar) -> Signer | None:
        officer = house.officers.get(key)
        if officer is None:
            hint = did_you_mean(key, house.officers)
            self.report("LK215", f"the letterhead '{house.key}' has no officer '{key}'", key.mark, hint)
            return None
        return Signer(house, officer, key.mark)

    def paragraphs(self, paragraphs: Sequence[Sequence[Use]], kinds: Sequence[str]) -> tuple[tuple[Item, ...], ...]:
        return tuple(filter(None, (self.items(uses, kinds) for uses in paragraphs)))

    def items(self, uses: Iterable[Use], kinds: Sequence[str]) -> tuple[Item, ...]:
        return tuple(item for use in uses if (item := self.item(use, kinds)) is not None)

    def item(self, use: Use, kinds: Sequence[str]) -> Item | None:
        if use.name == "text" and kinds == ("leads",):
            self.report("LK217", "free text cannot lead to the demands", use.mark, "name one of the leads")
            return None
        if use.name == "text":
            if isinstance(use.arguments, Scalar | Table):
                text = self.text(use.arguments)
                return Free(text, use.mark) if text else None
            self.report("LK123", f"expected text, found {describe(use.arguments)}", mark_of(use.arguments, use.mark))
            return None
        if "." in use.name and use.arguments is None:
            if kinds in (("demands",), ("leads",)):
                self.report("LK217", f"the act '{use.name}' cannot stand here", use.mark, f"here stand {kinds[0]}")
                return None
            return self.deed(use.name)
        clause = self.library.clauses.get(use.name)
        if clause is None or clause.kind == "acts":
            known = [clause.name for clause in self.library.clauses.values() if clause.kind in kinds]
            hint = did_you_mean(use.name, known)
            near = self.library.clauses.get(hint.split("'")[1]) if "did you mean" in hint else None
            if near:
                hint += f" (clauses/{near.kind}/{near.name}.yml)"
            else:
                hint = f"'letterkit clauses search {use.name}' looks for one; {hint}"
            self.report("LK216", f"no clause named '{use.name}'", use.mark, hint)
            return None
        if clause.kind not in kinds:
            hint = f"it is one of the {clause.kind}; here stand {' and '.join(kinds)}"
            self.report("LK217", f"the clause '{use.name}' cannot stand here", use.mark, hint)
            return None
        for key in clause.relies_on:
            if key not in self.law.instruments:
                hint = did_you_mean(key, self.law.instruments)
                self.report("LK227", f"the clause relies on '{key}', which is no instrument", key.mark, hint)
        return Said(clause, self.arguments(clause, use), use.mark)

    def arguments(self, clause: Clause, use: Use) -> Mapping[str, Any]:
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
                "LK218", f"the clause '{clause.name}' needs its parameters by name", mark_of(given, use.mark), hint
            )
            return {}
        else:
            table = Table({Scalar(lone.name, mark_of(given, use.mark)): given})
        for key in table:
            if key not in names:
                self.report("LK219", f"the clause '{clause.name}' takes no '{key}'", key.mark, did_you_mean(key, names))
        arguments: dict[str, Any] = {}
        for parameter in clause.takes:
            given_key = table.key(parameter.name)
            if given_key is not None:
                value = table[given_key]
                arguments[parameter.name] = self.argument(clause, parameter, value, mark_of(value, given_key.mark))
            elif not parameter.optional:
                hint = f"write '{clause.name}: {{{parameter.name}: ...}}' ({parameter.type})"
                self.report("LK220", f"the clause '{clause.name}' needs '{parameter.name}'", use.mark, hint)
        return arguments

    def argument(self, clause: Clause, parameter: Parameter, value: Any, mark: Mark | None) -> Any:
        if parameter.type == "text":
            if isinstance(value, Scalar | Table):
                return self.text(value)
            self.report("LK123", f"expected text, found {describe(value)}", mark)
            return None
        if parameter.type == "number":
            if isinstance(value, Scalar) and value.replace(",", "").isdecimal():
                return value
            self.report("LK123", f"expected a whole number, found {describe(value)}", mark)
            return None
        if parameter.type in ("date", "deadline"):
            try:
                return PartialDate.parse(value)
            except (ValueError, TypeError, AttributeError):
                self.report("LK123", f"expected a date such as 2017-01-21, found {describe(value)}", mark)
                return None
        keys = value if isinstance(value, Row) else [value]
        words = [key for key in keys if isinstance(key, Scalar) and key.strip()]
        if len(words) != len(keys):
            self.report("LK123", f"expected names of {parameter.type}, found {describe(value)}", mark)
            return ()
        if parameter.type == "acts":
            return tuple(filter(None, (self.deed(word) for word in words)))
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
                self.report("LK221", f"no {what} named '{word}'", word.mark, hint)
        return tuple(word for word in words if word in known)

    def fitting_precedents(self, clause: Clause, words: Iterable[Scalar]) -> None:
        """A precedent belongs to a scheme that the clause speaks of, and is a measure of the kind."""
        for precedent in self.law.every_precedent:
            for word in (word for word in words if word == precedent.id):
                if clause.schemes and precedent.scheme.value not in clause.schemes:
                    hint = f"choose one of: {', '.join(clause.schemes)}"
                    self.report("LK304", f"'{word}' is a precedent of {precedent.scheme.value}", word.mark, hint)
                if clause.measures and precedent.measure.value not in clause.measures:
                    hint = f"the clause speaks of: {', '.join(clause.measures)}"
                    self.report("LK304", f"'{word}' is a precedent of another kind", word.mark, hint)

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
                self.report("LK123", error["msg"], mark_of(value))
            return None

    def deed(self, reference: Scalar) -> Deed | None:
        """The act that ``owner.kind`` names (the newest known), or ``owner.kind.2016`` (the newest of that date)."""
        owner, _, rest = reference.partition(".")
        kind, *when = rest.split(".")
        record = self.campaign.people.get(Scalar(owner)) or self.campaign.organisations.get(Scalar(owner))
        if record is None:
            known = [*self.campaign.people, *self.campaign.organisations]
            self.report(
                "LK222", f"no person or organisation named '{owner}'", reference.mark, did_you_mean(owner, known)
            )
            return None
        chosen = [act for act in record.acts if act.kind == kind and (not when or _within(act, when[0]))]
        if not chosen:
            kinds = {f"{owner}.{act.kind}" for act in record.acts}
            self.report(
                "LK223",
                f"'{owner}' has no act '{'.'.join([kind, *when])}'",
                reference.mark,
                did_you_mean(reference, kinds),
            )
            return None
        known_acts = [act for act in chosen if known_on(act, self.date, self.campaign)]
        if not known_acts:
            dates = f"it is dated {chosen[0].date}, the letter {self.date}"
            hint = f"{dates}; check the date, or name a source that reported it by then"
            self.report("LK403", f"'{reference}' was not known on the letter's date", reference.mark, hint)
            return None
        act = max(known_acts, key=lambda act: act.date.last)
        if act.ongoing and not self.library.clauses[act.kind].lasts:
            self.report("LK224", f"'{act.kind}' happens once; it cannot go on", act.mark, "delete 'ongoing'")
        return Deed(owner, act, reference.mark)

    def newest(self, demands: Sequence[Sequence[Item]]) -> tuple[Deed, ...]:
        """What a letter is about: of each person whom the demands name, the newest act that took life or liberty.

        Of those of whom there is none, the newest act; and where the demands name nobody, the newest of all.
        """
        deeds = []
        for key in _people(demands):
            acts = acts_on(self.campaign.people[Scalar(key)], self.date, self.campaign)
            if acts:
                grave = [act for act in acts if self.library.clauses[act.kind].status in GRAVE]
                chosen = (grave or acts)[-1]
                deeds.append(Deed(key, chosen, chosen.mark))
        paragraphs = () if deeds else self.all_acts(demands)
        known = [item for paragraph in paragraphs for item in paragraph if isinstance(item, Deed)]
        return tuple(deeds or sorted(known, key=lambda deed: deed.act.date.last)[-1:])

    def all_acts(self, demands: Sequence[Sequence[Item]]) -> tuple[tuple[Item, ...], ...]:
        """All known acts: first of the people, those of the demands before others; then of the organisations."""
        order = dict.fromkeys([*_people(demands), *sorted(str(key) for key in self.campaign.people)])
        people = [
            Deed(key, act, act.mark)
            for key in order
            for act in acts_on(self.campaign.people[Scalar(key)], self.date, self.campaign)
        ]
        bodies = [
            Deed(str(key), act, act.mark)
            for key, organisation in sorted(self.campaign.organisations.items())
            for act in acts_on(organisation, self.date, self.campaign)
        ]
        bodies.sort(key=lambda deed: deed.act.date.last)
        people.sort(key=lambda deed: deed.act.date.last)
        return tuple(tuple(paragraph) for paragraph in (people, bodies) if paragraph)


def _people(groups: Sequence[Sequence[Item]]) -> list[str]:
    keys: dict[str, None] = {}
    for item in (item for group in groups for item in group):
        if isinstance(item, Said):
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
