"""People: demands fit what was done to those they name, and everyone told of is counted and covered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from letterkit.checks.campaign.chronology import is_foretold_by_mistake
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import NumberMention, dates_in, numbers_in
from letterkit.letter.ended import ending
from letterkit.letter.following import concerned
from letterkit.letter.items import Event, FilledClause, FreeText, Item, fits, for_whom, still_holding
from letterkit.letter.letter import Letter
from letterkit.letter.names import MOST_LISTED, groups
from letterkit.letter.wholes import wholes_of
from letterkit.schema.campaign import Group, Person
from letterkit.schema.clause import Demand
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.person_names import initials_of, surname_of

_MOST_KINDS = 3
"""So many acts a hint names that would let a demand fit."""
_PARTED = 3
"""Within so many words before a number stands the part of which it is the whole: "one of the four"."""


def demand_fits_status(document: Document) -> Iterator[Problem]:
    """A demand makes sense for the status of each person it names ("release" for someone who is held)."""
    letter = document.letter
    for item in demanded(letter):
        demand = item.clause
        if isinstance(demand, Demand) and demand.minds_status:
            for key in for_whom(item):
                if _is_misdated(key, document):  # LK710 says so
                    continue
                record, statuses = _record(letter, key), _statuses_of(str(key), letter)
                if not statuses and demand.when and not isinstance(record, Group) and not demand.answers:
                    message = f"'{demand.name}' is demanded for '{key}', of whom the campaign tells no act that fits"
                    yield doubt("LK502", message, key, item, "add what was done to them under 'acts:'")
                elif statuses and not (fits(demand, statuses, document.library) or _fits_each(demand, key, document)):
                    fitting = sorted(clause.name for clause in _fitting(document, statuses, item))
                    hint = f"these fit: {', '.join(fitting)}" if fitting else "choose another demand"
                    hint += _untold(demand, statuses, document)
                    stands = " and ".join(dict.fromkeys(statuses))
                    message = f"'{demand.name}' does not fit '{key}', who is {stands} on {letter.date}"
                    yield doubt("LK501", message, key, item, hint)


def _fits_each(demand: Demand, key: str, document: Document) -> bool:
    """Whether a demand for a group fits each of those whom it lists."""
    members = _within(key, document)[1]
    return bool(members) and all(fits(demand, _statuses_of(one, document.letter), document.library) for one in members)


def _untold(demand: Demand, statuses: Sequence[str], document: Document) -> str:
    """The acts of which one would let a demand fit, where nothing that is known speaks against it; "" for many."""
    acts = document.library.acts.values()
    kinds = sorted(str(kind.name) for kind in acts if kind.status and str(kind.status) in map(str, demand.when))
    ruled_out = not set(map(str, demand.unless)).isdisjoint(statuses)
    if ruled_out or not 0 < len(kinds) <= _MOST_KINDS:
        return ""
    return f"; or add what '{demand.name}' is to end, if that was done: {', '.join(kinds)}"


def demands_have_not_been_ended(document: Document) -> Iterator[Problem]:
    """What a demand would prevent has not happened: nobody rejects a bill that has been adopted (LK501)."""
    for item in demanded(document.letter):
        ended = ending(item, document.letter.date, document.campaign)
        if ended:
            did = f"'{ended.who}.{ended.act.kind}' of {ended.act.date} ({ended.location})"
            message = f"'{item.clause.name}' is demanded, which {did} has ended"
            hint = "ask for what can still be done, such as 'repeal-law' or 'refuse-assent'"
            yield Problem("LK501", message, item.location, hint)


def demands_are_for_the_part_that_suffered(document: Document) -> Iterator[Problem]:
    """What is demanded for a whole group is needed by each part of it, not suffered by one part alone (LK501)."""
    for item in demanded(document.letter):
        when = frozenset(map(str, item.clause.when)) if isinstance(item.clause, Demand) else frozenset[str]()
        for key in for_whom(item) if when else ():
            for says, hint in _parts_apart(str(key), when, document):
                message = f"'{item.clause.name}' is demanded for all of '{key}', {says}"
                yield doubt("LK501", message, key, item, hint)


def _parts_apart(key: str, when: frozenset[str], document: Document) -> Iterator[tuple[str, str]]:
    """What is known of a part or a member of a group, and not of the whole, with the mend."""
    letter, whole = document.letter, set(document.letter.statuses(key))
    groups, members = _within(key, document)
    for part in (*groups, *members):
        statuses = frozenset(_statuses_with(part, letter.acts(key), letter))
        ended = {one for act in letter.acts(part) for one in letter.act_kinds[act.kind].ends}
        stands = " and ".join(sorted(map(str, statuses)))
        if ended & when & whole and not statuses & when:
            hint = "ask it for the others, by name or as a group of their own with 'of:'"
            yield f"of whom '{part}' is {stands or 'so no more'}", hint
        elif not whole and [part] == groups and statuses & when:
            yield f"and only '{part}' is {stands}", f"ask it for '{part}'"


def _within(key: str, document: Document) -> tuple[list[str], list[str]]:
    """The groups that are parts of a group, and its members; none where it is no group."""
    people = document.campaign.people
    group = people.get(Scalar(key))
    if not isinstance(group, Group):
        return [], []
    parts = [str(name) for name, one in people.items() if isinstance(one, Group) and str(one.of) == key]
    return parts, [str(one) for one in group.members if one in people]


def _statuses_of(key: str, letter: Letter) -> tuple[str, ...]:
    """What somebody is on the day of a letter; of whom nothing is known, what befell their group befell them."""
    own = (*letter.statuses(key), *_supposed(letter, key))
    shared = [act for whole in wholes_of(key, letter.people) for act in letter.acts(whole)]
    return own or tuple(_statuses_with(key, shared, letter) if shared else ())


def _statuses_with(key: str, shared: Sequence[Act], letter: Letter) -> list[str]:
    """What somebody is on the day of a letter, by what befell them and their group."""
    acts = sorted((*shared, *letter.acts(key)), key=lambda act: act.date.last)
    return [str(letter.act_kinds[act.kind].status) for act in still_holding(acts, letter.act_kinds)]


def misses(item: FilledClause, key: str, document: Document) -> bool:
    """Whether a demand fits nothing that was done to somebody for whom it is made."""
    demand = item.clause
    statuses = (*document.letter.statuses(key), *_supposed(document.letter, key))
    if not isinstance(demand, Demand):
        return False
    done = {str(act.kind) for act in document.letter.acts(key)}
    unfit = bool(statuses) and demand.minds_status and not fits(demand, statuses, document.library)
    return unfit or bool(demand.answers and done.isdisjoint(demand.answers))


def _record(letter: Letter, key: str) -> Person | Group | Organisation | None:
    return letter.people.get(Scalar(key)) or letter.organisations.get(Scalar(key))


def _is_misdated(key: str, document: Document) -> bool:
    """Whether an act of somebody is dated after the letter by mistake, since its source is older."""
    campaign, date = document.campaign, document.letter.date
    record = campaign.people.get(Scalar(key)) or campaign.organisations.get(Scalar(key))
    acts = record.acts if record else ()
    return any(act.date.first > date and is_foretold_by_mistake(act, campaign, document.library) for act in acts)


def _supposed(letter: Letter, key: str) -> Iterator[str]:
    """What has been done to somebody when what is announced for them comes: who stands trial has been charged."""
    for item in letter.items():
        if isinstance(item, Event) and item.announced and item.who == key:
            kind = letter.act_kinds[item.act.kind]
            yield from map(str, kind.after)
            if kind.status and not (kind.ends or kind.final):
                yield str(kind.status)


def demands_answer_what_was_done(document: Document) -> Iterator[Problem]:
    """What a demand is to undo has been told of whom it is for: nothing is returned that was not seized (LK502)."""
    dossier = Dossier(document)
    for item in demanded(document.letter):
        answers = item.clause.answers if isinstance(item.clause, Demand) else ()
        for key in for_whom(item) if answers else ():
            kinds = {str(act.kind) for act in dossier.acts(str(key))} if str(key) in dossier.owners else set(answers)
            kinds |= {str(act.kind) for act in dossier.announced(str(key)) if document.library.acts[act.kind].at_once}
            if not kinds & set(answers):
                message = f"'{item.clause.name}' is demanded for '{key}', of whom the campaign tells no act that fits"
                hint = f"add one of these under 'acts:': {', '.join(answers)}"
                if act := _only_announced(document, str(key), answers):
                    source = document.campaign.sources.get(Scalar(str(act.source)))
                    of = f" of {source.date}" if source and source.date else ""
                    message = f"'{item.clause.name}' is demanded for '{key}', whose '{act.kind}' of {act.date}"
                    message += f" is only announced: its source '{act.source}' is{of}"
                    hint = "correct one of the two dates, or name the source that reported that it happened"
                yield doubt("LK502", message, key, item, hint)


def _only_announced(document: Document, key: str, kinds: Sequence[str]) -> Act | None:
    """An act of some kinds whose source is older than it, and tells no more than what was to come."""
    campaign = document.campaign
    record = campaign.people.get(Scalar(key)) or campaign.organisations.get(Scalar(key))
    acts = record.acts if record else ()
    return next((act for act in acts if act.announced and act.source and str(act.kind) in kinds), None)


def demanded(letter: Letter) -> Iterator[FilledClause]:
    """The clauses among the demands of a letter."""
    return (item for group in letter.demands for item in group if isinstance(item, FilledClause))


def _fitting(document: Document, statuses: Sequence[str], item: FilledClause) -> Iterator[Demand]:
    """The demands that fit statuses, and take those for whom another is made."""
    library = document.library
    for_whom = "people" if item.arguments.get("people") else "organisations"
    for clause in library.demands.values():
        takes = {parameter.name for parameter in clause.takes}
        if clause.when and for_whom in takes and fits(clause, statuses, library):
            yield clause


def doubt(code: str, message: str, key: str, item: FilledClause, hint: str) -> Problem:
    """What is doubtful of a demand for somebody, at their key."""
    location = key.location if isinstance(key, Scalar) else item.location
    return Problem(code, message, location or item.location, hint, Severity.WARNING)


def members_stand_somewhere(document: Document) -> Iterator[Problem]:
    """The members of a group too large to be named in its letter stand in its annex (LK140).

    Those of a spreadsheet have an annex when their letter says so, and are not told one by one otherwise.
    """
    letter = document.letter
    told = concerned(letter.items())
    for key in sorted(told):
        group = letter.people.get(Scalar(key))
        if not isinstance(group, Group) or group.file or len(group.members) <= MOST_LISTED:
            continue
        if told.isdisjoint(map(str, group.members)) and not {key, *map(str, group.members)} & set(letter.annex):
            message = f"the letter names none of the {len(group.members)} members of '{key}', too many for a sentence"
            hint = f"write 'annex: {key}', which prints a row for each"
            yield Problem("LK140", message, letter.plan.location, hint)


def everyone_demanded_for_is_told_of(document: Document) -> Iterator[Problem]:
    """Of whoever a demand names, the letter tells what was done to them."""
    letter = document.letter
    told = _with_members(_told_of(letter), document.campaign.people)
    free = " ".join(
        str(item.text.within(letter.language.code) or "") for item in _told(letter) if isinstance(item, FreeText)
    )
    for said in demanded(letter):
        for key in said.arguments.get("people") or ():
            record = document.campaign.people[Scalar(key)]
            named = isinstance(record, Person) and surname_of(record, document.language.code) in free
            each = set(map(str, record.members)) if isinstance(record, Group) else set[str]()
            if key not in told and not named and not (each and each <= told) and not getattr(record, "is_class", False):
                message = f"'{said.clause.name}' is demanded for '{key}', of whom the letter tells nothing"
                hint = f"add '{key}.ACT' to its facts, or leave the demand out"
                yield Problem("LK504", message, key.location or said.location, hint, Severity.WARNING)


def _told_of(letter: Letter) -> set[str]:
    """Whom a letter, or the one that it follows, speaks of outside the demands."""
    told: set[str] = set()
    if letter.outcome:
        told |= concerned(item for group in letter.outcome.unmet for item in group)
    for item in _told(letter):
        if isinstance(item, Event):
            told.add(item.who)
        elif isinstance(item, FilledClause):
            told.update(str(key) for key in item.arguments.get("people") or ())
            told.update(event.who for event in item.arguments.get("acts") or ())
    return told


def _with_members(keys: set[str], people: Mapping[str, Person | Group] | Mapping[Scalar, Person | Group]) -> set[str]:
    """Some people and groups, and the members of the groups."""
    found = set(keys)
    for record in (people.get(Scalar(key)) for key in keys):
        if isinstance(record, Group):
            found.update(str(member) for member in record.listed)
    return found


def _told(letter: Letter) -> Iterator[Item]:
    """All that the letter says before its demands and after them."""
    demanded = {id(item) for group in letter.demands for item in group}
    return (item for item in letter.items() if id(item) not in demanded)


def counts_match_members(document: Document) -> Iterator[Problem]:
    """A group that lists its members has as many as it says, and lists each of them once.

    A group among the members is as many as it counts; where it does not say how many, nothing is added up.
    """
    for record in groups(document.campaign):
        yield from _listed_twice(record)
        if not record.members or not record.count:
            continue
        stated, within = _counted(record, document), [_size(str(key), document) for key in record.members]
        if stated is not None and None not in within and stated != (listed := sum(filter(None, within))):
            several = f" with {listed} in all" if listed != len(within) else ""
            message = f"the group counts {stated}, and lists {len(within)} members{several}"
            yield Problem("LK505", message, record.count.first.location, "correct the count or the list")


def _size(key: str, document: Document) -> int | None:
    """How many a member of a group is: one for a person, what it counts for a group, None where it does not say."""
    member = document.campaign.people.get(Scalar(key))
    return _counted(member, document) if isinstance(member, Group) else 1


def _counted(group: Group, document: Document) -> int | None:
    """The number in what a group says of how many it is."""
    if group.count is None:
        return len(group.members) or None
    return next((mention.number for mention in numbers_in(group.count.first, document.language)), None)


def _listed_twice(group: Group) -> Iterator[Problem]:
    told: set[str] = set()
    for member in group.listed:
        if str(member) in told:
            message, hint = f"'{member}' stands twice among the members", "delete one, or name the one that is meant"
            yield Problem("LK505", message, member.location or group.location, hint)
        told.add(str(member))


def counts_match_names(document: Document) -> Iterator[Problem]:
    """Where a number is followed by names ("three leaders: A, B and C"), there are as many."""
    names, listed, bearers = _SURNAMES.of(document.campaign, document.language.code, lambda: _surnames(document))
    units = document.language.checking.units
    # "25 teachers, among them A and B" names some of them.
    some = str(document.language.writing.phrases.among_them.first).split("{}")[1].strip(" ,")
    for passage, start, sentence in document.sentences():
        for mention in _counts(sentence, document):
            found = listed.match(sentence, mention.end)
            if not found or not 2 <= mention.number <= 40 or (units and units.match(found["noun"].strip())):
                continue
            if some in sentence[found.end() :] or _is_of_a_whole(sentence, mention, document):
                continue
            named = Counter(name[0] for name in names.finditer(sentence[found.end() :]))
            least, most = len(named), sum(min(times, bearers[name]) for name, times in named.items())
            if most >= 2 and not least <= mention.number <= most:
                text = sentence[mention.start : mention.end] + found["noun"]
                location = document.place(passage, start + mention.start, start + mention.start + len(text))
                message = f"'{text}' are announced, and {most} are named"
                yield Problem("LK506", message, location, "correct the number, or name them all", Severity.WARNING)


def _is_of_a_whole(sentence: str, mention: NumberMention, document: Document) -> bool:
    """Whether a number is of those of whom another counts a part: "all but one of the four", "two of the 28"."""
    before = sentence[: mention.start].split()[-_PARTED:]
    words = lexicon(document.library, document.language.code)
    ones = words.lists["ones"] | words.lists["one-of"]
    part = any(word.casefold() in ones for word in before) or any(numbers_in(" ".join(before), document.language))
    return part and any(word.casefold().strip("'’") in words.lists["partitive"] for word in before)


def _counts(sentence: str, document: Document) -> Iterator[NumberMention]:
    """The numbers of a sentence that are no part of a date."""
    dates = list(dates_in(sentence, document.language, document.letter.date))
    for mention in numbers_in(sentence, document.language):
        if not any(date.start <= mention.start < date.end for date in dates):
            yield mention


_Surnames = tuple[re.Pattern[str], re.Pattern[str], Mapping[str, int]]
_SURNAMES: Kept[_Surnames] = Kept()


def _surnames(document: Document) -> _Surnames:
    """A pattern for any surname of the campaign, one for a list of them behind what is counted, and how many bear each.

    Of a surname that stands twice in a list, two who bear it can be meant, or one who is named again.
    """
    people = [record for record in document.campaign.people.values() if isinstance(record, Person)]
    bearers = Counter(word for person in people if (word := _called(person, document)))
    any_name = "|".join(map(re.escape, sorted(bearers, key=lambda word: (-len(word), word))))
    names = rf"(?<!\w)(?:{any_name})(?!\w)" if bearers else "(?!)"
    # The words counted; a colon, comma or dash; and the first name at once, after a given name or title at most.
    listed = rf"(?P<noun>(?: [^\W\d][^\s,:(]*){{1,5}}?)\s?[:,(–—-]+ ?(?=(?:[^\W\d_][\w.’'-]*\s){{0,3}}{names})"
    return re.compile(names), re.compile(listed), bearers


def _called(person: Person, document: Document) -> str:
    """What a letter in its language has of a person's name: the surname, or the initials."""
    code = document.language.code
    if person.publish != "initials":
        return surname_of(person, code)
    return str(person.initials or initials_of(str(person.name.within(code) or person.name.first)))


def offices_agree_between_places(document: Document) -> Iterator[Problem]:
    """Somebody who is both written to or copied, and an officer of a letterhead, has the same office in both places."""
    letter = document.letter
    for target in letter.recipients:
        for house in letter.senders:
            for officer in house.officers.values():
                same = target.name and officer.name and str(target.name.first) == str(officer.name)
                ended = officer.until and officer.until < letter.date
                begun = not officer.from_ or officer.from_ <= letter.date
                office = target.office.first if target.office else None
                if same and begun and not ended and office and not _agree(office, officer.office.first):
                    message = f"'{office}': the letterhead '{house.key}' calls {officer.name} {officer.office.first}"
                    yield Problem("LK508", message, office.location, "correct one of the two", Severity.WARNING)


def _agree(one: str, other: str) -> bool:
    first, second = one.lower().replace("-", " "), other.lower().replace("-", " ")
    return first in second or second in first
