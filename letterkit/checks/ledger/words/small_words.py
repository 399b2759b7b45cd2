"""The small words of a language: those that turn what a sentence says, and those that tell nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon, words_of
from letterkit.foundation.kept import Kept
from letterkit.language.spelling import plain
from letterkit.schema.library import Library

_TURNING = (
    *("turning", "absent", "persons", "possessives", "agents", "reasons", "limits", "earlier", "later", "only"),
    *("nobody", "all-of", "one-of", "others", "former", "deputies", "contrast", "titles", "more", "less", "about"),
)
"""The lists of small words that turn what a sentence says; what denies and what supposes do so, too."""


@dataclass(frozen=True)
class SmallWords:
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
        return self._words(*_TURNING) | self.denying | self.modals

    @cached_property
    def modals(self) -> frozenset[str]:
        """The words that make something possible, supposed or to come."""
        return self._single("unreal")

    @cached_property
    def empty(self) -> frozenset[str]:
        """The words that tell nothing."""
        return self.lexicon.function | self._words("be", "auxiliaries", "articles", "genitive", "joining")

    @cached_property
    def courtesies(self) -> frozenset[str]:
        """The words that carry no fact."""
        return self._words("courtesies")

    @cached_property
    def ranking(self) -> frozenset[str]:
        """The words that make another office of one, or one that is over: "deputy", "former"."""
        return self._single("deputies") | self._single("no-longer")

    @cached_property
    def all_of(self) -> frozenset[str]:
        """The words for all of several people."""
        return self._words("all-of")

    @cached_property
    def address(self) -> frozenset[str]:
        """The words for those who are written to."""
        return self._single("address")

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles."""
        return self._single("articles")

    def _single(self, name: str) -> frozenset[str]:
        return frozenset(word for word in self.lexicon.lists.get(name, ()) if " " not in word)


def _made(library: Library, code: str) -> SmallWords:
    reading = library.language(code).reading
    return SmallWords(lexicon(library, code), code, str(reading.negations[0]).casefold() if reading else "")


_WORDS: Kept[SmallWords] = Kept()


def small_words(library: Library, code: str) -> SmallWords:
    """The small words of a language of a library."""
    return _WORDS.of(library, code, lambda: _made(library, code))
