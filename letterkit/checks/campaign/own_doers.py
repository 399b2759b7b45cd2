"""Nobody is told to have been wronged by themselves, by their own organisation, or by others who were wronged.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from letterkit.checks.campaign.phrase_kinds import Owner, acts_of, lowered
from letterkit.checks.campaign.roles import doers_of, leads
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Group, Office, Person
from letterkit.schema.fields import Name, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation
from letterkit.schema.person_names import surname_of


def nobody_wrongs_their_own(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No act is done by its victim, by their organisation, or by somebody else to whom wrong was done (LK535)."""
    for key, owner, act in acts_of(campaign):
        where = f"{key}.{act.kind}"
        for code, said in said_in(act.by, library):
            low = lowered(str(said), code, library)
            named = isinstance(act.by, Name)  # an organisation is not those who work for it: « salariés de la CDB »
            names = _own_names(key, owner, campaign, library)
            own = next((one for one, name in names if (low == name if named else _is_said(low, name))), "")
            if not own and not library.acts[act.kind].relief:
                own = _own_by_its_kind(low, key, owner, code, campaign, library)
            if own:
                message = f"'{where}' was done by '{said}', which is '{own}', to whom or to whose member it was done"
                hint = "say under 'by:' who did it, and let the act stand with those to whom it was done"
                yield Problem("LK535", message, _place_of(act.by, said), hint)
                break
            if wronged := _wronged(low, campaign, library):
                message = f"'{where}' was done by '{said}', who is '{wronged}', to whom wrong was done"
                yield Problem("LK535", message, _place_of(act.by, said), "say under 'by:' who did it")
                break


def nobody_reports_what_they_did(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What was done is not told on the word of those who did it, or did wrong to others of the campaign (LK535)."""
    doers = dict[str, str]()
    for key, _, act in acts_of(campaign):
        kind = library.acts[act.kind]
        if not (kind.own or kind.relief or kind.alleged or kind.misfortune or kind.official):
            for code, said in said_in(act.by, library):
                doers.setdefault(lowered(str(said), code, library), f"{key}.{act.kind}")
    for key, _, act in acts_of(campaign):
        for code, said in said_in(act.reported, library):
            low = lowered(str(said), code, library)
            own = any(low == lowered(str(one), language, library) for language, one in said_in(act.by, library))
            if low in doers or own:
                did = f"{key}.{act.kind}" if own else doers[low]
                message = f"'{said}' report '{key}.{act.kind}', by whom '{did}' was done"
                yield Problem("LK535", message, said.location, "say under 'reported:' who reports it, or leave it out")
                break


def _is_said(low: str, name: str) -> bool:
    """Whether a doer is what somebody is called, or "the cutters" for banana cutters, both in lower case."""
    return low == name or (len(low) >= _TELLING and (name.endswith(f" {low}") or name.startswith(f"{low} ")))


_TELLING = 5
"""A word of so many letters tells whom it means."""


def _place_of(by: Text | None, said: Scalar) -> Location | None:
    """Where it is said who did something: what an organisation is called stands elsewhere than its key."""
    written, key = said.location, by.location if by else None
    return key if key and not (written and key.overlaps(written)) else written


_WRONGED: Kept[Mapping[str, str]] = Kept()


def _wronged(low: str, campaign: Campaign, library: Library) -> str:
    """The key of whoever has a name or an office, in lower case, where something was done to them; "" for nobody."""
    named = _WRONGED.of(campaign, Same(library), lambda: dict(_wronged_by_name(campaign, library)))
    low = low.replace(". ", " ")  # "Mr. Lomi", « M. Diallo »
    office = re.sub(r" \S{1,3}(?: \S{1,3})? ", " ", low, count=1)  # "treasurer of the URW", « trésorier du SDC »
    return named.get(low) or named.get(office, "")


def _wronged_by_name(campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    """Those to whom something was done, by name and office in lower case; of several with one the first is last."""
    for key, person in reversed(tuple(campaign.people.items())):
        harmed = any(not (kind := library.acts[act.kind]).own and not kind.relief for act in person.acts)
        if isinstance(person, Person) and harmed:
            yield from ((lowered(str(name), code, library), str(key)) for code, name in said_in(person.name, library))
            yield from ((called, str(key)) for called in _entitled(person, library))
            held = [office for office in person.offices if office.of and not office.until and leads(office, library)]
            for office in held:
                yield from ((called, str(key)) for called in _called(office, campaign, library))


def _entitled(person: Person, library: Library) -> Iterator[str]:
    """What a letter calls somebody once introduced, in lower case, in each language: "ms lomi"."""
    for code, title in library.derived(_titles, "").get(str(person.gender), ()):
        yield plain(f"{title} {surname_of(person, code)}").casefold()


def _titles(library: Library, _: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The titles that tell a gender, each behind its language, by gender."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for code in library.language_codes():
        for gender, titles in library.language(code).checking.titles.items():
            known = found.get(str(gender), ())
            found[str(gender)] = (*known, *((str(code), str(title)) for title in titles))
    return found


def _called(office: Office, campaign: Campaign, library: Library) -> Iterator[str]:
    """An office and its organisation without the words between them, in lower case: "treasurer urw"."""
    body = campaign.organisations.get(Scalar(str(office.of)))
    for code in library.language_codes() if body else ():
        own = language_of(library, code).writing.offices.get(office.office.first)
        given = office.office.within(code)
        titles = [*([str(given)] if given else []), *(own.all if own else ())]
        names = [str(name.within(code) or name.first) for name in (body.name, body.short) if name] if body else []
        yield from (plain(f"{title} {name}").casefold() for title in titles for name in names)


def bodies_of(owner: Owner, campaign: Campaign, library: Library) -> Iterator[str]:
    """The organisations to which somebody belongs, and not those for which they only work."""
    employers = doers_of(campaign, library)
    for office in owner.offices if isinstance(owner, Person) else ():
        works = str(office.of) in employers or _works_there(office.office, library)
        if office.of and (leads(office, library) or not works):
            yield str(office.of)
    works = isinstance(owner, Group) and (str(owner.of) in employers or _works_there(owner.noun, library))
    if isinstance(owner, Group) and owner.of and not works:
        yield str(owner.of)


def _works_there(what: Text, library: Library) -> bool:
    """Whether what somebody is says that they are at an organisation, and not of it: "professor of history"."""
    return any(language_of(library, code).works_at(str(said)) for code, said in said_in(what, library))


def _own_names(key: str, owner: Owner, campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    """What somebody is called, and the organisations to which they belong, with the key of each.

    Who works for an organisation that only did harm is one of those whom it wronged; who leads it is not.
    """
    texts = [(key, owner.noun if isinstance(owner, Group) else owner.name)]
    for body in bodies_of(owner, campaign, library):
        record = campaign.organisations.get(Scalar(body))
        texts += [(body, text) for text in (record.name, record.short) if text] if record else []
    for own, text in texts:
        yield from ((own, lowered(str(said), code, library)) for code, said in said_in(text, library))


def _own_by_its_kind(low: str, key: str, owner: Owner, code: str, campaign: Campaign, library: Library) -> str:
    """The key of somebody's own organisation that "the union" is, where the campaign has one union; "" for none."""
    kinds = {str(one).casefold() for one in language_of(library, code).writing.kinds_of_organisations}
    if low not in kinds:
        return ""
    meant = [str(one) for one, body in campaign.organisations.items() if _is_called(body, low, library)]
    own = {key} if isinstance(owner, Organisation) else set(bodies_of(owner, campaign, library))
    return meant[0] if len(meant) == 1 and meant[0] in own else ""


def _is_called(body: Organisation, word: str, library: Library) -> bool:
    """Whether the name of an organisation has a word in it."""
    names = (plain(str(said)).casefold() for _, said in said_in(body.name, library))
    return any(word in re.findall(r"[^\W\d_]+", name) for name in names)
