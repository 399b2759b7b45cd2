"""Whether those whom a sentence counts are those who did something: "two officers attacked and beat him"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen

_SMALL = ("joining", "titles", "articles", "adverbs", "all-of", "auxiliaries")


def are_doers(
    counted: Mention, following: Sequence[Predicate], seen: Seen, lists: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a number stands before an active verb, and whom it befalls behind it, or as a pronoun before it."""
    verb = following[0].mention
    ahead = seen.words[counted.last : verb.first]
    if verb.kind != "verb" or any(word.low in lists["be"] for word in ahead):
        return False
    return any(word.low in lists["objects-said"] for word in ahead) or _has_object(verb, following, seen, lists)


def _has_object(verb: Mention, following: Sequence[Predicate], seen: Seen, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether somebody named, or a pronoun, is what first stands behind a verb and those that are joined to it."""
    said = {each.first for each in seen.of("person", "group", "body", "head")}
    verbs = {at for each in following for at in range(each.mention.first, each.mention.last)}
    small = frozenset[str]().union(*(lists[name] for name in _SMALL))
    for at in range(verb.last, len(seen.words)):
        if at in said or seen.words[at].low in lists["objects-said"]:
            return True
        if at not in verbs and seen.words[at].low not in small:
            return False
    return False
