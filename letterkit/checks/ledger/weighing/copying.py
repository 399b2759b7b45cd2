"""Weigh what a letter says of its own copies: "a copy of this letter goes to the Minister of Labour"."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Target


def copies_in(seen: Seen, eyes: Eyes) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claim of a sentence that a copy goes to somebody, where none does, or to nobody whom it names."""
    told = seen.of("copying")
    if not told or seen.of("negations", "demanding", "unreal"):
        return
    copies = eyes.cast.letter.copies
    behind = {word.low for word in seen.words[told[0].last :]} - eyes.lexicon.function
    if any(behind & _called(one, eyes) for one in copies):
        return
    says = "nobody named here is among the letter's 'copies:'" if copies else "the letter has no 'copies:'"
    location = eyes.cast.letter.plan.location
    where = (told[0].start, told[0].end)
    yield Claim("statement", "copy", (), *where, Verdict.CONTRADICTED, says, location, "LK521"), frozenset(told[:1])


def _called(target: Target, eyes: Eyes) -> set[str]:
    """The words by which somebody is called who gets a copy."""
    texts = (text for text in (target.name, target.office, target.of) if text)
    said = (str(one) for text in texts for one in text.languages.values())
    return {word.low for text in said for word in words_of(plain(text))} - eyes.lexicon.function
