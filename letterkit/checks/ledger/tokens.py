"""The words of a sentence as an edit is judged by them: what each carries, however it is inflected or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.lexicon import Word, words_of
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.seen import Seen
from letterkit.language.spelling import plain
from letterkit.language.stems import stem_in

_TURNING = (
    *("turning", "absent", "persons", "possessives", "agents", "reasons", "limits", "earlier", "later", "only"),
    *("nobody", "all-of", "one-of", "others", "former", "deputies", "contrast", "titles", "more", "less", "about"),
)
"""The lists of small words that turn what a sentence says; what denies and what supposes do so, too."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or date: ``fold`` is what it has in common with its other forms, ``start`` and ``end`` its place.

    ``small`` says that it only turns what others say. ``bound`` says that the word before it, or a mark or the
    beginning of the sentence, sets it off from the last one that tells something.
    """

    fold: str
    start: int
    end: int
    small: bool = False
    bound: bool = True


class Folding:
    """Makes tokens of sentences in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._lexicon = eyes, eyes.lexicon
        self._stem = stem_in(eyes.language.code)

    def _words(self, *names: str) -> frozenset[str]:
        """The words of some lists, and of their phrases those that tell something, or deny."""
        found: set[str] = set()
        for phrase in (phrase for name in names for phrase in self._lexicon.lists.get(name, ())):
            words = [word.low for word in words_of(plain(phrase))]
            found.update(words if len(words) == 1 else set(words) - self._lexicon.function)
        return frozenset(found)

    @cached_property
    def denying(self) -> frozenset[str]:
        """The words that deny, one by one."""
        halves = (phrase for phrase in self._lexicon.lists.get("negations", ()) if "*" in phrase)
        both = {word.low for phrase in halves for word in words_of(plain(phrase))}
        small = self._words("be", "auxiliaries", "finite", "ones")
        return (self._words("negations", "absent", "nobody") | both) - small

    @cached_property
    def _contracted(self) -> frozenset[str]:
        """Words that deny and have an apostrophe: "hasn't"."""
        return frozenset(plain(word) for word in self._lexicon.lists.get("negations", ()) if "'" in plain(word))

    @cached_property
    def _deny(self) -> str:
        """The word that every contracted one stands for: the first that the language lists."""
        reading = self._eyes.cast.library.language(self._eyes.language.code).reading
        return str(reading.negations[0]).casefold() if reading else ""

    @cached_property
    def reversing(self) -> frozenset[str]:
        """The words by which somebody did not do what follows."""
        return self._words("reversing")

    @cached_property
    def quantities(self) -> frozenset[str]:
        """The small words of a language's own that turn what others say: "every", "with"."""
        return self._words("turning", "all-of", "one-of", "only")

    @cached_property
    def agents(self) -> frozenset[str]:
        """The words before who did something."""
        return self._words("agents")

    @cached_property
    def _turning(self) -> frozenset[str]:
        return self._words(*_TURNING) | self.denying | self.modals

    @cached_property
    def modals(self) -> frozenset[str]:
        """The words that make something possible, supposed or to come."""
        return self._single("unreal")

    def _single(self, name: str) -> frozenset[str]:
        return frozenset(word for word in self._lexicon.lists.get(name, ()) if " " not in word)

    @cached_property
    def _empty(self) -> frozenset[str]:
        return self._lexicon.function | self._words("be", "auxiliaries", "articles", "genitive", "joining")

    @cached_property
    def courtesies(self) -> frozenset[str]:
        """The stems of words that carry no fact."""
        return self.stems(self._words("courtesies"))

    def stems(self, words: Iterable[str]) -> frozenset[str]:
        """The stems of words in lower case."""
        return frozenset(self._stem(word) for word in words)

    def content(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that tell something."""
        return frozenset(token.fold for token in self.tokens(self._eyes.see(plain(text))) if not token.small)

    def tokens(self, seen: Seen) -> tuple[Token, ...]:
        """The tokens of a sentence, in order."""
        return tuple(self._tokens(seen))

    def _tokens(self, seen: Seen) -> Iterator[Token]:
        whole = {each.first: each for each in seen.of("number", "date") if not each.values and each.last > each.first}
        at, bound = 0, True
        while at < len(seen.words):
            word, last, small = seen.words[at], at + 1, True
            bound = bound or bool(word.gap.strip(" '-"))
            if each := whole.get(at):
                last, small, fold = each.last, False, f"={each.days or each.number}"
            elif self._is_contracted(seen, at):
                last, fold = at + 2, self._deny
            elif word.low in self._turning or word.low in self.reversing:
                fold = word.low
            elif self._is_empty(word):
                fold = ""
            else:
                fold, small = self._stem(word.low), False
            if fold:
                yield Token(fold, word.start, seen.words[last - 1].end, small, bound)
            at, bound = last, small

    def _is_contracted(self, seen: Seen, at: int) -> bool:
        """Whether a word and the next are one that denies, with an apostrophe."""
        one, other = seen.words[at], seen.words[at + 1] if at + 1 < len(seen.words) else None
        return other is not None and f"{one.low}{other.gap}{other.low}" in self._contracted

    def _is_empty(self, word: Word) -> bool:
        return word.low in self._empty or (len(word.low) == 1 and not word.low.isdigit())
