"""Weigh how often something is said to have been done: again, in a series, so many times; the campaign tells once."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Group
from letterkit.schema.organisation import Act

_NEAR = 2
"""So many words stand between the act and what says how often it was done, at most."""
_LONG = 5
"""Shorter words end so by chance."""
_Found = tuple[Claim, frozenset[Mention]]


def recurring_in(seen: Seen, predicates: tuple[Predicate, ...], eyes: Eyes, dossier: Dossier) -> Iterator[_Found]:
    """The claims of a sentence that something was done more often than the campaign tells."""
    often = seen.of("recurring")
    for again in (each for each in often if not any(one.first < each.first < one.last for one in often)):
        told = next((one for one in predicates if _is_beside(again, one, seen)), None)
        if told and (act := _first(told, eyes, dossier)):
            yield _claim(again, told.mention, f"the campaign tells none before that of {act.date}", act), frozenset()
    nouns = list(_nouns(seen, eyes))
    yield from _in_series(seen, nouns, eyes, dossier)
    yield from _counted(seen, nouns, eyes, dossier)


def _in_series(seen: Seen, nouns: list[Mention], eyes: Eyes, dossier: Dossier) -> Iterator[_Found]:
    """One act of which the campaign tells that is said to be one of several: "a series of killings"."""
    for series in (each for each in seen.of("in-series") if _is_told(each, seen, eyes)):
        noun = next((each for each in nouns if 0 <= each.first - series.last <= _NEAR), None)
        if noun and len(acts := _acts(noun.values, eyes, dossier)) == 1:
            yield _claim(series, noun, f"the campaign tells one alone, of {acts[0].date}", acts[0]), frozenset()


def _nouns(seen: Seen, eyes: Eyes) -> Iterator[Mention]:
    """The nouns of acts in a sentence, those of one word also for several such acts: "killings"."""
    known = {each.first for each in seen.of("noun")}
    yield from seen.of("noun")
    for at, word in enumerate(seen.words):
        if at not in known and len(word.low) > _LONG and word.low.endswith("s"):
            one = word._replace(low=word.low[:-1])
            terms = [term for end, term in eyes.lexicon.phrases.at((one,), 0) if end == 1]
            kinds = frozenset(value for kind, value in terms if kind == "noun")
            if kinds:
                yield Mention("noun", word.start, word.end, at, at + 1, kinds)


def _is_told(at: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether what begins somewhere in a sentence is told as done, and in this country."""
    own = str(eyes.cast.campaign.country)
    abroad = any(own not in each.values for each in seen.of("country"))
    turned = seen.of("demanding", "negations", "unreal", "according", "saying")
    return not abroad and not any(each.first < at.first for each in turned)


def _is_beside(again: Mention, told: Predicate, seen: Seen) -> bool:
    """Whether words say of an act that it was done again: they stand beside its word, or at the head of it all."""
    if told.mention.kind not in ("verb", "noun") or told.negated or not _is_asserted(told, again, seen):
        return False
    if again.last <= told.mention.first:
        marks = any(";" in word.gap or ":" in word.gap for word in seen.words[again.last : told.mention.first])
        return told.mention.first - again.last <= _NEAR or (again.first == 0 and not marks)
    return again.first - told.mention.last < _NEAR and "," not in seen.words[again.first].gap


def _is_asserted(told: Predicate, again: Mention, seen: Seen) -> bool:
    """Whether an act is told as done; "once" in "once again" supposes nothing."""
    supposed = (each for each in seen.of("unreal") if not again.first <= each.first < again.last)
    return told.mood is Mood.ASSERTED or (told.mood is Mood.UNREAL and not any(supposed))


def _first(told: Predicate, eyes: Eyes, dossier: Dossier) -> Act | None:
    """The last act of which a predicate tells, if the campaign tells of nobody that the like was done to them before.

    One whose day is not known may be later.
    """
    keys = [key for each in told.who for key in each.values if key in dossier.owners]
    own = [act for key in keys for act in dossier.acts(key) if str(act.kind) in told.kinds - dossier.relief]
    if not own:
        return None
    last = max(own, key=lambda act: act.date.first)
    earlier = (act for act in _acts(told.kinds, eyes, dossier) if act.location != last.location)
    return None if any(act.date.first < last.date.first for act in earlier) else last


def _counted(seen: Seen, nouns: list[Mention], eyes: Eyes, dossier: Dossier) -> Iterator[_Found]:
    """More acts than the campaign tells of a kind: "three arrests"; of groups and of charges nobody knows so many."""
    for number, noun in _numbered(seen, nouns, eyes):
        acts = _acts(noun.values, eyes, dossier)
        if acts and number.number > len(acts) and not _are_of_many(acts, dossier):
            says = f"the campaign tells {len(acts)}"
            yield _claim(number, noun, says, acts[0], "LK507"), frozenset({number, noun})


def _numbered(seen: Seen, nouns: list[Mention], eyes: Eyes) -> Iterator[tuple[Mention, Mention]]:
    """The numbers right before nouns of acts, with those."""
    kinds, lists = eyes.cast.library.acts, eyes.lexicon.lists
    leading = lists["governed"] | lists["joining"] | lists["scales"]
    lengths = {each.first for each in seen.of("duration")}
    for noun in nouns:
        number = next((each for each in seen.of("number") if 0 <= noun.first - each.last < _NEAR), None)
        if (
            number is None
            or number.first in lengths
            or not _is_told(number, seen, eyes)
            or any(kinds[Scalar(kind)].alleged for kind in noun.values)
        ):
            continue
        between = seen.words[number.last : noun.first + 1]
        if not any("," in word.gap or word.low in leading for word in between):
            yield number, noun


def _are_of_many(acts: list[Act], dossier: Dossier) -> bool:
    """Whether some acts befell a group."""
    places = {act.location for act in acts}
    groups = (one for one in dossier.owners.values() if isinstance(one, Group))
    return any(act.location in places for group in groups for act in group.acts)


def _acts(kinds: frozenset[str], eyes: Eyes, dossier: Dossier) -> list[Act]:
    """The acts that the campaign tells of some kinds, or of what those bring about: those of a group are many."""
    known = eyes.cast.library.acts
    statuses = {str(known[Scalar(kind)].status) for kind in kinds if known[Scalar(kind)].status}
    alike = dossier.told_alike(kinds) | {str(name) for name, one in known.items() if str(one.status) in statuses}
    found: list[Act] = []
    for owner in dossier.owners.values():
        own = [act for act in owner.acts if str(act.kind) in alike]
        found += own * (2 if isinstance(owner, Group) else 1)
    return found


def _claim(said: Mention, told: Mention, says: str, act: Act, code: str = "LK521") -> Claim:
    start, end = min(said.start, told.start), max(said.end, told.end)
    return Claim("often", "recurring", (), start, end, Verdict.CONTRADICTED, says, act.location, code)
