"""Weigh whether those who are said to have suffered something together suffered it on one day: "arrested with A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.schema.organisation import Act

_NEAR = 3
"""How many words can stand between a verb and "together"."""


def apart_in(
    seen: Seen, predicates: Sequence[Predicate], eyes: Eyes, dossier: Dossier
) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims that people suffered together what the campaign tells of each on another day."""
    for predicate in predicates:
        if predicate.mood is not Mood.ASSERTED or predicate.negated or not _is_joint(predicate, seen, eyes):
            continue
        told = {key: _acts(key, predicate, dossier) for each in predicate.who for key in sorted(each.values)[:1]}
        if len(told) < 2 or not all(told.values()):
            continue
        one, *_, other = told
        if not any(_meet(here, there) for here in told[one] for there in told[other]):
            first, second = told[one][-1], told[other][-1]
            says = f"the campaign has it of '{one}' on {first.date}, and of '{other}' on {second.date}"
            where, what = (predicate.mention.start, predicate.mention.end), min(predicate.kinds)
            claim = Claim("act", what, (one, other), *where, Verdict.CONTRADICTED, says, second.location, "LK521")
            yield claim, frozenset(predicate.who)


def _is_joint(predicate: Predicate, seen: Seen, eyes: Eyes) -> bool:
    """Whether somebody is said to have suffered it beside another, or several together."""
    if len(predicate.who) < 2:
        return False
    verb, together = predicate.mention, eyes.lexicon.lists["together"]
    beside = any(led.first >= verb.last and led.last <= predicate.who[-1].first for led in seen.of("company"))
    near = seen.words[verb.last : verb.last + _NEAR]
    return beside or any(word.low in together for word in near)


def _acts(key: str, predicate: Predicate, dossier: Dossier) -> list[Act]:
    """The acts of the kinds of a predicate that somebody suffered on a known day."""
    acts = dossier.acts(key) if key in dossier.owners else ()
    return [act for act in acts if act.kind in predicate.kinds and act.date.precision == "day" and not act.date.bound]


def _meet(one: Act, other: Act) -> bool:
    return one.date.first <= other.date.last and other.date.first <= one.date.last
