"""What a sentence claims of the law: that a State has ratified an instrument, or is bound by one, and since when.

A sentence that denies, asks, demands or supposes something claims nothing, and neither does one whose country cannot be
told: what is doubtful is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.law.legal_phrases import FAR, FUNDAMENTAL, NEAR, Citation, LegalPhrases
from letterkit.foundation.dates import PartialDate


@dataclass(frozen=True, slots=True)
class LegalClaim:
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


class LegalReader(LegalPhrases):
    """Reads what sentences of one language claim; `letterkit.checks.law.legal_words.reader` makes it."""

    def claims(self, sentence: str, own: str, known: str) -> Iterator[LegalClaim]:
        """The claims of a sentence.

        ``own`` is the country that "you" stands for, "" when it stands for none; ``known`` the one that was spoken of
        last, which "it" and "the government" can stand for.
        """
        citations = self.citations(sentence)
        if not citations or sentence.rstrip().endswith("?"):
            return
        taken = set()
        for verb, pattern in (("ratified", "ratified-by"), ("bound", "bound-on")):
            for found in self.patterns[pattern].finditer(sentence):
                taken.add(found.start())
                yield from self._passive(sentence, found, citations, own, known, verb)
        for verb in ("ratified", "party", "bound", "obligations"):
            for found in self.patterns[verb].finditer(sentence):
                if found.start() not in taken:
                    yield from self._active(sentence, found, citations, own, known, verb)

    def _active(
        self, sentence: str, verb: re.Match[str], citations: list[Citation], own: str, known: str, kind: str
    ) -> Iterator[LegalClaim]:
        listed = list(self._objects(sentence, verb, citations))
        if listed:
            yield from self._of_objects(sentence, verb, listed, own, known, kind)
        elif before := self._antecedent(sentence, verb, citations):
            yield from self._of_antecedent(sentence, verb, before, own, known, kind)

    def _of_objects(
        self, sentence: str, verb: re.Match[str], listed: Sequence[_Object], own: str, known: str, kind: str
    ) -> Iterator[LegalClaim]:
        """The claims of a verb with its objects behind it: "Kazakhstan has ratified A and B"."""
        subject = self._subject(sentence, 0, verb.start(), own, known)
        if subject is None and self.patterns["having"].fullmatch(sentence, 0, verb.start()):
            last, _, (_, dated) = listed[-1]
            agent = self._agent(sentence, max(self.tail(sentence, last), dated), own, known)
            subject = (agent[0], verb.start(), verb.start()) if agent else None
        if subject and not self._unsaid(sentence, subject[1], verb.start()):
            leading = self._leading(sentence, subject, verb)
            for citation, dates, place in listed:
                yield from _told(subject[0], citation, kind, *((dates, place) if dates else leading))

    def _of_antecedent(
        self, sentence: str, verb: re.Match[str], before: Citation, own: str, known: str, kind: str
    ) -> Iterator[LegalClaim]:
        """The claims of a verb whose object stands before it: "A, which Kazakhstan ratified in 2000"."""
        tail = self.tail(sentence, before)
        dates, place, _ = self.dates(sentence, verb.end())
        relative = re.match(rf"[,)\s]*(?:{self.patterns['relative'].pattern})", sentence[tail:], re.IGNORECASE)
        if relative:
            subject = self._subject(sentence, tail + relative.end(), verb.start(), own, known)
        elif dates and kind == "ratified" and self.patterns["taken"].fullmatch(sentence, tail, verb.start()):
            others = {code for _, _, code in self.countries(sentence)} - {own or known}
            subject = None if others or not (own or known) else (own or known, tail, tail)
        else:
            return
        if subject and not self._unsaid(sentence, subject[1], verb.start()):
            yield from _told(subject[0], before, kind, dates, place)

    def _passive(
        self, sentence: str, verb: re.Match[str], citations: list[Citation], own: str, known: str, kind: str
    ) -> Iterator[LegalClaim]:
        before = self._antecedent(sentence, verb, citations)
        if before is None or not self.patterns["taken"].fullmatch(sentence, self.tail(sentence, before), verb.start()):
            return
        agent = self._agent(sentence, verb.end(), own, known)
        if agent and not self._unsaid(sentence, verb.start(), verb.start()):
            dates, place, _ = self.dates(sentence, agent[2])
            yield from _told(agent[0], before, kind, dates, place)

    def _antecedent(self, sentence: str, verb: re.Match[str], citations: list[Citation]) -> Citation | None:
        """The citation before a verb, in its clause."""
        earlier = [citation for citation in citations if citation.end <= verb.start()]
        if not earlier or verb.start() - earlier[-1].end > FAR:
            return None
        between = sentence[earlier[-1].end : verb.start()]
        before = sentence[max(0, earlier[-1].start - NEAR) : earlier[-1].start]
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
            dates, where, end = self.dates(sentence, min(self.tail(sentence, citation), limit), limit)
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
        if len(gap) > 2 * NEAR or re.search(r"[;:]", gap) or self.has("principles", gap):
            return False
        if re.search(
            rf"\b(?:{self.patterns['and'].pattern})\b|\b(?:{self.patterns['relative'].pattern})", gap, re.IGNORECASE
        ):
            return False
        limited = self.has("denied", sentence[first.end : first.end + NEAR // 2])
        return not (limited and FUNDAMENTAL in first.instruments)

    def _begins_clause(self, sentence: str, citation: Citation) -> bool:
        """Whether the last of a list is the subject of what follows: ", and the Declaration protects"."""
        after = sentence[self.tail(sentence, citation) :].lstrip()
        return not (re.match(r"[.,;:!?)…]|$", after) or self.date.match(after))

    def _joint_after(self, sentence: str, citations: Sequence[Citation], number: int) -> tuple[int, int, bool] | None:
        """What joins a citation to the next of a list: its beginning and end, and whether it has a comma."""
        if number + 1 >= len(citations):
            return None
        start, end = citations[number].end, citations[number + 1].start
        for found in self.join.finditer(sentence, start, end):
            *_, dated = self.dates(sentence, found.end())
            if self.join.search(sentence, dated, end):
                continue
            if not sentence[self.skip_glue(sentence, dated) : end].strip():
                return found.start(), found.end(), "," in found[0]
        return None

    def _leading(
        self, sentence: str, subject: tuple[str, int, int], verb: re.Match[str]
    ) -> tuple[tuple[PartialDate, ...], tuple[int, int]]:
        """The date before a verb: at the head of its clause, just before its subject, or between the two."""
        for found in self.date.finditer(sentence, max(0, subject[1] - 2 * NEAR), verb.start()):
            between = (
                sentence[found.end() : subject[1]]
                if found.end() <= subject[1]
                else sentence[found.end() : verb.start()]
            )
            between = self._without_cleft(between.strip(" ,"))
            plain = self.skip_glue(between, 0) >= len(between) and not self.join.search(f" {between} ")
            if plain and len(between) < NEAR:
                date = self.date_of(found)
                return ((date,) if date else ()), (found.start("day" if found["day"] else "year"), found.end())
        return (), (0, 0)

    def _without_cleft(self, text: str) -> str:
        """What stands between a date and a subject, without the pronoun of "it was only in 2010 that your country"."""
        found = self.patterns["relative"].match(text)
        return text[found.end() :].strip() if found and not text[found.end() :].strip() else text

    def _subject(self, sentence: str, start: int, end: int, own: str, known: str) -> tuple[str, int, int] | None:
        """The country that is the subject of a verb at ``end``, looked for from ``start`` on: code and place."""
        start = max(start, end - 2 * FAR)
        text = sentence[:end]
        for at, stop, code in reversed(self.spoken_of(sentence, start, end, own, known)):
            between = text[stop:]
            if len(between) > FAR or re.search(r"[;:]", between) or self.patterns["others"].search(between):
                return None
            if between.count(",") % 2 == 0:  # not within a parenthesis: "Kazakhstan, like Uzbekistan, ratified"
                return (code, at, stop) if code else None
        shorter = _without_relative(text, self.patterns["who"])
        return self._subject(sentence, start, len(shorter), own, known) if start < len(shorter) < end else None

    def _agent(self, sentence: str, start: int, own: str, known: str) -> tuple[str, int, int] | None:
        """The country that follows a passive verb, or the comma behind a clause without a subject: code and place."""
        found = self.spoken_of(sentence, start, min(len(sentence), start + NEAR), own, known)
        return (found[0][2], *found[0][:2]) if found and found[0][2] and found[0][0] - start <= NEAR // 2 else None

    def _unsaid(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands before a verb denies, supposes, demands or reports it.

        Obligations are there even for those who must be told to meet them.
        """
        if self.patterns["obligations"].match(sentence, end):
            return False
        clause = re.split(r"[;:]", sentence[:start])[-1][-NEAR:] + sentence[start:end]
        return self.has("unsaid", clause)


def _without_relative(text: str, who: re.Pattern[str]) -> str:
    """A text that ends before a verb, without the pronoun of a relative clause and its auxiliaries: ", which has"."""
    tail = max(0, len(text) - NEAR)
    for words in range(3):
        found = re.search(rf"(?:\s+\w+){{{words}}}\s*$", text[tail:])
        if found and (relative := who.search(text[: tail + found.start()], tail)):
            return text[: relative.start()]
    return text


def _told(
    country: str, citation: Citation, verb: str, dates: tuple[PartialDate, ...], dated: tuple[int, int]
) -> Iterator[LegalClaim]:
    """A claim for each instrument of a citation; as many dates as instruments are theirs in order."""
    paired = len(dates) == len(citation.instruments)
    for number, instrument in enumerate(citation.instruments):
        known = "" if instrument.startswith("?") else instrument
        verb = "bound" if verb == "obligations" else verb
        yield LegalClaim(country, known, verb, citation, (dates[number],) if paired else dates, dated)
