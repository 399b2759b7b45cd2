"""Whether a sentence, or a stretch of it, tells what is to come: "is due to be heard", "will be heard"."""

from __future__ import annotations

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen


def is_ahead(seen: Seen, eyes: Eyes, start: int = 0, end: int | None = None) -> bool:
    """Whether a word for being to come stands between two places of a sentence; "was set to" tells what was."""
    stop = len(seen.text) if end is None else end
    done = eyes.lexicon.lists["done"]
    coming = (each for each in seen.of("coming") if start <= each.start < stop)
    if any(seen.words[each.first].low not in done for each in coming):
        return True
    told = eyes.language.checking.to_come
    found = (each.start() for each in told.finditer(seen.text, start, stop)) if told else ()
    names = [word for word in seen.words if word.is_capital and word.start]  # « Koura » is no verb
    return any(not any(word.start <= at < word.end for word in names) for at in found)
