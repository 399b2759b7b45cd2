"""What an edited sentence says otherwise than the drafted one."""

from __future__ import annotations

from dataclasses import dataclass

from letterkit.checks.ledger.edits.rewording import Rewording
from letterkit.checks.ledger.edits.sides import Displaced
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edited sentence says otherwise than the drafted one, ``began``.

    ``put_in`` and ``left_out`` are the words, each in runs as they stand; ``added`` are the places of those put in.
    ``reversed`` is what makes it say the opposite, a word put in or all that is left. ``other`` is the pronoun of
    another gender. ``moved`` says that the same words stand in another order. ``turned`` is the verb with which, by the
    edited sentence, those did it who suffered it; ``pairs`` are the runs put in that stand where others were left
    out, with those; ``exchanged`` says that who did it was moved ahead of it, ``made_passive`` that they were moved
    behind it, ``from_them`` that it now comes from them. ``forms`` are words that differ in their form alone, each with
    what was drafted, in a sentence that has no
    other difference. ``displaced`` is what stands where the drafted sentence has what a record gives, or makes a demand
    less. ``unframed`` are the words left out without which what somebody says is told as what was done. ``more`` and
    ``less`` are the words put in and left out, one by one, ``words`` all of the edited sentence. ``parted`` says that
    some of the words of either stand in another sentence, so that the same words can be said of others.
    """

    began: DraftedSentence
    put_in: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    added: tuple[tuple[int, int], ...] = ()
    reversed: tuple[int, int] | None = None
    other: tuple[int, int] | None = None
    moved: bool = False
    turned: tuple[int, int] | None = None
    exchanged: bool = False
    made_passive: bool = False
    from_them: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    forms: tuple[Rewording, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    unframed: tuple[Token, ...] = ()
    more: tuple[Token, ...] = ()
    less: tuple[Token, ...] = ()
    words: tuple[TextWord, ...] = ()
    parted: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is said otherwise."""
        return bool(self.put_in or self.left_out or self.moved)
