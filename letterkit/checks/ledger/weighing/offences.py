"""Weigh with what somebody is said to be charged: "faces trial for extortion", of who is charged with hooliganism."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain

_CASE = frozenset({"detained", "charged", "tried", "convicted", "investigated"})
"""The statuses that a criminal case makes."""
_NEAR = 5
"""Within how many words a denial stands before the offence that it denies."""


def offences_in(
    seen: Seen, predicates: tuple[Predicate, ...], eyes: Eyes, dossier: Dossier
) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence that name an offence in the case of somebody of whom the campaign has another."""
    if not seen.of("offence") or not _tells_of_case(seen, predicates, eyes):
        return
    keys = _keys(seen, predicates)
    done = {each.mention.first for each in predicates if each.who}  # "the abduction of A" charges nobody with it
    for offence in seen.of("offence"):
        if offence.first in done or _is_denied(offence, seen, eyes) or seen.words[offence.first].gap == "-":
            continue
        # "The anti-riot police" are so called; a hyphen joins the word to another.
        known = [(text, place) for key in keys for text, place in _charges(key, eyes, dossier)]
        if known and not any(_names(text, offence.values, eyes) for text, _ in known):
            says = f"the campaign says '{known[-1][0]}'"
            where = (offence.start, offence.end)
            yield (
                Claim("act", "charged", keys, *where, Verdict.CONTRADICTED, says, known[-1][1], "LK521"),
                frozenset({offence}),
            )


def _tells_of_case(seen: Seen, predicates: tuple[Predicate, ...], eyes: Eyes) -> bool:
    """Whether a sentence tells of a criminal case, in the writers' words, and asks for nothing."""
    if seen.of("demanding") or any(each.mood in (Mood.ATTRIBUTED, Mood.DEMANDED) for each in predicates):
        return False
    charging = eyes.lexicon.lists["charging"]
    return any(word.low in charging for word in seen.words) or any(_is_of_case(each, eyes) for each in predicates)


def _is_denied(offence: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether a denial stands close before an offence: "not for theft"."""
    denials = {each.first for each in seen.of("negations")}
    denying = eyes.lexicon.lists["absent"] | eyes.lexicon.lists["contrast"]
    near = range(max(0, offence.first - _NEAR), offence.first)
    return any(at in denials or seen.words[at].low in denying for at in near)


def _keys(seen: Seen, predicates: tuple[Predicate, ...]) -> tuple[str, ...]:
    """Those of whom a sentence tells it: the one who is named, or else of whom its predicates are."""
    named = [each for each in seen.of("person", "group") if "" not in each.values]
    chosen = named if named else [each for predicate in predicates for each in predicate.who]
    return tuple(dict.fromkeys(key for each in chosen for key in sorted(each.values)))


def _is_of_case(predicate: Predicate, eyes: Eyes) -> bool:
    """Whether a predicate tells of a criminal case."""
    kinds = eyes.cast.library.acts
    return bool(
        _CASE & (predicate.kinds if predicate.is_status else {str(kinds[kind].status) for kind in predicate.kinds})
    )


def _charges(key: str, eyes: Eyes, dossier: Dossier) -> Iterator[tuple[str, Location | None]]:
    """What the campaign gives as the charges in somebody's case, or as the reasons of it."""
    kinds = eyes.cast.library.acts
    for act in dossier.acts(key) if key in dossier.owners else ():
        if str(kinds[act.kind].status) in _CASE:
            for text in filter(None, (act.for_, act.stated_reason, act.outcome)):
                yield str(text.within(eyes.language.code) or text.first), act.location


def _names(text: str, offences: frozenset[str], eyes: Eyes) -> bool:
    """Whether a text names one of some offences."""
    return any(each.values & offences for each in eyes.see(plain(text)).of("offence"))
