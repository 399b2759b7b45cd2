"""What kinds of organisations do and are to each other: companies sentence nobody, unions supply nothing.

What is a company, and what a union that was wronged, the campaign shows: by what it says of each, and whom it writes
to. Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterkit.checks.campaign.membership import companies_of, employers_of, is_of_an_employer
from letterkit.checks.campaign.own_doers import bodies_of
from letterkit.checks.campaign.phrase_kinds import Owner, acts_of, known_of, lowered
from letterkit.checks.campaign.roles import doers_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.library import Library

_COMPANIES: Kept[Mapping[str, str]] = Kept()


def only_a_state_does_what_it_does(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No company of the campaign sentences, charges or registers anybody (LK535)."""
    known, companies = known_of(campaign, library), _companies(campaign, library)
    for key, _, act in acts_of(campaign):
        for code, said in said_in(act.by, library) if library.acts[act.kind].official and act.by else ():
            body = known.bodies.get(lowered(str(said), code, library), "")
            if body in companies:
                message = (
                    f"'{key}.{act.kind}' was done by '{body}', {companies[body]}, and only bodies of a state do it"
                )
                place = act.by.location if act.by else None
                yield Problem(
                    "LK535", message, place or said.location, "say under 'by:' which court or authority did it"
                )
                break


def only_an_employer_ends_work(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No ministry dismisses or demotes those who work at a company of the campaign (LK535)."""
    companies = _companies(campaign, library)
    for key, owner, act in acts_of(campaign):
        kind = library.acts[act.kind]
        work = is_of_an_employer(kind, library) and not (kind.own or kind.relief or kind.official)
        at = [body for body in works_at(owner) if body in companies] if work else []
        for code, said in said_in(act.by, library) if at else ():
            state = language_of(library, code).checking.state
            if state and state.search(str(said)) and _is_of_the_state_alone(str(said), code, campaign, library):
                message = f"'{key}.{act.kind}' was done by '{said}', and '{key}' work at '{at[0]}', {companies[at[0]]}"
                yield Problem("LK535", message, said.location, f"write 'by: {at[0]}', or correct where they work")
                break


def works_at(owner: Owner) -> Iterator[str]:
    """The keys of those for whom somebody works, or to whom they belong."""
    yield from (str(office.of) for office in (owner.offices if isinstance(owner, Person) else ()) if office.of)
    if isinstance(owner, Group) and owner.of:
        yield str(owner.of)


def _is_of_the_state_alone(said: str, code: str, campaign: Campaign, library: Library) -> bool:
    """Whether a doer is a ministry or the like, and none of the campaign's own organisations."""
    bodies = known_of(campaign, library).bodies
    return lowered(said, code, library) not in bodies


def unions_do_wrong_to_none(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A union that was wronged itself did no wrong to others (LK535)."""
    known, wronged = known_of(campaign, library), _wronged_unions(campaign, library)
    for key, owner, act in acts_of(campaign):
        kind = library.acts[act.kind]
        for code, said in said_in(act.by, library) if not kind.relief and not kind.own and act.by else ():
            body = known.bodies.get(lowered(str(said), code, library), "")
            own = owner is campaign.organisations.get(Scalar(body)) or body in bodies_of(owner, campaign, library)
            if body in wronged and not own:
                message = f"'{key}.{act.kind}' was done by '{body}', a union to which wrong was done itself"
                place = act.by.location if act.by else None
                yield Problem("LK535", message, place or said.location, "say under 'by:' who did it")
                break


def organisations_are_what_they_are_of(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Unions belong to no company and supply nothing, and companies belong to no union that was wronged (LK535)."""
    companies, wronged = _companies(campaign, library), _wronged_unions(campaign, library)
    for key, body in campaign.organisations.items():
        for other in body.affiliated_to:
            if str(other) in companies and str(key) not in companies:
                message = f"'{key}' is affiliated to '{other}', {companies[str(other)]}"
                yield Problem("LK535", message, other.location, "name the federation to which it belongs")
            elif str(other) in wronged and str(key) in companies:
                message = f"'{key}', {companies[str(key)]}, is affiliated to '{other}', which is a union"
                yield Problem("LK535", message, other.location, "delete it, or name the organisation that is meant")
        for relation, others in (("a subsidiary", body.owned_by), ("a supplier", body.supplies)):
            for other in others:
                if union := next((one for one in (str(key), str(other)) if one in wronged), ""):
                    message = f"'{key}' is {relation} of '{other}', and '{union}' is a union"
                    yield Problem("LK535", message, other.location, "name the company that is meant")


def groups_are_of_what_they_work_in(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who are called as those of an organisation are not one person's, as relatives are (LK535)."""
    groups = [(key, one) for key, one in campaign.people.items() if isinstance(one, Group) and one.of]
    of_bodies = {noun for _, one in groups if _is_of_many(one, campaign) for noun in _nouns(one, library)}
    for key, one in groups:
        if (
            one.of
            and isinstance(campaign.people.get(one.of), Person)
            and not of_bodies.isdisjoint(_nouns(one, library))
        ):
            message = f"'{key}' are {one.noun.first} of '{one.of}', who is one person"
            yield Problem("LK535", message, one.of.location, "name their organisation, or the group of which they are")


def _is_of_many(group: Group, campaign: Campaign) -> bool:
    return group.of in campaign.organisations or isinstance(campaign.people.get(group.of or Scalar("")), Group)


def _nouns(group: Group, library: Library) -> Iterator[str]:
    yield from (lowered(str(said), code, library) for code, said in said_in(group.noun, library))


def _companies(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The organisations of a campaign that are companies, each with what shows it."""
    return _COMPANIES.of(campaign, Same(library), lambda: dict(_shown_companies(campaign, library)))


def _shown_companies(campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    doers = doers_of(campaign, library)
    for key, act in employers_of(campaign, library):
        if key in doers and not _is_of_the_state(campaign.organisations[Scalar(key)].name, library):
            yield key, f"by which '{act}' was done"
    for key in companies_of(campaign):
        yield key, "to which the campaign writes as a company"


def _is_of_the_state(name: Text, library: Library) -> bool:
    """Whether a name shows that a state employs people there: "Ministry of Education"."""
    said = ((language_of(library, code).checking.state, str(text)) for code, text in said_in(name, library))
    return any(pattern and pattern.search(text) for pattern, text in said)


def _wronged_unions(campaign: Campaign, library: Library) -> frozenset[str]:
    """The organisations with members to which wrong was done."""
    return frozenset(
        str(key)
        for key, body in campaign.organisations.items()
        if any(not (kind := library.acts[act.kind]).own and not kind.relief for act in body.acts)
        and _has_members(body.name, library)
    )


def _has_members(name: Text, library: Library) -> bool:
    return any(language_of(library, code).is_union(str(said)) for code, said in said_in(name, library))
