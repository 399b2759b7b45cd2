"""The order of what a campaign tells of somebody: looked at once a campaign, whatever its letters say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

_SAME_CASE = 366
"""Days within which a step of a procedure is likely to belong to the same case as another."""


def acts_come_in_order(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody is freed before being held, sentenced before being arrested (LK517), or held after their death (LK516)."""
    shared = _ends_of_groups(campaign, library)
    for key, record in (*campaign.people.items(), *campaign.organisations.items()):
        yield from _after_the_end(str(key), record, shared.get(str(key)), library)
        yield from _of_the_dead(str(key), record, campaign, library)
        certain = [act for act in _dated(record) if not is_foretold_by_mistake(act, campaign, library)]
        yield from _before_what_goes_ahead(str(key), certain, library)
        yield from _after_what_ended_it(str(key), certain, library)
        yield from _confirmed_after_its_end(str(key), record, library)


def sources_are_not_older_than_what_they_report(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A source tells of what had happened by its date (LK710); one that is older than several acts is named once."""
    early: dict[str, list[tuple[str, Act]]] = {}
    for key, record in (*campaign.people.items(), *campaign.organisations.items()):
        for act in record.acts:
            if is_foretold_by_mistake(act, campaign, library):
                early.setdefault(str(act.source), []).append((f"{key}.{act.kind}", act))
    for name, acts in early.items():
        source = campaign.sources[Scalar(name)]
        (first, act), *more = acts
        others = f", and {len(more)} more of what it reports" if more else ""
        message = f"'{name}' is of {source.date}, and '{first}' is dated {act.date}{others}"
        hint = (
            "correct the source's date" if more else "correct one of the two dates, or name the source that reported it"
        )
        yield Problem("LK710", message, (source.location if more else None) or location_of(act.source), hint)


def is_foretold_by_mistake(act: Act, campaign: Campaign, library: Library) -> bool:
    """Whether an act that nobody announces is later than the source that reports it."""
    source = campaign.sources.get(act.source) if act.source else None
    kind = library.acts[act.kind]
    foretold = kind.foretold or kind.can_be_ahead
    return bool(source and source.date and not foretold and source.date.last < act.date.first)


def acts_stand_once(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No act stands twice for somebody, under one date or under two (LK533).

    What makes somebody what they are already, as an arrest of who is held, needs what ended it in between: a release.
    A group can be dismissed day by day, and whoever is threatened can be threatened again.
    """
    freed = frozenset(str(status) for kind in library.acts.values() if kind.relief for status in kind.ends)
    for key, record in (*campaign.people.items(), *campaign.organisations.items()):
        acts = sorted(record.acts, key=lambda act: (act.date.first, act.date.last))
        alone = not isinstance(record, Group)
        for at, act in enumerate(acts):
            # What was announced and took place is told by two sources of one day.
            if alike := [one for one in acts[:at] if one.kind == act.kind and one.announced == act.announced]:
                told = list(_told_again(str(key), alike, act, acts[:at], freed if alone else None, library))
                yield from told
                if not told and _is_otherwise(alike[-1], act, alone, library):
                    yield _stands_twice(str(key), alike[-1], act, ", or tell of both in one act")


def nothing_is_told_in_two_kinds(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody dies by two acts, or is dismissed within days by two kinds of act, and nothing is raided twice (LK533)."""
    once = _statuses_reached_once(library)
    for key, person in campaign.people.items():
        acts = [act for act in _dated(person) if _status(act, library) in once and not library.acts[act.kind].after]
        for one, again in pairwise(acts) if isinstance(person, Person) else ():
            near = library.acts[again.kind].final or (again.date.first - one.date.last).days <= _DAYS_APART
            if near and one.kind != again.kind and _status(one, library) == _status(again, library):
                yield _in_two_kinds(str(key), one, again)
    for key, record in (*campaign.people.items(), *campaign.organisations.items()):
        yield from (_in_two_kinds(str(key), *pair) for pair in combinations(record.acts, 2) if _is_one_thing(*pair))


def _in_two_kinds(key: str, one: Act, again: Act) -> Problem:
    message = f"'{key}.{one.kind}' of {one.date} and '{key}.{again.kind}' of {again.date} tell one thing twice"
    return Problem("LK533", message, again.kind.location, "delete the one that is not right")


def _is_one_thing(one: Act, again: Act) -> bool:
    """Whether two acts of a day were done to the same thing by the same: an office raided, and searched."""
    same = one.object and again.object and str(one.object.first).casefold() == str(again.object.first).casefold()
    doers = [str(act.by.first).casefold() if act.by else "" for act in (one, again)]
    return bool(same) and doers[0] == doers[1] and one.kind != again.kind and one.date == again.date


def _statuses_reached_once(library: Library) -> frozenset[str]:
    """The statuses that an act brings about at one stroke: those of the dead, and of whoever can be reinstated.

    What is a state to be in, or follows on another step of a case, is told by several acts.
    """
    kinds = [kind for kind in library.acts.values() if kind.status]
    ended = {str(status) for kind in kinds if kind.relief and kind.after for status in kind.ends}
    lasting = {str(kind.status) for kind in kinds if (kind.state or kind.after or kind.relief) and not kind.final}
    final = {str(kind.status) for kind in kinds if kind.final}
    return frozenset((ended - lasting) | final)


_DAYS_APART = 3


def _told_again(
    key: str, alike: Sequence[Act], act: Act, acts: Sequence[Act], freed: frozenset[str] | None, library: Library
) -> Iterator[Problem]:
    """What is said of an act that is told of somebody before; of a group, nothing is ``freed``."""
    earlier = [one for one in alike if _what(one) == _what(act) or (one.date == act.date and _says_less(one, act))]
    lasting = freed is not None and str(library.acts[act.kind].status) in freed
    if earlier and _cannot_be(earlier[-1], act, acts, lasting, library):
        yield _stands_twice(key, earlier[-1], act, ", or add what ended the first" if lasting else "")
    elif freed is not None and _has_nothing_to_end(alike[-1], act, acts, library):
        yield _stands_twice(key, alike[-1], act, ", or add what was done to them anew in between")


def _cannot_be(one: Act, again: Act, acts: Sequence[Act], lasting: bool, library: Library) -> bool:
    """Whether an act cannot have been done again after it was done before."""
    kind = library.acts[again.kind]
    ended = any(kind.status in library.acts[other.kind].ends for other in acts[acts.index(one) + 1 :])
    if one.date == again.date or kind.final:
        return True
    goes_on = bool(one.ongoing and again.ongoing) if kind.lasts else lasting
    return goes_on and not ended


def _is_otherwise(one: Act, again: Act, alone: bool, library: Library) -> bool:
    """Whether an act that is done once told within days what came of another of its kind otherwise: two sentences.

    Of a group, which can be dismissed day by day, both bear one date. What befalls people, is said of them or moves
    them comes again within days.
    """
    apart = (again.date.first - one.date.last).days
    near = one.date == again.date if not alone else apart <= _DAYS_APART
    exact = not one.date.bound and not again.date.bound
    by = [str(act.by.first).casefold() if act.by else "" for act in (one, again)]
    outcome, about = zip(_what(one), _what(again), strict=True)
    differs = bool(outcome[0] and outcome[1]) and outcome[0] != outcome[1] and about[0] == about[1]
    return near and exact and by[0] == by[1] and differs and _is_done_once(library.acts[again.kind])


def _is_done_once(kind: ActKind) -> bool:
    """Whether an act of a kind makes somebody what they then are, and is not done again within days."""
    often = kind.lasts or kind.own or kind.misfortune or kind.alleged or kind.relief
    return bool(kind.status) and not often


def _stands_twice(key: str, one: Act, again: Act, more: str) -> Problem:
    message = f"'{key}.{again.kind}' stands twice, on {one.date} and on {again.date}"
    return Problem("LK533", message, again.kind.location, f"delete the one that is not right{more}")


def _has_nothing_to_end(one: Act, again: Act, acts: Sequence[Act], library: Library) -> bool:
    """Whether good news is told a second time, and nothing in between that it could have ended: a new arrest."""
    kind = library.acts[again.kind]
    between = (library.acts[other.kind].status for other in acts[acts.index(one) + 1 :])
    return kind.relief and bool(kind.ends) and {*kind.ends, *kind.after}.isdisjoint(between)


def _what(act: Act) -> tuple[str, ...]:
    """What tells two acts of one kind apart: what came of them, and what they were about."""
    return tuple(str(text.first).casefold() if text else "" for text in (act.outcome, act.object))


def _says_less(one: Act, other: Act) -> bool:
    """Whether what came of one of two acts is said in words that are all among those of the other: "Kabwe"."""
    pairs = [(set(mine.split()), set(theirs.split())) for mine, theirs in zip(_what(one), _what(other), strict=True)]
    said = [(mine, theirs) for mine, theirs in pairs if mine and theirs]
    return bool(said) and all(mine <= theirs or mine >= theirs for mine, theirs in said)


def _ends_of_groups(campaign: Campaign, library: Library) -> dict[str, Act]:
    """The acts that ended all for a group, by the keys of those whom it lists as its members."""
    ends = ((one, act) for one in campaign.people.values() if isinstance(one, Group) for act in _dated(one))
    return {str(key): act for one, act in ends if library.acts[act.kind].final for key in one.members}


def _after_the_end(
    key: str, record: Person | Group | Organisation, shared: Act | None, library: Library
) -> Iterator[Problem]:
    """What is told of somebody after an act that ends all, but for what the living do about the dead.

    ``shared`` is such an act of a group to which they belong.
    """
    last = next((act for act in _dated(record) if library.acts[act.kind].final), shared)
    if last is None or isinstance(record, Group):
        return
    for act in record.acts:
        kind = library.acts[act.kind]
        if act is not last and not kind.posthumous and not kind.final and act.date.first > last.date.last:
            message = f"'{key}.{last.kind}' is of {last.date}, and '{act.kind}' is dated {act.date}"
            yield Problem("LK516", message, act.kind.location, "correct one of the two dates")


def _of_the_dead(
    key: str, record: Person | Group | Organisation, campaign: Campaign, library: Library
) -> Iterator[Problem]:
    """What is told of a group and cannot have been done to one whom it lists, who was dead."""
    for member in record.listed if isinstance(record, Group) else ():
        person = campaign.people.get(Scalar(member))
        last = next((act for act in _dated(person) if library.acts[act.kind].final), None) if person else None
        for act in record.acts if last else ():
            kind = library.acts[act.kind]
            if last and not kind.posthumous and not kind.final and act.date.first > last.date.last:
                message = f"'{member}.{last.kind}' is of {last.date}, and '{key}.{act.kind}' is dated {act.date}"
                hint = f"take them out of '{key}', or correct one of the two dates"
                yield Problem("LK516", message, member.location or act.kind.location, hint)
                break


def _before_what_goes_ahead(key: str, acts: Sequence[Act], library: Library) -> Iterator[Problem]:
    """What is dated before all that goes ahead of it in a case."""
    for act in acts:
        kind = library.acts[act.kind]
        # Who was abducted was let go, too: good news comes after what it ends.
        after = {*kind.after, *(kind.ends if kind.relief and kind.after else ())}
        ahead = [other for other in acts if _status(other, library) in after and _near(act, other)]
        ahead = [other for other in ahead if other.kind != act.kind]
        if ahead and all(act.date.last < other.date.first for other in ahead):
            first = ahead[0]
            message = f"'{key}.{act.kind}' is dated {act.date}, before '{key}.{first.kind}' of {first.date}"
            hint = f"correct one of the two dates, or add the earlier '{first.kind}'"
            yield Problem("LK517", message, act.kind.location, hint)


def _after_what_ended_it(key: str, acts: Sequence[Act], library: Library) -> Iterator[Problem]:
    """What is told of somebody after an act that ended all on which it could follow: a sentence after an acquittal.

    A new arrest or charge in between, or an appeal, begins it again.
    """
    for at, act in enumerate(acts):
        kind = library.acts[act.kind]
        ends = [one for one in acts if _ends_all(one, act, library)] if kind.after else []
        for ended in ends[-1:]:
            since = acts[acts.index(ended) + 1 : at]
            if not any(_status(one, library) in kind.after or library.acts[one.kind].reopens for one in since):
                message = f"'{key}.{act.kind}' of {act.date} comes after '{key}.{ended.kind}' of {ended.date}"
                message += ", which ended what it follows on"
                hint = "delete the one that is not right, or add what came in between: an arrest, a charge, an appeal"
                yield Problem("LK517", message, act.kind.location, hint)


def _confirmed_after_its_end(key: str, record: Person | Group | Organisation, library: Library) -> Iterator[Problem]:
    """What is known to hold still on a day on which it was over: held without charge in April, charged in March."""
    for act in record.acts:
        kind, known = library.acts[act.kind], max((day for day in act.confirmed), default=None)
        for other in record.acts if known else ():
            # Who was let go and taken again is held, under the same act as a campaign may have it.
            ends = kind.status in library.acts[other.kind].ends and not isinstance(record, Group)
            over = str(other.kind) in kind.without or (ends and not _is_begun_again(act, other, record.acts, library))
            if known and over and not other.date.bound and act.date.last < other.date.first and other.date.last < known:
                message = f"'{key}.{act.kind}' is confirmed on {known}, and '{key}.{other.kind}' is dated {other.date}"
                hint = "correct one of the two dates, or leave the later day out under 'confirmed:'"
                yield Problem("LK517", message, other.kind.location, hint)


def _is_begun_again(act: Act, end: Act, acts: Sequence[Act], library: Library) -> bool:
    """Whether what an act brought about was brought about anew after it had ended."""
    status = library.acts[act.kind].status
    return any(library.acts[one.kind].status == status and one.date.last >= end.date.first for one in acts)


def _ends_all(ended: Act, act: Act, library: Library) -> bool:
    """Whether an act before another ended all on which that one can follow, or is another verdict of one day."""
    kind, end = library.acts[act.kind], library.acts[ended.kind]
    if ended is act or end.final or not _open_to(kind, library) or not _open_to(kind, library) <= set(end.ends):
        return False
    verdicts = ended.date == act.date and set(end.after) >= set(kind.after) and kind.status in end.ends
    return ended.date.last < act.date.first or (verdicts and end.relief and not kind.lasts)


def _open_to(kind: ActKind, library: Library) -> frozenset[str]:
    """The statuses of which one has to hold for an act; of good news, those of a case.

    Who is let out of prison may have been acquitted before, but nobody is acquitted of charges that were dropped.
    """
    if not kind.relief:
        return frozenset(map(str, kind.after))
    held = {str(one.status) for one in library.acts.values() if one.grave}
    return frozenset(map(str, kind.after)) - held if held & {*map(str, kind.after)} else frozenset()


def _dated(record: Person | Group | Organisation) -> Sequence[Act]:
    """The acts whose date says when they happened, the oldest first; "before" and "by" say that they had."""
    dated = (act for act in record.acts if not act.date.bound)
    return sorted(dated, key=lambda act: (act.date.last, act.date.first))


def _status(act: Act, library: Library) -> str:
    kind: ActKind = library.acts[act.kind]
    return str(kind.status or "")


def _near(act: Act, other: Act) -> bool:
    return (other.date.first - act.date.last).days <= _SAME_CASE
