"""Weigh what a subject line says of people without their names: how many there were, and in which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.weighing.counts import is_qualified
from letterkit.checks.ledger.weighing.offices import beside_of, body_of, is_same, offices_in, standing_alone
from letterkit.foundation.kept import Kept
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Group, Office, Person
from letterkit.schema.fields import Text
from letterkit.schema.reflection import records_in

_NEAR = 3
"""So many small words can stand between an act and how many it befell: "arrest of more than 40"."""

_MOST = 12
"""Of so many groups, each sum of some of them is looked at."""


def headed(reading: ReadSentence, eyes: Eyes, dossier: Dossier) -> Iterator[Claim]:
    """What a subject says wrongly of those who are not named in it, or without a record."""
    for claim, _ in offices_in(reading.seen, eyes):
        if claim.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
            yield claim
    seen = reading.seen
    told = [mention for mention in seen.of("noun", "verb") if mention.values]
    for at, act in enumerate(told):
        act = act._replace(values=dossier.told_alike(act.values))
        if all(_is_a_harm(kind, eyes) for kind in act.values):
            yield from _befell(act, told[:at], told[at + 1 :], seen, eyes, dossier)


def _befell(
    act: Mention, earlier: Sequence[Mention], later: Sequence[Mention], seen: Seen, eyes: Eyes, dossier: Dossier
) -> Iterator[Claim]:
    """What a subject says wrongly of whom an act befell: how many they are, before or behind it, and their office."""
    begin = max((other.last for other in earlier if other.last <= act.first), default=0)
    end = next((other.first for other in later if other.first > act.first), len(seen.words))
    for number in _before(act, begin, seen):
        yield from _weighed(number, act, seen, eyes, dossier)
    of_another = [number for other in later for number in _before(other, act.last, seen)]
    inside = [one for one in seen.mentions if act.last <= one.first < end and one not in of_another]
    yield from _counted(act, inside, seen, eyes, dossier)
    yield from _in_office(act, inside, seen, eyes, dossier)


def is_on_record(name: str, campaign: Campaign) -> bool:
    """Whether something of a campaign but its letters has a name in it: what an act was about, an address, a law."""
    texts = _TEXTS.of(campaign, None, lambda: "\n".join(_texts(campaign)))
    return re.search(rf"(?<!\w){re.escape(plain(name).casefold())}(?!\w)", texts) is not None


_TEXTS: Kept[str] = Kept()


def _texts(campaign: Campaign) -> Iterator[str]:
    """All texts of the acts, organisations, laws, targets and occasions of a campaign, in lower case."""
    owners = (*campaign.people.values(), *campaign.organisations.values())
    acts = (act for owner in owners for act in owner.acts)
    others = (*campaign.laws.values(), *campaign.targets.values(), *campaign.occasions.values())
    for record in (*acts, *campaign.organisations.values(), *others):
        for value in records_in(record):
            if isinstance(value, Text):
                yield from (plain(str(said)).casefold() for said in value.languages.values())


def _is_a_harm(name: str, eyes: Eyes) -> bool:
    """Whether an act is done to people, and is no good news."""
    kind = eyes.cast.library.acts.get(Scalar(name))
    return kind is not None and kind.of == "person" and not kind.relief


def _counted(act: Mention, inside: Sequence[Mention], seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Claim]:
    """A number behind an act that is not that of those whom it befell, nor of some of them: "arrest of 41"."""
    for number in (mention for mention in inside if mention.kind == "number"):
        between = seen.words[act.last : number.first]
        if len(between) > _NEAR or not all(_is_small(word.low, eyes) for word in between):
            continue
        yield from _weighed(number, act, seen, eyes, dossier)


def _before(act: Mention, begin: int, seen: Seen) -> list[Mention]:
    """The number, if any, of those of whom a verb behind them tells an act: "eight workers injured"."""
    numbers = (each for each in seen.of("number") if begin <= each.first and each.last <= act.first)
    number = max(numbers, key=lambda each: each.last, default=None)
    if act.kind != "verb" or number is None or not 0 <= act.first - number.last <= _NEAR:
        return []
    marks = "".join(word.gap for word in seen.words[number.last : act.first + 1])
    return [] if set(marks) & set(",;:()") else [number]


def _weighed(number: Mention, act: Mention, seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Claim]:
    """That a number is not that of those whom an act befell, nor of some of them."""
    if is_qualified(number, seen) or _is_no_headcount(number, seen, eyes) or number.number in eyes.cast.figures:
        return
    acts = eyes.cast.library.acts
    # How people died is told in several ways: "killed in" is said of accidents, and of a place.
    dead = {str(name) for name, kind in acts.items() if kind.final}
    sums = _sums(act.values | dead if act.values & dead else act.values, eyes, dossier)
    if sums and number.number not in sums:
        text = seen.text[number.start : number.end]
        says = f"'{text}': the campaign tells that of {max(sums)}"
        yield Claim("count", text, (), number.start, number.end, Verdict.CONTRADICTED, says, None, "LK507")


def _is_small(word: str, eyes: Eyes) -> bool:
    return word in eyes.lexicon.function or word in eyes.lexicon.lists["articles"]


def _is_no_headcount(number: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether a number is part of a date, or counts days or money."""
    dated = any(each.first <= number.first < each.last for each in seen.of("date", "duration"))
    return dated or bool(eyes.lexicon.units.match(seen.text[number.end :].lstrip(" -'")))


def _sums(kinds: frozenset[str], eyes: Eyes, dossier: Dossier) -> frozenset[int]:
    """How many they can be whom acts befell, all of them or some people and groups; none where nobody can tell."""
    befallen = dict(_befallen(kinds, eyes, dossier))
    groups = {key: one for key, one in befallen.items() if isinstance(one, Group)}
    listed = {str(member) for one in groups.values() for member in one.listed}
    alone = befallen.keys() - groups.keys() - listed
    sums = set(range(len(alone) + 1))
    for one in list(groups.values())[:_MOST]:
        known = _number_of(one, eyes)
        if known is None:
            return frozenset()
        within = str(one.of) in groups if one.of else False
        parts = {known, *range(1, len(one.listed) + 1)}
        sums |= {part + other for part in parts for other in ({0} if within else sums)}
    return frozenset(sums - {0}) if len(groups) <= _MOST else frozenset()


def _number_of(group: Group, eyes: Eyes) -> int | None:
    """How many a group counts, where it says so exactly; None where not."""
    if group.count is None:
        return len(group.members) or None
    said = str(group.count.first)
    found = [each.number for each in numbers_in(said, eyes.language)]
    return found[0] if len(found) == 1 and (said.strip().isdecimal() or len(said.split()) == 1) else None


def _in_office(act: Mention, inside: Sequence[Mention], seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Claim]:
    """An office behind an act that nobody whom it befell holds, where others whom it befell hold one."""
    lists, named = eyes.lexicon.lists, {beside_of(person, seen, eyes) for person in seen.of("person")}
    for office in standing_alone(seen):
        title = seen.text[office.start : office.end]
        known = {title.casefold(), *eyes.lexicon.offices.get(title.casefold(), ())}
        if office in named or office not in inside or not known & lists["held-by-one"]:
            continue
        body = body_of(office, seen, eyes)
        held = [one for one in _offices(act.values, eyes, dossier) if not body or str(one.of) in body.values]
        if held and not any(is_same(title, one, eyes) for one in held):
            called = " and ".join(dict.fromkeys(str(one.office.first) for one in held))
            says = f"'{title}': the campaign tells that of the {called}"
            location = held[0].office.first.location
            place = (office.start, office.end)
            yield Claim("office", title, (), *place, Verdict.CONTRADICTED, says, location, "LK508")


def _offices(kinds: frozenset[str], eyes: Eyes, dossier: Dossier) -> Iterator[Office]:
    """The offices of those whom acts befell."""
    for _, one in _befallen(kinds, eyes, dossier):
        yield from one.offices if isinstance(one, Person) else ()


def _befallen(kinds: frozenset[str], eyes: Eyes, dossier: Dossier) -> Iterator[tuple[str, Person | Group]]:
    """The people and groups whom acts befell, with their keys."""
    for key, one in eyes.cast.campaign.people.items():
        if any(act.kind in kinds for act in dossier.acts(str(key))):
            yield str(key), one
