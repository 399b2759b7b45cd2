"""Resolve one letter of a campaign: who writes to whom, with which clauses, from which facts as of its date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import location_of
from letterkit.letter.following import DemandsSoFar, deadline, next_steps, with_deadline
from letterkit.letter.items import Event, FilledClause, FreeText, Item
from letterkit.letter.known import known_on
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.attached import attached_of
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.defaults import (
    all_acts,
    newest,
    news,
    refuse_a_day_before_all,
    refuse_an_untold_occasion,
    refuse_good_news,
    refuse_hearsay,
)
from letterkit.letter.resolve.earlier import became_of, demands_of, earlier_of, grounds_of, look_at, noting
from letterkit.letter.resolve.events import event, known_of_one_day
from letterkit.letter.resolve.language import language_of
from letterkit.letter.resolve.parties import form_of, parties_of
from letterkit.letter.resolve.plans import plan_of
from letterkit.letter.resolve.third_states import of_a_third_state
from letterkit.letter.resolve.uses import item, items, paragraphs
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Occasion
from letterkit.schema.clause import OF_THE_STATE
from letterkit.schema.form import REPORTED, Form
from letterkit.schema.law.load import law_of
from letterkit.schema.law.on_day import law_on
from letterkit.schema.letter_plan import ClauseCall, LetterPlan
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation
from letterkit.schema.references import References

_AT_HOME = (*OF_THE_STATE, "company")
"""Those who rest when their country does."""
_MOST_IN_A_SENTENCE = 4
"""How many demands stand in a sentence, where the letter does not say how they are to stand."""

_Paragraphs = tuple[tuple[Item, ...], ...]


def resolve(
    campaign: Campaign, name: str, library: Library, *, date: datetime.date | None = None, language: str | None = None
) -> Letter:
    """Resolve the letter ``name`` of a campaign, as of ``date`` and in ``language`` when they are given.

    Raises `UserError` with every problem found. What the campaign's facts name is taken to be there, as
    `letterkit.schema.read` sees to.
    """
    return _resolve(_context(campaign, name, library, References(), date), language)


def faults_of_letters(campaign: Campaign, taken: frozenset[str], library: Library) -> tuple[Problem, ...]:
    """What is wrong with the letters of a campaign that has other problems.

    With ``taken``, which was left out of the campaign, only names are looked up, of what was not: that a letter lacks
    something is no problem of its own.
    """
    problems: list[Problem] = []
    for name in campaign.letters:
        context = _context(campaign, str(name), library, References(taken), None)
        try:
            _resolve(context, None)
        except UserError as error:
            problems.extend(context.references.problems if taken else error.problems)
    return tuple(problems)


def _context(
    campaign: Campaign, name: str, library: Library, references: References, date: datetime.date | None
) -> Context:
    plan = plan_of(campaign, name, references)
    day = date or plan.date or datetime.date.min
    return Context(
        campaign=campaign,
        name=name,
        plan=plan,
        day=day,
        known=known_on(campaign, day, library),
        law=law_of(library),
        library=library,
        references=References(references.taken, plan.location, references.problems),
        problems=[],
    )


def _resolve(context: Context, asked_language: str | None) -> Letter:
    if context.references.problems:
        raise UserError(context.references.problems)
    for key, value in (("from", context.plan.from_), ("to", context.plan.to), ("date", context.plan.date)):
        if not value:
            message, hint = f"the letter '{context.name}' has no '{key}'", f"add '{key}: ...'"
            context.report("LK122", message, context.plan.location, hint)
    parties = parties_of(context)
    before = _before(context)
    form = _form(context, before)
    language = language_of(context, parties, asked_language)
    content = _content(context, form, before)
    earlier = earlier_of(context, before, parties.senders)
    targets, drawn, attached = parties.targets, parties.letterhead, attached_of(context, parties.letterhead)
    faults = (*context.references.problems, *known_of_one_day(context))
    if faults or not (parties.senders and drawn and form and targets and language):
        raise UserError(faults)
    return Letter(
        campaign=context.campaign.key,
        name=context.name,
        country=context.campaign.country,
        plan=_without_replies(context.plan),
        date=context.day,
        language=language,
        form=form,
        senders=parties.senders,
        letterhead=drawn,
        targets=targets,
        copies=parties.copies,
        signatories=parties.signatories,
        act_kinds=_act_kinds(context),
        people=context.known.people,
        shared_acts=context.known.shared,
        organisations=_organisations(context, parties.senders, before),
        sources=context.known.sources,
        laws={str(key): law for key, law in context.campaign.laws.items()},
        occasion=parties.occasion,
        anniversary=parties.anniversary,
        opening=content.opening,
        about=content.about,
        matters=content.matters,
        declared=tuple(_declared(context)),
        facts=content.facts,
        grounds=content.grounds,
        consequences=content.consequences,
        lead=content.lead,
        lead_besides=_lead_besides(context, form),
        demands=content.demands,
        demands_as=context.plan.demands_as or _as_list(content.demands) or form.demands_as,
        closing=content.closing,
        notes=parties.notes,
        annex=parties.annex,
        law=law_on(context.law, str(context.campaign.country), context.day, content.precedents()),
        earlier=earlier,
        outcome=content.outcome,
        reply_by=content.reply_by,
        of_a_third_state=_role(context, form) == "",
        attached=attached,
    )


def _without_replies(plan: LetterPlan) -> LetterPlan:
    """A plan without what came after its letter; what came before it, the letter has with those that it follows."""
    follows = plan.follows and plan.follows.model_copy(update={"replies": ()})
    return plan.model_copy(update={"replies": (), "follows": follows})


def _organisations(
    context: Context, senders: Sequence[Letterhead], before: Letter | None
) -> Mapping[str, Organisation]:
    """Those whom a letter can name: the campaign's, the bodies that everybody knows, its senders and earlier ones.

    Letters of one day and the same senders share them, and all that is worked out of them.
    """
    known = context.known.organisations
    earlier = before.organisations if before else {}
    others = {house.key: house.as_organisation() for house in senders if house.key not in known}
    others |= {key: one for key, one in earlier.items() if key not in known}
    if not others:
        return known

    def joined() -> Mapping[str, Organisation]:
        return {**known, **others}

    return _ORGANISATIONS.of(context.campaign, (context.day, Same(context.library), tuple(others)), joined)


def _declared(context: Context) -> Iterator[FreeText]:
    for key in dict.fromkeys(context.plan.from_):
        sender = context.campaign.senders.get(key)
        if sender and sender.declares:
            yield FreeText(sender.declares, sender.declares.location)


def _act_kinds(context: Context) -> dict[str, ActKind]:
    """The kinds of acts of which the campaign tells."""
    return {kind: context.library.acts[kind] for kind in _KINDS.of(context.campaign, None, lambda: _kinds(context))}


_KINDS: Kept[tuple[str, ...]] = Kept()
_ORGANISATIONS: Kept[Mapping[str, Organisation]] = Kept()


def _kinds(context: Context) -> tuple[str, ...]:
    records = (*context.campaign.people.values(), *context.campaign.organisations.values())
    return tuple(sorted({str(act.kind) for record in records for act in record.acts}))


def _before(context: Context) -> Letter | None:
    """The letter of the campaign that this one follows, resolved; None for another, and when it has problems."""
    followed = context.plan.follows
    if followed is None or followed.letter is None:
        return None
    try:
        before = resolve(context.campaign, str(followed.letter), context.library)
    except UserError as error:
        context.problems.extend(error.problems)
        return None
    look_at(context, before)
    return before


def _form(context: Context, before: Letter | None) -> Form | None:
    form = form_of(context, before.form.followed_by if before else None)
    if form and form.follows and context.plan.follows is None:
        hint = "name the letter with 'follows:', or take another form"
        message = f"a letter of the form '{form.name}' follows another"
        context.report("LK233", message, location_of(context.plan.form), hint)
    return form


@dataclass(frozen=True, slots=True)
class _Content:
    opening: tuple[Item, ...]
    about: tuple[Event, ...]
    matters: tuple[Occasion, ...]
    facts: _Paragraphs
    grounds: _Paragraphs
    consequences: _Paragraphs
    lead: FilledClause | None
    demands: _Paragraphs
    closing: tuple[Item, ...]
    outcome: DemandsSoFar | None
    reply_by: PartialDate | None

    def precedents(self) -> frozenset[str]:
        """The precedents that clauses name."""
        paragraphs = (self.opening, *self.facts, *self.grounds, *self.consequences, *self.demands, self.closing)
        return frozenset(
            str(key)
            for paragraph in (*paragraphs, (self.lead,))
            for said in paragraph
            if isinstance(said, FilledClause)
            for parameter in said.clause.takes
            if parameter.type == "precedents"
            for key in said.arguments.get(parameter.name) or ()
        )


def _as_list(demands: _Paragraphs) -> str:
    """``list`` for more demands than a sentence holds."""
    return "list" if sum(map(len, demands)) > _MOST_IN_A_SENTENCE else ""


def _role(context: Context, form: Form) -> str:
    """Whom the first target acts for; "" for the embassy of a third state, which is asked as any third party is."""
    target = context.campaign.targets.get(context.plan.to[0]) if context.plan.to else None
    if target and target.is_ == "embassy" and not form.direct and of_a_third_state(context, target):
        return ""
    return str(target.is_) if target else "government"


def _content(context: Context, form: Form | None, before: Letter | None) -> _Content:
    """What a letter says: what its plan chooses, or else what its form, its campaign and the letter before give."""
    plan, campaign = context.plan, context.campaign
    became = became_of(context, before)
    demands = demands_of(context, became)
    occasions = campaign.occasions
    about = tuple(filter(None, (event(context, key) for key in plan.about if key not in occasions)))
    matters = tuple(occasions[key] for key in plan.about if key in occasions)
    lead = plan.lead or (form.lead_to(_role(context, form)) if form else None)
    led = item(context, lead, ("leads",)) if lead else None
    reply_by = _reply_by(context, form)
    closing = with_deadline(_closing(context, form, before), reply_by)
    chosen = about
    about, matters = (
        _about(context, about, matters, before, demands),
        matters or (before.matters if before and not about else ()),
    )
    opening = items(context, plan.opening or _opening_of(context, form, about))
    refuse_good_news(context, opening, chosen)
    refuse_hearsay(context, opening, about)
    refuse_an_untold_occasion(context, (*opening, *((led,) if led else ())))
    facts = noting(context, form, became, _facts(context, demands, about, before, became))
    refuse_a_day_before_all(context, opening, (*about, *matters))
    return _Content(
        opening=opening,
        about=about,
        matters=matters,
        facts=facts,
        grounds=grounds_of(context, form, before),
        consequences=paragraphs(context, _consequences(context, before)),
        lead=led if isinstance(led, FilledClause) else None,
        demands=demands,
        closing=closing,
        outcome=became,
        reply_by=_asked(closing) or reply_by,
    )


def _opening_of(context: Context, form: Form | None, about: Sequence[Event]) -> tuple[ClauseCall, ...]:
    """The opening of a form, for its addressee and for what the letter is about."""
    if form is None:
        return ()
    reported = [REPORTED] if any(one.act.reported for one in about) else []
    return form.openings_to(*reported, _role(context, form))


def _lead_besides(context: Context, form: Form) -> FilledClause | None:
    """What introduces that which a third party is asked to do itself; none where those responsible are written to."""
    role = _role(context, form)
    if form.lead_besides is None or role == "embassy":
        return None
    led = item(context, form.calls("lead_besides")[0], ("leads",))
    return led if isinstance(led, FilledClause) else None


def _consequences(context: Context, before: Letter | None) -> Sequence[Sequence[ClauseCall]]:
    """What may follow: what the letter gives, or its campaign; a letter that follows another has none unless given."""
    if context.plan.consequences is not None:
        return context.plan.consequences
    return () if before else context.campaign.consequences


def _about(
    context: Context,
    given: tuple[Event, ...],
    matters: tuple[Occasion, ...],
    before: Letter | None,
    demands: _Paragraphs,
) -> tuple[Event, ...]:
    """The acts that the letter is about: its own, or those of the letter before, or the newest; none with occasions."""
    if given or matters:
        return given
    return (before.about if before else ()) or (() if before and before.matters else newest(context, demands))


def _facts(
    context: Context,
    demands: _Paragraphs,
    about: Sequence[Event],
    before: Letter | None,
    became: DemandsSoFar | None,
) -> _Paragraphs:
    if context.plan.facts is not None:
        return paragraphs(context, context.plan.facts)
    acts = all_acts(context, demands, about)
    return news(context, acts, before, became) if before and became else acts


def _closing(context: Context, form: Form | None, before: Letter | None) -> tuple[Item, ...]:
    """How a letter closes; one that follows says the next step of the consequences that the letter before announced."""
    plan = context.plan
    asked = plan.closing if "closing" in plan.model_fields_set else form.calls("closing") if form else ()
    closing = items(context, asked, ("closings", "consequences"))
    if before is None or plan.consequences is not None or plan.closing:
        return closing
    announced = [item for paragraph in before.consequences for item in paragraph]
    return (*closing, *next_steps((*announced, *before.closing), context.library))


def _reply_by(context: Context, form: Form | None) -> PartialDate | None:
    if form is None:
        return None
    # An embassy stands in another country than its own.
    at_home = form.direct and _role(context, form) in _AT_HOME
    country = str(context.campaign.country) if at_home else None
    return deadline(form, context.plan.reply_by, context.day, country)


def _asked(closing: tuple[Item, ...]) -> PartialDate | None:
    """The day by which a letter's closing asks for a reply."""
    for said in closing:
        for parameter in said.clause.takes if isinstance(said, FilledClause) else ():
            by = said.arguments.get(parameter.name) if isinstance(said, FilledClause) else None
            if parameter.type == "deadline" and isinstance(by, PartialDate):
                return by
    return None
