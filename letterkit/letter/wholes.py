"""Groups and those who belong to them: who is named with the group is counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterkit.letter.items import Event
from letterkit.schema.campaign import Group, Person
from letterkit.schema.organisation import Act


def wholes_of(key: str, people: Mapping[str, Person | Group]) -> frozenset[str]:
    """The groups to which somebody belongs, or of which a group is a part, and the groups to which these belong."""
    found: set[str] = set()
    open_ = [key]
    while open_:
        one = open_.pop()
        record = people.get(one)
        above = {str(other) for other, group in people.items() if isinstance(group, Group) and one in group.listed}
        if isinstance(record, Group) and isinstance(people.get(str(record.of)), Group):
            above.add(str(record.of))
        open_ += above - found
        found |= above
    return frozenset(found - {key})


def around(key: str, people: Mapping[str, Person | Group]) -> frozenset[str]:
    """The groups to which somebody belongs, and of a group those who belong to it, and its parts."""
    within = {str(other) for other in people if key in wholes_of(str(other), people)}
    return wholes_of(key, people) | within


def counted_once(keys: Sequence[str], people: Mapping[str, Person | Group]) -> tuple[str, ...]:
    """People and groups without those who belong to another of them: "the three and Ms Berg" would be four."""
    given = set(map(str, keys))
    if not any(isinstance(people.get(key), Group) for key in given):
        return tuple(keys)
    return tuple(key for key in keys if wholes_of(str(key), people).isdisjoint(given))


def persons_first(keys: Sequence[str], people: Mapping[str, Person | Group]) -> tuple[str, ...]:
    """People before groups: what "12 teachers who belong to the UTP and Ms Berg" belong to could be Ms Berg."""
    return tuple(sorted(keys, key=lambda key: isinstance(people.get(key), Group)))


def of_each_once(events: Sequence[Event], people: Mapping[str, Person | Group]) -> list[Event]:
    """Acts that one sentence tells, without those of people to whose group another befell."""
    once = counted_once([event.who for event in events], people)
    return [event for event in events if event.who in once]


def without_repeated(events: Iterable[Event], people: Mapping[str, Person | Group]) -> Iterator[Event]:
    """Acts without those that an act of a group tells of its members, too, with all that is known of them."""
    told = list(events)
    of_groups = [event for event in told if isinstance(people.get(event.who), Group)]
    for event in told:
        wholes = wholes_of(event.who, people) if of_groups else frozenset()
        if not any(other.who in wholes and _tells(other, event) for other in of_groups):
            yield event


def _tells(whole: Event, part: Event) -> bool:
    """Whether an act of a group says all that an act of one of them says."""
    if (whole.act.kind, whole.act.date, whole.announced) != (part.act.kind, part.act.date, part.announced):
        return False
    said, plain = _told_by(whole.act), _told_by(part.act)
    return all(text is None or text == said[name] for name, text in plain.items())


def _told_by(act: Act) -> dict[str, object]:
    texts = ("place", "by", "how", "held_at", "outcome", "object", "facing", "lasted", "when", "for_", "stated_reason")
    said = {name: text.first if (text := getattr(act, name)) else None for name in texts}
    days = {"deadline": act.deadline, "until": act.until}
    return {**said, **days, "law": act.law, "alongside": act.alongside or None, "hearing": act.hearing or None}
