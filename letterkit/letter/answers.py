"""Which of the harms that a letter tells its demands answer, each by itself: a release is no investigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letterkit.language.mentions import numbers_in
from letterkit.letter.items import Event, FilledClause, fits, still_holding
from letterkit.letter.letter import Letter
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Group, Person
from letterkit.schema.clause import Demand, names_in
from letterkit.schema.library import Library

_GRAVE_TOPICS = frozenset({"life", "treatment", "property"})
"""What a deed is about that calls for a demand though nothing of it lasts: a beating is investigated."""

_PERSECUTION = frozenset({"association", "liberty"})
"""What a demand to end all harassment or repression is about: it answers whatever persecutes people."""
_INVESTIGATED = frozenset({"life", "treatment"})
"""What a deed is about that such a demand does not answer: it has happened, and is investigated."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A harm that a letter tells and that nothing it demands answers.

    ``covered`` says whether something else is demanded for the same, ``fitting`` which demands would answer it.
    """

    event: Event
    covered: bool
    fitting: tuple[str, ...]


def unanswered(letter: Letter, library: Library) -> Iterator[Unanswered]:
    """The harms told in a letter that hold still, or call for an investigation, and that no demand of it answers.

    What is demanded for an organisation is demanded for those who hold an office in it, but for life, limb and liberty,
    and for those whom it harmed.
    """
    asked = _Asked(letter, library)
    for event in _told(letter):
        kind = letter.act_kinds[event.act.kind]
        if not _calls_for_a_demand(event, letter, library):
            continue
        demands, free = asked.of(event.who), asked.for_nobody_named
        of_the_body = asked.for_the_body_of(event.who)
        asked_besides = (of_the_body and not _is_grave(kind, library)) or asked.about(event)
        if asked_besides or any(
            answers(demand, kind, library, named=named)
            for named, asked_for in ((True, demands), (False, free))
            for demand in asked_for
        ):
            continue
        statuses = letter.statuses(event.who)
        fitting = tuple(
            str(name)
            for name in (*kind.demands, *sorted(set(library.demands) - set(kind.demands)))
            if answers(library.demands[name], kind, library) and fits(library.demands[name], statuses, library)
        )
        if fitting:
            covering = asked.by_name(event.who) if _is_grave(kind, library) else demands
            yield Unanswered(event, bool(covering) or of_the_body, fitting)


def answers(demand: Demand, kind: ActKind, library: Library, *, named: bool = True) -> bool:
    """Whether a demand is for what an act of a kind did, and not for something else done to the same people.

    One that is ``named`` for nobody answers persecution, and frees nobody who is held.
    """
    if demand.name in kind.demands or kind.name in demand.answers:
        return True
    if _ends_persecution(demand):
        return _INVESTIGATED.isdisjoint(_words(kind.topics)) and (named or not _can_be_freed(kind, library))
    if kind.status is None or demand.answers:
        return False
    if demand.met_by and all(kind.status in library.acts[act].ends for act in demand.met_by):
        return True
    fits_topic = not demand.topics or not _topics_of(kind, library).isdisjoint(_words(demand.topics))
    return kind.status in demand.when and fits_topic


def _ends_persecution(demand: Demand) -> bool:
    """Whether a demand is to end whatever persecutes people."""
    plain = bool(_parties(demand)) and not demand.when and not demand.answers
    return plain and _words(demand.topics) >= _PERSECUTION


def _is_grave(kind: ActKind, library: Library) -> bool:
    """Whether an act is against limb or liberty, or calls first for what answers it alone, as an investigation."""
    first = library.demands.get(kind.demands[0]) if kind.demands else None
    own = bool(first and first.answers) and not _INVESTIGATED.isdisjoint(_words(kind.topics))
    return own or "treatment" in _words(kind.topics) or _can_be_freed(kind, library)


def _can_be_freed(kind: ActKind, library: Library) -> bool:
    """Whether an act takes somebody's liberty, which a release gives back."""
    return kind.grave and any(kind.status in act.ends for act in library.acts.values() if act.relief)


def _parties(demand: Demand) -> list[str]:
    """The parameters of a demand that name people and organisations."""
    return [parameter.name for parameter in demand.takes if parameter.type in ("people", "organisations")]


def _topics_of(kind: ActKind, library: Library) -> frozenset[str]:
    """What a kind of act is about: its own topics, or those of what is usually asked after it."""
    usual = (library.demands[name].topics for name in kind.demands if name in library.demands)
    return _words(kind.topics) or frozenset(topic for topics in usual for topic in _words(topics))


def _words(topics: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, topics))


def _told(letter: Letter) -> list[Event]:
    """What a letter tells, each kind of harm to somebody once; what it follows told what it is about itself."""
    items = [item for paragraph in letter.facts for item in paragraph]
    about = letter.about if not letter.earlier and _says_what_it_is_about(letter) else ()
    events = [item for item in (*items, *about) if isinstance(item, Event) and not item.announced]
    return list({(event.who, str(event.act.kind)): event for event in reversed(events)}.values())[::-1]


def _says_what_it_is_about(letter: Letter) -> bool:
    """Whether the opening prints the acts that the letter is about, which it has even when nothing names them."""
    clauses = (item.clause for item in letter.opening if isinstance(item, FilledClause))
    return any("about" in names_in(clause.wording(letter.language.code) or "") for clause in clauses)


def _calls_for_a_demand(event: Event, letter: Letter, library: Library) -> bool:
    """Whether a harm holds still and can be ended, or is a deed against life, limb or property."""
    kind = letter.act_kinds[event.act.kind]
    if kind.relief or kind.own or not kind.demands:
        return False
    if "dead" in letter.statuses(event.who) and not kind.final:
        return False
    if kind.status is None:
        return any(kind.name in library.demands[name].answers for name in kind.demands if name in library.demands)
    if not any(act.kind == event.act.kind for act in letter.holding(event.who)):
        return False
    ended = any(kind.status in act.ends for act in library.acts.values() if act.relief)
    return ended or not _GRAVE_TOPICS.isdisjoint(_words(kind.topics))


class _Asked:
    """For whom a letter demands what."""

    def __init__(self, letter: Letter, library: Library) -> None:
        self._letter, self._library = letter, library
        self._named: dict[str, list[Demand]] = {}
        self._free: list[Demand] = []
        self._acts: set[tuple[str, str]] = set()
        for item in letter.items_asked():
            if isinstance(item, FilledClause) and isinstance(item.clause, Demand):
                self._add(item, item.clause)

    def _add(self, item: FilledClause, demand: Demand) -> None:
        keys = [str(key) for name in _parties(demand) for key in item.arguments.get(name) or ()]
        if _parties(demand) and all(map(self._is_class, keys)):
            self._free.append(demand)
        acts = (item.arguments.get(parameter.name) or () for parameter in demand.takes if parameter.type == "acts")
        self._acts.update((event.who, str(event.act.kind)) for each in acts for event in each)
        for key in keys:
            self._named.setdefault(key, []).append(demand)
            for member in getattr(self._letter.people.get(key), "listed", ()):
                self._named.setdefault(str(member), []).append(demand)

    def of(self, key: str) -> Sequence[Demand]:
        """What is demanded for somebody: by name, as a member of a group, or for each of a group."""
        record = self._letter.people.get(key)
        members = [str(member) for member in record.members] if isinstance(record, Group) else []
        own = [*self._named.get(key, []), *(self.of(whole) if (whole := self._whole_of(record)) else ())]
        of_some = dict.fromkeys(demand.name for member in members for demand in self._named.get(member, ()))
        shared = [demand for name in of_some if self._for_all(demand := self._library.demands[name], key, members)]
        return (*own, *shared, *self._of_parts(key, record))

    def _is_class(self, key: str) -> bool:
        """Whether a key is that of all of a kind, of whom no letter tells one by one."""
        record = self._letter.people.get(key)
        return isinstance(record, Group) and record.is_class

    def about(self, event: Event) -> bool:
        """Whether a demand is about an act itself (to put an end to it), or is asked of an organisation that did it."""
        return (event.who, str(event.act.kind)) in self._acts or self.of_who_did(event)

    def by_name(self, key: str) -> Sequence[Demand]:
        """What is demanded for somebody or for a group itself, and not for the whole of which it is a part."""
        return self._named.get(key, [])

    def _of_parts(self, key: str, record: Person | Group | None) -> Iterator[Demand]:
        """What is demanded for a part of a group, where its parts are all of it: seven are held, five were released."""
        people = self._letter.people.items() if isinstance(record, Group) else ()
        parts = {str(name): one for name, one in people if isinstance(one, Group) and str(one.of) == key}
        if parts and sum(map(self._number, parts.values())) == self._number(record) > 0:
            yield from (demand for part in parts for demand in self._named.get(part, ()))

    def _number(self, record: Person | Group | None) -> int:
        """How many a group counts; 0 for what is no number."""
        count = record.count.first if isinstance(record, Group) and record.count else ""
        found = next(iter(numbers_in(str(count), self._letter.language)), None)
        return int(found.number) if found else 0

    def _whole_of(self, record: Person | Group | None) -> str:
        """The group of which a group is a part; "" for none."""
        key = str(record.of) if isinstance(record, Group) and record.of else ""
        return key if isinstance(self._letter.people.get(key), Group) else ""

    @property
    def for_nobody_named(self) -> Sequence[Demand]:
        """What is demanded for everybody, and names nobody."""
        return self._free

    def _for_all(self, demand: Demand, group: str, members: Sequence[str]) -> bool:
        """Whether something is demanded for each member of a group of whom it makes sense still."""
        return all(demand in self._named.get(one, ()) or not self._still_fits(demand, group, one) for one in members)

    def _still_fits(self, demand: Demand, group: str, member: str) -> bool:
        """Whether a demand fits a member of a group, by what befell both."""
        if member not in self._letter.people:
            return True
        acts = sorted((*self._letter.acts(group), *self._letter.acts(member)), key=lambda act: act.date.last)
        kinds = self._letter.act_kinds
        statuses = [str(kinds[act.kind].status) for act in still_holding(acts, kinds)]
        return fits(demand, statuses, self._library)

    def of_who_did(self, event: Event) -> bool:
        """Whether something is demanded of an organisation that an act says did it: a supplier who dismissed people."""
        by = event.act.by
        said = " ".join(map(str, by.languages.values())).casefold() if by else ""
        bodies = (self._letter.organisations.get(key) for key in self._named)
        names = (name for body in bodies if body for name in body.name.languages.values())
        return any(name.casefold() in said for name in names)

    def for_the_body_of(self, key: str) -> bool:
        """Whether something is demanded for an organisation in which somebody holds or held an office."""
        record = self._letter.people.get(key)
        bodies = [one.of for one in record.offices] if isinstance(record, Person) else ()
        return any(of and of not in self._letter.people and str(of) in self._named for of in bodies)
