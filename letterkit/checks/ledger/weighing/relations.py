"""Weigh who is said to be a relative of whom: "A, the sister of B", "A and his brother B", "B's widow, A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Person

_NEAR = 3
"""How many words can stand between a relative and a name: "the younger sister of Ms A"."""

_PHRASE = 9
"""How many words can stand between a name and a relative in what is said more of it."""


def relations_in(seen: Seen, eyes: Eyes) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence that two whom the campaign names are relatives, as its ``office: ..., of:`` has them."""
    people = [each for each in seen.of("person") if len(each.values) == 1 and "" not in each.values]
    for at, word in enumerate(seen.words):
        if word.low not in eyes.lexicon.lists["kinship"]:
            continue
        related, said = _pair(at, people, seen, eyes), Mention("kinship", word.start, word.end, at, at + 1)
        if related and related[0].values != related[1].values:
            yield _weighed(*related, said, word.low, eyes)
        elif not related and (named := _of_somebody(at, people, seen, eyes)):
            yield _without_kin(named, said), frozenset({named})


def _of_somebody(at: int, people: Sequence[Mention], seen: Seen, eyes: Eyes) -> Mention | None:
    """Who is named behind a word by which they are a relative of somebody spoken of, and has none: "her husband, B"."""
    named = next((each for each in people if 0 < each.first - at <= _NEAR), None)
    if named is None or not any(each.last == at for each in seen.of("possessives")):
        return None
    titles = eyes.lexicon.lists["titles"]
    beside = all(one.low in titles for one in seen.words[at + 1 : named.first])
    return named if beside and not _has_kin(min(named.values), eyes) else None


def _has_kin(key: str, eyes: Eyes) -> bool:
    """Whether the campaign has somebody as a relative, or a relative of theirs."""
    people = eyes.cast.campaign.people
    told = [(str(one), office) for one, each in people.items() if isinstance(each, Person) for office in each.offices]
    kin = eyes.lexicon.kinship
    return any(
        key in (one, str(office.of)) and any(word.low in kin for word in words_of(plain(str(text))))
        for one, office in told
        for text in office.office.languages.values()
    )


def _without_kin(named: Mention, said: Mention) -> Claim:
    """That somebody is called a relative of whom the campaign has none."""
    (key,) = named.values
    says = f"the campaign has no relative of '{key}'"
    return Claim("relation", "", (key,), said.start, said.end, Verdict.CONTRADICTED, says, code="LK508")


def _pair(at: int, people: Sequence[Mention], seen: Seen, eyes: Eyes) -> tuple[Mention, Mention] | None:
    """The two of whom a word says that one is the other's relative, None where it is of somebody else."""
    behind = next((each for each in people if 0 < each.first - at <= _NEAR), None)
    before = next((each for each in reversed(people) if 0 <= at - each.last <= _NEAR), None)
    if before and behind:
        return before, behind
    if before and before.last < at and seen.words[before.last].low in _genitive(eyes):  # "A, B's wife"
        return _joined(before, (each for each in people if _is_apposed(each, before, seen)))
    return _joined(behind, _said_of(at, behind, people, seen, eyes)) if behind else None


def _said_of(at: int, owner: Mention, people: Sequence[Mention], seen: Seen, eyes: Eyes) -> Iterator[Mention]:
    """Who can be the relative of one who is named behind the word for it: "widow of A, B", "B, lawyer and son of A"."""
    yield from (each for each in people if _is_apposed(owner, each, seen))
    yield from (each for each in people if _describes(at, each, seen, eyes))


def _describes(at: int, each: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether a word stands in the phrase behind a comma that says more of a name: "A, lawyer and brother of B"."""
    lists, between = eyes.lexicon.lists, seen.words[each.last : at + 1]
    stating = lists["be"] | lists["auxiliaries"] | lists["finite"] | lists["subordinating"]
    return (
        1 < len(between) <= _PHRASE
        and "," in between[0].gap
        and not any("," in word.gap or word.low in stating for word in between[1:])
    )


def _joined(owner: Mention | None, others: Iterator[Mention]) -> tuple[Mention, Mention] | None:
    """Somebody with the first of others, None where there is none."""
    other = next(others, None)
    return (owner, other) if owner and other else None


def _genitive(eyes: Eyes) -> frozenset[str]:
    return eyes.lexicon.lists["genitive"]


def _is_apposed(each: Mention, owner: Mention, seen: Seen) -> bool:
    """Whether another name stands right before one, with a comma between, and a title."""
    return 0 <= owner.first - each.last <= 1 and any(
        "," in word.gap for word in seen.words[each.last : owner.first + 1]
    )


def _weighed(one: Mention, other: Mention, said: Mention, word: str, eyes: Eyes) -> tuple[Claim, frozenset[Mention]]:
    (first,), (second,) = one.values, other.values
    related = [*_as_what(first, second, eyes), *_as_what(second, first, eyes)]
    kinship = eyes.lexicon.kinship
    known = {kinship[each.low] for text in related for each in words_of(plain(text)) if each.low in kinship}
    right = bool(related) and (not known or kinship.get(word) in known)
    says = f"the campaign has no such relation of '{first}' and '{second}'"
    if related and not right:
        says = f"the campaign says '{related[0]}' of '{first}' and '{second}'"
    place = (said.start, said.end)
    claim = Claim("relation", "", (first, second), *place, Verdict.SUPPORTED)
    wrong = replace(claim, verdict=Verdict.CONTRADICTED, says=says, code="LK508")
    return claim if right else wrong, frozenset({one, other})


def _as_what(one: str, other: str, eyes: Eyes) -> Iterator[str]:
    """As what the campaign has somebody of another: "wife"."""
    person = eyes.cast.campaign.people.get(Scalar(one))
    offices = person.offices if isinstance(person, Person) else ()
    told = (office.office for office in offices if str(office.of) == other)
    yield from (str(text.within(eyes.language.code) or text.first) for text in told)
