"""The phrases of the law in a sentence of one language: instruments, countries, dates, and the words between them.

The words stand in the languages (``templates/languages/CODE/claims.yml``), the names of instruments in the law data,
and those of countries in the CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.law.claim_words import Words, flexible, plain_name
from letterkit.foundation.dates import PartialDate
from letterkit.foundation.sought import sought

_WORD = re.compile(r"\s*(?:,\s*)?(?:\((?P<short>[A-Z]{2,8})\)|(?P<word>[^\W\d_]+)(?:[’'](?P<elided>[^\W\d_]+))?(?!\w))")
_LISTED = r"(?:\s*(?:,|/|,?\s*(?:{and_}))\s*(?:(?:{sign})\s*)?\d{{1,3}}(?![\d.]\d))*"
_LETTERS = re.compile(r"\w+")
FUNDAMENTAL = "*fundamental"
"""Stands among instruments for all fundamental conventions of the ILO."""
NEAR, FAR = 40, 140
"""How many characters can stand between the parts of a claim: within a group of words, and within a clause."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Instruments as a sentence names them, from ``start`` to ``end``: ids, with "" for one that no table has."""

    start: int
    end: int
    text: str
    instruments: tuple[str, ...]


class LegalPhrases:
    """Finds the phrases of one language."""

    def __init__(self, words: Words) -> None:
        self.patterns = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.patterns}
        self._relations = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.relations}
        self._grantors = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.grantors}
        self._glue, self._about = words.glue, dict(words.about)
        self._numbers = dict(words.numbers)
        self._names = {plain_name(name): instrument for name, instrument in words.names}
        self._countries = dict(words.countries)
        self._months = {month.casefold(): number for number, month in enumerate(words.months, 1)}
        listed = _LISTED.format(and_=self.patterns["and"].pattern, sign=self.patterns["sign"].pattern)
        many = rf"(?P<many>(?:{self.patterns['conventions'].pattern})(?P<numbers>\d{{1,3}}{listed}))\b"
        one = rf"(?P<one>(?:{self.patterns['convention'].pattern})(?P<number>\d{{1,3}}))\b(?!\.\d)"
        named = "|".join(flexible(name) for name, _ in sorted(words.names, key=lambda pair: -len(pair[0])))
        every = self.patterns["fundamental"].pattern if "fundamental" in self.patterns else "(?!)"
        sign, ordinal = self.patterns["sign"].pattern, self.patterns["ordinal"].pattern
        suffix = rf"(?:,? \d{{4}})?(?:,? \((?:{sign}) ?\d{{1,3}}\))?(?: \((?-i:[A-Z]{{3,8}})\))?"
        self._citation = sought(
            rf"(?P<every>{every})|\b(?P<named>{named})\b{suffix}|{many}|{one}"
            rf"|(?P<other>{self.patterns['other-treaty'].pattern})",
            re.IGNORECASE,
        )
        self._preferences = sought(self.patterns["preferences"].pattern, re.IGNORECASE)
        begun = map(_LETTERS.search, self._countries)
        self._begin_countries = frozenset(found[0] for found in begun if found)
        places = "|".join(re.escape(name) for name in sorted(self._countries, key=len, reverse=True))
        self._country = re.compile(rf"(?<!\w)(?:{places})(?!\w)")
        months = "|".join(map(re.escape, self._months))
        self.date = re.compile(
            rf"(?:{self.patterns['date'].pattern})\s*(?:(?P<day>\d{{1,2}})(?:{ordinal})? )?"
            rf"(?:(?P<month>{months}) )?(?:(?P<later>\d{{1,2}}), )?(?P<year>(?:18|19|20)\d\d)\b\)?",
            re.IGNORECASE,
        )
        self.join = re.compile(rf",?\s*\b(?:{self.patterns['and'].pattern})\s|,\s*", re.IGNORECASE)
        self._more_years = re.compile(
            rf",? (?:{self.patterns['and'].pattern}) (?:(?:{self.patterns['date'].pattern})\s*)?((?:18|19|20)\d\d)\b",
            re.IGNORECASE,
        )

    def has(self, name: str, text: str) -> bool:
        """Whether a text has one of the words of that name in the language's ``claims``."""
        pattern = self.patterns.get(name)
        return pattern is not None and pattern.search(text) is not None

    def citations(self, sentence: str) -> list[Citation]:
        """The instruments that a sentence names."""
        return [*_cited_in(self, sentence)]

    def _cited(self, found: re.Match[str]) -> Citation:
        if found["every"]:
            keys: tuple[str, ...] = (FUNDAMENTAL,)
        elif found["named"]:
            keys = (self._names[plain_name(found["named"])],)
        elif found["other"]:
            keys = ("",)
        else:
            numbers = re.findall(r"\d{1,3}", found["numbers"] or found["number"])
            keys = tuple(dict.fromkeys(self._numbers.get(int(number), f"?{int(number)}") for number in numbers))
        return Citation(found.start(), found.end(), found[0].strip(), keys)

    def without_front(self, text: str) -> str:
        """A text without the words that begin a phrase of what a State is: "As", "Being"."""
        return self.patterns["fronted"].sub("", text, count=1) if "fronted" in self.patterns else text

    def words_of(self, instrument: str) -> frozenset[str]:
        """The words, in lower case, with which an instrument is called and described."""
        return self._about.get(instrument, frozenset())

    def is_glue(self, text: str) -> bool:
        """Whether a text has only words that can stand before the name of an instrument."""
        return not text[self.skip_glue(text, 0) :].strip()

    def relations(self, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The words of a sentence for what a State is to an instrument, wherever the two stand."""
        for verb, pattern in self._relations.items():
            yield from ((verb, found) for found in pattern.finditer(sentence))

    def countries(self, sentence: str, start: int = 0) -> list[tuple[int, int, str]]:
        """The countries that a sentence names from ``start`` on: beginning, end, code."""
        return [*_countries_in(self, sentence, start)]

    def years(self, text: str) -> list[tuple[int, int]]:
        """The years that a text names, each with where it begins."""
        return [(int(found[0]), found.start()) for found in re.finditer(r"\b(?:19|20)\d\d\b", text)]

    def preferences(self, sentence: str) -> tuple[str, int, int] | None:
        """Whose trade preferences a sentence speaks of (a key of ``grantors``), and where; None if unclear."""
        found = self._preferences.search(sentence)
        grantors = self.grantors(sentence) if found else []
        return (grantors[0], found.start(), found.end()) if found and len(grantors) == 1 else None

    def grantors(self, text: str) -> list[str]:
        """Those that grant trade preferences and are named in a text: keys of ``grantors``."""
        return [name for name, pattern in self._grantors.items() if pattern.search(text)]

    def tail(self, sentence: str, citation: Citation) -> int:
        """Where the words end that still belong to a citation: "of the ILO on freedom of association"."""
        about = frozenset().union(*(self._about.get(key, frozenset()) for key in citation.instruments))
        return self.skip_glue(sentence, citation.end, about)

    def skip_glue(self, sentence: str, at: int, about: frozenset[str] = frozenset()) -> int:
        """Where the words end that belong to the name of an instrument; ``about`` are more of them than of any."""
        words = self._glue | about
        while (found := _WORD.match(sentence, at)) and not self.date.match(sentence, max(at, found.start("word"))):
            said = [word for word in (found["word"], found["elided"]) if word]
            if not found["short"] and not all(word.casefold() in words for word in said):
                return at
            at = found.end()
        return at

    def dates(
        self, sentence: str, at: int, limit: int | None = None
    ) -> tuple[tuple[PartialDate, ...], tuple[int, int], int]:
        """The dates that begin at a place, where they stand, and where they end; none give the place itself."""
        skipped = re.compile(r"[\s,]*").match(sentence, at)
        start = skipped.end() if skipped else at
        found = self.date.match(sentence, start)
        if not found or (limit is not None and found.end() > limit):
            return (), (at, at), at
        dates = [self.date_of(found)]
        end = found.end()
        if more := self._more_years.match(sentence, end):
            dates.append(PartialDate.parse(more[1]))
            end = more.end()
        return tuple(date for date in dates if date), (found.start("day" if found["day"] else "year"), end), end

    def date_of(self, found: re.Match[str]) -> PartialDate | None:
        """The date that a match of ``date`` stands for; None for a day that there is not."""
        month = self._months.get(found["month"].casefold()) if found["month"] else None
        day = found["day"] or found["later"]
        text = found["year"] + (f"-{month:02}" + (f"-{int(day):02}" if day else "") if month else "")
        try:
            return PartialDate.parse(text)
        except ValueError:
            return None

    def spoken_of(self, sentence: str, start: int, end: int, own: str, known: str) -> list[tuple[int, int, str]]:
        """The countries that a stretch names or has words for, in order: beginning, end, code ("" when unclear)."""
        text = sentence[:end]
        named = self.countries(text, start)
        addressed = [(found.start(), found.end(), own) for found in self.patterns["self"].finditer(text, start)]
        before = self.countries(text, max(0, start - 2 * FAR))
        aforesaid = [
            (found.start(), found.end(), next((code for at, _, code in reversed(before) if at < found.start()), known))
            for found in self.patterns["aforesaid"].finditer(text, start)
        ]
        return sorted([*named, *addressed, *aforesaid])


@lru_cache(maxsize=512)  # several checks ask for the citations of one sentence, some word by word
def _cited_in(phrases: LegalPhrases, sentence: str) -> tuple[Citation, ...]:
    return tuple(map(phrases._cited, phrases._citation.finditer(sentence)))


@lru_cache(maxsize=512)
def _countries_in(phrases: LegalPhrases, sentence: str, start: int) -> tuple[tuple[int, int, str], ...]:
    if phrases._begin_countries.isdisjoint(_LETTERS.findall(sentence, start)):
        return ()  # the expression of all names takes ten times as long to find none
    found = phrases._country.finditer(sentence, start)
    return tuple((named.start(), named.end(), phrases._countries[named[0]]) for named in found)
