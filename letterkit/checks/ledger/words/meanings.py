"""Which words say the same as others, and which the opposite, in the language of a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.checks.ledger.words.notation import first_spellings, has_words_between
from letterkit.language.spelling import plain
from letterkit.language.stems import stem_in
from letterkit.schema.fields import Words
from letterkit.schema.library import Library
from letterkit.schema.synonyms import Synonyms

LIGHT = ""
"""What light words mean."""
EITHER = "|"
"""What stands between the meanings of a phrase that has several."""
_Stems = tuple[str, ...]
_BETWEEN = 6
"""How many words can stand between the parts of a phrase: "give Ms A her job back"."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The phrases of a language by their first stem, each with its stems and its meaning, the longest first.

    A meaning is named after the first of its words; ``same`` are those that several words have, ``opposites`` each pair
    in both orders, ``apart`` each pair of words of one kind. ``weaker``, ``firm``, ``parts`` and ``conditions`` are
    meanings, ``norms``, ``judging`` and ``doings`` stems, ``always``, ``wishes``, ``opinions`` and ``maxims`` phrases
    of stems (see `letterkit.schema.synonyms.Synonyms`).
    ``parted`` are phrases with other words between, by the first stem: their two
    parts, and the meaning. ``stem`` is what makes a stem of a word. A phrase of several meanings has them all, with
    ``EITHER`` between: "let go" is released or dismissed.
    """

    phrases: Mapping[str, Sequence[tuple[_Stems, str]]]
    same: frozenset[str]
    opposites: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    weaker: frozenset[str]
    firm: frozenset[str]
    norms: frozenset[str]
    always: tuple[_Stems, ...]
    wishes: tuple[_Stems, ...]
    opinions: tuple[_Stems, ...]
    judging: frozenset[str]
    parts: frozenset[str]
    conditions: frozenset[str]
    maxims: tuple[_Stems, ...]
    doings: frozenset[str]
    parted: Mapping[str, Sequence[tuple[_Stems, _Stems, str]]]
    stem: Callable[[str], str]

    def parted_at(self, stems: Sequence[str], at: int) -> tuple[int, int, int, str] | None:
        """The phrase with words between that begins at a word: where its parts end and begin, and its meaning."""
        for one, other, meaning in self.parted.get(stems[at], ()):
            end = at + len(one)
            if tuple(stems[at:end]) != one:
                continue
            for begin in range(end + 1, min(end + _BETWEEN, len(stems)) + 1):
                if tuple(stems[begin : begin + len(other)]) == other:
                    return end, begin, begin + len(other), meaning
        return None

    def in_text(self, text: object) -> frozenset[str]:
        """What the words of a text mean, of those that mean the same as others, or the opposite."""
        stems = [self.stem(word.low) for word in words_of(plain(str(text)))]
        found = (self.at(stems, at) for at in range(len(stems)))
        return frozenset(each[1] for each in found if each and each[1])

    def at(self, stems: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest phrase that begins at a word: the word behind it, and its meaning; None for none."""
        for phrase, meaning in self.phrases.get(stems[at], ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                return at + len(phrase), meaning
        return None


def meanings(library: Library, language: str) -> Meanings:
    """The meanings of a language of a library."""
    return library.derived(_meanings, language)


class _Gathering:
    """Gathers what phrases mean; the first meaning of a phrase holds."""

    def __init__(self, language: str) -> None:
        self._stem = stem_in(language)
        self.known: dict[_Stems, str] = {}
        self.parted: list[tuple[_Stems, _Stems, str]] = []
        self.called: set[_Stems] = set()

    def stems(self, phrase: object) -> _Stems:
        """The stems of the words of a phrase."""
        return tuple(self._stem(word.low) for word in words_of(plain(str(phrase))))

    def take(self, phrase: object, meaning: str) -> None:
        """Take in a phrase; one without a word is nothing to find, and "*" stands for words between."""
        one, star, other = str(phrase).partition(" * ")
        if star:
            self.parted.append((self.stems(one), self.stems(other), meaning))
        elif stems := self.stems(phrase):
            self.known.setdefault(stems, meaning)

    def take_same(self, lists: Sequence[Words]) -> None:
        """Take in lists of words that mean the same; a phrase in several of them means one or another."""
        meant: dict[str, list[str]] = {}
        for words in lists:
            for phrase in words:
                meant.setdefault(str(phrase), []).append(f"~{words[0]}")
        for spelled, all_of in meant.items():
            self.take(spelled, EITHER.join(dict.fromkeys(all_of)))

    def take_acts(self, acts: Sequence[tuple[str, str]]) -> None:
        """Take in what acts are called; all that one is called means the same, known words included."""
        called = [(self.stems(phrase), act) for phrase, act in acts]
        self.called.update(stems for stems, _ in called)
        names: dict[str, str] = {}
        for stems, act in sorted(called, key=lambda each: len(each[0])):
            if stems in self.known:
                names.setdefault(act, self.known[stems])
        for stems, act in sorted(called, key=lambda each: len(each[0])):
            # Of "released on bail", "released" has its meaning, and "on bail" is the outcome.
            if stems and not any(stems[:end] in self.known for end in range(1, len(stems) + 1)):
                self.known[stems] = names.setdefault(act, f"~{act}")

    def part_before(self, leading: set[str]) -> None:
        """Let whom it befell stand within what acts are called."""
        self.parted += [
            (stems[:1], stems[1:], meaning)
            for stems, meaning in self.known.items()
            if len(stems) > 2 and stems[1] in leading and stems in self.called and meaning
        ]

    def part_at(self, particles: set[str]) -> None:
        """Let words stand between a verb and the particle that belongs to it."""
        self.parted += [
            (stems[:1], stems[1:], meaning)
            for stems, meaning in self.known.items()
            if len(stems) == 2 and stems[1] in particles and meaning
        ]

    def parted_by_first(self) -> dict[str, list[tuple[_Stems, _Stems, str]]]:
        """The phrases with words between, by their first stem."""
        found: dict[str, list[tuple[_Stems, _Stems, str]]] = {}
        for phrase in self.parted:
            found.setdefault(phrase[0][0], []).append(phrase)
        return found

    def by_first(self) -> dict[str, tuple[tuple[_Stems, str], ...]]:
        """The phrases by their first stem, the longest first."""
        found: dict[str, list[tuple[_Stems, str]]] = {}
        for stems, meaning in self.known.items():
            found.setdefault(stems[0], []).append((stems, meaning))
        return {first: tuple(sorted(phrases, key=lambda each: -len(each[0]))) for first, phrases in found.items()}


def _gathered(library: Library, language: str, synonyms: Synonyms) -> _Gathering:
    """What phrases mean: words that can stand for each other, acts, words that turn others, and light ones."""
    gathering = _Gathering(language)
    gathering.take_same(synonyms.same)
    light = {gathering.stems(phrase) for phrase in synonyms.light}
    acts = (each for each in _of_acts(library, language) if gathering.stems(each[0]) not in light)
    gathering.take_acts(list(acts) if synonyms.same else [])
    turning = (word for words in (*synonyms.opposite, *synonyms.apart) for word in words)
    for phrase in (*synonyms.weaker, *synonyms.firm, *synonyms.parts, *synonyms.conditions, *turning):
        gathering.take(phrase, f"~{phrase}")
    for phrase in synonyms.light:
        gathering.take(phrase, LIGHT)
    reading = library.language(language).reading
    leading = (*reading.governed, *reading.infinitive) if reading else ()
    gathering.part_before({stem for word in leading for stem in gathering.stems(word)})
    gathering.part_at({stem for word in synonyms.particles for stem in gathering.stems(word)})
    return gathering


def _meanings(library: Library, language: str) -> Meanings:
    synonyms = library.language(language).synonyms or Synonyms()
    gathering = _gathered(library, language, synonyms)
    known, stems = gathering.known, gathering.stems

    def meaning(words: Words) -> frozenset[str]:
        return frozenset(known[stems(word)] for word in words if stems(word))

    def stemmed(words: Words) -> frozenset[str]:
        return frozenset(stem for word in words for stem in stems(word))

    kinds = [meaning(words) for words in synonyms.apart]
    pairs = {
        (known[stems(one)], known[stems(other)]) for one, other in synonyms.opposite if stems(one) and stems(other)
    }
    return Meanings(
        gathering.by_first(),
        frozenset(f"~{words[0]}" for words in synonyms.same),
        frozenset(pairs | {(other, one) for one, other in pairs}),
        frozenset(pair for words in kinds for pair in permutations(words, 2) if pair[0] != pair[1]),
        meaning(synonyms.weaker),
        meaning(synonyms.firm),
        stemmed(synonyms.norms),
        tuple(map(stems, synonyms.always)),
        tuple(map(stems, synonyms.wishes)),
        tuple(map(stems, synonyms.opinions)),
        stemmed(synonyms.judging),
        meaning(synonyms.parts),
        meaning(synonyms.conditions),
        tuple(map(stems, synonyms.maxims)),
        stemmed(synonyms.doings),
        gathering.parted_by_first(),
        stem_in(language),
    )


def _of_acts(library: Library, language: str) -> Iterator[tuple[str, str]]:
    """The words of acts that name one kind only, each with the kind."""
    kinds: dict[str, set[str]] = {}
    for kind in library.acts.values():
        for named, words in kind.words.items():
            for phrase in words.verbs if named == language else ():
                for spelled in _spelled(str(phrase)):
                    kinds.setdefault(spelled, set()).add(str(kind.name))
    yield from ((phrase, min(named)) for phrase, named in kinds.items() if len(named) == 1)


def _spelled(phrase: str) -> Iterator[str]:
    """The spellings of a phrase that has one stem with others; one with words between is found elsewhere."""
    return iter(()) if has_words_between(phrase) else first_spellings(phrase)
