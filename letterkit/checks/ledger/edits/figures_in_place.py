"""Figures of a drafted sentence that an edit gives to something else: "four men on two motorcycles" for "two men"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterkit.checks.ledger.edits.estimates import Estimates
from letterkit.checks.ledger.edits.sides import Displaced, Side, is_number, put_for
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.drafts.drafted import DraftedSentence


def given_to_others(drafted: DraftedSentence, before: Side, said: Side, estimates: Estimates) -> Iterator[Displaced]:
    """What stands with another figure, though all figures of the drafted sentence may still be there."""
    yield from _of_one_noun(drafted, before, said, estimates)
    yield from _swapped(drafted, before, said)


def _of_one_noun(drafted: DraftedSentence, before: Side, said: Side, estimates: Estimates) -> Iterator[Displaced]:
    """Another number of what both sentences count once."""
    was, now = (_counting(side[0]) for side in (before, said))
    for noun in was.keys() & now.keys():
        old, new = _at(was[noun], before), _at(now[noun], said)
        other = old and new and was[noun].number != now[noun].number and new in said[2]
        if other and old and new and not estimates.can_be(old, before[0], new, said):
            yield put_for(drafted, before[0], old, new)


def _swapped(drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
    """Numbers, or days, that have changed places in a sentence that has the same words in the same order."""
    known, now = before[1], said[1]
    if before[2] or said[2] or len(known) != len(now):
        return
    apart = [pair for pair in zip(known, now, strict=True) if pair[0].fold != pair[1].fold]
    if apart and (_are_all(apart, days=False) or _are_all(apart, days=True)):
        yield put_for(drafted, before[0], *apart[0])


def _are_all(pairs: list[tuple[Token, Token]], *, days: bool) -> bool:
    """Whether all tokens are days, or all are numbers."""
    return all(bool(one.days) if days else is_number(one) for pair in pairs for one in pair)


def _counting(seen: Seen) -> Mapping[str, Mention]:
    """The numbers of a sentence by the word behind each, where that is counted once; "two days" counts none."""
    found: dict[str, list[Mention]] = {}
    days = {each.first for each in seen.of("date", "duration")}
    for each in seen.of("number"):
        if each.first not in days and each.last < len(seen.words):
            found.setdefault(seen.words[each.last].low, []).append(each)
    return {noun: told[0] for noun, told in found.items() if len(told) == 1}


def _at(mention: Mention, side: Side) -> Token | None:
    """The token of a number."""
    return next((one for one in side[1] if one.start == mention.start), None)
