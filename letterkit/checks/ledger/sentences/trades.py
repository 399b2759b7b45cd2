"""What people are called by their offices and groups where nobody is named: "two crane drivers", "no docker"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.foundation.kept import Kept
from letterkit.language.spelling import plain
from letterkit.language.stems import stem_in
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text

_KEPT: Kept[Mapping[tuple[str, ...], frozenset[str]]] = Kept()


@dataclass(frozen=True)
class Trades:
    """Finds it in the sentences of one letter."""

    eyes: Eyes

    def at(self, seen: Seen, at: int) -> frozenset[str]:
        """The keys of those who are what the words from one on say: empty where these name no trade."""
        stems = tuple(self._stem(word.low) for word in seen.words[at : at + 4])
        found = [phrase for phrase in self._keys if stems[: len(phrase)] == phrase]
        return self._keys[max(found, key=len)] if found else frozenset()

    @cached_property
    def _keys(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """Those who have an office, or are of a group, by the stems of its words."""
        return _KEPT.of(self.eyes.cast.campaign, self.eyes.language.code, self._looked_up)

    def _looked_up(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        found: dict[tuple[str, ...], frozenset[str]] = {}
        for key, owner in self.eyes.cast.campaign.people.items():
            named = isinstance(owner, Person) and owner.publish == "yes"
            offices = [office.office for office in owner.offices] if isinstance(owner, Person) and named else []
            for text in [*offices, *([owner.noun] if isinstance(owner, Group) else [])]:
                stems = tuple(self._stem(word.low) for word in words_of(plain(self._said(text))))
                if stems:
                    found[stems] = found.get(stems, frozenset()) | {str(key)}
        return found

    def _stem(self, word: str) -> str:
        """What a word has in common with its plural."""
        return stem_in(self.eyes.language.code)(word.rstrip("sx"))

    def _said(self, text: Text) -> str:
        return str(text.within(self.eyes.language.code) or text.first)
