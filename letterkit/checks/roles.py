"""What the keys of an act say: who did it, why, where, with what outcome, each in its own place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from letterkit.checks.by_language import language_of, said_in
from letterkit.checks.ledger.lexicon import lexicon, words_of
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.letter.items import FilledClause
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Group, Office, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

Owner = Person | Group | Organisation


@dataclass(slots=True)
class _Phrases:
    """How often a campaign says what under a key of its acts, and what it calls organisations; in lower case."""

    under: dict[str, Counter[str]] = field(default_factory=lambda: {"by": Counter(), "place": Counter()})
    names: dict[str, str] = field(default_factory=dict)


def phrases_stand_under_their_keys(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Who did something stands under 'by:', why under 'for:', where under 'place:' (LK535)."""
    known = _phrases(campaign, library)
    for key, owner, act in _acts(campaign):
        where = f"{key}.{act.kind}"
        misplaced = chain(
            _no_reason(where, act, known, library),
            _their_reason(where, act, library),
            _exchanged(where, act, known, library),
            _by_the_victim(where, key, owner, act, campaign, library),
            _by_no_one(where, act, library),
        )
        yield from islice(misplaced, 1)
        for text in (act.outcome, act.object, act.for_, act.stated_reason):
            yield from _said_by_the_act(where, text, library)
        yield from _penalty_before_the_sentence(where, act, library)


def _acts(campaign: Campaign) -> Iterator[tuple[str, Owner, Act]]:
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        yield from ((str(key), owner, act) for act in owner.acts)


def _phrases(campaign: Campaign, library: Library) -> _Phrases:
    found = _Phrases()
    for key, body in campaign.organisations.items():
        for name in filter(None, (body.name, body.short)):
            found.names.update((_low(str(said), code, library), str(key)) for code, said in said_in(name, library))
    for _, _, act in _acts(campaign):
        for under, text in (("by", act.by), ("place", act.place)):
            found.under[under].update(_low(str(said), code, library) for code, said in said_in(text, library))
    return found


def _low(text: str, code: str, library: Library) -> str:
    """A phrase in lower case, without the article before it."""
    low = plain(text).casefold().strip()
    for article in map(str, language_of(library, code).checking.articles):
        gap = "" if article.endswith("'") else " "
        if low.startswith(article + gap):
            return low.removeprefix(article + gap)
    return low


def _no_reason(where: str, act: Act, known: _Phrases, library: Library) -> Iterator[Problem]:
    """Somebody who does something, where a reason belongs."""
    for code, said in said_in(act.for_, library):
        low = _low(str(said), code, library)
        if low in known.names or known.under["by"][low]:
            who = f"the name of '{known.names[low]}'" if low in known.names else "said of who did something elsewhere"
            message = f"'{said}' stands under 'for:' of '{where}', which says why; it is {who}"
            yield Problem("LK535", message, said.location, "move it to 'by:', and say under 'for:' why it was done")


def _their_reason(where: str, act: Act, library: Library) -> Iterator[Problem]:
    """What only those say who acted, told as why they did: "dismissed for restructuring"."""
    for code, said in said_in(act.for_, library):
        pattern = language_of(library, code).checking.accusing
        if pattern and pattern.search(plain(str(said))):
            message = f"'{said}' stands under 'for:' of '{where}', and the letter would say it in your own voice"
            hint = "move it to 'stated-reason:', which the letter tells as what those say who did it"
            yield Problem("LK535", message, said.location, hint)


def _exchanged(where: str, act: Act, known: _Phrases, library: Library) -> Iterator[Problem]:
    """Who did something and where, each in the place of the other, as other acts have them."""
    by, places = known.under["by"], known.under["place"]
    for code, said in said_in(act.by, library):
        place = act.place.languages.get(code) if act.place else None
        one, other = _low(str(said), code, library), _low(str(place or ""), code, library)
        as_elsewhere = by[one] > places[one] or by[other] < places[other]
        named = said[:1].isupper() and not (place or "")[:1].isupper() and one not in known.names
        if places[one] and named and (not place or (by[other] and not as_elsewhere)):
            message = f"'{said}' stands under 'by:' of '{where}', which says who did it, and is a place elsewhere"
            yield Problem("LK535", message, said.location, "say under 'by:' who did it, and under 'place:' where")


def _by_the_victim(
    where: str, key: str, owner: Owner, act: Act, campaign: Campaign, library: Library
) -> Iterator[Problem]:
    """An act by its own victim, or by the organisation in which they have an office."""
    for code, said in said_in(act.by, library):
        low = _low(str(said), code, library)
        for own, name in _own_names(key, owner, campaign, library):
            if low == name:
                message = f"'{where}' was done by '{said}', which is '{own}', to whom or to whose member it was done"
                hint = "say under 'by:' who did it, and let the act stand with those to whom it was done"
                yield Problem("LK535", message, _place_of(act.by, said), hint)
                return
        if wronged := _wronged(low, campaign, library):
            message = f"'{where}' was done by '{said}', who is '{wronged}', to whom wrong was done"
            yield Problem("LK535", message, _place_of(act.by, said), "say under 'by:' who did it")
            return


def _place_of(by: Text | None, said: Scalar) -> Location | None:
    """Where it is said who did something: what an organisation is called stands elsewhere than its key."""
    written, key = said.location, by.location if by else None
    return key if key and not (written and key.overlaps(written)) else written


_WRONGED: Kept[Mapping[str, str]] = Kept()


def _wronged(low: str, campaign: Campaign, library: Library) -> str:
    """The key of whoever has a name, in lower case, where something was done to them; "" for nobody."""
    return _WRONGED.of(campaign, Same(library), lambda: dict(_wronged_by_name(campaign, library))).get(low, "")


def _wronged_by_name(campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    """Those to whom something was done by their names, in lower case; of several with one name the first is last."""
    for key, person in reversed(tuple(campaign.people.items())):
        harmed = any(not (kind := library.acts[act.kind]).own and not kind.relief for act in person.acts)
        for code, name in said_in(person.name, library) if isinstance(person, Person) and harmed else ():
            yield _low(str(name), code, library), str(key)


def _bodies_of(owner: Owner, campaign: Campaign, library: Library) -> Iterator[str]:
    """The organisations to which somebody belongs, and not those for which they only work."""
    employers = doers_of(campaign, library)
    for office in owner.offices if isinstance(owner, Person) else ():
        if office.of and (str(office.of) not in employers or leads(office, library)):
            yield str(office.of)
    if isinstance(owner, Group) and owner.of and str(owner.of) not in employers:
        yield str(owner.of)


def _own_names(key: str, owner: Owner, campaign: Campaign, library: Library) -> Iterator[tuple[str, str]]:
    """What somebody is called, and the organisations to which they belong, with the key of each.

    Who works for an organisation that only did harm is one of those whom it wronged; who leads it is not.
    """
    bodies = list(_bodies_of(owner, campaign, library))
    texts = [(key, owner.noun if isinstance(owner, Group) else owner.name)]
    for body in bodies:
        record = campaign.organisations.get(Scalar(body))
        texts += [(body, text) for text in (record.name, record.short) if text] if record else []
    for own, text in texts:
        yield from ((own, _low(str(said), code, library)) for code, said in said_in(text, library))


def _by_no_one(where: str, act: Act, library: Library) -> Iterator[Problem]:
    """A deed where somebody belongs: "by: joining the union"."""
    for code, said in said_in(act.by, library):
        deeds = language_of(library, code).checking.deeds
        if deeds and deeds.match(plain(str(said))):
            message = f"'{said}' stands under 'by:' of '{where}', and is a deed, not somebody who did it"
            yield Problem("LK535", message, said.location, "move it to 'for:', which says why")
            return


def _said_by_the_act(where: str, text: Text | None, library: Library) -> Iterator[Problem]:
    """A phrase that begins with the words of an act: "charged with fraud" under `charged`, or under another."""
    for code, said in said_in(text, library):
        words = lexicon(library, code or PLAIN_LANGUAGE)
        spoken = words_of(plain(str(said)))
        for end, (what, name) in words.phrases.at(spoken, 0) if spoken else ():
            kind = library.acts.get(name)
            leading = words.function | words.lists["outcomes"]
            small = any(word.low in leading for word in spoken[max(end - 1, 1) : end + 1])
            own = where.endswith(f".{name}")
            if what == "verb" and kind and (own or _takes(kind)) and small:
                message = f"'{said}' of '{where}' begins with '{str(said)[: spoken[end - 1].end]}', the act '{name}'"
                hint = "leave these words out: the letter has them" if own else f"add an act '{name}' with the rest"
                yield Problem("LK535", message, said.location, hint)
                return


def _penalty_before_the_sentence(where: str, act: Act, library: Library) -> Iterator[Problem]:
    """A length of time in the place of a charge: "charged with two years in prison"."""
    own = library.acts[act.kind]
    timed = [kind for kind in library.acts.values() if _is_for_a_time(kind, library)]
    ends = [kind.name for kind in timed if own.status and own.status == kind.status and own.status not in kind.after]
    ends += [kind.name for kind in timed if own.status in kind.after]
    ends = [] if own.relief or own in timed else ends
    for code, said in said_in(act.outcome, library) if ends else ():
        if _begins_with_a_time(str(said), code, library):
            message = f"'{said}' stands under '{where}', and is a length of time"
            yield Problem("LK535", message, said.location, f"it belongs to an act '{ends[0]}'")
            return


def _is_for_a_time(kind: ActKind, library: Library) -> bool:
    """Whether what comes of an act is a length of time, as its example has it."""
    outcome = kind.example.get(Scalar("outcome")) if kind.example else None
    texts = outcome.items() if isinstance(outcome, Mapping) else ()
    return any(_begins_with_a_time(str(text), str(code), library) for code, text in texts)


def _begins_with_a_time(text: str, code: str, library: Library) -> bool:
    """Whether a text begins with a number of days, months or years."""
    language = language_of(library, code)
    units, number = language.checking.units, next(iter(numbers_in(text, language)), None)
    if units is None or number is None or number.start > 0:
        return False
    return units.match(text[number.end :].lstrip()) is not None


def _takes(kind: ActKind) -> bool:
    """Whether an act of a kind has an outcome, which its sentence leads up to."""
    return kind.of != "organisation" and "outcome" in kind.keys_taken


def demands_are_for_those_wronged(document: Document) -> Iterator[Problem]:
    """No demand is made for an organisation by which others of the campaign were wronged (LK535)."""
    campaign, library = document.campaign, document.library
    doers = doers_of(campaign, library)
    for item in (item for group in document.letter.demands for item in group if isinstance(item, FilledClause)):
        for key in (*(item.arguments.get("organisations") or ()), *_keys(item.arguments.get("affiliates"))):
            if act := doers.get(str(key)):
                message = f"'{item.clause.name}' is demanded for '{key}', by whom '{act}' was done"
                place = key.location if isinstance(key, Scalar) else None
                yield Problem("LK535", message, place or item.location, "name those to whom wrong was done")


_DOERS: Kept[Mapping[str, str]] = Kept()


def leads(office: Office, library: Library) -> bool:
    """Whether an office is one that leads an organisation, or a deputy's: president, vice president, treasurer."""
    for code, said in said_in(office.office, library):
        low = plain(str(said)).casefold().strip()
        held = lexicon(library, code or PLAIN_LANGUAGE).lists["held-by-one"]
        if any(low == one or low.endswith(f" {one}") or low.startswith(f"{one} ") for one in held):
            return True
    return False


def doers_of(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The organisations that only did harm in a campaign, such as an employer, each with an act of theirs."""
    return _DOERS.of(campaign, Same(library), lambda: _doers(campaign, library))


def _keys(value: object) -> Iterator[str]:
    """The keys of organisations among what a clause takes; a free text has none."""
    return (each for each in value if isinstance(each, str)) if isinstance(value, Sequence) else iter(())


def _doers(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The organisations to whom nothing was done, by which something was done to others, each with such an act."""
    known, found = _phrases(campaign, library), dict[str, str]()
    for key, owner, act in _acts(campaign):
        if library.acts[act.kind].relief:
            continue
        for code, said in said_in(act.by, library):
            body = known.names.get(_low(str(said), code, library))
            if body and owner is not campaign.organisations[Scalar(body)]:
                found.setdefault(body, f"{key}.{act.kind}")
    wronged = {str(key) for key, body in campaign.organisations.items() if body.acts}
    return {key: act for key, act in found.items() if key not in wronged}
