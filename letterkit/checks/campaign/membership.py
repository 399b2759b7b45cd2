"""Who belongs to whom: unions do not belong to the employers of a campaign, nor men to a group of women."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from letterkit.checks.campaign.phrase_kinds import CampaignWords, acts_of, known_of, lowered
from letterkit.checks.campaign.roles import doers_of, leads
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.spelling import plain
from letterkit.letter.compose.spoken_to import addressed
from letterkit.letter.items import FilledClause
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Group, Office, Person
from letterkit.schema.fields import Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.reflection import phrases


def members_are_of_the_gender_of_their_group(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A group of women names no man among its own (LK606)."""
    for key, group in campaign.people.items():
        for member in group.listed if isinstance(group, Group) and group.gender else ():
            person = campaign.people.get(Scalar(member))
            if isinstance(person, Person) and person.gender and person.gender != group.gender:
                message = f"'{member}' is {person.gender}, and the group '{key}' is {group.gender}"
                hint = "take them out of the group, or correct one 'gender:'; a group with men in it takes none"
                yield Problem("LK606", message, member.location or group.location, hint)


def nobody_leads_those_who_harmed_them(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who was wronged is not the president or treasurer of an company or of what only did harm (LK535)."""
    doers, companies = doers_of(campaign, library), companies_of(campaign)
    for key, person in campaign.people.items():
        wronged = any(not (kind := library.acts[act.kind]).own and not kind.relief for act in person.acts)
        for office in person.offices if isinstance(person, Person) and wronged else ():
            of = str(office.of)
            if (of in doers or of in companies) and leads(office, library):
                what = f"by whom '{doers[of]}' was done" if of in doers else "which the campaign writes to as a company"
                message = f"'{key}' is {office.office.first} of '{of}', {what}"
                yield Problem("LK535", message, location_of(office.of), "name the organisation of that office")


def nobody_works_at_their_union(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Whose work an employer ended or cut works there, and not at a union (LK535)."""
    known = known_of(campaign, library)
    for key, person in campaign.people.items():
        if not isinstance(person, Person):
            continue
        employers = {body: act.kind for act in person.acts for body in _employers(act, known, library)}
        for office in person.offices if employers else ():
            of = campaign.organisations.get(Scalar(str(office.of)))
            if of and str(office.of) not in employers and _is_work_at_a_union(office, of, library):
                employer, kind = next(iter(employers.items()))
                message = f"'{office.office.first}' is work, '{office.of}' a union, and '{key}.{kind}' by '{employer}'"
                hint = f"write 'of: {employer}', or what office was held in '{office.of}'"
                yield Problem("LK535", message, location_of(office.of), hint)


def _employers(act: Act, known: CampaignWords, library: Library) -> Iterator[str]:
    """The organisations of the campaign that did to somebody what only an employer can do."""
    if is_of_an_employer(library.acts[act.kind], library):
        named = (known.bodies.get(lowered(str(said), code, library)) for code, said in said_in(act.by, library))
        yield from filter(None, named)


def is_of_an_employer(kind: ActKind, library: Library) -> bool:
    """Whether only an employer does such an act: it brings about what concerns somebody's work."""
    of_work = {one.status for one in library.acts.values() if one.of == "person" and "work" in one.topics}
    return kind.of == "person" and kind.status in of_work - {None}


def employers_of(campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    """The organisations that did what only an employer can do, each with such an act."""
    known = known_of(campaign, library)
    for key, _, act in acts_of(campaign):
        yield from ((body, f"{key}.{act.kind}") for body in _employers(act, known, library))


def _is_work_at_a_union(office: Office, of: Organisation, library: Library) -> bool:
    """Whether an office is what people are at a place of work, and its organisation one with members."""
    for code, said in said_in(office.office, library):
        language = language_of(library, code)
        if language.works_at(str(said)) and any(map(language.is_union, map(str, of.name.languages.values()))):
            return True
    return False


def companies_of(campaign: Campaign) -> frozenset[str]:
    """The keys of the organisations at which a target acts for a company."""
    targets = (target for target in campaign.targets.values() if target.is_ == "company")
    written_to = {str(name.first) for target in targets for name in (target.of, target.name) if name}
    bodies = campaign.organisations.items()
    return frozenset(str(key) for key, body in bodies if written_to & set(map(str, body.name.languages.values())))


def unions_belong_to_no_employer(document: Document) -> Iterator[Problem]:
    """No organisation is said to belong to one by which others of the campaign were wronged (LK535)."""
    doers = doers_of(document.campaign, document.library)
    for item in (each for each in document.letter.items() if isinstance(each, FilledClause)):
        organisations = {parameter.name for parameter in item.clause.takes if parameter.type == "organisations"}
        for key in item.arguments.get("of") or () if {"of", "organisations"} <= organisations else ():
            if key in (item.arguments.get("organisations") or ()):
                message = f"'{item.clause.name}' has '{key}' belong to itself"
                yield Problem("LK535", message, location_of(key) or item.location, "name the other organisation")
            elif act := doers.get(str(key)):
                message = f"'{item.clause.name}' has an organisation belong to '{key}', by whom '{act}' was done"
                yield Problem(
                    "LK535", message, location_of(key) or item.location, "name the organisation that is meant"
                )


def affiliates_are_told_of(document: Document) -> Iterator[Problem]:
    """What is demanded for the affiliates of an organisation, in words, is demanded for some that there are (LK504)."""
    campaign = document.campaign
    for item in (one for group in document.letter.demands for one in group if isinstance(one, FilledClause)):
        said, bodies = item.arguments.get("affiliates"), item.arguments.get("organisations") or ()
        known = any(_has_affiliates(str(key), campaign) for key in bodies)
        if isinstance(said, Text) and bodies and not known and str(said.first) not in campaign.organisations:
            message = f"'{item.clause.name}' is demanded for '{said.first}', and the campaign tells of no affiliate"
            message += f" of '{bodies[0]}'"
            hint = (
                f"list one with 'affiliated-to: {bodies[0]}', name those of an act under 'alongside:', or leave it out"
            )
            yield Problem("LK504", message, said.first.location or item.location, hint)


def _has_affiliates(key: str, campaign: Campaign) -> bool:
    """Whether a campaign tells of organisations that belong to one, or to which the same was done."""
    bodies = campaign.organisations
    joined = any(act.alongside for act in bodies[Scalar(key)].acts) if Scalar(key) in bodies else True
    return joined or any(key in body.affiliated_to for body in bodies.values())


def nobody_is_their_own_supplier(document: Document) -> Iterator[Problem]:
    """A company is not written to as the buyer of what it makes itself (LK519)."""
    asked = addressed(document.letter)
    for item in (one for one in document.letter.items() if isinstance(one, FilledClause) and asked):
        suppliers = item.arguments.get("supplier") or (
            item.arguments.get("organisations") if "goods" in {one.name for one in item.clause.takes} else None
        )
        for key in [suppliers] if isinstance(suppliers, str) else suppliers or ():
            if str(key) == asked:
                message = f"'{item.clause.name}' names '{key}' as a supplier, and the letter goes to '{key}' itself"
                hint = "write to the buyer, or ask the company for what it can do itself"
                yield Problem("LK519", message, location_of(key) or item.location, hint)
                return


def clauses_take_phrases(document: Document) -> Iterator[Problem]:
    """No clause has a sentence of its own where its example, or an act, has a phrase: "for: they struck" (LK535)."""
    pattern, code = document.language.checking.sentences, document.language.code
    for item in (each for each in document.letter.items() if isinstance(each, FilledClause) and pattern):
        for name, text in ((str(one.name), item.arguments.get(one.name)) for one in item.clause.takes):
            said = text.within(code) if isinstance(text, Text) else None
            if pattern and said and pattern.match(plain(said)) and _holds_a_phrase(item, name, code, pattern):
                message = f"'{said}' stands under '{name}:' of '{item.clause.name}', and is a sentence of its own"
                hint = "write it as a phrase that a sentence can hold, such as 'calling a strike'"
                yield Problem("LK535", message, location_of(said) or item.location, hint)


def _holds_a_phrase(item: FilledClause, name: str, code: str, pattern: re.Pattern[str]) -> bool:
    """Whether what a clause takes under a name is a phrase, as its example has it, or else as acts have it."""
    example = _example(item.clause.example, name, code)
    return not pattern.match(plain(example)) if example else name in phrases(Act)


def _example(examples: object, name: str, code: str) -> str:
    """What a clause's example has under a name in a language; "" where it has none."""
    of_it = examples.get(Scalar(name)) if isinstance(examples, Mapping) else None
    said = of_it.get(Scalar(code)) if isinstance(of_it, Mapping) else None
    return str(said) if isinstance(said, Scalar) else ""
