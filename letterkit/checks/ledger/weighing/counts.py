"""Weigh the numbers of people that a sentence gives to the groups of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.foundation.kept import Kept
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Group

_MOST_GROUPS = 10
"""Of so many groups, each sum of some of them is looked at."""

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


def is_qualified(number: Mention, seen: Seen) -> bool:
    """Whether words before a number tell that it is not meant exactly: "more than 40"."""
    return any(mention.last == number.first for mention in seen.of("more", "less", "about"))


def number_of(group: Group, language: Language) -> int:
    """How many a group is; those of whom no number is known are two."""
    said = group.count.within(language.code) or group.count.first if group.count else ""
    found = next(iter(numbers_in(str(said), language)), None)
    return found.number if found else len(group.members) or 2


def _is_sum(number: int, eyes: Eyes) -> bool:
    """Whether a number is that of several groups of the campaign together."""
    return number in _SUMS.of(eyes.cast.campaign, eyes.language.code, lambda: _sums(eyes))


_SUMS: Kept[frozenset[int]] = Kept()


def _sums(eyes: Eyes) -> frozenset[int]:
    groups = [each for each in eyes.cast.campaign.people.values() if isinstance(each, Group) and each.count]
    counts = [found.number for each in groups for found in list(numbers_in(_said(each), eyes.language))[:1]]
    sums = {0}
    for count in counts[:_MOST_GROUPS]:
        sums |= {one + count for one in sums}
    return frozenset({*sums, sum(counts)} - {0})


def _said(group: Group) -> str:
    return str(group.count.first) if group.count else ""


def _tells_of(counted: Mention, number: Mention, seen: Seen) -> Iterator[Mention]:
    """The acts and statuses that are told of what is counted: behind it without a comma, or right before it."""
    for told in seen.of("verb", "status"):
        behind = told.first >= counted.last and not any(
            "," in word.gap for word in seen.words[counted.last : told.first + 1]
        )
        if behind or number.first - 1 <= told.last <= number.first:
            yield told


def _is_of_others(counted: Mention, number: Mention, known: int, seen: Seen, eyes: Eyes) -> bool:
    """Whether a number is so unlike that of a group that it is no slip, and nothing shows that the group is meant.

    "The refinery employs 600 workers" says nothing of the 19 who were dismissed; "the 600 workers" and "1900 workers"
    may be they.
    """
    before = seen.words[number.first - 1].low if number.first else ""
    whole = counted.kind == "group" and counted.last - counted.first > 1
    if whole or before in eyes.lexicon.lists["definite"] or any(_tells_of(counted, number, seen)):
        return False
    said, own = str(number.number), str(known)
    near = sorted(said) == sorted(own) or (len(said) != len(own) and OSA.distance(said, own) == 1)
    mistyped = near and any(map(str.isdigit, seen.text[number.start : number.end]))
    return not mistyped and not 2 * known < 3 * number.number < 4.5 * known


def sums_in(seen: Seen, eyes: Eyes) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence that gives a number and, behind a colon, its parts, where these are not as many."""
    units = eyes.lexicon.units
    counted = [each for each in seen.of("number") if not units.match(seen.text[each.end :].lstrip(" -'"))]
    for total in counted:
        parts = _parts_of(total, counted, seen, eyes)
        whole = sum(each.number for each in parts)
        if len(parts) > 1 and whole != total.number:
            span = (total.start, parts[-1].end)
            says = f"'{seen.text[slice(*span)]}': the parts are {whole}"
            claim = Claim("count", str(total.number), (), *span, Verdict.CONTRADICTED, says, None, "LK507")
            yield claim, frozenset({total, *parts})


def _parts_of(total: Mention, counted: list[Mention], seen: Seen, eyes: Eyes) -> list[Mention]:
    """The numbers behind the colon that follows a number, up to a semicolon; none where others stand between."""
    colons = [at for at in range(total.last, len(seen.words)) if ":" in seen.words[at].gap]
    if not colons or any(total.last <= each.first < colons[0] for each in counted):
        return []
    if seen.words[colons[0]].low in eyes.lexicon.lists["governed"]:
        return []  # "among them"
    ends = [at for at in range(colons[0] + 1, len(seen.words)) if ";" in seen.words[at].gap]
    return [each for each in counted if colons[0] <= each.first < (ends or [len(seen.words)])[0]]


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
    """The claim of a number that can be that of several groups: right of one, or else of the one nearest to it."""
    text = seen.text[number.start : seen.words[counted.first].end]
    best: Claim | None = None

    def far(key: str) -> tuple[int, str]:
        return abs(number_of(groups[key], eyes.language) - (number.number or 0)), key

    for key, group in ((key, groups[key]) for key in sorted(groups, key=far)):
        known = [each.number for each in numbers_in(group.count.first, eyes.language)] if group.count else []
        known = known or ([len(group.members)] if group.members else [])
        location = group.count.first.location if group.count else group.location
        if not known:
            verdict, says = Verdict.UNSUPPORTED, f"the campaign gives no number of '{key}'"
        elif _fits(number, known[0], seen, eyes):
            verdict, says = Verdict.SUPPORTED, ""
        elif _is_of_others(counted, number, known[0], seen, eyes):
            verdict, says = Verdict.UNSUPPORTED, f"'{text}': the campaign has {known[0]} of them, and no such number"
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
    return number.number == known or part or _is_sum(number.number, eyes)
