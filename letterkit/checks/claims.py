"""What a sentence claims of the law: that a State has ratified an instrument, or is bound by one, and since when.

The words that make a claim stand in the languages (``templates/languages/CODE/claims.yml``), the names of
instruments in the law data, and those of countries in the CLDR. A sentence that denies, asks, demands or supposes
something claims nothing, and neither does one whose country cannot be told: what is doubtful is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.claim_words import Words, flexible, plain_name
from letterkit.foundation.dates import PartialDate

_WORD = re.compile(r"\s*(?:,\s*)?(?:\((?P<short>[A-Z]{2,8})\)|(?P<word>[^\W\d_]+)(?:[’'](?P<elided>[^\W\d_]+))?(?!\w))")
_LISTED = r"(?:\s*(?:,|/|,?\s*(?:{and_}))\s*(?:(?:{sign})\s*)?\d{{1,3}}(?![\d.]\d))*"
FUNDAMENTAL = "*fundamental"
"""Stands among instruments for all fundamental conventions of the ILO."""
_NEAR, _FAR = 40, 140
"""How many characters can stand between the parts of a claim: within a group of words, and within a clause."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Instruments as a sentence names them, from ``start`` to ``end``: ids, with "" for one that no table has."""

    start: int
    end: int
    text: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence's claim of what ``country`` is to an instrument ("" for one that no table has).

    ``verb`` is ``ratified``, ``party`` or ``bound``. ``dates`` are those that it gives, any of which can be meant;
    ``dated`` is where they stand.
    """

    country: str
    instrument: str
    verb: str
    citation: Citation
    dates: tuple[PartialDate, ...] = ()
    dated: tuple[int, int] = (0, 0)


_Object = tuple[Citation, tuple[PartialDate, ...], tuple[int, int]]
"""An object of a verb, the dates given for it, and where they stand."""


class Reader:
    """Reads sentences of one language; `reader` makes it."""

    def __init__(self, words: Words) -> None:
        self._is = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.patterns}
        self._relations = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.relations}
        self._grantors = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in words.grantors}
        self._glue, self._about = words.glue, dict(words.about)
        self._numbers = dict(words.numbers)
        self._names = {plain_name(name): instrument for name, instrument in words.names}
        self._countries = dict(words.countries)
        self._months = {month.casefold(): number for number, month in enumerate(words.months, 1)}
        listed = _LISTED.format(and_=self._is["and"].pattern, sign=self._is["sign"].pattern)
        many = rf"(?P<many>(?:{self._is['conventions'].pattern})(?P<numbers>\d{{1,3}}{listed}))\b"
        one = rf"(?P<one>(?:{self._is['convention'].pattern})(?P<number>\d{{1,3}}))\b(?!\.\d)"
        named = "|".join(flexible(name) for name, _ in sorted(words.names, key=lambda pair: -len(pair[0])))
        every = self._is["fundamental"].pattern if "fundamental" in self._is else "(?!)"
        sign, ordinal = self._is["sign"].pattern, self._is["ordinal"].pattern
        suffix = rf"(?:,? \d{{4}})?(?:,? \((?:{sign}) ?\d{{1,3}}\))?(?: \((?-i:[A-Z]{{3,8}})\))?"
        self._citation = re.compile(
            rf"(?P<every>{every})|\b(?P<named>{named})\b{suffix}|{many}|{one}"
            rf"|(?P<other>{self._is['other-treaty'].pattern})",
            re.IGNORECASE,
        )
        places = "|".join(re.escape(name) for name in sorted(self._countries, key=len, reverse=True))
        self._country = re.compile(rf"(?<!\w)(?:{places})(?!\w)")
        months = "|".join(map(re.escape, self._months))
        self._date = re.compile(
            rf"(?:{self._is['date'].pattern})\s*(?:(?P<day>\d{{1,2}})(?:{ordinal})? )?"
            rf"(?:(?P<month>{months}) )?(?:(?P<later>\d{{1,2}}), )?(?P<year>(?:18|19|20)\d\d)\b\)?",
            re.IGNORECASE,
        )
        self._join = re.compile(rf",?\s*\b(?:{self._is['and'].pattern})\s|,\s*", re.IGNORECASE)
        self._more_years = re.compile(
            rf",? (?:{self._is['and'].pattern}) (?:(?:{self._is['date'].pattern})\s*)?((?:18|19|20)\d\d)\b",
            re.IGNORECASE,
        )

    def has(self, name: str, text: str) -> bool:
        """Whether a text has one of the words of that name in the language's ``claims``."""
        pattern = self._is.get(name)
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
        return self._is["fronted"].sub("", text, count=1) if "fronted" in self._is else text

    def words_of(self, instrument: str) -> frozenset[str]:
        """The words, in lower case, with which an instrument is called and described."""
        return self._about.get(instrument, frozenset())

    def is_glue(self, text: str) -> bool:
        """Whether a text has only words that can stand before the name of an instrument."""
        return not text[self._skip_glue(text, 0) :].strip()

    def relations(self, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The words of a sentence for what a State is to an instrument, wherever the two stand."""
        for verb, pattern in self._relations.items():
            yield from ((verb, found) for found in pattern.finditer(sentence))

    def countries(self, sentence: str, start: int = 0) -> list[tuple[int, int, str]]:
        """The countries that a sentence names from ``start`` on: beginning, end, code."""
        found = self._country.finditer(sentence, start)
        return [(named.start(), named.end(), self._countries[named[0]]) for named in found]

    def years(self, text: str) -> list[tuple[int, int]]:
        """The years that a text names, each with where it begins."""
        return [(int(found[0]), found.start()) for found in re.finditer(r"\b(?:19|20)\d\d\b", text)]

    def preferences(self, sentence: str) -> tuple[str, int, int] | None:
        """Whose trade preferences a sentence speaks of (a key of ``grantors``), and where; None if unclear."""
        found = self._is["preferences"].search(sentence)
        grantors = self.grantors(sentence)
        return (grantors[0], found.start(), found.end()) if found and len(grantors) == 1 else None

    def grantors(self, text: str) -> list[str]:
        """Those that grant trade preferences and are named in a text: keys of ``grantors``."""
        return [name for name, pattern in self._grantors.items() if pattern.search(text)]

    def claims(self, sentence: str, own: str, known: str) -> Iterator[Claim]:
        """The claims of a sentence.

        ``own`` is the country that "you" stands for, "" when it stands for none; ``known`` the one that was spoken of
        last, which "it" and "the government" can stand for.
        """
        citations = self.citations(sentence)
        if not citations or sentence.rstrip().endswith("?"):
            return
        taken = set()
        for verb, pattern in (("ratified", "ratified-by"), ("bound", "bound-on")):
            for found in self._is[pattern].finditer(sentence):
                taken.add(found.start())
                yield from self._passive(sentence, found, citations, own, known, verb)
        for verb in ("ratified", "party", "bound", "obligations"):
            for found in self._is[verb].finditer(sentence):
                if found.start() not in taken:
                    yield from self._active(sentence, found, citations, own, known, verb)

    def _active(
        self, sentence: str, verb: re.Match[str], citations: list[Citation], own: str, known: str, kind: str
    ) -> Iterator[Claim]:
        listed = list(self._objects(sentence, verb, citations))
        if listed:
            yield from self._of_objects(sentence, verb, listed, own, known, kind)
        elif before := self._antecedent(sentence, verb, citations):
            yield from self._of_antecedent(sentence, verb, before, own, known, kind)

    def _of_objects(
        self, sentence: str, verb: re.Match[str], listed: Sequence[_Object], own: str, known: str, kind: str
    ) -> Iterator[Claim]:
        """The claims of a verb with its objects behind it: "Kazakhstan has ratified A and B"."""
        subject = self._subject(sentence, 0, verb.start(), own, known)
        if subject is None and self._is["having"].fullmatch(sentence, 0, verb.start()):
            last, _, (_, dated) = listed[-1]
            agent = self._agent(sentence, max(self._tail(sentence, last), dated), own, known)
            subject = (agent[0], verb.start(), verb.start()) if agent else None
        if subject and not self._unsaid(sentence, subject[1], verb.start()):
            leading = self._leading(sentence, subject, verb)
            for citation, dates, place in listed:
                yield from _told(subject[0], citation, kind, *((dates, place) if dates else leading))

    def _of_antecedent(
        self, sentence: str, verb: re.Match[str], before: Citation, own: str, known: str, kind: str
    ) -> Iterator[Claim]:
        """The claims of a verb whose object stands before it: "A, which Kazakhstan ratified in 2000"."""
        tail = self._tail(sentence, before)
        dates, place, _ = self.dates(sentence, verb.end())
        relative = re.match(rf"[,)\s]*(?:{self._is['relative'].pattern})", sentence[tail:], re.IGNORECASE)
        if relative:
            subject = self._subject(sentence, tail + relative.end(), verb.start(), own, known)
        elif dates and kind == "ratified" and self._is["taken"].fullmatch(sentence, tail, verb.start()):
            others = {code for _, _, code in self.countries(sentence)} - {own or known}
            subject = None if others or not (own or known) else (own or known, tail, tail)
        else:
            return
        if subject and not self._unsaid(sentence, subject[1], verb.start()):
            yield from _told(subject[0], before, kind, dates, place)

    def _passive(
        self, sentence: str, verb: re.Match[str], citations: list[Citation], own: str, known: str, kind: str
    ) -> Iterator[Claim]:
        before = self._antecedent(sentence, verb, citations)
        if before is None or not self._is["taken"].fullmatch(sentence, self._tail(sentence, before), verb.start()):
            return
        agent = self._agent(sentence, verb.end(), own, known)
        if agent and not self._unsaid(sentence, verb.start(), verb.start()):
            dates, place, _ = self.dates(sentence, agent[2])
            yield from _told(agent[0], before, kind, dates, place)

    def _antecedent(self, sentence: str, verb: re.Match[str], citations: list[Citation]) -> Citation | None:
        """The citation before a verb, in its clause."""
        earlier = [citation for citation in citations if citation.end <= verb.start()]
        if not earlier or verb.start() - earlier[-1].end > _FAR:
            return None
        between = sentence[earlier[-1].end : verb.start()]
        before = sentence[max(0, earlier[-1].start - _NEAR) : earlier[-1].start]
        return None if re.search(r"[;:]", between) or self.has("principles", before) else earlier[-1]

    def _objects(self, sentence: str, verb: re.Match[str], citations: list[Citation]) -> Iterator[_Object]:
        """The citations that follow a verb as its objects, each with the dates given for it."""
        following = [citation for citation in citations if citation.start >= verb.end()]
        if not following or not self._is_object(sentence, verb, following[0]):
            return
        leading, place, _ = self.dates(sentence, verb.end())
        joint = self._joint_after(sentence, following, 0)
        for number, citation in enumerate(following):
            limit = joint[0] if joint else len(sentence)
            dates, where, end = self.dates(sentence, min(self._tail(sentence, citation), limit), limit)
            yield citation, dates or leading, where if dates else place
            if joint is None or sentence[end:limit].strip():
                return
            upcoming = self._joint_after(sentence, following, number + 1)
            if joint[2] and not upcoming and self._begins_clause(sentence, following[number + 1]):
                return
            before, at, _ = self.dates(sentence, joint[1])
            joint = upcoming
            leading, place = (before, at) if before else (leading, place)  # "in 1997 A, B, and in 1998 C"

    def _is_object(self, sentence: str, verb: re.Match[str], first: Citation) -> bool:
        """Whether the first citation behind a verb is its object: near it in its clause, neither denied nor limited."""
        gap = sentence[verb.end() : first.start]
        if self.has("denied", gap) or (self.has("entering", verb[0]) and self.has("supposed", sentence)):
            return False
        if len(gap) > 2 * _NEAR or re.search(r"[;:]", gap) or self.has("principles", gap):
            return False
        if re.search(rf"\b(?:{self._is['and'].pattern})\b|\b(?:{self._is['relative'].pattern})", gap, re.IGNORECASE):
            return False
        limited = self.has("denied", sentence[first.end : first.end + _NEAR // 2])
        return not (limited and FUNDAMENTAL in first.instruments)

    def _begins_clause(self, sentence: str, citation: Citation) -> bool:
        """Whether the last of a list is the subject of what follows: ", and the Declaration protects"."""
        after = sentence[self._tail(sentence, citation) :].lstrip()
        return not (re.match(r"[.,;:!?)…]|$", after) or self._date.match(after))

    def _joint_after(self, sentence: str, citations: Sequence[Citation], number: int) -> tuple[int, int, bool] | None:
        """What joins a citation to the next of a list: its beginning and end, and whether it has a comma."""
        if number + 1 >= len(citations):
            return None
        start, end = citations[number].end, citations[number + 1].start
        for found in self._join.finditer(sentence, start, end):
            *_, dated = self.dates(sentence, found.end())
            if self._join.search(sentence, dated, end):
                continue
            if not sentence[self._skip_glue(sentence, dated) : end].strip():
                return found.start(), found.end(), "," in found[0]
        return None

    def _tail(self, sentence: str, citation: Citation) -> int:
        """Where the words end that still belong to a citation: "of the ILO on freedom of association"."""
        about = frozenset().union(*(self._about.get(key, frozenset()) for key in citation.instruments))
        return self._skip_glue(sentence, citation.end, about)

    def _skip_glue(self, sentence: str, at: int, about: frozenset[str] = frozenset()) -> int:
        words = self._glue | about
        while (found := _WORD.match(sentence, at)) and not self._date.match(sentence, max(at, found.start("word"))):
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
        found = self._date.match(sentence, start)
        if not found or (limit is not None and found.end() > limit):
            return (), (at, at), at
        dates = [self._date_of(found)]
        end = found.end()
        if more := self._more_years.match(sentence, end):
            dates.append(PartialDate.parse(more[1]))
            end = more.end()
        return tuple(date for date in dates if date), (found.start("day" if found["day"] else "year"), end), end

    def _date_of(self, found: re.Match[str]) -> PartialDate | None:
        month = self._months.get(found["month"].casefold()) if found["month"] else None
        day = found["day"] or found["later"]
        text = found["year"] + (f"-{month:02}" + (f"-{int(day):02}" if day else "") if month else "")
        try:
            return PartialDate.parse(text)
        except ValueError:
            return None

    def _leading(
        self, sentence: str, subject: tuple[str, int, int], verb: re.Match[str]
    ) -> tuple[tuple[PartialDate, ...], tuple[int, int]]:
        """The date before a verb: at the head of its clause, just before its subject, or between the two."""
        for found in self._date.finditer(sentence, max(0, subject[1] - 2 * _NEAR), verb.start()):
            between = (
                sentence[found.end() : subject[1]]
                if found.end() <= subject[1]
                else sentence[found.end() : verb.start()]
            )
            between = between.strip(" ,")
            plain = self._skip_glue(between, 0) >= len(between) and not self._join.search(f" {between} ")
            if plain and len(between) < _NEAR:
                date = self._date_of(found)
                return ((date,) if date else ()), (found.start("day" if found["day"] else "year"), found.end())
        return (), (0, 0)

    def _subject(self, sentence: str, start: int, end: int, own: str, known: str) -> tuple[str, int, int] | None:
        """The country that is the subject of a verb at ``end``, looked for from ``start`` on: code and place."""
        start = max(start, end - 2 * _FAR)
        text = sentence[:end]
        for at, stop, code in reversed(self.spoken_of(sentence, start, end, own, known)):
            between = text[stop:]
            if len(between) > _FAR or re.search(r"[;:]", between) or self._is["others"].search(between):
                return None
            if between.count(",") % 2 == 0:  # not within a parenthesis: "Kazakhstan, like Uzbekistan, ratified"
                return (code, at, stop) if code else None
        shorter = _without_relative(text, self._is["who"])
        return self._subject(sentence, start, len(shorter), own, known) if start < len(shorter) < end else None

    def _agent(self, sentence: str, start: int, own: str, known: str) -> tuple[str, int, int] | None:
        """The country that follows a passive verb, or the comma behind a clause without a subject: code and place."""
        found = self.spoken_of(sentence, start, min(len(sentence), start + _NEAR), own, known)
        return (found[0][2], *found[0][:2]) if found and found[0][2] and found[0][0] - start <= _NEAR // 2 else None

    def spoken_of(self, sentence: str, start: int, end: int, own: str, known: str) -> list[tuple[int, int, str]]:
        """The countries that a stretch names or has words for, in order: beginning, end, code ("" when unclear)."""
        text = sentence[:end]
        named = self.countries(text, start)
        addressed = [(found.start(), found.end(), own) for found in self._is["self"].finditer(text, start)]
        before = self.countries(text, max(0, start - 2 * _FAR))
        aforesaid = [
            (found.start(), found.end(), next((code for at, _, code in reversed(before) if at < found.start()), known))
            for found in self._is["aforesaid"].finditer(text, start)
        ]
        return sorted([*named, *addressed, *aforesaid])

    def _unsaid(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands before a verb denies, supposes, demands or reports it.

        Obligations are there even for those who must be told to meet them.
        """
        if self._is["obligations"].match(sentence, end):
            return False
        clause = re.split(r"[;:]", sentence[:start])[-1][-_NEAR:] + sentence[start:end]
        return self.has("unsaid", clause)


def _without_relative(text: str, who: re.Pattern[str]) -> str:
    """A text that ends before a verb, without the pronoun of a relative clause and its auxiliaries: ", which has"."""
    tail = max(0, len(text) - _NEAR)
    for words in range(3):
        found = re.search(rf"(?:\s+\w+){{{words}}}\s*$", text[tail:])
        if found and (relative := who.search(text[: tail + found.start()], tail)):
            return text[: relative.start()]
    return text


def _told(
    country: str, citation: Citation, verb: str, dates: tuple[PartialDate, ...], dated: tuple[int, int]
) -> Iterator[Claim]:
    """A claim for each instrument of a citation; as many dates as instruments are theirs in order."""
    paired = len(dates) == len(citation.instruments)
    for number, instrument in enumerate(citation.instruments):
        known = "" if instrument.startswith("?") else instrument
        verb = "bound" if verb == "obligations" else verb
        yield Claim(country, known, verb, citation, (dates[number],) if paired else dates, dated)


@lru_cache(maxsize=256)  # several checks ask for the citations of one sentence, some word by word
def _cited_in(reader: Reader, sentence: str) -> tuple[Citation, ...]:
    return tuple(map(reader._cited, reader._citation.finditer(sentence)))
