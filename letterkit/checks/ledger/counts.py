"""Weigh the numbers of people that a sentence gives to the groups of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.records import Claim, Verdict
from letterkit.checks.ledger.seen import Mention, Seen
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Group

_APART = 3
"""How many words can stand between a number and what it counts: "12 striking young drivers"."""


def counts_in(seen: Seen, eyes: Eyes) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence about how many there are, each with the mentions that it accounts for."""
    people = eyes.cast.campaign.people
    for counted in seen.of("group", "head"):
        groups = {key: each for key in counted.values if isinstance(each := people.get(Scalar(key)), Group)}
        number = _number_of(counted, seen, eyes)
        if number is None or number.number in eyes.cast.figures or not groups:
            continue
        if _is_another(counted, number, seen, eyes):
            continue
        yield _weighed(counted, number, groups, seen, eyes)


def _number_of(counted: Mention, seen: Seen, eyes: Eyes) -> Mention | None:
    """The number that counts a noun."""
    numbers = [number for number in seen.of("number") if number.last <= counted.first <= number.last + _APART]
    for number in numbers[-1:]:
        between = seen.words[number.last : counted.first]
        if any("," in word.gap or ";" in word.gap for word in between):
            return None
        lists = eyes.lexicon.lists
        if any(word.low in (*lists["governed"], *lists["joining"], *lists["scales"]) for word in between):
            return None
        return number
    return None


def _is_another(counted: Mention, number: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether the same noun stands for others: "12 drivers of the depot", "another 12 drivers"."""
    lists = eyes.lexicon.lists
    if number.first and seen.words[number.first - 1].low in lists["others"]:
        return True
    if any(word.low in lists["others"] for word in seen.words[number.last : counted.first]):
        return True
    after = seen.words[counted.last] if counted.last < len(seen.words) else None
    whole = counted.kind == "group" and counted.last - counted.first > 1
    return not whole and after is not None and after.gap.strip() == "" and after.low in lists["narrowing"]


def _weighed(
    counted: Mention, number: Mention, groups: dict[str, Group], seen: Seen, eyes: Eyes
) -> tuple[Claim, frozenset[Mention]]:
    text = seen.text[number.start : seen.words[counted.first].end]
    best: Claim | None = None
    for key, group in groups.items():
        known = [each.number for each in numbers_in(group.count.first, eyes.language)] if group.count else []
        known = known or ([len(group.members)] if group.members else [])
        location = group.count.first.location if group.count else group.location
        if not known:
            verdict, says = Verdict.UNSUPPORTED, f"the campaign gives no number of '{key}'"
        elif _fits(number, known[0], seen, eyes):
            verdict, says = Verdict.SUPPORTED, ""
        else:
            verdict, says = Verdict.CONTRADICTED, f"'{text}': the campaign counts {known[0]}"
        code = "LK507" if verdict is Verdict.CONTRADICTED else ""
        end = seen.words[counted.first].end
        claim = Claim("count", str(number.number), (key,), number.start, end, verdict, says, location, code)
        if best is None or verdict is Verdict.SUPPORTED:
            best = claim
    assert best is not None
    return best, frozenset({number, counted})


def _fits(number: Mention, known: int, seen: Seen, eyes: Eyes) -> bool:
    """Whether a number, with the words before it, holds of a group of so many."""
    before = {mention.kind for mention in seen.of("more", "less", "about") if mention.last == number.first}
    others = [each for each in seen.of("number") if each != number]
    if "more" in before:
        return number.number <= known
    if "less" in before:
        return number.number >= known
    if "about" in before:
        return abs(number.number - known) * 10 <= known
    # "Twelve drivers of the 62"
    part = any(each.number == known for each in others) and number.number <= known
    return number.number == known or part
