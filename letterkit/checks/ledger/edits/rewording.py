"""Find the words of an edited sentence that stand in another form than drafted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord

_FORMS = 2
"""So many words can have another form in a sentence that otherwise is as drafted."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words at a place, of which none tells anything new, and those that were drafted; either can be empty."""

    said: str
    drafted: str
    start: int
    end: int


def reworded(before: Seen, said: Seen, calling: Collection[TextWord]) -> Iterator[Rewording]:
    """The words that stand in place of others of which all else is word for word as drafted, at most two of them.

    Those that are ``calling`` people, by title or name, are left out.
    """
    known, now = [word.low for word in before.words], [word.low for word in said.words]
    steps = [step for step in SequenceMatcher(None, known, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    if len(steps) > _FORMS or any(max(step[2] - step[1], step[4] - step[3]) > 1 for step in steps):
        return
    for _, was, until, first, last in steps:
        old, new = before.words[was:until], said.words[first:last]
        if all(word in calling for word in (*old, *new)):
            continue
        start, end = (new[0].start, new[-1].end) if new else (0, len(said.text))
        yield Rewording(
            said.text[start:end] if new else "", before.text[old[0].start : old[-1].end] if old else "", start, end
        )
