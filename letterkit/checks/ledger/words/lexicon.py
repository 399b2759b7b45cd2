"""What a language calls acts, statuses and the words that turn a claim: phrases, found word by word.

The words of acts stand in their clauses (``verbs``, ``nouns``), the others in ``reading.yml`` of the language, in the
notation of `letterkit.checks.ledger.words.notation`; words stand between up to the next colon or semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.units import format_unit

from letterkit.checks.ledger.words.notation import NEAR, Part, patterns, spelled, words_in
from letterkit.checks.ledger.words.tables import countries_of, dozens, kinship, offices_of, parts_of_months, shares
from letterkit.foundation.sought import Sought, sought
from letterkit.language.spelling import plain
from letterkit.schema.act_kind import ActKind, ActWords
from letterkit.schema.checking import Stretch
from letterkit.schema.language import LanguageFiles
from letterkit.schema.library import Library

_WORD = re.compile(r"[^\W_]+")
_BETWEEN, _FEW = 40, 10
"""So many words can stand within a phrase, and within one of which both orders say the same."""
_FEW_PHRASES = 4
"""To go through so many phrases takes less than to look for those that have the second word, too."""
_SAME = 6
"""Words that begin with so many letters alike are forms of one."""
_ENDS = re.compile(r"[;:!?]")
"""A full stop within a sentence ends an abbreviation only: « le passeport de M. Kim a été saisi »."""


class TextWord(NamedTuple):
    """A run of letters and digits of a text, with its place, itself in lower case, and what stands before it.

    ``is_capital`` says that it begins with a capital.
    """

    text: str
    start: int
    end: int
    low: str
    gap: str
    is_capital: bool


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[TextWord, ...]:
    """The words of a text that `plain` has made plain; apostrophes and hyphens divide them."""
    words, behind = [], 0
    for found in _WORD.finditer(text):
        word, (start, end) = found[0], found.span()
        words.append(TextWord(word, start, end, word.casefold(), text[behind:start], word[0].isupper()))
        behind = end
    return tuple(words)


Term = tuple[str, str]
"""A kind of word and its value: ("verb", "arrested"), ("negations", "")."""


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases by their first word: the words after it, "*" for some between, and what each stands for.

    ``others`` are phrases that belong to them and that more than they have; ``stops`` are words that begin a clause,
    of which none stands between.
    """

    entries: dict[str, list[tuple[tuple[Part, ...], Term]]] = field(default_factory=dict)
    others: PhraseTable | None = None
    stops: frozenset[str] = frozenset()
    _by_second: dict[str, dict[str, list[tuple[tuple[Part, ...], Term]]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def add(self, phrase: str, term: Term) -> None:
        """Take in a phrase of the notation above; one without a word is nothing to find."""
        for first, *rest in patterns(phrase):
            for word in sorted(first) if isinstance(first, frozenset) else ():
                self.entries.setdefault(word, []).append((tuple(rest), term))
                self._by_second.pop(word, None)

    def beginning_with(self, words: Iterable[str]) -> PhraseTable:
        """The phrases that begin with one of some words, in lower case, those that belong to them among them."""
        entries = {word: [*self.entries.get(word, ()), *self._more(word)] for word in words if word in self}
        return PhraseTable(entries)

    def spells(self, words: Sequence[TextWord], first: int, last: int, at: int) -> bool:
        """Whether a phrase from one word to another has the word at a place as its own, and not where "*" stands."""
        low = [word.low for word in words[first:last]]
        for rest, _ in self.entries.get(low[0], ()) if first < at < last else ():
            parted = [number for number, part in enumerate(rest) if isinstance(part, str)]
            head, tail = (rest[: parted[0]], rest[parted[-1] + 1 :]) if parted else (rest, ())
            whole = bool(parted) or len(rest) + 1 == len(low)
            there = whole and _are(low[1 : 1 + len(head)], head) and _are(low[len(low) - len(tail) :], tail)
            if there and (at - first <= len(head) or at >= last - len(tail)):
                return True
        return False

    def _more(self, word: str) -> Iterable[tuple[tuple[Part, ...], Term]]:
        return self.others.entries.get(word, ()) if self.others else ()

    @property
    def key(self) -> Hashable:
        """What two have in common that are the same and to which no others belong."""
        return frozenset((word, tuple(found)) for word, found in self.entries.items())

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with a word, in lower case."""
        return word in self.entries or (self.others is not None and word in self.others)

    def at(self, words: Sequence[TextWord], at: int) -> list[tuple[int, Term]]:
        """What the phrases that begin with a word stand for, the longest first; each with the word behind it."""
        found = [
            (end, term)
            for rest, term in self._beginning(words[at].low, words[at + 1].low if at + 1 < len(words) else "")
            if (end := _matches(rest, words, at + 1, self.stops))
        ]
        return sorted(found, key=lambda pair: -pair[0]) if len(found) > 1 else found

    def _beginning(self, first: str, second: str) -> Sequence[tuple[tuple[Part, ...], Term]]:
        """The phrases that can begin with two words; of a word with few phrases, all of them."""
        known = self.entries.get(first, ())
        if self.others is not None:
            return (*known, *self._more(first))
        if len(known) <= _FEW_PHRASES:
            return known
        by_second = self._by_second.get(first)
        if by_second is None:
            by_second = self._by_second[first] = _by_second(known)
        return by_second.get(second) or by_second[""]


def _by_second(phrases: Sequence[tuple[tuple[Part, ...], Term]]) -> dict[str, list[tuple[tuple[Part, ...], Term]]]:
    """Phrases by the words that can stand second, in their order; under "" those that have none, or any."""
    seconds = {word for rest, _ in phrases if rest and isinstance(rest[0], frozenset) for word in rest[0]}
    return {
        word: [one for one in phrases if not one[0] or isinstance(one[0][0], str) or word in one[0][0]]
        for word in ("", *seconds)
    }


def _are(words: Sequence[str], parts: Sequence[Part]) -> bool:
    """Whether words are those that can stand at some places."""
    return len(words) == len(parts) and all(word in part for word, part in zip(words, parts, strict=True))


def _matches(rest: Sequence[Part], words: Sequence[TextWord], at: int, stops: frozenset[str]) -> int:
    """The word behind a phrase whose first word is matched, 0 when the phrase does not stand there."""
    for number, part in enumerate(rest):
        if isinstance(part, str):
            for skipped in range(at, min(at + (_FEW if part == NEAR else _BETWEEN) + 1, len(words))):
                if _ENDS.search(words[skipped].gap):
                    return 0
                rests = rest[number + 1 :]
                if words[skipped].low in rests[0] and (end := _matches(rests, words, skipped, stops)):
                    return end
                if words[skipped].low in stops:
                    return 0
            return 0
        if at >= len(words) or words[at].low not in part or _ENDS.search(words[at].gap):
            return 0
        at += 1
    return at


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Lexicon:
    """All that the ledger knows of a language; ``lists`` are words by the names that ``reading.yml`` gives them.

    ``countries_begin`` are the words with which the names of countries begin. ``statuses``, ``relative`` and ``units``
    are the patterns of the language of the same meaning, ``status_of`` is what somebody is after an act of a kind.
    ``offices`` maps a title in lower case to all titles that stand for the same office; ``agentive`` are the acts that
    somebody does, not suffers. ``telling`` are the words by which acts are called, and in which demands are made.
    ``dozens`` are the words for so many together, ``shares`` those for so many in the hundred, ``kinship`` those for
    relatives, each with the first of its list. ``parts`` are the phrases for a part of a month, each with its first and
    its last day.
    """

    phrases: PhraseTable
    lists: Mapping[str, frozenset[str]]
    statuses: tuple[tuple[str, Sought], ...]
    relative: tuple[tuple[Stretch, Sought], ...]
    status_of: Mapping[str, str]
    units: re.Pattern[str]
    months: Mapping[str, int]
    offices: Mapping[str, frozenset[str]]
    function: frozenset[str]
    agentive: frozenset[str]
    general: frozenset[str]
    objective: frozenset[str]
    countries: Mapping[str, str]
    countries_begin: frozenset[str]
    durations: Mapping[str, str]
    belonging: frozenset[str]
    telling: frozenset[str]
    dozens: Mapping[str, int]
    shares: Mapping[str, int]
    kinship: Mapping[str, str]
    parts: Mapping[tuple[str, ...], tuple[int, int]]

    def is_of_status(self, word: str) -> bool:
        """Whether a word in lower case is one by which what lasts is called, and not one that can stand between."""
        beginnings = (
            found[0] for _, pattern in self.statuses for found in _WORD.finditer(pattern.pattern.pattern.casefold())
        )
        return any(len(each) > 3 and word.startswith(each[:_SAME]) for each in beginnings)

    @property
    def can_read(self) -> bool:
        """Whether the language says how its sentences are read."""
        return bool(self.lists)

    def needless(self, phrase: str) -> tuple[int, int]:
        """The stretch of words for a status without which they are words for it, too: "ill" in "is ill in jail".

        An empty one stands at the end.
        """
        words = words_of(phrase)
        for at in range(len(words) - 1, 1, -1):
            rest = f"{words[0].text} {phrase[words[at].start :]}"
            if any(pattern.pattern.fullmatch(rest) for _, pattern in self.statuses):
                return words[1].start, words[at - 1].end
        return len(phrase), len(phrase)


_NEVER = re.compile(r"(?!)")


class _Lists(dict[str, frozenset[str]]):
    """Lists by name; one that a language has not is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


_NESTED = ("persons", "possessives", "sexes")
_FOUND = frozenset(
    {
        "noticing",
        "recurring",
        "copying",
        "in-series",
        "totals",
        "confined",
        "member-of",
        "of-them",
        "unorganised",
        "demands-met",
        "withholding",
        "undergoing",
        "company",
        "offence",
        "coming",
        "grounding",
        "describing",
        "negations",
        "unreal",
        "according",
        "saying",
        "demanding",
        *_NESTED,
        "more",
        "less",
        "about",
    }
)
"""The lists whose words and phrases are looked for; of the others it is asked whether a word is among them."""


def lexicon(library: Library, code: str) -> Lexicon:
    """The lexicon of a language of a library."""
    return library.derived(_lexicon, code)


def _lexicon(library: Library, code: str) -> Lexicon:
    files, locale = library.language(code), Locale.parse(code)
    phrases, lists = PhraseTable(stops=_stops(files)), _Lists()
    _take_lists(phrases, lists, files)
    acts = list(_acts(library, code))
    _take_acts(phrases, acts)
    _take_demands(phrases, library, code)
    countries = countries_of(files, code)
    offices = offices_of(files)
    for title in offices:
        phrases.add(title, ("office", title))
    return Lexicon(
        phrases=phrases,
        lists=lists,
        statuses=_statuses(acts),
        relative=_relative(files),
        status_of={kind.name: str(kind.status) for kind in library.acts.values() if kind.status},
        units=files.checking.units or _NEVER,
        months={str(name).casefold(): number for number, name in locale.months["format"]["wide"].items()},
        offices=offices,
        function=frozenset(map(str, files.checking.function_words or ())),
        agentive=frozenset(kind.name for kind in library.acts.values() if kind.own),
        objective=frozenset(kind.name for kind in library.acts.values() if "object" in kind.keys_taken),
        general=frozenset(kind.name for kind, own in acts if own.lasting),
        countries=countries,
        countries_begin=frozenset(name.partition(" ")[0] for name in countries),
        durations=_durations(locale),
        belonging=frozenset(map(str, files.checking.belonging or ())),
        telling=frozenset({*_words_of_acts(acts), *_words_of_demands(library, code)})
        - (lists["persons"] | lists["possessives"] | lists["objects-said"]),
        dozens=dozens(files),
        shares=shares(files),
        kinship=kinship(files),
        parts=parts_of_months(files),
    )


def _stops(files: LanguageFiles) -> frozenset[str]:
    """The words that begin a clause."""
    return frozenset(map(str, files.reading.subordinating)) if files.reading else frozenset()


def _take_lists(phrases: PhraseTable, lists: dict[str, frozenset[str]], files: LanguageFiles) -> None:
    """Take in the lists of a language."""
    if files.reading:
        for name, pronoun, words in files.reading.lists():
            _take(phrases, lists, name, words, pronoun)
        for group in files.reading.kinship:
            _take(phrases, lists, "kinship", group)
        for group in files.reading.offences:
            _take(phrases, lists, "offence", group, str(group[0]))


def _durations(locale: Locale) -> dict[str, str]:
    """The words of units of time, as the CLDR has them, with the name of the unit."""
    units = ("day", "week", "month", "quarter", "year")
    said = ((unit, format_unit(many, f"duration-{unit}", locale=locale)) for unit in units for many in (1, 2))
    return {word.low: unit for unit, text in said for word in words_of(plain(text)) if not word.low.isdigit()}


def _acts(library: Library, code: str) -> Iterator[tuple[ActKind, ActWords]]:
    """The kinds of act with their words in a language."""
    for kind in library.acts.values():
        yield from ((kind, own) for named, own in kind.words.items() if named == code)


def _take_acts(phrases: PhraseTable, acts: Sequence[tuple[ActKind, ActWords]]) -> None:
    """Take in the verbs and nouns of acts, and what says that they hold no longer."""
    for kind, own in acts:
        for what, written in (("verb", own.verbs), ("noun", own.nouns)):
            for phrase in written:
                phrases.add(str(phrase), (what, kind.name))
        for phrase in own.over if kind.status else ():
            phrases.add(str(phrase), ("over", str(kind.status)))


def _words_of_acts(acts: Sequence[tuple[ActKind, ActWords]]) -> Iterator[str]:
    """The words by which acts are called, and their end, in all their spellings."""
    phrases = (str(phrase) for _, own in acts for phrase in (*own.verbs, *own.nouns, *own.over))
    yield from (word for phrase in phrases for word in words_in(phrase))


def _words_of_demands(library: Library, code: str) -> Iterator[str]:
    """The words in which demands are made, in all their spellings."""
    words = (each for clause in library.demands.values() for named, each in clause.words.items() if named == code)
    phrases = (str(phrase) for each in words for phrase in each.verbs)
    yield from (word for phrase in phrases for word in words_in(phrase))


def _take_demands(phrases: PhraseTable, library: Library, code: str) -> None:
    """Take in the words of demands that no act has."""
    for clause in library.demands.values():
        for words in (words for named, words in clause.words.items() if named == code):
            for phrase in words.verbs:
                phrases.add(str(phrase), ("asked", clause.name))


def _statuses(acts: Sequence[tuple[ActKind, ActWords]]) -> tuple[tuple[str, Sought], ...]:
    """The words for what lasts after acts: a status and a pattern."""
    return tuple(
        (str(kind.status), sought(own.lasting, re.IGNORECASE)) for kind, own in acts if own.lasting and kind.status
    )


def _relative(files: LanguageFiles) -> tuple[tuple[Stretch, Sought], ...]:
    """The words for stretches of time as seen from the day of a letter."""
    return tuple((name, sought(one.pattern, one.flags)) for name, one in files.checking.relative.items())


def _take(
    phrases: PhraseTable, lists: dict[str, frozenset[str]], name: str, written: Iterable[object], value: str = ""
) -> None:
    single: set[str] = set()
    for phrase in map(str, written):
        if name in _FOUND:
            phrases.add(phrase, (name, value))
        single.update(map(str.casefold, spelled(phrase)))
    lists[name] = lists.get(name, frozenset()) | single
