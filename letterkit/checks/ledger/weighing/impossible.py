"""What cannot be, whatever the records say: the dead who speak, and demands to the government of another country."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import product

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.ahead import is_ahead
from letterkit.checks.ledger.sentences.durations import LASTING
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.wording.nations import countries_of

_NEAR = 3
"""How many words can stand between a demand and the word of a government, and between that and a country."""

Weighed = tuple[Claim, frozenset[Mention]]


def impossible_in(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Weighed]:
    """What a sentence says that cannot be."""
    yield from _dead_who_speak(seen, eyes, dossier)
    yield from _mourned(seen, eyes, dossier)
    yield from _other_governments(seen, eyes)
    yield from _all_met(seen, eyes)
    yield from _times_apart(seen, eyes)


def _all_met(seen: Seen, eyes: Eyes) -> Iterator[Weighed]:
    """That all that was asked for was done, in a letter that asks for something: not "not all", nor "until all"."""
    said = [one for one in eyes.cast.letter.said() if one.clause.kind == "demands"]
    led = seen.of("saying", "according", "demanding")
    for met in seen.of("demands-met") if said else ():
        turned = any(each.first < met.last for each in seen.of("negations", "unreal"))
        ahead = turned or is_ahead(seen, eyes, seen.words[0].start, met.end)
        if not ahead and not any(each.first < met.first for each in led):
            says = f"the letter demands '{said[0].clause.name}'"
            where = (met.start, met.end)
            claim = Claim("granted", "met", (), *where, Verdict.CONTRADICTED, says, said[0].location, "LK521")
            yield claim, frozenset({met})


def _times_apart(seen: Seen, eyes: Eyes) -> Iterator[Weighed]:
    """A day that does not lie in the stretch of time beside it: "last month, on 3 May" in a letter of May."""
    names = {*(name for name, _ in eyes.lexicon.relative), "ago"}
    small = eyes.lexicon.lists["governed"] | eyes.lexicon.lists["articles"]
    dates = [each for each in seen.of("date") if each.days and each.last > each.first]
    stretches = [each for each in dates if each.values & names and not each.values & LASTING]
    exact = [each for each in dates if not each.values]
    for vague, day in product(stretches, exact):
        if _is_apposed(vague, day, seen, small) and not _meet(vague, day):
            here, there = (seen.text[each.start : each.end] for each in (day, vague))
            says = f"{here} is not '{there}'"
            where = (vague.start, day.end)
            claim = Claim("act", "time", (), *where, Verdict.CONTRADICTED, says, None, "LK521")
            yield claim, frozenset({vague, day})


def _meet(one: Mention, other: Mention) -> bool:
    """Whether a day can lie in both of two times."""
    return any(first <= end and begin <= last for first, last in one.days for begin, end in other.days)


def _is_apposed(one: Mention, other: Mention, seen: Seen, small: frozenset[str]) -> bool:
    """Whether only a comma and small words stand between two mentions."""
    between = seen.words[one.last : other.first]
    if other.first < one.last:
        return False
    marked = "," in seen.text[one.end : other.start]
    return marked and len(between) <= _NEAR and all(word.low in small for word in between)


def _mourned(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Weighed]:
    """Those whom a word beside their name calls dead, and who live by the campaign: "the funeral of A"."""
    lists = eyes.lexicon.lists
    for at, word in enumerate(seen.words):
        named = _owner(at, seen, eyes) if word.low in lists["mourning"] else None
        for key in named.values if named and len(named.values) == 1 else ():
            held = dossier.holding(key) if key in dossier.owners else {}
            if held and not {"dead", "found"} & set(held) and named:
                says = f"by the campaign, '{key}' is {' and '.join(held)} on {eyes.today}"
                where, place = (word.start, word.end), next(iter(held.values())).location
                claim = Claim("status", word.low, (key,), *where, Verdict.CONTRADICTED, says, place, "LK512")
                yield claim, frozenset({named})


def _owner(at: int, seen: Seen, eyes: Eyes) -> Mention | None:
    """Who is named right behind a noun with "of", or before it with "'s"."""
    lists = eyes.lexicon.lists
    small = lists["partitive"] | lists["articles"] | lists["titles"]
    for each in seen.of("person"):
        between = seen.words[at + 1 : each.first]
        if between and len(between) <= _NEAR and all(word.low in small for word in between):
            return each if between[0].low in lists["partitive"] else None
        if each.last + 1 == at and seen.words[each.last].low in lists["genitive"]:
            return each
    return None


def _dead_who_speak(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[Weighed]:
    """The dead who are said to speak or live, right behind their name, or in a quotation on a day after they died."""
    for named in seen.of("person"):
        held = [dossier.holding(key) if key else {} for key in named.values]
        if not held or not all("dead" in statuses for statuses in held):
            continue
        (key, *_), act = sorted(named.values), held[0]["dead"]
        if told := _alive(named, seen, eyes) or _spoken(named, act.date.last, seen):
            says, who = f"by the campaign, '{key}' is dead on {eyes.today}", tuple(sorted(named.values))
            word = seen.text[told[0] : told[1]]
            claim = Claim("status", word, who, *told, Verdict.CONTRADICTED, says, act.location, "LK521")
            yield claim, frozenset({named})


def _alive(named: Mention, seen: Seen, eyes: Eyes) -> tuple[int, int] | None:
    """Where a word right behind a name says that somebody lives."""
    after = seen.words[named.last] if named.last < len(seen.words) else None
    alive = after is not None and after.gap == " " and after.low in eyes.lexicon.lists["alive"]
    return (after.start, after.end) if after and alive else None


def _spoken(named: Mention, died: datetime.date, seen: Seen) -> tuple[int, int] | None:
    """Where a word beside a name says that somebody spoke, in a sentence all of whose days are after one."""
    beside = (
        each for each in seen.of("saying") if 0 <= each.first - named.last <= _NEAR or 0 <= named.first - each.last <= 1
    )
    dated = [first > died for each in seen.of("date") for first, _ in each.days[:1]]
    said = next(beside, None)
    return (said.start, said.end) if said and dated and all(dated) else None


def _other_governments(seen: Seen, eyes: Eyes) -> Iterator[Weighed]:
    own, place = str(eyes.cast.campaign.country), eyes.cast.campaign.country.location
    for asked in seen.of("demanding"):
        for government in range(asked.last, min(asked.last + _NEAR, len(seen.words))):
            if seen.words[government].low not in eyes.lexicon.lists["state-bodies"]:
                continue
            for at, last, codes in _countries_beside(government, seen, eyes):
                if own not in codes:
                    says = f"the campaign is about {eyes.language.country(own)}"
                    where = (seen.words[at].start, seen.words[last - 1].end)
                    claim = Claim(
                        "demand", "government", tuple(sorted(codes)), *where, Verdict.CONTRADICTED, says, place, "LK521"
                    )
                    yield claim, frozenset(each for each in seen.of("country", "stranger") if each.first == at)
            break


def _countries_beside(at: int, seen: Seen, eyes: Eyes) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The countries that are named behind the word of a government, or by the adjective beside it."""
    small = eyes.lexicon.function | eyes.lexicon.lists["articles"]
    for country in seen.of("country"):
        between = seen.words[at + 1 : country.first]
        if country.first > at and len(between) <= _NEAR and all(word.low in small for word in between) and between:
            yield country.first, country.last, country.values
    for beside in (at - 1, at + 1):
        word = seen.words[beside] if 0 <= beside < len(seen.words) else None
        if not word or word.gap != " " or not (word.is_capital or beside > at):
            continue
        if codes := countries_of(word.low, eyes.language.code):
            yield beside, beside + 1, codes
