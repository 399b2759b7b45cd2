"""Which pronoun an edit puts in the place of another: "her home" for "his home", "her prosecution" for "their"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from letterkit.checks.ledger.edits.exchanged import Exchange, exchanged
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence

_STEM = 4
"""Words that begin with so many letters alike, at most, are forms of one where their pronoun is another."""


class OtherPronouns:
    """Finds it in the edited sentences of one letter that are otherwise as drafted, and name the same people."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._lists = eyes, eyes.lexicon.lists

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A pronoun or possessive of another gender or number; what agrees with it may have another form."""
        places = exchanged(before[0], said[0])
        if not places or self._names_others(before, said):
            return
        for place in places:
            told = self._other(place, before, said)
            if told and all(self._agrees(each) for each in places):
                gone, new = told
                says = f"the drafted sentence has '{gone.text}'"
                yield Displaced(new.start, new.end, says, drafted.location, sure=True)
                return

    @staticmethod
    def _names_others(before: Side, said: Side) -> bool:
        """Whether somebody is named in one of two sentences alone."""
        one, other = (
            {min(each.values, default="") for each in side[0].of("person", "group", "head", "body", "stranger")}
            for side in (before, said)
        )
        return one != other

    def _other(self, place: Exchange, before: Side, said: Side) -> tuple[TextWord, TextWord] | None:
        """The pronoun that is gone from a place, and the one of another gender or number that stands there."""
        gone, new = ([one for one in words if self._genders.get(one.low)] for words in (place.gone, place.new))
        if len(gone) != 1 or len(new) != 1:
            return None
        was, now = self._genders[gone[0].low], self._genders[new[0].low]
        led = all(self._is_led(one, side) for one, side in ((gone[0], before), (new[0], said)))
        if led:  # « contre lui » is a man
            was, now = (frozenset({"male"}) if each == {"one"} else each for each in (was, now))
        if was == now == {"many"} and self._several(gone[0].low) != self._several(new[0].low):
            return gone[0], new[0]  # « ils » for « elles »
        return (gone[0], new[0]) if not was & now and not self._is_open(was, now) else None

    def _several(self, word: str) -> frozenset[str]:
        """The gender of a pronoun for several people that is that of one, and a letter more; none of another."""
        return self._genders.get(word[:-1], frozenset())

    @staticmethod
    def _is_open(was: frozenset[str], now: frozenset[str]) -> bool:
        """Whether either can be meant: « lui » for « il », "their" for "its" of a union."""
        one, told = {"male", "female", "one"}, was | now
        return ("one" in told and told <= one) or told == {"thing", "many"}

    def _is_led(self, word: TextWord, side: Side) -> bool:
        """Whether a preposition stands right before a word."""
        words = side[0].words
        at = next(at for at, each in enumerate(words) if each.start == word.start)
        return at > 0 and words[at - 1].low in self._lists["governed"]

    def _agrees(self, place: Exchange) -> bool:
        """Whether words differ by pronouns, by their forms, and by auxiliaries alone: "is" for "are"."""
        gone, new = ([one.low for one in words if not self._is_turned(one.low)] for words in (place.gone, place.new))
        pairs = zip(gone, new, strict=False)
        return len(gone) == len(new) and all(one[:_STEM] == other[:_STEM] for one, other in pairs)

    def _is_turned(self, word: str) -> bool:
        return word in self._genders or word in self._lists["be"] or word in self._lists["auxiliaries"]

    @cached_property
    def _genders(self) -> Mapping[str, frozenset[str]]:
        """The pronouns and possessives, each with the genders and numbers that it can have."""
        reading = self._eyes.cast.library.language(self._eyes.language.code).reading
        tables = (reading.persons, reading.possessives) if reading else ()
        found: dict[str, frozenset[str]] = {}
        for table in tables:
            for gender, words in table.items():
                for word in (str(each).casefold() for each in words):
                    found[word] = found.get(word, frozenset()) | {str(gender)}
        return found
