"""Whether a word that denies is all that an edit puts in or leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import Lexicon, words_of
from letterkit.checks.ledger.words.notation import BETWEEN
from letterkit.language.spelling import plain

_MARKS = frozenset(",;:()")
Changed = tuple[Sequence[Token], Seen]
"""The tokens that a sentence has and another lacks, with the sentence."""


class Denials:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def turning(self, more: Changed, less: Changed, said: Sequence[Token]) -> tuple[int, int] | None:
        """Where a sentence says the opposite: a word that denies is put in or left out, and nothing else is changed."""
        told = [frozenset[str]().union(*(each.values for each in seen.of("verb"))) for _, seen in (more, less)]
        new, gone = self._denying(more, told), self._denying(less, told)
        new = [token for token in new if self._is_of_what_was_told(token, more[1], less[1])]
        parted = halves(self._eyes.lexicon)
        exchanged = (new and _hold(less[0], parted)) or (gone and _hold(more[0], parted))
        if bool(new) == bool(gone) or exchanged:
            return None
        if new:
            return new[0].start, new[-1].end
        return (said[0].start, said[-1].end) if said else None

    def _is_of_what_was_told(self, token: Token, seen: Seen, before: Seen) -> bool:
        """Whether a denial stands in one part with all that was told in one: "nobody enters the office, which they"."""
        told = self._telling(before)
        if len(_cuts(before, told)) > 0:
            return True
        known = {one.fold for one in told}
        kept = [one for one in self._telling(seen) if one.fold in known]
        return not _cuts(seen, sorted([*kept, token], key=lambda one: one.start))

    def _telling(self, seen: Seen) -> list[Token]:
        """The words of a sentence that tell something, days apart."""
        return [one for one in self._folding.tokens(seen) if not (one.small or one.days)]

    def _denying(self, changed: Changed, told: Sequence[frozenset[str]]) -> list[Token]:
        """Those of some tokens that deny, where they stand, something that not both sentences tell."""
        lexicon, (tokens, seen) = self._eyes.lexicon, changed
        denying = (self._folding.denying - halves(lexicon)) | self._folding.reversing | self._folding.ranking
        able = (token for token in tokens if token.fold in denying and is_denial(token, seen, lexicon))
        return [token for token in able if not _is_of_what_both_tell(token, seen, told)]


def _cuts(seen: Seen, tokens: Sequence[Token]) -> list[str]:
    """The marks between some tokens, those next to each other."""
    between = (seen.text[one.end : other.start] for one, other in pairwise(tokens))
    return [each for each in between if set(each) & _MARKS]


def halves(lexicon: Lexicon) -> frozenset[str]:
    """The first halves of denials in two parts, which deny nothing alone: « n' » of « n'a pas »."""
    parted = (phrase for phrase in lexicon.lists["negations"] if BETWEEN in phrase)
    return frozenset(words_of(plain(phrase))[0].low for phrase in parted)


def _hold(tokens: Sequence[Token], folds: frozenset[str]) -> bool:
    return any(token.fold in folds for token in tokens)


def is_denial(token: Token, seen: Seen, lexicon: Lexicon) -> bool:
    """Whether a word that can deny does so where it stands: "yet" in "yet to" alone."""
    lists = lexicon.lists
    phrases = [words_of(plain(phrase)) for phrase in lists["negations"] if BETWEEN not in phrase]
    within = {word.low for words in phrases if len(words) > 1 for word in words} - lists["absent"] - lists["nobody"]
    alone = token.fold not in within - {words[0].low for words in phrases if len(words) == 1}
    return alone or any(each.start <= token.start < each.end for each in seen.of("negations"))


def _is_of_what_both_tell(token: Token, seen: Seen, told: Sequence[frozenset[str]]) -> bool:
    """Whether a word is of those for an act that two sentences tell: "has not been seen", "is missing"."""

    def holds(verb: Mention) -> bool:
        return verb.start <= token.start < verb.end and all(verb.values & each for each in told)

    return any(map(holds, seen.of("verb")))
