"""The words of a sentence as an edit is judged by them: what each carries, however it is inflected or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.lexicon import Lexicon, TextWord, lexicon, words_of
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.seen import Mention, Seen
from letterkit.foundation.kept import Kept
from letterkit.language.spelling import plain
from letterkit.language.stems import stem_in
from letterkit.schema.library import Library

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


@dataclass(frozen=True)
class _Words:
    """The small words of a language, as they are compared with those of a sentence."""

    lexicon: Lexicon
    code: str
    deny: str
    """The word that every contracted one stands for: the first that the language lists."""

    def _words(self, *names: str) -> frozenset[str]:
        """The words of some lists, and of their phrases those that tell something, or deny."""
        found: set[str] = set()
        for phrase in (phrase for name in names for phrase in self.lexicon.lists.get(name, ())):
            words = [word.low for word in words_of(plain(phrase))]
            found.update(words if len(words) == 1 else set(words) - self.lexicon.function)
        return frozenset(found)

    @cached_property
    def denying(self) -> frozenset[str]:
        """The words that deny, one by one."""
        halves = (phrase for phrase in self.lexicon.lists.get("negations", ()) if "*" in phrase)
        both = {word.low for phrase in halves for word in words_of(plain(phrase))}
        small = self._words("be", "auxiliaries", "finite", "ones")
        return (self._words("negations", "absent", "nobody") | both) - small

    @cached_property
    def contracted(self) -> frozenset[str]:
        """Words that deny and have an apostrophe: "hasn't"."""
        return frozenset(plain(word) for word in self.lexicon.lists.get("negations", ()) if "'" in plain(word))

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
    def turning(self) -> frozenset[str]:
        """The words that turn what a sentence says."""
        return self._words(*_TURNING) | self.denying | self.modals | self.reversing

    @cached_property
    def modals(self) -> frozenset[str]:
        """The words that make something possible, supposed or to come."""
        return frozenset(word for word in self.lexicon.lists.get("unreal", ()) if " " not in word)

    @cached_property
    def empty(self) -> frozenset[str]:
        """The words that tell nothing."""
        return self.lexicon.function | self._words("be", "auxiliaries", "articles", "genitive", "joining")

    @cached_property
    def courtesies(self) -> frozenset[str]:
        """The stems of words that carry no fact."""
        return frozenset(map(stem_in(self.code), self._words("courtesies")))


def _small_words(library: Library, code: str) -> _Words:
    reading = library.language(code).reading
    return _Words(lexicon(library, code), code, str(reading.negations[0]).casefold() if reading else "")


_WORDS: Kept[_Words] = Kept()


class Folding:
    """Makes tokens of sentences in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, code, library = eyes, eyes.language.code, eyes.cast.library
        self._stem = stem_in(code)
        self._small = _WORDS.of(library, code, lambda: _small_words(library, code))
        self.denying, self.reversing, self.modals = self._small.denying, self._small.reversing, self._small.modals
        self.quantities, self.agents = self._small.quantities, self._small.agents
        self.courtesies = self._small.courtesies

    def stems(self, words: Iterable[str]) -> frozenset[str]:
        """The stems of words in lower case."""
        return frozenset(self._stem(word) for word in words)

    def content(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that tell something."""
        return frozenset(token.fold for token in self.tokens(self._eyes.see(plain(text))) if not token.small)

    def tokens(self, seen: Seen) -> tuple[Token, ...]:
        """The tokens of a sentence, in order."""
        dated = tuple(each for each in seen.of("number", "date") if not each.values and each.last > each.first)
        return _TOKENS.of(self._small, (seen.words, dated), lambda: tuple(_tokens(seen.words, dated, self._small)))


_TOKENS: Kept[tuple[Token, ...]] = Kept(512)


def _tokens(words: Sequence[TextWord], dated: Iterable[Mention], small_words: _Words) -> Iterator[Token]:
    """The tokens of words among which stand numbers and dates."""
    whole, stem = {each.first: each for each in dated}, stem_in(small_words.code)
    turning, empty = small_words.turning, small_words.empty
    at, bound = 0, True
    while at < len(words):
        word, last, small = words[at], at + 1, True
        bound = bound or bool(word.gap.strip(" '-"))
        if each := whole.get(at):
            last, small, fold = each.last, False, f"={each.days or each.number}"
        elif _is_contracted(words, at, small_words.contracted):
            last, fold = at + 2, small_words.deny
        elif word.low in turning:
            fold = word.low
        elif word.low in empty or (len(word.low) == 1 and not word.low.isdigit()):
            fold = ""
        else:
            fold, small = stem(word.low), False
        if fold:
            yield Token(fold, word.start, words[last - 1].end, small, bound)
        at, bound = last, small


def _is_contracted(words: Sequence[TextWord], at: int, contracted: frozenset[str]) -> bool:
    """Whether a word and the next are one that denies, with an apostrophe."""
    if at + 1 == len(words) or words[at + 1].gap != "'":
        return False
    return f"{words[at].low}'{words[at + 1].low}" in contracted
