"""Weigh who did it to whom: a sentence in which those whom it befell did it to those who did it."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.arguments import Arguments
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.schema.organisation import Act

_NAMED = ("person", "group", "head")
_MARKS = frozenset(",;:")
_NEAR = 5
"""How many words behind a verb can be its object."""


def reversed_in(seen: Seen, eyes: Eyes, dossier: Dossier) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence that say the reverse of an act, each with the mentions that it accounts for."""
    arguments = Arguments(eyes)
    for verb in (each for each in seen.of("verb") if each.last - each.first == 1):
        for doer, object_ in _roles(verb, seen, eyes):
            said = arguments.stems(object_)
            for key in sorted(doer.values & set(dossier.owners)):
                act = _suffered(key, verb, said, arguments, eyes, dossier)
                if act and act.by:
                    by = str(act.by.within(eyes.language.code) or act.by.first)
                    says = f"by the campaign, '{key}' suffered it by '{by}' on {act.date}"
                    where = (verb.start, verb.end)
                    claim = Claim("act", "reversed", (key,), *where, Verdict.CONTRADICTED, says, act.location, "LK521")
                    yield claim, frozenset({doer, verb})


def _suffered(
    key: str, verb: Mention, said: frozenset[str], arguments: Arguments, eyes: Eyes, dossier: Dossier
) -> Act | None:
    """The act of a kind with the verb's, or of the same status, that somebody suffered by those who are named."""
    kinds = eyes.cast.library.acts
    statuses = {kinds[kind].status for kind in verb.values} - {None}
    for act in dossier.acts(key):
        akin = act.kind in verb.values or kinds[act.kind].status in statuses
        if akin and act.by and said & arguments.stems(str(act.by.within(eyes.language.code) or act.by.first)):
            return act
    return None


def _roles(verb: Mention, seen: Seen, eyes: Eyes) -> Iterator[tuple[Mention, str]]:
    """Those named who did it, each with the words for whom it befell."""
    lists = eyes.lexicon.lists
    if any(word.low in lists["be"] for word in seen.words[max(0, verb.first - 3) : verb.last]):
        yield from _of_passive(verb, seen, lists["agents"])
        return
    object_ = _object(verb, seen, lists["governed"])
    for each in seen.of(*_NAMED) if object_ else ():
        led = seen.words[each.first - 1].low if each.first else ""
        if 0 <= verb.first - each.last <= 2 and led not in lists["governed"]:
            yield each, object_


def _of_passive(verb: Mention, seen: Seen, agents: frozenset[str]) -> Iterator[tuple[Mention, str]]:
    """Those named behind "by", each with what stands before the verb."""
    agent = next((at for at in range(verb.last, len(seen.words)) if seen.words[at].low in agents), None)
    subject = " ".join(word.text for word in seen.words[max(0, verb.first - _NEAR - 2) : verb.first])
    if agent is not None:
        yield from ((each, subject) for each in seen.of(*_NAMED) if 0 < each.first - agent <= 2)


def _object(verb: Mention, seen: Seen, governed: frozenset[str]) -> str:
    """What stands behind an active verb, up to a mark; "" where a preposition leads it."""
    behind = seen.words[verb.last : verb.last + _NEAR]
    if not behind or behind[0].low in governed:
        return ""
    cut = next((at for at, word in enumerate(behind) if set(word.gap) & _MARKS), None)
    return " ".join(word.text for word in behind[:cut])
