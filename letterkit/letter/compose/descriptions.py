"""What an organisation is, as a letter says it where it first names it: "Radio 21, the oldest station in town,".

A sentence is tried in several forms before one of them stands, so which mention is the first shows only in the text.
Until then each carries a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

from letterkit.foundation.origins import Origin, OriginKind, Tracer
from letterkit.foundation.problems import Location
from letterkit.language.grammar import Language
from letterkit.letter.compose.countries import country_noun
from letterkit.letter.compose.spoken_to import addressed, is_to_its_own
from letterkit.letter.letter import Letter
from letterkit.schema.fields import Text
from letterkit.schema.organisation import STATE, Organisation

_FIRST, _LAST = 0xE100, 0xE4FF
"""Marks behind the mentions of organisations, one for each; campaigns can hold none."""
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


def unmarked(text: str) -> str:
    """A text outside the letter, such as a table, without the marks of its mentions."""
    return _MARK.sub("", text)


class _Naming(Protocol):
    """What telling what they are needs of naming."""

    letter: Letter
    language: Language
    tracer: Tracer
    presented: dict[str, Callable[[], str]]

    def say(self, text: Text, sources: Sequence[str] = (), kind: OriginKind = OriginKind.FACT) -> str: ...

    def fact(
        self, text: str, location: Location | None, sources: Sequence[str] = (), kind: OriginKind = OriginKind.FACT
    ) -> str: ...

    def organisation(self, key: str, manner: str = "auto", *, article: bool = True) -> str: ...


class Descriptions:
    """Remembers, within one letter, of which organisations it has said what they are.

    That is what the campaign or the letterhead says of them, whom who writes alone represents, and who owns them.
    """

    def __init__(self, naming: _Naming, some: Callable[[str], str]) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language
        self._some = some
        self._told: set[str] = set()
        senders = {house.key for house in self._letter.senders}
        described = (
            str(key)
            for key, one in self._letter.organisations.items()
            if one.described_as or one.owned_by or key in senders
        )
        self._marks = {key: chr(code) for key, code in zip(described, range(_FIRST, _LAST + 1), strict=False)}
        self._keys = {mark: key for key, mark in self._marks.items()}

    def marked(self, key: str, name: str) -> str:
        """A mention of an organisation, behind which a letter can say what it is."""
        return name + self._marks.get(key, "")

    def settled(self, text: str) -> str:
        """A text as it stands in the letter: behind the first mention of each organisation it says what that is."""

        def said(found: re.Match[str]) -> str:
            key = self._keys[found[0]]
            if key in self._told:
                return ""
            self._told.add(key)
            what = self._language.list(list(self._what_it_is(key, self._letter.organisations[key])))
            more = self._naming.presented.pop(key, None)
            told = ", ".join(filter(None, [what, more() if more else ""]))
            return f", {unmarked(told)}," if told else ""

        return _MARK.sub(said, text)

    def _what_it_is(self, key: str, record: Organisation) -> Iterator[str]:
        kind = OriginKind.HOUSE if any(house.key == key for house in self._letter.senders) else OriginKind.FACT
        if record.described_as:
            yield self._naming.say(record.described_as, kind=kind)
        elif represented := self._represented(key):
            yield represented
        if owners := list(self._owners(record)):
            yield self._language.phrase("owned-by", self._language.list(owners))

    def _represented(self, key: str) -> str:
        """Whom the only one who writes represents, where no figure says how many they are; "" for others."""
        senders = self._letter.senders
        house = senders[0] if len(senders) == 1 and not self._letter.plan.with_ else None
        if house is None or house.key != key or not house.speaks_for or house.writes_as:
            return ""
        if house.counted or any(figures.members for figures in house.figures):
            return ""  # On a day of which no number is known, nobody can say of how many it is.
        whom = self._some(self._naming.say(house.speaks_for, kind=OriginKind.HOUSE))
        figures = house.figures_on(self._letter.date)
        if figures and figures.countries:
            number = self._language.number(figures.countries, False)
            countries = self._naming.fact(number, figures.location, kind=OriginKind.HOUSE)
            whom = self._language.phrase("in-countries", whom, countries)
        return self._language.phrase("which-represents", whom)

    def _owners(self, record: Organisation) -> Iterator[str]:
        """Who owns an organisation; the company written to is told otherwise (see `Ties`)."""
        for owner in record.owned_by:
            if owner == addressed(self._letter):
                continue
            if is_state(owner, self._letter.organisations):
                yield self._government()
            else:
                yield self._naming.organisation(str(owner))

    def _government(self) -> str:
        letter, language = self._letter, self._language
        phrase = "your-government" if is_to_its_own(letter) else "government-of"
        country = country_noun(str(letter.country), language, str, letter.date)
        said = language.phrase(phrase, country["name"])
        return self._naming.tracer.wrap(said, Origin(OriginKind.LANGUAGE, phrase))


def is_state(owner: str, organisations: Collection[str]) -> bool:
    """Whether an owner is the state itself, and no organisation of that key."""
    return owner == STATE and owner not in organisations


def of_the_state(record: Organisation, organisations: Mapping[str, Organisation]) -> bool:
    """Whether an organisation belongs to the state."""
    return any(is_state(owner, organisations) for owner in record.owned_by)
