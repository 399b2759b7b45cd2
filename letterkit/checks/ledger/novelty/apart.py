"""Which of a person's sentences give the words of others, or tell of other countries and times: none is judged."""

from __future__ import annotations

import datetime
from functools import cached_property

from letterkit.checks.law.legal_words import reader
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.wording.masking import MASK
from letterkit.drafts.document import Document

_LONG = datetime.timedelta(days=365)
"""What lies so far before the first act of the campaign belongs to another time."""


class Apart:
    """Tells them for one letter."""

    def __init__(self, document: Document, eyes: Eyes, dossier: Dossier) -> None:
        self._eyes, self._dossier = eyes, dossier
        self._lists = eyes.lexicon.lists
        self._first = document.language.checking.first_person
        self._law = reader(document.library, document.language.code).patterns["ratify"]
        self._own = str(document.campaign.country)

    def is_apart(self, reading: ReadSentence) -> bool:
        """Whether a sentence is not the letter's own claim, or none about its matter."""
        seen = reading.seen
        if self._is_attributed(seen) or self._is_quotation(seen):
            return True
        return self.is_of_others(seen)

    def _is_quotation(self, seen: Seen) -> bool:
        """Whether a sentence only gives the words of a text: « Le préambule rappelle qu'« ... » »."""
        head = seen.text[: seen.text.find(MASK)].rstrip() if MASK in seen.text else None
        if head is None or self._speaks(seen, 0, len(seen.text)) or seen.of("person", "persons", "date", "demanding"):
            return False
        before = [word.low for word in seen.words if word.end <= len(head)][-1:]
        led = head[-1:] in (":", ",") or any(word in self._lists["reporting"] for word in before)
        own = any(each.values - {""} for each in seen.of("body", "group", "head"))
        return led and not own

    def is_of_others(self, seen: Seen) -> bool:
        """Whether a sentence tells of other countries or other times, and of nobody of the campaign."""
        own = self._is_of_the_case(seen) or self._speaks(seen, 0, len(seen.text))
        return not own and (self._is_elsewhere(seen) or self._is_history(seen))

    def _is_attributed(self, seen: Seen) -> bool:
        """Whether somebody else is said to have said what a sentence tells: "The court says that ..."."""
        for according in seen.of("according"):
            said = seen.words[according.last : according.last + 3]
            if not self._speaks(seen, said[0].start, said[-1].end) if said else False:
                return True
        return any(self._reports(seen, each) for each in seen.of("saying"))

    def _reports(self, seen: Seen, saying: Mention) -> bool:
        """Whether what somebody else says stands behind a word for saying it."""
        if saying.first == 0 or self._is_dead(seen, saying):
            return False
        if MASK in seen.text[: saying.start]:
            return True  # "«...», one of them told us", "«...», nous a écrit l'un d'eux"
        if self._speaks(seen, 0, saying.start):
            return False
        behind = seen.text[saying.end :].lstrip()
        following = seen.words[saying.last].low if saying.last < len(seen.words) else ""
        quoted = behind[:1] in (":", MASK) or f",{MASK}" in behind.replace(" ", "")
        return quoted or following in self._lists["reporting"]

    def _is_dead(self, seen: Seen, saying: Mention) -> bool:
        """Whether who is said to have said it has died: when that was should be on record."""
        speakers = [each for each in seen.of("person") if each.last == saying.first]
        return any(all(key and "dead" in self._dossier.holding(key) for key in each.values) for each in speakers)

    def _speaks(self, seen: Seen, first: int, last: int) -> bool:
        """Whether the writers name themselves between two places."""
        return bool(self._first and self._first.search(seen.text[first:last]))

    def _is_elsewhere(self, seen: Seen) -> bool:
        """Whether a sentence tells of other countries; what these have ratified is known."""
        countries = seen.of("country")
        told = bool(countries) and all(self._own not in each.values for each in countries)
        return told and not self._law.search(seen.text)

    def _is_history(self, seen: Seen) -> bool:
        """Whether all that a sentence dates was long before the first act of the campaign."""
        ends = [max(last for _, last in each.days) for each in seen.of("date") if each.days]
        return bool(ends) and self._begin is not None and max(ends) < self._begin - _LONG

    @cached_property
    def _begin(self) -> datetime.date | None:
        """The first day of the campaign."""
        return self._dossier.begin

    def _is_of_the_case(self, seen: Seen) -> bool:
        """Whether a sentence names somebody of the campaign, or means those who were spoken of."""
        if seen.of("person", "body", "persons", "demanding") or any(
            word.low in self._lists["objects-said"] for word in seen.words
        ):
            return True
        elsewhere = self._is_elsewhere(seen)
        return any(self._is_meant(each, seen, elsewhere) for each in seen.of("group", "head"))

    def _is_meant(self, group: Mention, seen: Seen, elsewhere: bool) -> bool:
        """Whether people are certain ones, or are counted and not elsewhere: "the teachers", "52 teachers"."""
        before = seen.words[max(0, group.first - 2) : group.first]
        numbers = {at for each in seen.of("number") for at in range(each.first, each.last)}
        gap = "".join(word.gap for word in seen.words[max(1, group.first - 1) : group.first + 1])
        definite = any(word.low in self._lists["definite"] for word in before) and not set(gap) & set(",;:")
        return definite or (not elsewhere and bool(numbers & {group.first - 1, group.first - 2}))
